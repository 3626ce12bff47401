/** Entry of the engine process: takes one job, tells how it goes, answers once. The program ends it. */
import { Failure } from "../../shared/errors.ts";
import type { FromEngine, ToEngine } from "./engine-protocol.ts";
import { runAudit } from "./run-audit.ts";

const port = process.parentPort;

port.on("message", (event) => {
  // Only the program that started this process can send here, and it sends nothing else.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { job } = event.data as ToEngine;
  void runAudit(job, (progress) => send({ type: "progress", progress })).then(
    (result) => send({ type: "done", result }),
    (error: unknown) => send(failed(error)),
  );
});

function send(message: FromEngine): void {
  port.postMessage(message);
}

function failed(error: unknown): FromEngine {
  if (error instanceof Failure) return { type: "failed", error: error.error };
  return {
    type: "bug",
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
