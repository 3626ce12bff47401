/** Keeps the heaps of this process and its threads small while a large case is read. */
import { setFlagsFromString } from "node:v8";

/**
 * Which settings of V8: its heaps otherwise grow to several times what is alive in them before they are cleaned, which
 * with several threads comes to half a gigabyte. Both are read at each collection, so they can be changed at any time.
 */
const small = ["--heap-growing-percent=60", "--semi-space-growth-factor=1"];
/** V8's own values. */
const usual = ["--heap-growing-percent=0", "--semi-space-growth-factor=2"];
/** New threads begin with this much room for what is short-lived, in MB, since it does not grow. */
const youngMB = 8;

let tasks = 0;

/** Runs `task` so; what it gives and throws is its own. */
export async function withSmallHeap<T>(task: () => Promise<T>): Promise<T> {
  if (tasks++ === 0) [...small, `--min-semi-space-size=${youngMB}`].forEach(setFlagsFromString);
  try {
    return await task();
  } finally {
    if (--tasks === 0) [...usual, "--min-semi-space-size=0"].forEach(setFlagsFromString);
  }
}
