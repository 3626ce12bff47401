import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyAccount } from "./account-facts.ts";
import { play } from "./random-history.cases.ts";
import type { History } from "./random-history.cases.ts";
import { lies } from "./lies.cases.ts";
import { account } from "./model-world.cases.ts";
import type { Step, Truth } from "./model-world.cases.ts";
import { accountState, foldEvents, orderEvents } from "./state.ts";
import type { AccountState } from "./state.ts";

const number = fc.nat(59);
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    call: fc.nat(500),
    a: number,
    b: number,
    c: number,
    later: fc.constantFrom(0, 0, 0, 0, 1),
  }),
  { minLength: 20, maxLength: 160 },
);

const runs = Number(process.env["STATE_RUNS"] ?? 300);
const seed = Number(process.env["STATE_SEED"] ?? 6);

const logs = [
  ["the whole log", 0],
  ["a log that starts in the middle", 40],
] as const;

describe.each(logs)("random histories with seconds in any order, %s", (_, silent) => {
  const holds = (check: (history: History) => void) =>
    fc.assert(
      fc.property(steps, (all) => check(play(all, silent))),
      { numRuns: runs, seed },
    );
  const expectTrue = (where: string, state: AccountState, truth: Truth, { events }: History) => {
    const told = lies(state, truth);
    if (told.length > 0) throw new Error(`${where}\n${told.join("\n")}\n${story(events)}`);
  };

  test("nothing is said that is not so", () => {
    holds((history) => {
      for (const [at, truth] of history.truths) {
        const facts = foldEvents(history.events, { until: at }).get(account);
        if (at !== "" && facts !== undefined) expectTrue(at, accountState(facts), truth, history);
      }
    });
  });

  test("the order in which events are given changes nothing", () => {
    holds((history) => {
      const state = (events: History["events"]) =>
        [...foldEvents(events).values()].map((facts) => accountState(facts));
      const shuffled = history.events.toSorted((a, b) => (a.id < b.id ? 1 : -1));
      expect(state(shuffled)).toEqual(state(history.events));
    });
  });

  test("nothing is said that is not so, also with what later events prove", () => {
    holds((history) => {
      const later = foldEvents(history.events, { hindsight: true }).get(account);
      if (later === undefined) return;
      for (const [at, truth] of history.truths) {
        const until = at === "" ? "2026-10-06T01:00:00Z" : at;
        const now =
          foldEvents(history.events, { until, hindsight: true }).get(account) ??
          emptyAccount(account, null, true);
        expectTrue(`later ${at}`, accountState(now, later), truth, history);
      }
    });
  });

  test("nothing is said that is not so just before and just after an event", () => {
    holds((history) => {
      const later = foldEvents(history.events, { hindsight: true }).get(account) ?? null;
      for (const { id } of history.events.slice(-12)) {
        const truth = history.around.get(id);
        const before = foldEvents(history.events, { before: id, hindsight: true }).get(account);
        const after = foldEvents(history.events, { upTo: id, hindsight: true }).get(account);
        if (truth === undefined || before === undefined || after === undefined) continue;
        expectTrue(`before ${id}`, accountState(before), truth.before, history);
        expectTrue(`after ${id}`, accountState(after), truth.after, history);
        expectTrue(`before ${id}, later`, accountState(before, later), truth.before, history);
        expectTrue(`after ${id}, later`, accountState(after, later), truth.after, history);
      }
    });
  });
});

function story(events: ReturnType<typeof play>["events"]): string {
  return orderEvents(events)
    .map(
      (e) =>
        `${e.at ?? ""} ${e.id} ${e.name} ${JSON.stringify(e.request)} ${JSON.stringify(e.response)}`,
    )
    .join("\n");
}
