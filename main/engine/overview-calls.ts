/** The whole case at a glance, from its findings. */
import type { Overview, OverviewBin, OverviewTable } from "../../shared/ipc/overview.ts";
import type { Severity } from "../../shared/severity.ts";
import { rankOf } from "../../shared/severity.ts";
import { counted, joined, say } from "../../shared/span.ts";
import type { Spans } from "../../shared/span.ts";
import { caseTotals } from "../db/count-events.ts";
import type { FindingSummary } from "../db/finding-summary.ts";
import type { ListedFinding } from "../db/findings.ts";
import { findingById } from "../db/findings.ts";
import type { CaseDb } from "../db/open-case.ts";
import { countUnread } from "../db/read-inputs.ts";
import { readValidation } from "../db/validation.ts";
import { cached } from "./finding-filter.ts";
import type { FindingTables } from "./finding-table.ts";
import { storyOf } from "./overview-story.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

/** `tables`: those that answer the calls about findings. */
export function createOverviewCalls(
  session: Session,
  tables: FindingTables,
): Pick<EngineHandlers, "overview"> {
  return {
    overview: () => {
      const { db } = session.current();
      const table = tables.current();
      return cached({ cache: table.fixed }, "overview", () => overviewOf(db, table.listed));
    },
  };
}

function overviewOf(db: CaseDb, listed: readonly ListedFinding[]): Overview {
  const { firstEvent, lastEvent } = caseTotals(db);
  const isNear = nearTimes(listed);
  const first = firstEvent !== null && isNear(firstEvent) ? firstEvent : null;
  const last = lastEvent !== null && isNear(lastEvent) ? lastEvent : null;
  const shown = listed.filter(({ summary: { time } }) => time !== null && isNear(time));
  const binSeconds = binOf([first, last, ...shown.map(({ summary }) => summary.time)]);
  const { done, denied } = countChanges(listed);
  return {
    first,
    last,
    done,
    denied,
    binSeconds,
    bins: binsOf(shown, binSeconds),
    untimed: listed.length - shown.length,
    actions: tableOf(listed, (one) => one.eventName),
    actors: tableOf(listed, (one) => one.actor),
    // What a series names by number ("3 roles") is no single thing.
    targets: tableOf(listed, (one) => (one.targetId === null ? null : one.target)),
    addresses: tableOf(listed, (one) => one.sourceIp),
    story: storyOf(
      // The steps of a path stand there by their own findings.
      listed.filter(({ summary }) => !summary.rule.startsWith("path/")),
      (id) => findingById(db, id),
    ),
    limits: limitsOf(db, listed, firstEvent),
  };
}

const hour = 3600;
const day = 24 * hour;
const mostBins = 200;
/** A wrong date must not stretch the axis over decades. */
const farthest = 10 * 366 * day;

/** Whether a time lies so near to that of most findings that it can be right. */
function nearTimes(listed: readonly ListedFinding[]): (time: string) => boolean {
  const times = listed.flatMap(({ summary }) => summary.time ?? []).toSorted();
  const middle = times[Math.floor(times.length / 2)];
  if (middle === undefined) return () => true;
  const at = Date.parse(middle);
  return (time) => Math.abs(Date.parse(time) - at) <= farthest * 1000;
}

/** Days where the case spans a week or more; shorter ones in hours, longer ones in weeks or more. */
function binOf(times: readonly (string | null)[]): number {
  const sorted = times.filter((time) => time !== null).toSorted();
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return day;
  const span = (Date.parse(last) - Date.parse(first)) / 1000;
  if (span <= 3 * day) return hour;
  if (span <= 7 * day) return 6 * hour;
  return (
    [day, 7 * day, 28 * day].find((bin) => span / bin <= mostBins) ??
    Math.ceil(span / mostBins / day) * day
  );
}

