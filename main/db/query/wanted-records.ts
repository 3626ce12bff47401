/** Which records a test lets through, in the order in which files hold them. */
import type { RowTest } from "./compile-filter.ts";
import { listRows } from "./find-page.ts";
import type { EventColumns } from "./load-columns.ts";
import { chunkRows, chunkStart } from "./select-rows.ts";

/** One bit a record, file after file: 1 where the test lets its event through. */
export function wantedRecords(columns: EventColumns, test: RowTest): Uint8Array {
  const last = columns.home.reduce((most, number) => Math.max(most, number), 0);
  const wanted = new Uint8Array((last >>> 3) + 1);
  const found = new Uint32Array(chunkRows);
  for (let from = test.from; from < test.to;) {
    const to = Math.min(chunkStart(from) + chunkRows, test.to);
    const n = listRows(columns, test, from, to, found);
    for (let i = 0; i < n; i++) {
      const number = columns.home[found[i]!]!;
      wanted[number >>> 3]! |= 1 << (number & 7);
    }
    from = to;
  }
  return wanted;
}
