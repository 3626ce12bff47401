/** A thread that judges the events of a case. Knows nothing of its file. */
import { parentPort } from "node:worker_threads";
import type { Uses, Watch } from "../../shared/analysis/paths/use.ts";
import type { FindingBlock } from "../db/findings.ts";
import type { JudgedRow } from "./judge-events.ts";
import { createJudge } from "./judge-events.ts";

export type ToAnalysis =
  /** Events in order of time; null after the last ones. */
  | readonly JudgedRow[]
  | null
  /** What the case answers to the watches. */
  | { readonly uses: Uses };

export type FromAnalysis =
  | { readonly type: "findings"; readonly block: FindingBlock }
  /** The events of one message are judged. */
  | { readonly type: "done" }
  /** After the last event: what the case is to be asked for. */
  | { readonly type: "watches"; readonly watches: readonly Watch[] }
  | { readonly type: "end" };

const port = parentPort;
if (port === null) throw new Error("analysis-thread runs as a worker thread only");
const send = (message: FromAnalysis): void => port.postMessage(message);

const judge = createJudge((block) => send({ type: "findings", block }));

port.on("message", (rows: ToAnalysis) => {
  if (rows === null) {
    send({ type: "watches", watches: judge.watches() });
    return;
  }
  if ("uses" in rows) {
    judge.finish(rows.uses);
    send({ type: "end" });
    return;
  }
  rows.forEach(judge.take);
  send({ type: "done" });
});
