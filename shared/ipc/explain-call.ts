/** How a call failed, in words. */
import { explain } from "../errors.ts";
import type { CallError } from "../ipc.ts";

const work = {
  import: "import",
  verify: "verification",
  export: "export",
  rules: "run of your rules",
  live: "run of live fixes",
} as const;

/** A failed call as a sentence: what happened, what is safe, what to do. */
export function explainCall(error: CallError): string {
  // Every code that is not named says in the window what it says on the command line.
  // oxlint-disable-next-line typescript/switch-exhaustiveness-check
  switch (error.code) {
    case "bad-request":
      return `The window asked for something that can't be done now: ${error.detail}.`;
    case "no-case":
      return "No case is open. Open one, or make a new one.";
    case "busy":
      return `The ${work[error.with]} under way must end first. Wait for it, or cancel it.`;
    case "no-key":
      return "This page is not admitted. Open the address that the terminal shows; it is a new one after each start.";
    case "host-gone":
      return "Trailproof has ended in its terminal. The case is whole. Start it again there: trailproof open";
    case "engine-stopped":
      return (
        `The engine stopped before it had answered (exit code ${error.exitCode}). It was started again, and the case is whole. ` +
        `Try it again. What the engine said last is in ${error.log} under ${error.ref}.`
      );
    case "internal":
      return `Something broke in the program itself. The details are in ${error.log} under ${error.ref}.`;
    case "cancelled":
      return "Cancelled. What was read is in the case; importing the same files again goes on from there.";
    case "disk-full":
      return `The disk is full: ${error.path} could not be written. Nothing that was in the case is lost. Free some space and try again.`;
    case "case-missing":
      return `There is no case file ${error.path} any more. It was moved or deleted.`;
    default:
      return explain(error);
  }
}
