/** `trailproof fix`: fixes beside the inverse, printed as plans. */
import { Failure } from "../../shared/errors.ts";
import type { Fix, FixName, FixOffer, FixRequest } from "../../shared/fixes/fix.ts";
import { fixNames } from "../../shared/fixes/fix.ts";
import { aboutFix, aboutUndo } from "../../shared/fixes/fix-words.ts";
import { kindOf } from "../../shared/fixes/kinds.ts";
import { planJson } from "../../shared/report/print-case-json.ts";
import { plain } from "../../shared/span.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import { caseFixesFor, ownerOfKey, planCaseFix } from "../fixes/case-fixes.ts";
import { countCalls, noCalls } from "../fixes/count-calls.ts";
import { indexCase } from "../state/index-case.ts";
import { createStateQuestions } from "../state/state-questions.ts";
import type { StateQuestions } from "../state/state-questions.ts";
import { planFileNames, printPlan } from "../undo/plan-prints.ts";
import { fixNameOf, optionsOf, requestOf } from "./fix-options.ts";
import { usage } from "./option-values.ts";
import type { Options } from "./options.ts";
import { give } from "./plan.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** Lists fixes, or prints one. Nothing is run. */
export async function fix(options: Options, world: World): Promise<void> {
  const { list } = options.fix;
  const { finding } = options;
  if (list && finding === null) {
    if (options.as === "json")
      world.out(`${JSON.stringify({ fixes: fixNames.map((name) => kindJson(name)) }, null, 2)}\n`);
    else world.out(fixNames.map((name) => kindLines(name)).join("\n"));
    return;
  }
  const path = required(options.case);
  await withCase(path, false, async (db) => {
    const questions = createStateQuestions(db, await indexCase(db, { signal: world.signal }));
    if (finding === null) await printFix(db, path, questions, options, world);
    else listFor(db, questions, finding, options, world);
  });
}

function kindJson(name: FixName): object {
  const { title, purpose, notWhen, breaks, isDestructive, isPrintOnly } = kindOf(name);
  return {
    name,
    title: plain(title),
    purpose: plain(purpose),
    notWhen: notWhen.map((one) => plain(one)),
    breaks: breaks.map((one) => plain(one)),
    isDestructive,
    isPrintOnly,
    options: optionsOf(name),
  };
}

function kindLines(name: FixName): string {
  const { title, purpose, notWhen, breaks, isDestructive, isPrintOnly } = kindOf(name);
  const marks = [
    ...(isDestructive ? ["destructive"] : []),
    ...(isPrintOnly ? ["printed only"] : []),
  ];
  return [
    `${`${name} ${optionsOf(name)}`.trimEnd()}${marks.length > 0 ? `   (${marks.join(", ")})` : ""}`,
    `  ${plain(title)}: ${plain(purpose)}`,
    ...notWhen.map((one) => `  Not when: ${plain(one)}`),
    ...breaks.map((one) => `  Breaks: ${plain(one)}`),
    "",
  ].join("\n");
}

function listFor(
  db: CaseDb,
  questions: StateQuestions,
  finding: string,
  options: Options,
  world: World,
): void {
  const offers = caseFixesFor(db, questions, finding);
  if (offers === null) throw new Failure({ code: "finding-missing", id: finding.toUpperCase() });
  if (options.as === "json") {
    const fixes = offers.map(({ request, title, purpose, why, isDestructive, isPrintOnly }) => ({
      request,
      title: plain(title),
      purpose: plain(purpose),
      why: plain(why),
      isDestructive,
      isPrintOnly,
    }));
    world.out(`${JSON.stringify({ finding: finding.toUpperCase(), fixes }, null, 2)}\n`);
    return;
  }
  if (offers.length === 0) world.err.write("No fix beside the plan of the finding fits it.\n");
  for (const offer of offers) world.out(offerLines(offer));
}

function offerLines({
  request,
  title,
  purpose,
  why,
  isDestructive,
  isPrintOnly,
}: FixOffer): string {
  const marks = [
    ...(isDestructive ? ["destructive"] : []),
    ...(isPrintOnly ? ["printed only"] : []),
  ];
  return [
    `trailproof fix ${commandOf(request)}${marks.length > 0 ? `   (${marks.join(", ")})` : ""}`,
    `  ${visible(plain(title))}. ${visible(plain(why))}`,
    `  ${plain(purpose)}`,
    "",
  ].join("\n");
}

