/** A table of events (CSV) → records, with all that is to be said about it. */
import { recognize, unknownWord } from "../../shared/import/recognize.ts";
import type { EventTable } from "../../shared/import/shapes/table-columns.ts";
import { eventTable } from "../../shared/import/shapes/table-columns.ts";
import { createRowReader } from "./csv-rows.ts";
import { counted, sampleOf } from "./input-rows.ts";
import type { ReaderTools, RowSink } from "./keep-records.ts";
import { createRecordKeeper } from "./keep-records.ts";
import type { TextReading } from "./read-text.ts";

const unknownTable = `${unknownWord} table (CSV)`;

/** The reading of a table whose text comes in pieces. */
export function startTable(tools: ReaderTools, sink: RowSink, delimiter: string): TextReading {
  const keeper = createRecordKeeper(tools, sink);
  let base = 0;
  let damage: readonly string[] = [];
  let header: readonly string[] | null = null;
  let table: EventTable | null = null;
  let isUnknown = false;
  let items = 0;
  let altered = 0;
  let ambiguous = 0;

  /** The first row tells tables with the same columns apart. */
  function decide(names: readonly string[], first: readonly string[], position: number): void {
    const found = eventTable(names, first);
    if (found !== null && !("needs" in found)) {
      table = found;
      return;
    }
    isUnknown = true;
    const lacks = found === null ? "Event name, Event source" : found.needs;
    keeper.problem(
      position,
      null,
      `a table whose columns lead to no events: needed are ${lacks}, or a column with the whole record; its columns are ${shown(names)}. Rename the columns as CloudTrail calls them, or export the events as JSON`,
      names.join(delimiter).slice(0, 160),
    );
  }

  function row(cells: readonly string[], at: number, length: number): void {
    if (isUnknown) return;
    if (header === null) {
      // Spreadsheet programs state the delimiter in a line of its own.
      if (!(cells[0] ?? "").toLowerCase().startsWith("sep=")) header = cells;
      return;
    }
    if (table === null) decide(header, cells, base);
    if (table === null) return;
    const place = { position: base + at, length, item: ++items };
    const sample = cells.join(delimiter).slice(0, 120);
    if (!isWhole(header, cells)) {
      const [cause] = damage;
      damage = damage.slice(1);
      keeper.problem(
        place.position,
        keeper.records() + 1,
        cause ??
          `row ${items} has ${counted(cells.length, "cell")} where the header has ${header.length}: left out, for its values can't be told apart`,
        sample,
      );
      return;
    }
    const found = table.row(cells);
    if (found === null) return;
    if (found.isAltered) altered++;
    if (found.isAmbiguous) ambiguous++;
    if (found.isInsight) keeper.other(recognize({ eventCategory: "Insight" }), place, sample);
    else if (found.pieces.length === 0)
      keeper.other(
        { name: "row without an event", sort: "broken", advice: `Row ${items} holds none.` },
        place,
        sample,
      );
    else keeper.take({ shape: table.name, pieces: found.pieces, packed: [] }, place);
  }

  const rows = createRowReader(delimiter, {
    row,
    problem: (position, reason, sample) => {
      const [cause] = damage;
      damage = damage.slice(1);
      if (!isUnknown)
        keeper.problem(base + position, keeper.records() + 1, cause ?? reason, sampleOf(sample));
    },
  });

  function tellTable(): void {
    if (header === null) return;
    if (table === null && !isUnknown) decide(header, [], base);
    if (altered > 0)
      keeper.note(
        `${counted(altered, "row")} with values that a spreadsheet program changed (an account as 1.23E+11, a time in another form); such values are left out`,
      );
    if (ambiguous > 0)
      keeper.note(
        `${counted(ambiguous, "row")} with a struct whose text can be read in more than one way (a value with a comma or a brace in it); read as if the comma belonged to the value`,
      );
    if (delimiter !== ",")
      keeper.note(
        `the columns are separated by ${delimiter === "\t" ? "tabs" : `"${delimiter}"`}: the table was probably saved by a spreadsheet program`,
      );
    if (table !== null && table.unused.length > 0 && keeper.records() > 0)
      keeper.note(
        `columns that lead to no member of a record were not used: ${shown(table.unused)}`,
      );
  }

  return {
    feed: (text, skipped) => {
      base += skipped;
      if (!isUnknown) rows.feed(text);
    },
    finish: (reasons) => {
      damage = reasons;
      rows.finish();
      tellTable();
    },
    keepsText: keeper.keepsText,
    end: (found, encoding, textBytes) =>
      keeper.end(found, {
        damage,
        encoding,
        textBytes,
        format: null,
        empty: isUnknown || table === null ? unknownTable : `${table.name}, empty`,
        broken: isUnknown || table === null ? unknownTable : table.name,
      }),
  };
}

/** A row of the header's length; empty cells behind it are none. */
function isWhole(header: readonly string[], cells: readonly string[]): boolean {
  return (
    cells.length === header.length ||
    (cells.length > header.length && cells.slice(header.length).every((cell) => cell === ""))
  );
}

function shown(names: readonly string[]): string {
  const some = names
    .slice(0, 40)
    .map((name) => (name.length > 60 ? `${name.slice(0, 60)}…` : name));
  return `${some.join(", ")}${names.length > 40 ? ", …" : ""}`;
}
