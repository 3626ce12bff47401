/** The heat map of a case: which days of which accounts and Regions are in the evidence. */
import { setImmediate } from "node:timers/promises";
import { coverageDays } from "../../shared/coverage/coverage-days.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import type { CoverageMap } from "../../shared/ipc/evidence.ts";
import type { Spans } from "../../shared/span.ts";
import { log, say } from "../../shared/span.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { CaseCoverage } from "../evidence/case-coverage.ts";
import { caseCoverage } from "../evidence/case-coverage.ts";

/** Between two turns for others, in milliseconds. */
const turnMs = 25;
const dayHours = 24;

/** Reads all events once, in turns with other work. */
export async function coverageMap(db: CaseDb, path: string): Promise<CoverageMap> {
  let last = performance.now();
  const found = await caseCoverage(db, path, () => {
    if (performance.now() - last < turnMs) return undefined;
    return setImmediate().then(() => {
      last = performance.now();
    });
  });
  const { from, to, places, untimed, digests, counts } = found;
  return {
    from: from === null ? null : Math.floor(from / dayHours),
    to: to === null ? null : Math.floor((to - 1) / dayHours),
    rows: coverageDays(found, counts),
    missingHours: places.reduce((sum, { hours }) => sum + hours.missing, 0),
    missingPlaces: places.filter(({ hours }) => hours.missing > 0).length,
    untimed,
    outside:
      counts.reduce((sum, { events }) => sum + events, 0) -
      places.reduce((sum, { events }) => sum + events, 0),
    sentences: sentencesOf(found),
    digests,
  };
}

function sentencesOf({ global, windows, statements }: CaseCoverage): readonly Spans[] {
  return [
    ...global,
    ...windows.map(
      ({ account, from, to, sentence }) =>
        say`Account ${log(account, "account")}, ${{ t: "time", at: isoTime(from) }} to ${
          to === null ? { t: "text", s: "the end" } : { t: "time", at: isoTime(to) }
        }: ${sentence}`,
    ),
    ...statements.map(
      ({ t, account, sentence, id }) =>
        say`${t === null ? { t: "text", s: "Time unknown" } : { t: "time", at: isoTime(t) }}, account ${log(account, "account")}: ${sentence} ${{ t: "event", id }}`,
    ),
  ];
}