/** The words of the command line that ask for a request; names that a shell would read otherwise are quoted. */
function commandOf({ name, target, item }: FixRequest): string {
  const cut = target.indexOf("/");
  const [kind, of] = [target.slice(0, cut), target.slice(cut + 1)];
  const option = kind.endsWith("-provider") ? "provider" : kind;
  return [
    name,
    ...(of === "" || kind === "account" ? [] : [`--${option}`, quoted(of)]),
    ...(item === null ? [] : [item.startsWith("arn:") ? "--policy" : "--key", quoted(item)]),
  ].join(" ");
}

function quoted(word: string): string {
  const shown = visible(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", `'\\''`)}'`;
}

async function printFix(
  db: CaseDb,
  path: string,
  questions: StateQuestions,
  options: Options,
  world: World,
): Promise<void> {
  const name = fixNameOf(options.words[0] ?? "");
  if (name === null) throw usage("trailproof fix needs the name of a fix.");
  const planned = await fixOf(db, path, questions, name, options, world);
  if (options.as === "json") {
    const text = `${JSON.stringify(fixJson(planned), null, 2)}\n`;
    give({ name: "fix.json", text }, [], options.out, world);
  } else giveFix(planned, options, world);
}

async function fixOf(
  db: CaseDb,
  path: string,
  questions: StateQuestions,
  name: FixName,
  options: Options,
  world: World,
): Promise<Fix> {
  const request = withOwner(questions, requestOf(name, options.fix, options.filter));
  // Columns are read only where calls are counted.
  const query =
    name === "least-privilege" ? await openEventQuery(db, path, { signal: world.signal }) : null;
  const planned = planCaseFix(questions, request, world.now(), (callers) =>
    query === null ? noCalls : countCalls(query, callers),
  );
  if ("refused" in planned) throw usage(visible(plain(planned.refused)));
  return planned;
}

/** The fix that `trailproof apply --fix NAME` asks for. @throws Failure (usage) where there is none, or it is printed only */
export async function fixToApply(
  db: CaseDb,
  path: string,
  name: FixName,
  options: Options,
  world: World,
): Promise<Fix> {
  if (kindOf(name).isPrintOnly)
    throw usage(`${name} is printed only, and never made by this program: trailproof fix ${name}.`);
  const questions = createStateQuestions(db, await indexCase(db, { signal: world.signal }));
  return await fixOf(db, path, questions, name, options, world);
}

function giveFix(planned: Fix, options: Options, world: World): void {
  const { as, out } = options;
  const plan = printPlan(planned.plan, as, aboutFix(planned));
  const undo = printPlan(planned.undo, as, aboutUndo(planned));
  const undoName = planFileNames[as].replace("plan", "undo");
  if (out === null) {
    const { text, files } = options.fix.undo ? undo : plan;
    give({ name: planFileNames[as], text }, files, null, world);
    return;
  }
  // Plan and undo read different files; those of the undo go into a folder of their own where there are any.
  give({ name: planFileNames[as], text: plan.text }, plan.files, out, world);
  give(
    { name: undoName, text: undo.text },
    undo.files,
    undo.files.length > 0 ? `${out}/undo` : out,
    world,
  );
}

/** The owner of the key that is named, where nobody else is. */
function withOwner(questions: StateQuestions, request: FixRequest): FixRequest {
  if (request.target !== "" || request.item === null) return request;
  const owner = ownerOfKey(questions, request.account, request.item);
  if (owner === null)
    throw usage(
      `The log does not show whose key ${visible(request.item)} is: name the user with --user.`,
    );
  return { ...request, target: owner };
}

/** A fix as JSON. */
function fixJson({ title, purpose, notWhen, breaks, unknown, plan, undo, ...rest }: Fix): object {
  return {
    ...rest,
    title: plain(title),
    purpose: plain(purpose),
    notWhen: notWhen.map((one) => plain(one)),
    breaks: breaks.map((one) => plain(one)),
    unknown: unknown.map((one) => plain(one)),
    plan: planJson(plan),
    undo: planJson(undo),
  };
}
