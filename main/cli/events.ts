/** `trailproof events`: the events that are asked for, as lines or JSON, or what they have in common. */
import { Failure } from "../../shared/errors.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import type { EventRow } from "../db/query/event-row.ts";
import { timeText } from "../db/query/event-row.ts";
import type { EventPage, EventQuery } from "../db/query/event-query.ts";
import { createInputFinder } from "../db/custody.ts";
import { maxPage } from "../db/query/event-query.ts";
import type { Facet } from "../db/query/facets.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import { shownPath } from "../import/file-names.ts";
import type { Options } from "./options.ts";
import { createTextLine } from "./progress.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** Prints events in order of time, or their counts. How many there are goes to standard error. */
export async function eventsCommand(options: Options, world: World): Promise<void> {
  const casePath = required(options.case);
  const line = createTextLine(world.err, () => performance.now(), options.quiet);
  await withCase(casePath, false, async (db) => {
    const query = await openEventQuery(db, casePath, {
      signal: world.signal,
      onProgress: (rows, total) =>
        line.show(() => `Loading: ${formatCount(rows)} of ${formatCount(total)} events`),
    })
      .catch((error: unknown) => {
        throw world.signal.aborted ? cancelled(error) : error;
      })
      .finally(line.clear);
    if (options.summary) {
      printSummary(query, options, world);
      return;
    }
    const inputOf = createInputFinder(db);
    let printed = 0;
    for (const page of pagesOf(query, options)) {
      if (world.signal.aborted) throw cancelled();
      const text = page.map((row, i) => {
        if (!options.json) return `${lineOf(row)}\n`;
        const { cursor: _, input, ...rest } = row;
        const file = inputOf(input);
        const json = JSON.stringify({ ...rest, file: file === null ? "" : shownPath(file) });
        return `${printed + i === 0 ? "[" : ","}\n${json}`;
      });
      // oxlint-disable-next-line no-await-in-loop -- as fast as the reader takes them
      await world.write(Buffer.from(text.join("")));
      printed += page.length;
    }
    if (options.json) world.out(printed === 0 ? "[]\n" : "\n]\n");
    const events = query.count(options.filter);
    world.err.write(
      printed === events
        ? `${formatCounted(events, "event")}\n`
        : `${formatCount(printed)} of ${formatCounted(events, "event")}; --limit shows more\n`,
    );
  });
}

function cancelled(cause?: unknown): Failure {
  return new Failure({ code: "events-cancelled" }, { cause });
}

function* pagesOf(query: EventQuery, options: Options): Generator<EventPage["rows"]> {
  let after: string | undefined;
  for (let left = options.limit; left > 0;) {
    const { rows } = query.page(options.filter, {
      limit: Math.min(left, maxPage),
      descending: options.latest,
      ...(after === undefined ? {} : { after }),
    });
    after = rows.at(-1)?.cursor;
    if (after === undefined) return;
    yield rows;
    left -= rows.length;
  }
}

function lineOf(row: EventRow): string {
  const outcome = row.errorCode ?? (row.isFailed ? "failed" : "ok");
  const cells = [
    row.time ?? "time unknown        ",
    row.eventId,
    `${row.eventSource ?? ""} ${row.eventName ?? ""}`,
    row.region ?? "-",
    row.actor.name ?? "-",
    row.address ?? "-",
    outcome,
  ];
  return cells.map((cell) => visible(cell)).join("  ");
}

function printSummary(query: EventQuery, { filter, limit, json }: Options, world: World): void {
  const summary = query.summary(filter, limit);
  const range = query.range(filter);
  if (json) {
    const histogram = summary.histogram.map(({ start, ...counts }) => ({
      hour: timeText(start),
      ...counts,
    }));
    world.out(`${JSON.stringify({ ...summary, range, histogram }, null, 2)}\n`);
    return;
  }
  const { action, actor, place, address, errorCode, severity, technique, path } = summary.facets;
  const times = range === null ? "" : `, ${range.first} to ${range.last}`;
  world.out(`${formatCounted(summary.events, "event")}${times}\n`);
  const print = <T>(title: string, facet: Facet<T>, words: (value: T) => string): void => {
    world.out(`\n${title} (${formatCount(facet.distinct)} different)\n`);
    for (const { value, events } of facet.top)
      world.out(`${formatCount(events).padStart(12)}  ${visible(words(value))}\n`);
  };
  print("Actions", action, ({ source, name }) => `${source ?? ""} ${name ?? ""}`);
  print("Callers", actor, (name) => name ?? "not stated");
  print("Accounts and Regions", place, (at) => `${at.account ?? ""} ${at.region ?? ""}`);
  print("Addresses", address, (text) => text ?? "not stated");
  print("Error codes", errorCode, (text) => text ?? "none");
  print("Severities of findings", severity, (word) => word ?? "none");
  print("Techniques", technique, (text) => text ?? "none");
  print("Known paths", path, (text) => text ?? "none");
}
