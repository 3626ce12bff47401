/** A Parquet file (Amazon Security Lake, Athena, exports of other programs) → records, batch by batch of its rows. */
import type { Json } from "../../shared/cloudtrail-event.ts";
import { recognize, unknownWord } from "../../shared/import/recognize.ts";
import { takeJson } from "../../shared/import/shapes/json-shapes.ts";
import type { Taken } from "../../shared/import/shapes/piece.ts";
import { eventTable } from "../../shared/import/shapes/table-columns.ts";
import type { Found, ReaderTools, RecordKeeper, RowSink } from "./keep-records.ts";
import { createRecordKeeper } from "./keep-records.ts";
import { keepText } from "./keep-text.ts";
import type { FromParquet } from "./parquet-thread.ts";
import type { InputEnd } from "./protocol.ts";
import type { ParquetLimits, ParquetThread } from "./start-parquet.ts";
import { startParquet, usualLimits } from "./start-parquet.ts";

const shape = "Security Lake Parquet";
/** When so many rows hold no event, and the columns are unknown, the others are not looked at. */
const enoughRows = 20_000;
const unknownParquet = `${unknownWord} Parquet file`;

/** A thread that has read a file waits here for the next one. */
let waiting: ParquetThread | null = null;

/** Reads a file that is in memory, with a thread of its own for what the file's bytes decode to. Never throws for what is in it. */
export async function readParquet(
  bytes: Uint8Array,
  found: Found,
  tools: ReaderTools,
  sink: RowSink,
  breathe: () => Promise<void>,
  limits: ParquetLimits = usualLimits,
): Promise<InputEnd> {
  const keeper = createRecordKeeper(tools, sink);
  const thread = (limits === usualLimits ? waiting : null) ?? startParquet(limits);
  waiting = null;
  let isUnknown: boolean | null = null;
  try {
    isUnknown = await readRows(thread, bytes, keeper, breathe);
  } finally {
    const isFree = isUnknown !== null && thread.isSound() && waiting === null;
    if (isFree && limits === usualLimits) waiting = thread;
    else thread.stop();
  }
  const end = keeper.end(found, {
    damage: [],
    encoding: "binary",
    textBytes: bytes.length,
    format: null,
    empty: "Parquet file without rows",
    broken: isUnknown ? unknownParquet : "Parquet file",
  });
  return keeper.keepsText() ? keepText(end, bytes, null, true, sink.block) : end;
}

/** Takes all rows. Resolves to true when the columns are none that events stand in. */
async function readRows(
  thread: ParquetThread,
  bytes: Uint8Array,
  keeper: RecordKeeper,
  breathe: () => Promise<void>,
): Promise<boolean> {
  let read = 0;
  const broken = (reason: string): false => {
    const before = read === 0 ? "no row was read" : `rows before row ${read + 1} were read`;
    keeper.problem(
      null,
      null,
      `the Parquet file could not be read further: ${reason.slice(0, 300)}; ${before}`,
      "",
    );
    return false;
  };
  const file = new Uint8Array(bytes);
  const opened = await thread.open(file.buffer);
  if (opened.type !== "opened") return broken(reasonOf(opened));
  const { columns, total } = opened;
  const take = adapterOf(columns);
  const table = eventTable(columns);
  const isKnown = isOcsf(columns) || (table !== null && !("needs" in table));
  for (let next = thread.more(); ;) {
    // oxlint-disable-next-line no-await-in-loop -- one batch after the other
    const answer = await next;
    if (answer.type === "end") return read < total && broken(`it holds ${read} of ${total} rows`);
    if (answer.type !== "rows") return broken(reasonOf(answer));
    // The thread decodes while these rows are taken, one batch ahead at most, unless there may be no need to.
    const isWanted = isKnown || keeper.records() > 0;
    if (isWanted) next = thread.more();
    for (const row of rowsIn(answer.text)) {
      const place = { position: null, length: null, item: ++read };
      const taken = take(row);
      if (taken !== null) keeper.take(taken, place);
      else if (isKnown || keeper.records() > 0)
        keeper.other(recognize(row), place, JSON.stringify(row).slice(0, 120));
    }
    // oxlint-disable-next-line no-await-in-loop -- waits while the writer is behind
    await breathe();
    if (keeper.records() === 0 && !isKnown && read >= Math.min(total, enoughRows)) {
      keeper.problem(
        null,
        null,
        `a Parquet file whose columns lead to no events: needed are those of OCSF, or eventname, eventsource and eventtime; its columns are ${columns.slice(0, 40).join(", ")}`,
        "",
      );
      return true;
    }
    if (!isWanted) next = thread.more();
  }
}

function reasonOf(answer: FromParquet): string {
  return answer.type === "broken" ? answer.reason : `its decoder said ${answer.type}`;
}

function rowsIn(text: string): readonly Json[] {
  // The thread made it with JSON.stringify from a list.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(text) as readonly Json[];
}

function isOcsf(columns: readonly string[]): boolean {
  return columns.includes("class_uid") && columns.includes("metadata");
}

/** How rows of these columns are read. */
function adapterOf(columns: readonly string[]): (row: Json) => Taken | null {
  if (isOcsf(columns))
    return (row) => {
      const taken = takeJson(row);
      return taken === null ? null : { ...taken, shape };
    };
  const table = eventTable(columns);
  if (table === null || "needs" in table) return takeJson;
  return (row) => {
    const members = new Map(Object.entries(row ?? {}));
    const found = table.row(columns.map((name) => members.get(name)));
    return found === null || found.pieces.length === 0
      ? null
      : { shape: "Parquet table of events", pieces: found.pieces, packed: [] };
  };
}
