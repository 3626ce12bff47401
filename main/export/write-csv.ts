/** Events as a table for spreadsheets: RFC 4180, UTF-8, without formulas. */
import type { ExportedEvent, TableColumn } from "./event-columns.ts";
import { rawName, tableColumns } from "./event-columns.ts";
import type { EventPrinter } from "./export-events.ts";

/** Makes the printer of a table, with the records themselves as its last column when `withRaw` is set. */
export function createCsvPrinter(withRaw: boolean): EventPrinter {
  return {
    begin: () => {
      const names = tableColumns.map(({ name }) => name);
      return Buffer.from(`${[...names, ...(withRaw ? [rawName] : [])].join(",")}\r\n`);
    },
    event: (event) => {
      const cells = tableColumns.map((column) => cellOf(column, event)).join(",");
      if (!withRaw) return Buffer.from(`${cells}\r\n`);
      // Byte for byte, also where a record is no UTF-8: only quotes are doubled. It begins with a brace: no formula.
      const raw = event.raw.toString("latin1").replaceAll('"', '""');
      return Buffer.concat([Buffer.from(`${cells},"`), Buffer.from(raw, "latin1"), lineEnd]);
    },
    end: () => Buffer.alloc(0),
  };
}

const lineEnd = Buffer.from('"\r\n');

function cellOf(column: TableColumn, event: ExportedEvent): string {
  const value = column.of(event);
  return typeof value === "string" ? csvText(value) : value === null ? "" : String(value);
}

/**
 * A text as a cell. Spreadsheets run what begins with = + - @, a tab or a carriage return as a formula: it gets an
 * apostrophe in front (OWASP, CSV injection).
 */
export function csvText(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
