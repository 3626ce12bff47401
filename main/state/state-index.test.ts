import fc from "fast-check";
import { expect, test } from "vitest";
import { play } from "../../shared/state/random-history.cases.ts";
import { snapshotOf } from "../../shared/state/truth-snapshot.cases.ts";
import { entityState, foldEvents } from "../../shared/state/state.ts";
import { foldOwn } from "./fold-own.ts";
import { countBelow, createIndexer } from "./state-index.ts";

const account = "123456789012";
const number = fc.nat(59);
const steps = fc.array(
  fc.record({
    call: fc.nat(500),
    a: number,
    b: number,
    c: number,
    later: fc.constantFrom(0, 0, 0, 1),
  }),
  { minLength: 20, maxLength: 120 },
);
const seconds = (at: string | null) => Date.parse(at ?? "") / 1000;

test.each([
  ["the log", false],
  ["the log and a snapshot", true],
])("what an entity was follows from its own events alone: %s", (_, withFile) => {
  fc.assert(
    fc.property(steps, fc.nat(500), (all, where) => {
      const { events: called, truths } = play(all, 20);
      const times = [...truths.keys()].filter((at) => at !== "");
      const at = times[where % times.length] ?? "";
      if (at === "") return;
      const truth = truths.get(at);
      const events = [...called, ...(withFile && truth !== undefined ? snapshotOf(truth, at) : [])];
      const indexer = createIndexer();
      const sorted = events.toSorted((a, b) => seconds(a.at) - seconds(b.at));
      sorted.forEach((event, record) => {
        indexer.take({ event, input: 0, record, t: seconds(event.at) });
      });
      const index = indexer.finish();
      const indexed = index.accounts.get(account);
      const later = foldEvents(events, { hindsight: true }).get(account);
      if (indexed === undefined || later === undefined) return;
      for (const { key, seqs } of indexed.entities.values()) {
        const own = seqs.map((seq) => index.kept.get(seq) ?? sorted[index.place(seq).record]!);
        const ownTimes = seqs.map((seq) => index.time(seq));
        const ownLater = foldOwn(indexed, own, ownTimes);
        for (const until of truths.keys()) {
          if (until === "") continue;
          const now = foldEvents(events, { until, hindsight: true }).get(account);
          const count = countBelow(ownTimes, seconds(until) + 1);
          const ownNow = foldOwn(indexed, own.slice(0, count), ownTimes.slice(0, count));
          if (now === undefined) continue;
          expect(entityState(ownNow, key)).toEqual(entityState(now, key));
          expect(JSON.stringify(entityState(ownNow, key, ownLater))).toBe(
            JSON.stringify(entityState(now, key, later)),
          );
        }
      }
    }),
    {
      numRuns: Number(process.env["STATE_RUNS"] ?? 60),
      seed: Number(process.env["STATE_SEED"] ?? 6),
    },
  );
});