function binsOf(listed: readonly ListedFinding[], binSeconds: number): readonly OverviewBin[] {
  const bins = new Map<number, Record<Severity, number>>();
  for (const { summary } of listed) {
    if (summary.time === null) continue;
    const start = Math.floor(Date.parse(summary.time) / 1000 / binSeconds) * binSeconds;
    const bin = bins.get(start) ?? { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
    bin[summary.severity]++;
    bins.set(start, bin);
  }
  return [...bins].toSorted(([a], [b]) => a - b).map(([start, findings]) => ({ start, findings }));
}

function isDone({ outcome }: FindingSummary): boolean {
  return outcome === "success";
}

/** Sign-ins, reads and roles taken on, which detections tell of, are no changes, and those of bursts and paths have findings of their own; what users' own rules match has findings of its own if it is. */
function isChange({ rule }: FindingSummary): boolean {
  return (
    !rule.startsWith("signin/") &&
    !rule.startsWith("sigma/") &&
    !rule.startsWith("sequence/") &&
    !rule.startsWith("path/") &&
    !rule.startsWith("sts/AssumeRole") &&
    rule !== "iam/GetAccountAuthorizationDetails"
  );
}

/** Each change is in one finding, and perhaps in that of a burst as well: it counts once. */
function countChanges(listed: readonly ListedFinding[]): {
  readonly done: number;
  readonly denied: number;
} {
  const done = new Set<string>();
  const denied = new Set<string>();
  for (const { summary } of listed.filter((one) => isChange(one.summary)))
    for (const event of summary.events) (isDone(summary) ? done : denied).add(event);
  return { done: done.size, denied: denied.size };
}

const mostRows = 10;

function tableOf(
  listed: readonly ListedFinding[],
  nameOf: (summary: FindingSummary) => string | null,
): OverviewTable {
  const rows = new Map<string, { severity: Severity; done: number; denied: number }>();
  for (const { summary } of listed) {
    const name = nameOf(summary);
    if (name === null || /^(?:sigma|path)\//.test(summary.rule)) continue;
    // The list is worst first: the first finding with a name is the worst.
    const row = rows.get(name) ?? { severity: summary.severity, done: 0, denied: 0 };
    if (isDone(summary)) row.done += summary.events.length;
    else row.denied += summary.events.length;
    rows.set(name, row);
  }
  return {
    rows: [...rows]
      .map(([name, row]) => ({ name, ...row }))
      .toSorted(
        (a, b) =>
          rankOf(b.severity) - rankOf(a.severity) || b.done + b.denied - (a.done + a.denied),
      )
      .slice(0, mostRows),
    distinct: rows.size,
  };
}

const trailCalls: ReadonlySet<string> = new Set([
  "StopLogging",
  "DeleteTrail",
  "UpdateTrail",
  "PutEventSelectors",
]);
const mostTrails = 5;

/** What this evidence can't show. Times without logs are told by the coverage. */
function limitsOf(
  db: CaseDb,
  listed: readonly ListedFinding[],
  first: string | null,
): readonly Spans[] {
  const out: Spans[] = [];
  const trails = listed.filter(
    ({ summary }) => isDone(summary) && trailCalls.has(summary.eventName),
  );
  if (trails.length > 0) {
    const shown = joined(
      trails.slice(0, mostTrails).map(({ id }) => ({ t: "ref" as const, to: id })),
    );
    const rest = trails.length - mostTrails;
    out.push(
      say`A trail was stopped, deleted or changed (${shown}${rest > 0 ? say` and ${counted(rest, "more", "more")}` : []}): what came after it may be missing.`,
    );
  }
  const unread = countUnread(db);
  if (unread > 0)
    out.push(
      say`${counted(unread, "file")} could not be read whole; what stands in the rest is unknown.`,
    );
  const { problems } = caseTotals(db);
  if (problems > 0)
    out.push(
      say`${counted(problems, "problem")} while reading: what could not be read is missing here.`,
    );
  if (first !== null)
    out.push(
      say`The state before ${{ t: "time", at: first }} is known only as far as later events show it.`,
    );
  if (readValidation(db) === null)
    out.push(
      say`Digest files were not validated: whether the log files were altered is not known.`,
    );
  out.push(
    say`What was read or copied with these rights, and who sat behind a key or session, is not in the log.`,
  );
  return out;
}
