import { explainCall } from "../../shared/ipc/explain-call.ts";
import type { CallError } from "../../shared/ipc.ts";

/** Carries a CallError out of code that can only throw; the door turns it into a reply. */
export class CallFailure extends Error {
  readonly error: CallError;
  constructor(error: CallError) {
    super(explainCall(error));
    this.name = "CallFailure";
    this.error = error;
  }
}
