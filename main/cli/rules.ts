/** `trailproof rules`: the user's own Sigma rules, loaded, and run over a case. */
import { Failure } from "../../shared/errors.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import type { CaseDb } from "../db/open-case.ts";
import { addRules, askWhereNew } from "../rule-findings/add-rules.ts";
import { rulesOfCase } from "../rule-findings/ask-rules.ts";
import type { RuleFile } from "../sigma/load-rules.ts";
import { loadRules } from "../sigma/load-rules.ts";
import type { RuleResult } from "../sigma/run-rules.ts";
import { runRules } from "../sigma/run-rules.ts";
import type { Options } from "./options.ts";
import type { Answer } from "./print-rules.ts";
import { createNamer, printRulesJson, printRulesText } from "./print-rules.ts";
import { createTextLine } from "./progress.ts";
import { withCase } from "./with-case.ts";
import { visible } from "./visible.ts";
import { applySettings, handOf, readSettings, saveSettings } from "./rule-settings.ts";
import type { World } from "./world.ts";
import { program } from "./world.ts";

/**
 * Loads rules, and runs them over the case where one is named.
 * @throws Failure (rules-unread) when a rule could not be loaded, after all was printed.
 */
export async function rules(options: Options, world: World): Promise<void> {
  const isSettings = await changeSettings(options, world);
  if (isSettings && options.words.length === 0) return;
  const loaded = await rulesOf(options);
  const print = options.json ? printRulesJson : printRulesText;
  if (options.case === null) await print(loaded.map(answerOf), null, world);
  else await runOverCase(loaded, options.case, options, world, print);
  const failed = loaded.filter(isFailed).length;
  world.err.write(`${summary(loaded)}\n`);
  if (failed > 0)
    throw new Failure({
      code: "rules-unread",
      detail: `${formatCounted(failed, "rule")} could not be loaded; the list above says why.`,
    });
}

/** `--settings` and `--save-settings`; false: neither was given. */
async function changeSettings(options: Options, world: World): Promise<boolean> {
  const { settings, saveSettings: target, case: path } = options;
  if (path === null || (settings === null && target === null)) return false;
  const edits = settings === null ? null : readSettings(settings);
  await withCase(path, false, (db) => {
    if (edits !== null) applySettings(db, edits, world);
    if (target !== null) saveSettings(db, target, world);
  });
  return true;
}

/** The rules that are named, or those of the case. */
async function rulesOf({ words, case: path }: Options): Promise<readonly LinkedRule[]> {
  return words.length === 0 && path !== null
    ? withCase(path, false, rulesOfCase)
    : loadRules(words);
}

/**
 * Puts the rules of `--rules` into the case and asks all its rules of the events. Rules that can't be loaded are told
 * of; they are no failure of the import.
 */
export async function askOwnRules(
  db: CaseDb,
  casePath: string,
  files: readonly RuleFile[],
  options: Options,
  world: World,
): Promise<void> {
  if (files.length > 0) addRules(db, files, handOf(world));
  const line = createTextLine(world.err, () => performance.now(), options.quiet);
  const made = await askWhereNew(db, casePath, {
    program: program(world),
    signal: world.signal,
    onProgress: (events, total) =>
      line.show(() => `Rules: ${formatCount(events)} of ${formatCounted(total, "event")}`),
  })
    .catch(cancelled(world))
    .finally(line.clear);
  if (made === null) return;
  const loaded = rulesOfCase(db);
  world.err.write(`${summary(loaded)}; ${formatCounted(made, "finding")} of them\n`);
  for (const rule of loaded.filter(isFailed)) world.err.write(`${whyNot(rule)}\n`);
}

function whyNot({ file, problems, head }: LinkedRule): string {
  const [first] = problems;
  const { line, column, text } = first ?? { ...head.at, text: "not loaded" };
  return `${visible(file)}:${line}:${column}: ${visible(text)}`;
}

function answerOf(rule: LinkedRule): Answer {
  return { rule, result: null };
}

async function runOverCase(
  loaded: readonly LinkedRule[],
  casePath: string,
  options: Options,
  world: World,
  print: typeof printRulesText,
): Promise<void> {
  const line = createTextLine(world.err, () => performance.now(), options.quiet);
  await withCase(casePath, false, async (db) => {
    const query = await openEventQuery(db, casePath, {
      signal: world.signal,
      onProgress: (rows, total) =>
        line.show(() => `Loading: ${formatCount(rows)} of ${formatCount(total)} events`),
    })
      .catch(cancelled(world))
      .finally(line.clear);
    const results: readonly (RuleResult | null)[] = await runRules(loaded, query, {
      limit: options.limit,
      signal: world.signal,
      onProgress: (events, total) =>
        line.show(() => `Reading: ${formatCount(events)} of ${formatCounted(total, "event")}`),
    })
      .catch(cancelled(world))
      .finally(line.clear);
    const answers = loaded.map((rule, at) => ({ rule, result: results[at] ?? null }));
    await print(answers, createNamer(db, query), world);
  });
}

function cancelled(world: World): (error: unknown) => never {
  return (error) => {
    throw world.signal.aborted ? new Failure({ code: "rules-cancelled" }, { cause: error }) : error;
  };
}

function isFailed({ body, otherLogs }: LinkedRule): boolean {
  return body === null && otherLogs === null;
}

function summary(loaded: readonly LinkedRule[]): string {
  const other = loaded.filter(({ body, otherLogs }) => body === null && otherLogs !== null).length;
  const failed = loaded.filter(isFailed).length;
  return (
    `${formatCounted(loaded.length, "rule")}: ${formatCount(loaded.length - other - failed)} loaded, ` +
    `${formatCount(failed)} not loaded, ${formatCount(other)} for other logs`
  );
}
