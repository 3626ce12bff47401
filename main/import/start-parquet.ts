/** Starts the thread that decodes Parquet files, and ends it when it takes too long or too much. */
import { Worker } from "node:worker_threads";
import type { FromParquet, ToParquet } from "./parquet-thread.ts";

/** How the thread is started and what it may take. */
export interface ParquetLimits {
  readonly thread: URL;
  /** Milliseconds until the next rows, or the next column of them. */
  readonly stallMs: number;
  /** Milliseconds for a file: at least, and for each MiB of it. */
  readonly fileMs: number;
  readonly mebibyteMs: number;
  /** Bytes that the program may grow by meanwhile. */
  readonly growth: number;
}

/** A column of a row group of 128 MiB takes a second or two; a MiB of many nested columns may take three. */
export const usualLimits: ParquetLimits = {
  thread: new URL("./parquet-thread.ts", import.meta.url),
  stallMs: 20_000,
  fileMs: 120_000,
  mebibyteMs: 5000,
  growth: 1536 * 1024 * 1024,
};

export interface ParquetThread {
  /** Begins a file; its bytes are handed over. */
  readonly open: (file: ArrayBuffer) => Promise<FromParquet>;
  /** Asks for the next rows. One question at a time. */
  readonly more: () => Promise<FromParquet>;
  /** Whether it still answers. */
  readonly isSound: () => boolean;
  readonly stop: () => void;
}

/** The memory and the time are looked at this often while an answer is awaited. */
const tickMs = 50;

/** Starts a thread. It does not keep the program alive; a question to it does. */
export function startParquet(limits: ParquetLimits): ParquetThread {
  const worker = new Worker(limits.thread, {
    // Past this V8 may end the whole program, not the thread only: `growth` is reached first.
    resourceLimits: { maxOldGenerationSizeMb: 2048, maxYoungGenerationSizeMb: 32 },
  });
  worker.unref();
  let isSound = true;
  let base = 0;
  /** Since the thread gave a sign, and since the file was opened. */
  let ticks = 0;
  let fileTicks = 0;
  let allowedTicks = 0;
  let settle: ((answer: FromParquet) => void) | null = null;

  const answer = (said: FromParquet): void => {
    settle?.(said);
    settle = null;
  };
  const stop = (): void => {
    isSound = false;
    // A thread that does not end soon is not waited for.
    worker.terminate().catch(() => undefined);
  };
  const giveUp = (reason: string): void => {
    stop();
    answer({ type: "broken", reason });
  };
  worker.on("message", (said: FromParquet) => {
    if (said.type === "alive") ticks = 0;
    else answer(said);
  });
  worker.on("error", (error: Error) =>
    giveUp(
      "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY"
        ? tooMuchMemory
        : `its decoder ended: ${error.message}`,
    ),
  );
  worker.on("exit", () => giveUp("its decoder ended"));

  const ask = (message: ToParquet, transfer: readonly ArrayBuffer[]): Promise<FromParquet> =>
    new Promise((resolve) => {
      // Ticks are counted, not the clock: a computer that sleeps, or a busy thread here, is no fault of the file.
      ticks = 0;
      const timer = setInterval(() => {
        ticks++;
        fileTicks++;
        if (process.memoryUsage.rss() - base > limits.growth) giveUp(tooMuchMemory);
        else if (ticks * tickMs >= limits.stallMs)
          giveUp(`its next rows took more than ${seconds(limits.stallMs)}`);
        else if (fileTicks >= allowedTicks)
          giveUp(`it took more than ${seconds(allowedTicks * tickMs)} in all`);
      }, tickMs);
      settle = (said) => {
        clearInterval(timer);
        resolve(said);
      };
      if (isSound) worker.postMessage(message, transfer);
      else answer({ type: "broken", reason: "its decoder ended" });
    });

  return {
    open: (file) => {
      base = process.memoryUsage.rss();
      fileTicks = 0;
      const ms = limits.fileMs + (limits.mebibyteMs * file.byteLength) / 2 ** 20;
      allowedTicks = Math.ceil(ms / tickMs);
      return ask({ type: "open", file }, [file]);
    },
    more: () => ask({ type: "more" }, []),
    isSound: () => isSound,
    stop,
  };
}

const tooMuchMemory = "its next rows need too much memory";

function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
