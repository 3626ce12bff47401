/** A parser thread: takes jobs, gives batches. Knows nothing of the case file. */
import { parentPort, workerData } from "node:worker_threads";
import { stackOf } from "../../shared/errors.ts";
import type { EventUses } from "../../shared/import/event-use.ts";
import { createRecordScanner } from "../../shared/import/scan-record.ts";
import { createRowPacker } from "./pack-rows.ts";
import type {
  Batch,
  FromWorker,
  InputEnd,
  InputProblem,
  InsightPlace,
  Job,
  Member,
  Part,
  RawBlock,
  ToWorker,
  WrappedRecord,
} from "./protocol.ts";
import type { MemberOutlet, Sink } from "./place.ts";
import { readInput } from "./read-input.ts";
import { createSeenIds } from "./seen-ids.ts";

/** Given by the importer when the thread starts. */
export interface WorkerSettings {
  readonly worker: number;
  /** Seconds since 1970. */
  readonly latest: number;
  /** Which records are wanted as a whole. */
  readonly kept: EventUses;
  /** Memory of a filter that all threads share. */
  readonly seen: SharedArrayBuffer;
}

/** A batch is sent when it holds this much. */
const fullRows = 4096;
const fullBytes = 1024 * 1024;
/** Batches that may be on their way or waiting at the writer. */
const maxUnwritten = 2;

const port = parentPort;
if (port === null) throw new Error("import-worker runs as a worker thread only");
// The importer passes exactly this object.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const settings = workerData as WorkerSettings;

const scanner = createRecordScanner();
const packer = createRowPacker(scanner, settings.kept, createSeenIds(settings.seen));
const tools = { scanner, packer, latest: settings.latest };

let parts: Part[] = [];
let heldBytes = 0;
/** The first row of the batch that no part holds yet. */
let firstRow = 0;
/** Bytes of the file read since the last part. */
let consumed = 0;
let unwritten = 0;
let wake: (() => void) | null = null;
const queue: Job[] = [];
let isRunning = false;
let isStopping = false;

/** Leaves a file in the middle, because nobody wants the rest. */
class Stopped extends Error {}

function send(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

async function flush(): Promise<void> {
  if (isStopping) throw new Stopped();
  if (parts.length === 0) return;
  const columns = packer.take();
  const batch: Batch = { worker: settings.worker, parts, ...columns };
  parts = [];
  heldBytes = 0;
  firstRow = 0;
  unwritten++;
  send({ type: "batch", batch }, [
    ...buffersOf([batch.numbers, batch.columns, batch.eids, batch.strings]),
    ...buffersOf(batch.parts.flatMap((p) => p.blocks.map((b) => b.data))),
  ]);
  if (unwritten >= maxUnwritten)
    await new Promise<void>((resume) => {
      wake = resume;
    });
  if (isStopping) throw new Stopped();
}

/** Buffers that belong to one view alone can be handed over without a copy. */
function buffersOf(views: readonly (Uint8Array | Float64Array | Int32Array)[]): ArrayBuffer[] {
  const out = new Set<ArrayBuffer>();
  for (const { buffer, byteLength } of views)
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) out.add(buffer);
  return [...out];
}

async function run(): Promise<void> {
  isRunning = true;
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) await readOne(job);
  await flush();
  isRunning = false;
  send({ type: "idle" });
}

async function readOne(job: Job): Promise<void> {
  const file = createOutlet(job, job.input, null);
  const end = await readInput(job, tools, file.sink, (bytes) => {
    consumed += bytes;
  });
  await file.end(end);
}

/** Where the results of a file, or of an archive's member, go. What is not closed yet belongs to the innermost one. */
function createOutlet(job: Job, input: number, told: Member | null): MemberOutlet {
  let member = told;
  let firstRecord = 1;
  let blocks: RawBlock[] = [];
  let problems: InputProblem[] = [];
  let wrapped: WrappedRecord[] = [];
  let insights: InsightPlace[] = [];
  const close = (end: InputEnd | null): void => {
    const rows = packer.rows() - firstRow;
    parts.push({
      input,
      member,
      firstRow,
      firstRecord,
      rows,
      blocks,
      problems,
      wrapped,
      insights,
      end,
      consumed,
    });
    for (const block of blocks) heldBytes += block.data.byteLength;
    firstRecord += rows;
    firstRow = packer.rows();
    blocks = [];
    problems = [];
    wrapped = [];
    insights = [];
    consumed = 0;
    member = null;
  };
  const sink: Sink = {
    problem: (problem) => problems.push(problem),
    block: (block) => {
      blocks.push(block);
    },
    wrapped: (row) => wrapped.push(row),
    insight: (place) => insights.push(place),
    breathe: async () => {
      if (isStopping) throw new Stopped();
      if (packer.rows() < fullRows && blocks.length < 16) return;
      close(null);
      await flush();
    },
    member: (number, facts) =>
      createOutlet(job, job.input + number, { parent: job.input, ...facts }),
  };
  return {
    sink,
    end: async (end) => {
      close(end);
      const isFull =
        packer.rows() >= fullRows || heldBytes >= fullBytes || parts.length >= fullRows;
      if (isFull) await flush();
    },
  };
}

/** Ends the thread from inside, where nothing of it is under way; being ended from outside can meet it anywhere. */
function leave(): void {
  process.exit();
}

port.on("message", (message: ToWorker) => {
  switch (message.type) {
    case "jobs":
      queue.push(...message.jobs);
      if (!isRunning)
        run().catch((error: unknown) => {
          if (isStopping) leave();
          else send({ type: "bug", message: stackOf(error) });
        });
      return;
    case "stop":
      isStopping = true;
      queue.length = 0;
      wake?.();
      if (!isRunning) leave();
      return;
    case "ack":
      unwritten--;
      wake?.();
      wake = null;
      return;
  }
});
