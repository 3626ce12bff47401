import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { Fix } from "../../shared/fixes/fix.ts";
import { fixNames } from "../../shared/fixes/fix.ts";
import { planFix } from "../../shared/fixes/plan-fix.ts";
import { plain } from "../../shared/span.ts";
import { missingMoto, startMoto } from "../time-machine/moto.ts";
import type { Moto } from "../time-machine/moto.ts";
import type { Scripts } from "../time-machine/scripts.ts";
import { startScripts } from "../time-machine/scripts.ts";
import type { FactTable } from "../time-machine/truth-facts.ts";
import { differences, truthFacts } from "../time-machine/truth-facts.ts";
import type { Scenario } from "./scenarios.ts";
import { scenarios } from "./scenarios.ts";
import { answered, knownFrom, makeAll, resolved, story } from "./world.ts";

const missing = missingMoto();
if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

interface Ran {
  readonly fix: Fix;
  readonly before: FactTable;
  readonly applied: FactTable;
  readonly undone: FactTable;
}

const table: string[] = [];

describe.skipIf(missing !== null)("fixes on a real IAM server", () => {
  let moto: Moto;
  let scripts: Scripts;
  beforeAll(async () => {
    moto = await startMoto();
    scripts = await startScripts(moto.url);
  }, 60_000);
  afterAll(async () => {
    await scripts.stop();
    await moto.stop();
    process.stdout.write(`\nfix · of · applied · undone\n${table.join("\n")}\n`);
  });

  /** Sets the world up, and gives the fix that is planned in it. */
  async function planned(
    scenario: Scenario,
  ): Promise<{ fix: Fix; answers: Record<string, string> }> {
    await moto.reset();
    const { before = [], log, request, used, answers = {} } = scenario;
    await story(moto, before);
    const events: CloudTrailEvent[] = [];
    for (const call of log)
      events.push(...(await story(moto, [resolved(call, await moto.state())], events.length)));
    const truth = await moto.state();
    const fix = planFix(resolved(request, truth), knownFrom(events, used));
    if ("refused" in fix) throw new Error(plain(fix.refused));
    return { fix, answers: { ...resolved(answers, truth) } };
  }

  async function run(scenario: Scenario): Promise<Ran> {
    const { fix, answers } = await planned(scenario);
    const before = truthFacts(await moto.state());
    expect(await makeAll(moto, answered(fix.plan.operations, answers))).toEqual([]);
    const applied = truthFacts(await moto.state());
    for (const call of answered(fix.plan.verify, answers)) {
      const outcome = await moto.call(call);
      if (!outcome.ok) expect(outcome.code).toMatch(/^NoSuchEntity/);
    }
    expect(await makeAll(moto, answered(fix.undo.operations, answers))).toEqual([]);
    return { fix, before, applied, undone: truthFacts(await moto.state()) };
  }

  it.each(scenarios.map((one) => [`${one.request.name}: ${one.name}`, one] as const))(
    "%s",
    async (title, scenario) => {
      const { fix, before, applied, undone } = await run(scenario);
      const truth: Record<string, string | null> = {};
      for (const path of Object.keys(scenario.applied)) {
        const own = path.replace("$key1", keysBefore(before)[0] ?? "");
        truth[path] = applied.get(own) ?? null;
      }
      expect(truth).toEqual(scenario.applied);
      expect(fix.undoKind).toBe(scenario.undo);
      // What differs after the undo is said to be lost, by the plan and its undo alike.
      const said = fix.undo.lost.map(({ what }) => plain(what));
      const open = differences(before, undone).filter(
        (one) =>
          scenario.lost?.some(
            ({ path, says }) =>
              path.test(one.split(": ")[0] ?? "") && said.some((words) => says.test(words)),
          ) !== true,
      );
      expect(open).toEqual([]);
      if (scenario.undo === "exact" || scenario.undo === "asks") expect(fix.undo.lost).toEqual([]);
      const unknown = fix.unknown.map((one) => plain(one)).join("\n");
      if (scenario.unknown === undefined) expect(unknown).toBe("");
      else expect(unknown).toMatch(scenario.unknown);
      expect(fix.isDestructive).toBe(
        scenario.undo === "lost" || fix.undo.lost.length > 0 || scenario.undo === "partial",
      );
      const [name, of] = title.split(": ");
      const back =
        differences(before, undone).length === 0 ? "all" : `all but ${said.length} stated losses`;
      table.push(`${name?.padEnd(20)} · ${of} · as planned · ${scenario.undo}: ${back}`);
    },
    20_000,
  );

  /** Ids of access keys in a table of facts. */
  function keysBefore(facts: FactTable): readonly string[] {
    return [...facts.keys()].flatMap((path) => /^user\/eve\/key\/(\w+)$/.exec(path)?.[1] ?? []);
  }

  /** One of each fix whose plan and undo ask nothing. */
  const whole = [
    ...new Map(
      scenarios
        .filter(({ answers, undo }) => answers === undefined && undo === "exact")
        .map((one) => [one.request.name, one]),
    ).values(),
  ];
  it.each(whole.map((one) => [`${one.request.name}: ${one.name}`, one] as const))(
    "the printed scripts of %s",
    async (_title, scenario) => {
      for (const print of ["cli", "python"] as const) {
        const { fix } = await planned(scenario);
        const truth = await moto.state();
        const before = truthFacts(truth);
        const knowing = { before: truth, now: () => truth };
        const done = await scripts[print](fix.plan, knowing);
        expect([done?.status, done?.status === 0 ? "" : done?.output]).toEqual([0, ""]);
        const applied = truthFacts(await moto.state());
        expect(differences(before, applied)).not.toEqual([]);
        const back = await scripts[print](fix.undo, knowing);
        expect([back?.status, back?.status === 0 ? "" : back?.output]).toEqual([0, ""]);
        expect(differences(before, truthFacts(await moto.state()))).toEqual([]);
      }
    },
    60_000,
  );

  it("proves every fix of IAM", () => {
    const proven = new Set(scenarios.map(({ request }) => request.name));
    expect(fixNames.filter((name) => !proven.has(name))).toEqual([
      // Printed only: no call of CloudTrail is made.
      "restart-logging",
      "harden-trail",
    ]);
  });
});
