/** Cuts the table of a credential report into rows. */
import { readReportRow, reportColumns, splitRow } from "./credential-report.ts";
import type { Decode } from "./cut-json.ts";
import { joined } from "./cut-json.ts";
import type { SnapshotFact, SnapshotPlace } from "./facts.ts";

/** A row has some 500 bytes. */
const maxRowBytes = 64 * 1024;

/** Makes a reader of rows. Never throws; what can't be read is told with its position. */
export function createReportRows(
  delimiter: string,
  decode: Decode,
  give: (fact: SnapshotFact, place: SnapshotPlace) => void,
  tell: (offset: number, reason: string) => void,
): { readonly feed: (bytes: Uint8Array) => void; readonly finish: () => void } {
  let held: Uint8Array[] = [];
  let size = 0;
  let lineAt = 0;
  let number = 0;
  let columns: ReadonlyMap<string, number> | null = null;
  let width = 0;

  function line(): void {
    const offset = lineAt;
    lineAt += size;
    number++;
    const length = size;
    const isTooLong = size > maxRowBytes;
    const text = isTooLong ? "" : decode(joined(held, size)).replace(/\n$/, "");
    held = [];
    size = 0;
    if (isTooLong)
      return tell(offset, `row ${number} is longer than any row of a credential report: left out`);
    if (text.trim() === "") return;
    const cells = splitRow(text, delimiter);
    if (columns === null) {
      columns = reportColumns(cells ?? []);
      width = cells?.length ?? 0;
      if (columns === null) tell(offset, "the table has no header of a credential report");
      return;
    }
    if (cells === null) return tell(offset, `a quote of row ${number} is never closed: left out`);
    const row = readReportRow(cells, columns, width);
    if (typeof row === "string") tell(offset, row);
    else give(row, { page: 1, pointer: `row ${number}`, offset, length });
  }

  return {
    feed: (bytes) => {
      for (let at = 0; at < bytes.length;) {
        const next = bytes.indexOf(10, at);
        const end = next < 0 ? bytes.length : next + 1;
        size += end - at;
        if (size <= maxRowBytes) held.push(bytes.slice(at, end));
        at = end;
        if (next >= 0) line();
      }
    },
    finish: () => {
      if (size > 0) line();
      if (columns === null) tell(0, "the table has no header of a credential report");
    },
  };
}
