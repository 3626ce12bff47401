import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { accountState, foldEvents } from "../../shared/state/state.ts";
import { diceOf } from "./dice.ts";
import { startHistory } from "./history.ts";
import { judge } from "./judge.ts";
import { missingMoto, startMoto } from "./moto.ts";
import type { Moto } from "./moto.ts";
import { readTruth } from "./read-truth.ts";
import { eventOf } from "./record.ts";
import { startScripts } from "./scripts.ts";
import type { Scripts } from "./scripts.ts";
import { runHistory } from "./run-history.ts";
import { compareState } from "./state-claims.ts";
import { emptyTally, tallyText } from "./tally.ts";
import { differences, truthFacts } from "./truth-facts.ts";
import { planOf } from "./undo.ts";

const missing = missingMoto();
/** Short ones, whose last plan is always carried out by its scripts, too. */
const size = { fewest: 30, most: 120, probes: 0.15, prints: 1 };

if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

describe.skipIf(missing !== null)("random histories on a real IAM", () => {
  let moto: Moto;
  let scripts: Scripts;
  beforeAll(async () => {
    moto = await startMoto();
    scripts = await startScripts(moto.url);
  });
  afterAll(async () => {
    await scripts.stop();
    await moto.stop();
  });

  it.for([1, 2])("are read by IAM's own calls as the server holds them: seed %i", async (seed) => {
    const history = await startHistory(moto, diceOf(seed));
    while (history.steps.length < 120) await history.goOn();
    const read = truthFacts(await readTruth(moto));
    expect(differences(read, truthFacts(history.now()))).toEqual([]);
    expect(read.size).toBeGreaterThan(50);
  });

  it("prove the state and the plans that take events back", { timeout: 300_000 }, async () => {
    const tally = emptyTally();
    for (let seed = 1; seed <= 10; seed++) await runHistory(moto, seed, tally, size, scripts);
    const text = tallyText(tally);
    process.stdout.write(text);
    expect([...tally.failures.values()]).toEqual([]);
    expect(Object.keys(tally.plans).toSorted()).toEqual([
      "prints: cli",
      "prints: python",
      "undo event",
      "undo event alone",
      "undo event alone, first half withheld",
      "undo event, first half withheld",
      "undo window",
      "undo window, first half withheld",
    ]);
    expect(text).toContain(" 0 wrong");
    expect(Object.keys(tally.plans["undo event"] ?? {}).length).toBeGreaterThan(5);
  });

  it("would show an event that the fold does not take in, and a plan that does nothing", async () => {
    const history = await startHistory(moto, diceOf(11));
    while (history.steps.length < 80) await history.goOn();
    const truth = truthFacts(history.now());
    const events = history.steps.map((step) => step.event);
    const compared = (log: readonly CloudTrailEvent[]): number => {
      const [facts] = foldEvents(log).values();
      if (facts === undefined) throw new Error("nothing folded");
      const { wrong, unknown } = compareState(accountState(facts), truth);
      return wrong.length + unknown.length;
    };
    expect(compared(events)).toBe(0);
    const changes = history.steps.slice(-30).filter((step) => step.after !== step.before);
    const noticed = changes.filter(
      ({ event }) => compared(events.filter((one) => one !== event)) > 0,
    );
    expect(noticed.length).toBeGreaterThan(changes.length / 2);

    const last = changes.at(-1);
    if (last === undefined) throw new Error("nothing changed");
    const plan = planOf(events.slice(0, events.indexOf(last.event)), last.event);
    const idle = { ...plan, certainty: "exact", operations: [], manual: [], lost: [] } as const;
    const ways = {
      apis: [last.event.name],
      after: truthFacts(last.after),
      wanted: truthFacts(last.before),
      reached: truthFacts(last.after),
    };
    const carried = { refused: [], skipped: [], steps: [] };
    expect(judge(idle, carried, ways).verdict).toBe("wrong");
    expect(judge(idle, carried, { ...ways, reached: ways.wanted }).verdict).toBe("exact");
  });

  it("are the same for the same seed, but for ids that moto makes", async () => {
    const apis = async (): Promise<readonly string[]> => {
      const history = await startHistory(moto, diceOf(7));
      while (history.steps.length < 60) await history.goOn();
      return history.steps.map(({ event }) => `${event.at} ${event.name} ${event.outcome}`);
    };
    expect(await apis()).toEqual(await apis());
  });

  it("change nothing with a refused call", async () => {
    const history = await startHistory(moto, diceOf(3));
    while (history.steps.length < 150) await history.goOn();
    const refused = history.steps.filter((step) => step.event.outcome !== "success");
    expect(refused.length).toBeGreaterThan(3);
    expect(refused.every((step) => step.after === step.before)).toBe(true);
    expect(differences(truthFacts(history.now()), truthFacts(await moto.state()))).toEqual([]);
  });

  it("leave no secret in a record", async () => {
    const history = await startHistory(moto, diceOf(5));
    while (history.steps.length < 200) await history.goOn();
    const all = history.steps.map((step) => step.record).join("\n");
    expect(all).toContain('"accessKey":{');
    expect(all).not.toMatch(/Sample-Password|never-in-a-log|never in a log|secretAccessKey/i);
    const created = history.steps.find((step) => step.event.name === "CreateRole");
    expect(created?.event.request?.["assumeRolePolicyDocument"]).toContain('"Version"');
    const answered = JSON.stringify(created?.event.response);
    expect(answered).toContain("%7B");
    expect(eventOf(created?.record ?? "")).toEqual(created?.event);
  });
});
