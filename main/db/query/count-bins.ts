/** Counts rows in bars of less than an hour. */
import { flag } from "../../import/protocol.ts";
import type { RowTest } from "./compile-filter.ts";
import type { HourCount } from "./event-query.ts";
import { listRows } from "./find-page.ts";
import type { EventColumns } from "./load-columns.ts";
import { hourAt, kindPart, kindWidth } from "./load-columns.ts";
import { chunkRows, chunkStart } from "./select-rows.ts";

/** Rows that pass and have a time, by the bar of `size` seconds in which they lie; `size` divides an hour. */
export function countBins(
  columns: EventColumns,
  test: RowTest,
  size: number,
): readonly HourCount[] {
  const { hours, starts, seconds, kind } = columns;
  const bins: { start: number; events: number; failed: number }[] = [];
  const found = new Uint32Array(chunkRows);
  const begin = Math.max(test.from, columns.untimed);
  let hour = begin < test.to ? hourAt(starts, begin) : 0;
  let last: (typeof bins)[number] | undefined;
  for (let from = begin; from < test.to;) {
    const to = Math.min(chunkStart(from) + chunkRows, test.to);
    const n = listRows(columns, test, from, to, found);
    for (let i = 0; i < n; i++) {
      const row = found[i]!;
      while (starts[hour + 1]! <= row) hour++;
      const start = hours[hour]! + seconds[row]! - (seconds[row]! % size);
      if (last?.start !== start) {
        last = { start, events: 0, failed: 0 };
        bins.push(last);
      }
      last.events++;
      const flags = kind.ids[kind.codes[row]! * kindWidth + kindPart.flags]!;
      if ((flags & flag.notSuccessful) !== 0) last.failed++;
    }
    from = to;
  }
  return bins;
}
