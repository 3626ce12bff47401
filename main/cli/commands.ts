/** The commands. Each takes checked options and the world; results go to standard output, the rest to standard error. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { iamActions } from "../../shared/knowledge/iam-actions.ts";
import { techniqueName } from "../../shared/knowledge/mitre.ts";
import type { CaseFacts } from "../../shared/report/case-facts.ts";
import { buildReport } from "../../shared/report/build-report.ts";
import { findingJson, printCaseJson } from "../../shared/report/print-case-json.ts";
import { printHtml } from "../../shared/report/print-html.ts";
import { plain } from "../../shared/span.ts";
import { listFindings } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import { caseTotals, findEvents } from "../db/read-events.ts";
import type { CaseTotals } from "../db/read-events.ts";
import { listInputs } from "../db/read-inputs.ts";
import type { InputRow } from "../db/read-inputs.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import { importPaths } from "../import/import-files.ts";
import { gatherFacts } from "../report/gather-facts.ts";
import { checkWritable, saveFile } from "../report/save-file.ts";
import type { Format, Options } from "./options.ts";
import { createProgressLine } from "./progress.ts";
import { withCase, withTemporaryCase } from "./with-case.ts";

/** What a command may touch besides files. */
export interface World {
  readonly out: (text: string) => void;
  readonly err: NodeJS.WriteStream;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly version: string;
}

export type Command = (options: Options, world: World) => Promise<void>;

/** All commands by name. */
export const commands: Readonly<Record<string, Command>> = {
  audit,
  import: importCommand,
  findings,
  event,
  report,
  explain,
};

async function audit(options: Options, world: World): Promise<void> {
  const targets = targetsOf(options);
  const run = async (db: CaseDb, path: string): Promise<void> => {
    await importAndAnalyze(db, path, options, world);
    const totals = caseTotals(db);
    if (totals.records === 0 && totals.problems === 0) throw noCloudTrail(db, totals);
    writeReports(db, path, options, targets, world);
    summarize(db, totals, world);
  };
  if (options.case === null) await withTemporaryCase(run);
  else {
    const path = options.case;
    await withCase(path, true, (db) => run(db, path));
  }
}

async function importCommand(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, true, async (db) => {
    await importAndAnalyze(db, path, options, world);
    const totals = caseTotals(db);
    if (options.json) world.out(caseJson(db, path, options, world));
    else for (const input of listInputs(db)) world.out(`${inputLine(input)}\n`);
    summarize(db, totals, world);
  });
}

async function importAndAnalyze(
  db: CaseDb,
  path: string,
  options: Options,
  world: World,
): Promise<void> {
  const line = createProgressLine(world.err, () => performance.now(), options.quiet);
  try {
    const isDone = await importPaths(db, path, {
      paths: options.words,
      program: program(world),
      now: world.now(),
      signal: world.signal,
      onProgress: line.show,
    });
    if (!isDone) throw new Failure({ code: "cancelled", casePath: options.case });
  } finally {
    line.clear();
  }
  analyzeCase(db);
}

async function report(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  const targets = targetsOf(options);
  await withCase(path, false, (db) => writeReports(db, path, options, targets, world));
}

async function findings(options: Options, world: World): Promise<void> {
  await withCase(required(options.case), false, (db) => {
    const list = listFindings(db, options.severity);
    if (options.json) {
      world.out(
        `${JSON.stringify(
          list.map(({ id, finding }) => findingJson(id, finding)),
          null,
          2,
        )}\n`,
      );
      return;
    }
    for (const { id, finding } of list)
      world.out(
        `${id}  ${finding.severity.padEnd(8)}  ${finding.time ?? "time unknown        "}  ` +
          `${finding.outcome === "success" ? "changed" : finding.outcome.padEnd(7)}  ${visible(plain(finding.title))}\n`,
      );
    if (list.length === 0) world.err.write("No finding of this severity is in the case.\n");
  });
}

async function event(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, false, (db) => {
    const id = options.words[0] ?? "";
    const found = findEvents(db, path)(id);
    if (found.length === 0) throw new Failure({ code: "event-missing", id });
    const inputs = new Map(listInputs(db).map((input) => [input.id, input]));
    const places = found.map((one) => ({
      ...one,
      sources: one.sources.map(({ input, record, offset, length }) => {
        const file = inputs.get(input);
        return {
          path: file === undefined ? "" : pathOf(file),
          sha256: file?.sha256 ?? null,
          record,
          offset,
          length,
        };
      }),
      raw: one.raw.toString("utf8"),
    }));
    if (options.json) {
      world.out(`${JSON.stringify(places, null, 2)}\n`);
      return;
    }
    for (const one of places) {
      for (const { path: file, record, offset, length } of one.sources)
        world.err.write(`${visible(file)}: record ${record}, byte ${offset}, ${length} bytes\n`);
      world.out(`${one.raw}\n`);
    }
  });
}

