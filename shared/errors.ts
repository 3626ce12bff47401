/** Failures that a person can meet and act on. Anything else is a bug and throws. */
export type AppError =
  | { readonly code: "path-missing"; readonly path: string }
  | { readonly code: "path-unreadable"; readonly path: string; readonly reason: string }
  | { readonly code: "no-files"; readonly paths: readonly string[] }
  | { readonly code: "no-cloudtrail"; readonly files: number; readonly examples: readonly string[] }
  | { readonly code: "case-not-a-case"; readonly path: string }
  | {
      readonly code: "case-newer";
      readonly path: string;
      readonly found: number;
      readonly known: number;
    }
  | { readonly code: "case-trial"; readonly path: string }
  | { readonly code: "case-missing"; readonly path: string }
  | { readonly code: "case-busy"; readonly path: string }
  | { readonly code: "case-readonly"; readonly path: string }
  | { readonly code: "case-damaged"; readonly path: string; readonly reason: string }
  | { readonly code: "disk-full"; readonly path: string }
  | { readonly code: "cannot-write"; readonly path: string; readonly reason: string }
  | { readonly code: "output-exists"; readonly path: string }
  | { readonly code: "plan-exists"; readonly path: string }
  | { readonly code: "nothing-to-undo" }
  | { readonly code: "event-missing"; readonly id: string }
  | { readonly code: "finding-missing"; readonly id: string }
  | { readonly code: "cancelled"; readonly casePath: string | null }
  | { readonly code: "verify-cancelled"; readonly path: string }
  | { readonly code: "evidence-differs"; readonly detail: string }
  | { readonly code: "rules-unread"; readonly detail: string }
  | { readonly code: "live-refused"; readonly detail: string }
  | { readonly code: "export-cancelled" }
  | { readonly code: "events-cancelled" }
  | { readonly code: "rules-cancelled" }
  | { readonly code: "usage"; readonly detail: string };

/** The one place where an error becomes a sentence: what, where, and what to do. */
export function explain(error: AppError): string {
  switch (error.code) {
    case "path-missing":
      return `There is no file or folder ${error.path}. Check the path.`;
    case "path-unreadable":
      return `${error.path} could not be read: ${error.reason}.`;
    case "no-files":
      return `${error.paths.join(", ")}: there is no file in it. Name a folder or file that holds CloudTrail logs.`;
    case "no-cloudtrail":
      return (
        `No CloudTrail event was found in ${error.files} ${error.files === 1 ? "file" : "files"}` +
        `${error.examples.length > 0 ? ` (${error.examples.join("; ")})` : ""}. No report was written.`
      );
    case "case-not-a-case":
      return `${error.path} is no Trailproof case file. It was not changed; choose another name with --case.`;
    case "case-trial":
      return `${error.path} was made by a trial version of Trailproof, whose files can’t be read any more. Import the logs into a new case.`;
    case "case-newer":
      return `${error.path} was written by a newer Trailproof (layout ${error.found}, this one knows ${error.known}). Use the newer program.`;
    case "case-missing":
      return `There is no case file ${error.path}. Make one with: trailproof import <path> --case ${error.path}`;
    case "case-busy":
      return `${error.path} is open in another Trailproof. Close it there first.`;
    case "case-readonly":
      return `${error.path} can't be written (read-only file or folder). Copy it to a place where you may write.`;
    case "case-damaged":
      return `${error.path} is damaged: ${error.reason}. Restore it from a copy, or import the logs again.`;
    case "disk-full":
      return `The disk is full: ${error.path} could not be written. Free some space and run the same command again.`;
    case "cannot-write":
      return `${error.path} could not be written: ${error.reason}.`;
    case "output-exists":
      return `${error.path} is no regular file; name a file with --out.`;
    case "plan-exists":
      return `${error.path} is there already, and nothing is replaced. Choose another folder.`;
    case "nothing-to-undo":
      return "No successful change of IAM matches: there is nothing to take back.";
    case "finding-missing":
      return `No finding ${error.id} is in this case. List them with: trailproof findings --case FILE`;
    case "event-missing":
      return `No event ${error.id} is in this case.`;
    case "cancelled":
      return error.casePath === null
        ? "Cancelled. No report was written."
        : `Cancelled. What was read is in ${error.casePath}; run the same command again to go on.`;
    case "verify-cancelled":
      return `Cancelled. Nothing was verified, and ${error.path} is as it was.`;
    case "export-cancelled":
      return "Cancelled. No file was written.";
    case "events-cancelled":
      return "Cancelled. The events were not printed to their end.";
    case "rules-cancelled":
      return "Cancelled. The rules were not run to their end.";
    case "evidence-differs":
    case "rules-unread":
    case "live-refused":
    case "usage":
      return error.detail;
  }
}

/** Carries an AppError through code that can only throw. */
export class Failure extends Error {
  readonly error: AppError;
  constructor(error: AppError, options?: { cause?: unknown }) {
    super(explain(error), options);
    this.name = "Failure";
    this.error = error;
  }
}

/** What an error says, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What a bug says, with the places in the program that led to it. */
export function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
