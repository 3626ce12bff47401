/** How a call of the engine fails, apart from what Failure tells. */
import type { EngineError } from "./protocol.ts";

/** Carries an EngineError through code that can only throw; for an AppError, Failure does. */
export class EngineFailure extends Error {
  readonly error: EngineError;
  constructor(error: EngineError) {
    super(error.code === "bad-request" || error.code === "bug" ? error.detail : error.code);
    this.name = "EngineFailure";
    this.error = error;
  }
}

/** A call with arguments that no window of ours makes. */
export function badRequest(detail: string): EngineFailure {
  return new EngineFailure({ code: "bad-request", detail });
}
