import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Operation, Plan } from "../../shared/remediation/plan.ts";
import { isAsk } from "../../shared/remediation/plan.ts";
import { plain } from "../../shared/span.ts";
import { seconds } from "../../shared/state/order.ts";
import { combinedPlan } from "../../shared/undo/combined-plan.ts";
import { createHistory } from "../../shared/undo/history.ts";
import { callsOf } from "./answers.ts";
import { diceOf } from "./dice.ts";
import type { History, Step } from "./history.ts";
import { startHistory } from "./history.ts";
import { missingMoto, startMoto } from "./moto.ts";
import type { Moto } from "./moto.ts";
import { truthFacts } from "./truth-facts.ts";
import type { FactTable } from "./truth-facts.ts";

const missing = missingMoto();
if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

/** More of them where COMBINED_HISTORIES says so; COMBINED_SEED names a single one. */
const count = Number(process.env["COMBINED_HISTORIES"] ?? 4);
const only = process.env["COMBINED_SEED"];
const seeds =
  only === undefined
    ? Array.from({ length: count }, (_, i) => i + 1 + Number(process.env["COMBINED_FROM"] ?? 0))
    : [Number(only)];

interface Rest {
  readonly path: RegExp;
  readonly says: RegExp;
}

/** What no call brings back, or what the log can't tell; and how the plan says so. */
const allowed: readonly Rest[] = [
  { path: /^passwordPolicy/, says: /had (?:a|no) password policy before/ },
  { path: /^alias$/, says: /had another alias before/ },
  { path: /^user\/.*\/(?:ssh|signing|service|key|login|mfa)/, says: /^Password, access keys/ },
  { path: /\/key\//, says: /Later, once the evidence is kept/ },
  { path: /\/key\//, says: /old key id and its secret/i },
  { path: /\/login\/reset$/, says: /must be changed at the first sign-in|former password/ },
  { path: /\/(?:ssh|signing)\//, says: /gets a new one/ },
  { path: /\/service\//, says: /password|needs a replacement/ },
  { path: /^mfa\//, says: /holder enrols|new device/i },
  { path: /^role\/AWSServiceRole/, says: /./ },
  { path: /^certificate\//, says: /private key/i },
  { path: /^policy\/.*\/(?:version\/v\d+|default)$/, says: /^The numbers? of/ },
  { path: /^policy\/.*\/version\/v\d+$/, says: /five versions now/ },
];

/** The plan for the selected events of a log. */
function planOf(log: readonly Step[], isSelected: (step: Step) => boolean): Plan | null {
  const ids = new Set(log.filter(isSelected).map(({ event }) => event.id));
  const builder = createHistory({ isSelected: ({ id }) => ids.has(id), isWithWay: false });
  for (const second of seconds(log.map(({ event }) => event))) builder.take(second);
  const [history] = builder.finish();
  return history === undefined ? null : combinedPlan(history);
}

/** Carries a plan out as a person would who knows the account of before. Gives the calls that IAM refused. */
async function carryOut(
  plan: Plan,
  history: History,
  before: Step["before"],
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const operation of plan.operations) {
    const calls = callsOf(operation, { before, now: () => history.now() });
    const mayBeNone = Object.values(operation.input).some((one) => isAsk(one) && one.each === true);
    if (wasInPlace(operation, before)) continue;
    // A script ends where a question has no answer.
    if (calls === null && !mayBeNone) return refused;
    for (const call of calls ?? []) {
      const { outcome } = await history.make(call, true);
      if (!outcome.ok) refused.push(`${call.api} ${outcome.code} ${JSON.stringify(call.input)}`);
    }
  }
  return refused;
}

/** A person follows "Only if it was not in place before". */
function wasInPlace({ why, input }: Operation, before: Step["before"]): boolean {
  if (!plain(why).includes("Only if it was not in place before")) return false;
  const text = (member: string): string => {
    const value = input[member];
    return typeof value === "string" ? value : "";
  };
  const provider = before.oidc[text("OpenIDConnectProviderArn")];
  if (provider !== undefined) return provider.clients.includes(text("ClientID"));
  const user = before.users[text("UserName")];
  if (text("PolicyArn") === "") return user?.groups.includes(text("GroupName")) === true;
  const holder = user ?? before.groups[text("GroupName")] ?? before.roles[text("RoleName")];
  return holder?.attached.includes(text("PolicyArn")) === true;
}

/** All that a plan says beside its calls. */
function wordsOf(plan: Plan): readonly string[] {
  return [
    ...plan.manual.map((one) => plain(one.text)),
    ...plan.lost.map((one) => `${plain(one.what)} ${plain(one.why)}`),
    ...(plan.conflicts ?? []).map((one) => plain(one.what)),
  ];
}

/** Facts that are neither as wanted nor explained by the plan. */
function differences(
  wanted: FactTable,
  reached: FactTable,
  isExplained: (path: string) => boolean,
): readonly string[] {
  return [...new Set([...wanted.keys(), ...reached.keys()])]
    .filter((path) => wanted.get(path) !== reached.get(path) && !isExplained(path))
    .map((path) => `${path}: wanted ${wanted.get(path) ?? "–"}, is ${reached.get(path) ?? "–"}`);
}

/** What stands behind an ARN in the path of a fact. */
const arnMembers = new Set(["path", "tag", "default", "version", "description", "metadata", "url"]);

/** What the plan calls a fact. */
function nameIn(path: string): string {
  const [kind = "", ...parts] = path.split("/");
  // An ARN has slashes of its own; names of what hangs on it stand behind.
  const isArn = parts[0]?.startsWith("arn:") === true;
  const end = parts.findIndex((part, i) => i > 0 && arnMembers.has(part));
  const name = (isArn ? parts.slice(0, end === -1 ? undefined : end).at(-1) : parts[0]) ?? kind;
  if (kind === "passwordPolicy") return "password policy";
  return kind === "alias" ? "alias" : name;
}

/** A plan and what led to it, for a seed that fails. */
function story(plan: Plan, steps: readonly Step[]): string {
  return [
    ...steps.flatMap(({ call, outcome, event }) =>
      outcome.ok
        ? [
            `${event.at ?? ""} ${event.identity.arn ?? ""} ${call.api} ${JSON.stringify(call.input)}`,
          ]
        : [],
    ),
    ...plan.operations.map(
      ({ api, input, why }) => `${api} ${JSON.stringify(input)} ${plain(why)}`,
    ),
    ...wordsOf(plan),
  ]
    .map((line) => line.slice(0, 300))
    .join("\n");
}

/** The things that some of the steps changed, also under the names that they were given later. */
function namesTouched(
  steps: readonly Step[],
  isChosen: (step: Step) => boolean,
): ReadonlySet<string> {
  const names = new Set<string>();
  for (const step of steps) {
    const [before, after] = [truthFacts(step.before), truthFacts(step.after)];
    const changed = [...new Set([...before.keys(), ...after.keys()])]
      .filter((path) => before.get(path) !== after.get(path))
      .map((path) => nameIn(path));
    const isRenamed = Object.keys(step.call.input).some((member) => /^New\w*Name$/.test(member));
    if (isChosen(step) || (isRenamed && changed.some((name) => names.has(name))))
      for (const name of changed) names.add(name);
  }
  return names;
}

/** Starts a history and brings it to some length; answers where the window begins. */
async function some(moto: Moto, seed: number): Promise<{ history: History; from: number }> {
  const dice = diceOf(seed);
  const history = await startHistory(moto, dice);
  const length = 30 + dice.number(60);
  while (history.steps.length < length) await history.goOn();
  return { history, from: dice.number(history.steps.length) };
}

describe.skipIf(missing !== null)("one plan for many events, on a real IAM", () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(async () => {
    await moto.stop();
  });

  it.for(seeds)("leads back to the state before a window: seed %i", async (seed) => {
    const { history, from } = await some(moto, seed);
    const steps = [...history.steps];
    const plan = planOf(steps, (step) => steps.indexOf(step) >= from);
    const before = steps[from]?.before;
    if (plan === null || before === undefined) return;
    const refused = await carryOut(plan, history, before);
    const said = wordsOf(plan);
    const isExplained = (path: string): boolean =>
      allowed.some((one) => one.path.test(path) && said.some((line) => one.says.test(line))) ||
      said.some((line) => line.includes("within one second") && line.includes(nameIn(path)));
    const off = differences(truthFacts(before), truthFacts(history.now()), isExplained);
    expect({ refused, off }, story(plan, steps)).toEqual({ refused: [], off: [] });
    expect(plan.conflicts).toEqual([]);
  });

  it.for(seeds)("changes nothing that the selected events did not: seed %i", async (seed) => {
    const { history } = await some(moto, seed + 1000);
    const steps = [...history.steps];
    const dice = diceOf(seed);
    const actors = [...new Set(steps.map(({ event }) => event.identity.arn))];
    const actor = dice.pick(actors) ?? null;
    const plan = planOf(steps, ({ event }) => event.identity.arn === actor);
    if (plan === null) return;
    const now = history.now();
    const refused = await carryOut(plan, history, now);
    // What only others touched is as it was.
    const touched = namesTouched(steps, ({ event }) => event.identity.arn === actor);
    // Memberships are facts of users, too; there they follow a user's name.
    const isTouched = (path: string): boolean =>
      touched.has(nameIn(path)) || /^group\/[^/]+\/member\//.test(path);
    const off = differences(truthFacts(now), truthFacts(history.now()), isTouched);
    expect({ refused, off }, story(plan, steps)).toEqual({ refused: [], off: [] });
  });

  it.for(seeds)(
    "says what a log that starts in the middle does not tell: seed %i",
    async (seed) => {
      const { history, from } = await some(moto, seed + 2000);
      const steps = [...history.steps];
      const log = steps.slice(Math.floor(steps.length / 2));
      const start = Math.max(from, steps.length - log.length);
      const plan = planOf(log, (step) => steps.indexOf(step) >= start);
      const before = steps[start]?.before;
      if (plan === null || before === undefined) return;
      const refused = await carryOut(plan, history, before);
      const off = differences(truthFacts(before), truthFacts(history.now()), () => false);
      if (plan.certainty === "exact")
        expect({ refused, off }, story(plan, steps)).toEqual({ refused: [], off: [] });
      // Nothing is guessed: whatever is not as before belongs to what the selected events changed.
      const touched = namesTouched(steps, (step) => steps.indexOf(step) >= start);
      const strange = off.filter((line) => !touched.has(nameIn(line.split(": wanted")[0] ?? "")));
      expect(strange, story(plan, steps)).toEqual([]);
    },
  );
});
