import type { Severity } from "../../severity.ts";
import type { ActionEntry } from "../entry.ts";
import { nothingToUndo } from "./define-inverse.ts";

type WriteFacts = Omit<ActionEntry, "source" | "access">;

interface ReadFacts extends Omit<WriteFacts, "severity" | "mitre" | "inverse"> {
  /** `info` when absent. */
  readonly severity?: Severity;
  /** None when absent. */
  readonly mitre?: readonly string[];
}

/** An IAM action that changes something. */
export function writeAction(facts: WriteFacts): ActionEntry {
  return { source: "iam.amazonaws.com", access: "write", ...facts };
}

/** An IAM action that only reads: there is nothing to take back. */
export function readAction(facts: ReadFacts): ActionEntry {
  return {
    source: "iam.amazonaws.com",
    access: "read",
    severity: "info",
    mitre: [],
    inverse: nothingToUndo("The call only read, so there is nothing to take back."),
    ...facts,
  };
}
