/** A thread that judges the events of a case. Knows nothing of its file. */
import { parentPort } from "node:worker_threads";
import type { FindingBlock } from "../db/findings.ts";
import type { JudgedRow } from "./judge-events.ts";
import { createJudge } from "./judge-events.ts";

/** Events in order of time; null after the last ones. */
export type ToAnalysis = readonly JudgedRow[] | null;

export type FromAnalysis =
  | { readonly type: "findings"; readonly block: FindingBlock }
  /** The events of one message are judged. */
  | { readonly type: "done" }
  | { readonly type: "end" };

const port = parentPort;
if (port === null) throw new Error("analysis-thread runs as a worker thread only");
const send = (message: FromAnalysis): void => port.postMessage(message);

const judge = createJudge((block) => send({ type: "findings", block }));

port.on("message", (rows: ToAnalysis) => {
  if (rows === null) {
    judge.finish();
    send({ type: "end" });
    return;
  }
  rows.forEach(judge.take);
  send({ type: "done" });
});
