import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Plan } from "../../shared/remediation/plan.ts";
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

const missing = missingMoto();
if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

const count = Number(process.env["COMBINED_HISTORIES"] ?? 3);
const only = process.env["COMBINED_SEED"];
const seeds = only === undefined ? Array.from({ length: count }, (_, i) => i + 1) : [Number(only)];

/** The plan for the selected events of a log. */
function planOf(steps: readonly Step[], isSelected: (step: Step) => boolean): Plan | null {
  const ids = new Set(steps.filter(isSelected).map(({ event }) => event.id));
  const builder = createHistory({ isSelected: ({ id }) => ids.has(id), isWithWay: false });
  for (const second of seconds(steps.map(({ event }) => event))) builder.take(second);
  const [history] = builder.finish();
  return history === undefined ? null : combinedPlan(history);
}

async function carryOut(plan: Plan, history: History, before: Step["before"]): Promise<string[]> {
  const refused: string[] = [];
  for (const operation of plan.operations) {
    const calls = callsOf(operation, { before, now: history.now });
    for (const call of calls ?? []) {
      const { outcome } = await history.make(call, true);
      if (!outcome.ok) refused.push(`${call.api} ${outcome.code} ${JSON.stringify(call.input)}`);
    }
  }
  return refused;
}

/** What no call brings back, or what the log can't tell; and how the plan says so. */
const allowed: readonly { readonly path: RegExp; readonly says: RegExp }[] = [
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

/** Whether the plan says that events of one second leave this open. */
function isOpen(path: string, said: readonly string[]): boolean {
  const [kind = "", name = kind] = path.split("/").filter((part) => !part.startsWith("arn:"));
  const named = kind === "passwordPolicy" ? "password policy" : kind === "alias" ? "alias" : name;
  return said.some((line) => line.includes("within one second") && line.includes(named));
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
    const dice = diceOf(seed);
    const history = await startHistory(moto, dice);
    const length = 30 + dice.number(60);
    while (history.steps.length < length) await history.goOn();
    const from = dice.number(history.steps.length);
    const steps = [...history.steps];
    const plan = planOf(steps, (step) => steps.indexOf(step) >= from);
    if (plan === null) return;
    const { before } = steps[from]!;
    const refused = await carryOut(plan, history, before);
    const wanted = truthFacts(before);
    const reached = truthFacts(history.now());
    const said = [
      ...plan.manual.map((one) => plain(one.text)),
      ...plan.lost.map((one) => `${plain(one.what)} ${plain(one.why)}`),
    ];
    const off = [...new Set([...wanted.keys(), ...reached.keys()])]
      .filter((path) => wanted.get(path) !== reached.get(path))
      .filter(
        (path) =>
          !allowed.some((one) => one.path.test(path) && said.some((line) => one.says.test(line))),
      )
      .filter((path) => !isOpen(path, said))
      .map((path) => `${path}: wanted ${wanted.get(path) ?? "–"}, is ${reached.get(path) ?? "–"}`);
    const told = [
      ...plan.operations.map(
        (one) => `${one.api} ${JSON.stringify(one.input).slice(0, 200)} # ${plain(one.why)}`,
      ),
      ...said,
      "--- events",
      ...steps.map(({ call, outcome, event }) =>
        outcome.ok
          ? `${event.at ?? ""} ${call.api} ${JSON.stringify(call.input).slice(0, 150)}`
          : "",
      ),
    ].join("\n");
    if (refused.length + off.length > 0)
    expect({ refused, off }).toEqual({ refused: [], off: [] });
    expect(plan.conflicts).toEqual([]);
  });
});