async function explain(options: Options, world: World): Promise<void> {
  const [name] = options.words;
  const found = iamActions.filter(
    (a) => name === undefined || a.name.toLowerCase() === name.toLowerCase(),
  );
  if (found.length === 0)
    throw new Failure({
      code: "usage",
      detail: `${name ?? ""} is no IAM action that Trailproof knows. List: trailproof explain`,
    });
  if (options.json) {
    world.out(
      `${JSON.stringify(
        found.map(({ source, name: eventName, ...rest }) => ({
          eventSource: source,
          eventName,
          ...rest,
        })),
        null,
        2,
      )}\n`,
    );
    return;
  }
  for (const action of found) {
    if (name === undefined) {
      world.out(`${action.name.padEnd(46)} ${action.access.padEnd(5)}  ${action.severity}\n`);
      continue;
    }
    world.out(
      `${action.name} (${action.source}), ${action.access}\n` +
        `  Severity   ${action.severity}: ${action.severityReason}\n` +
        `  Technique  ${action.mitre.map((id) => `${id} ${techniqueName(id) ?? ""}`.trim()).join("; ") || "none"}\n` +
        `  Undo       ${action.inverse.possible}: ${action.inverse.calls.map((c) => `${c.api} (${c.when})`).join("; ") || "no call"}\n` +
        `${action.inverse.lost.map((lost) => `  Lost       ${lost}\n`).join("")}` +
        `${action.inverse.note === "" ? "" : `  Note       ${action.inverse.note}\n`}`,
    );
  }
}

interface Target {
  readonly format: Format;
  /** `-` is standard output. */
  readonly path: string;
}

/** Where each format goes; everything that can be checked before the work is checked here. */
function targetsOf(options: Options): readonly Target[] {
  const { out } = options;
  const isFolder =
    out !== null &&
    out !== "-" &&
    (out.endsWith("/") || (existsSync(out) && statSync(out).isDirectory()));
  const targets = options.formats.map((format) => {
    const name = `trailproof-report.${format}`;
    if (out === null) return { format, path: name };
    if (isFolder) return { format, path: join(out, name) };
    if (options.formats.length === 1) return { format, path: out };
    return {
      format,
      path: out.endsWith(`.${format}`) ? out : `${out.replace(/\.(html|json)$/, "")}.${format}`,
    };
  });
  for (const { path } of targets) if (path !== "-") checkWritable(path);
  return targets;
}

function writeReports(
  db: CaseDb,
  path: string,
  options: Options,
  targets: readonly Target[],
  world: World,
): void {
  const facts = gatherFacts(db, path, program(world), options.engagement);
  for (const target of targets) {
    const text =
      target.format === "json" ? jsonOf(facts, db, world) : printHtml(buildReport(facts));
    if (target.path === "-") world.out(text);
    else {
      saveFile(target.path, text);
      world.err.write(`Report: ${target.path}\n`);
    }
  }
}

function caseJson(db: CaseDb, path: string, options: Options, world: World): string {
  return jsonOf(gatherFacts(db, path, program(world), options.engagement), db, world);
}

function jsonOf(facts: CaseFacts, db: CaseDb, world: World): string {
  const paths = new Map(listInputs(db).map((input) => [input.id, pathOf(input)]));
  return printCaseJson(facts, world.version, (id) => paths.get(id) ?? "");
}

/** A path as the user would name it: below the folder that was given, or the file itself. */
function pathOf({ root, path }: InputRow): string {
  return root.endsWith(path) ? root : join(root, path);
}

function summarize(db: CaseDb, totals: CaseTotals, world: World): void {
  const n = (value: number, one: string, many = `${one}s`): string =>
    `${value.toLocaleString("en-US")} ${value === 1 ? one : many}`;
  world.err.write(
    `${n(totals.files, "file")} (${totals.skipped.toLocaleString("en-US")} skipped), ` +
      `${n(totals.records, "record")} = ${n(totals.events, "event")} + ${n(totals.duplicates, "duplicate")}, ` +
      `${n(totals.problems, "problem")}, ${n(listFindings(db, "info").length, "finding")}\n`,
  );
  if (totals.events === 0) world.err.write("No event could be read; the problems say why.\n");
}

function noCloudTrail(db: CaseDb, totals: CaseTotals): Failure {
  const kinds = new Map<string, number>();
  for (const { format } of listInputs(db)) kinds.set(format, (kinds.get(format) ?? 0) + 1);
  const examples = [...kinds]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, 4)
    .map(([name, count]) => `${count} × ${name}`);
  return new Failure({ code: "no-cloudtrail", files: totals.files, examples });
}

function inputLine(input: InputRow): string {
  const found = input.records > 0 ? `${input.records} records` : input.status;
  const problems = input.problems > 0 ? `, ${input.problems} problems` : "";
  return `${visible(pathOf(input))}: ${input.format}, ${found}${problems}`;
}

/** Log text on a terminal: control and bidirectional characters are shown, not obeyed. */
function visible(text: string): string {
  // oxlint-disable-next-line no-control-regex -- control characters are what must be found
  return text.replaceAll(
    /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g,
    (c) => `<U+${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`,
  );
}

function program(world: World): string {
  return `Trailproof ${world.version}`;
}

function required(path: string | null): string {
  if (path === null)
    throw new Failure({ code: "usage", detail: "Name the case file with --case." });
  return path;
}
