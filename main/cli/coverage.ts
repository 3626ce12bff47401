/** `trailproof coverage`: which hours of which accounts and Regions are in the evidence. */
import type { HourRange, HourState, PlaceCoverage } from "../../shared/coverage/coverage.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { plain } from "../../shared/span.ts";
import type { CaseCoverage } from "../evidence/case-coverage.ts";
import { caseCoverage } from "../evidence/case-coverage.ts";
import type { Options } from "./options.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** Prints the table, or one JSON document. */
export async function coverage(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, false, async (db) => {
    const found = await caseCoverage(db, path);
    if (options.json) world.out(`${JSON.stringify(coverageJson(found), null, 2)}\n`);
    else print(found, world);
  });
}

/** Coverage as JSON; hours are UTC ISO times. */
export function coverageJson(found: CaseCoverage): unknown {
  return {
    from: found.from === null ? null : hourText(found.from),
    to: found.to === null ? null : hourText(found.to),
    digests: found.digests,
    unusedDigests: found.unusedDigests,
    untimed: found.untimed,
    outlying: found.outlying.map(plain),
    places: found.places.map((place) => ({
      ...place,
      ranges: place.ranges.map((range) => ({
        ...range,
        from: hourText(range.from),
        to: hourText(range.to),
      })),
    })),
    logging: found.statements.map((one) => ({
      at: one.t === null ? null : isoTime(one.t),
      event: one.id,
      name: one.name,
      account: one.account,
      trail: one.trail,
      sentence: plain(one.sentence),
    })),
    loggingOff: found.windows.map((one) => ({
      account: one.account,
      region: one.region,
      trail: one.trail,
      from: isoTime(one.from),
      to: one.to === null ? null : isoTime(one.to),
      sentence: plain(one.sentence),
      events: one.events,
    })),
    globalServices: found.global.map(plain),
  };
}

/** Ranges of one state and place that are printed; the rest is counted. */
const maxRanges = 5;

function print(found: CaseCoverage, world: World): void {
  if (found.from === null || found.to === null) {
    world.out("No event with a time and no digest is in the case.\n");
    return;
  }
  const width = Math.max(10, ...found.places.map((place) => nameOf(place).length));
  world.out(
    `${formatCounted(found.to - found.from, "hour")}, ${hourText(found.from)} to ${hourText(found.to)}, ${formatCounted(found.digests, "digest")}\n\n` +
      `${"account Region".padEnd(width)}      events  with   quiet  missing  unknown hours\n`,
  );
  for (const place of found.places) {
    const { hours } = place;
    const cells = [hours.events, hours.quiet, hours.missing, hours.unknown];
    const [events = "", quiet = "", missing = "", unknown = ""] = cells.map(formatCount);
    world.out(
      `${nameOf(place).padEnd(width)}  ${formatCount(place.events).padStart(10)}  ${events.padStart(4)}  ${quiet.padStart(6)}  ${missing.padStart(7)}  ${unknown.padStart(7)}\n`,
    );
    world.out(rangesOf(place, "missing"));
    world.out(rangesOf(place, "unknown"));
  }
  world.out("\n");
  for (const one of found.global) world.out(`${visible(plain(one))}\n`);
  for (const one of found.windows)
    world.out(
      `Logging off: account ${visible(one.account)}, ${visible(one.region)}, ${isoTime(one.from)} to ${one.to === null ? "the end" : isoTime(one.to)}. ${visible(plain(one.sentence))} Events: ${visible(one.events.join(", "))}\n`,
    );
  for (const one of found.statements)
    world.out(
      `${one.t === null ? "time unknown" : isoTime(one.t)} ${one.name}, account ${visible(one.account)}: ${visible(plain(one.sentence))} Event: ${visible(one.id)}\n`,
    );
  if (found.untimed > 0)
    world.out(
      `${formatCounted(found.untimed, "event")} without a readable time ${found.untimed === 1 ? "stands" : "stand"} in no hour.\n`,
    );
  for (const one of found.outlying) world.out(`${visible(plain(one))}\n`);
  if (found.unusedDigests > 0)
    world.out(
      `${formatCounted(found.unusedDigests, "digest file")} could not be used; trailproof verify says why. Hours that no other digest covers count as unknown.\n`,
    );
  world.out(
    "Quiet: no event, and digests cover the hour. Unknown: no event and no digest. Signatures are checked by trailproof verify.\n",
  );
}

function nameOf({ account, region }: PlaceCoverage): string {
  return visible(
    `${account === "" ? "(no account)" : account} ${region === "" ? "(no Region)" : region}`,
  );
}

function rangesOf({ ranges }: PlaceCoverage, state: HourState): string {
  const all = ranges.filter((range) => range.state === state);
  const shown = all
    .toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)
    .slice(0, maxRanges)
    .toSorted((a, b) => a.from - b.from);
  const rest = all.length - shown.length;
  return [
    ...shown.map((range) => `    ${state}: ${rangeText(range)}\n`),
    ...(rest > 0
      ? [`    ${state}: and ${formatCounted(rest, "shorter stretch", "shorter stretches")}\n`]
      : []),
  ].join("");
}

function rangeText({ from, to }: HourRange): string {
  return `${hourText(from)} to ${hourText(to)} (${formatCounted(to - from, "hour")})`;
}

function hourText(hour: number): string {
  return isoTime(hour * 3600);
}
