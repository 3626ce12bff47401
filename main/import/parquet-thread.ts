/** A thread that decodes Parquet files: what it takes in time and memory for a forged one ends with it. */
import { parentPort } from "node:worker_threads";
import { messageOf } from "../../shared/errors.ts";
import type { ParquetRows } from "./parquet-rows.ts";
import { openParquet } from "./parquet-rows.ts";

/** Each message is answered by one. */
export type ToParquet =
  | { readonly type: "open"; readonly file: ArrayBuffer }
  /** The next rows of the file that was opened last. */
  | { readonly type: "more" };

export type FromParquet =
  /** No answer: a step towards the next rows is done. */
  | { readonly type: "alive" }
  | { readonly type: "opened"; readonly columns: readonly string[]; readonly total: number }
  /** A JSON list of rows. */
  | { readonly type: "rows"; readonly text: string }
  | { readonly type: "end" }
  | { readonly type: "broken"; readonly reason: string };

const port = parentPort;
if (port === null) throw new Error("parquet-thread runs as a worker thread only");

// Of several broken columns hyparquet rejects all, but awaits the first one only.
process.on("unhandledRejection", () => undefined);

let rows: ParquetRows | null = null;

async function answer(message: ToParquet): Promise<FromParquet> {
  if (message.type === "open") {
    rows = null;
    rows = openParquet(message.file, () =>
      port?.postMessage({ type: "alive" } satisfies FromParquet),
    );
    return { type: "opened", columns: rows.columns, total: rows.total };
  }
  const next = await rows?.batches.next();
  return next === undefined || next.done === true
    ? { type: "end" }
    : { type: "rows", text: next.value };
}

port.on("message", (message: ToParquet) => {
  void answer(message)
    .catch((error: unknown): FromParquet => {
      rows = null;
      return { type: "broken", reason: messageOf(error) };
    })
    .then((said) => {
      if (said.type === "end") rows = null;
      port.postMessage(said);
    });
});
