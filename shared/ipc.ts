/**
 * The contract between the window and the program behind it: every call, every message, every way a call can fail.
 * All of it survives structured cloning. The window never names a path: it asks for a dialog and gets an id.
 */
import type { AppError } from "./errors.ts";
import { explain } from "./errors.ts";
import type { Severity } from "./severity.ts";

/** Every call that the window may make. */
export interface Calls {
  programInfo: () => ProgramInfo;
  /** Asks for logs or a case in a file dialog; null when it was closed without a choice. */
  chooseLogs: (kind: ChoiceKind) => Choice | null;
  /** Audits what was chosen; answers when it is done. `client` is the name that the report carries. */
  startAudit: (choiceId: string, client: string | null) => Audit;
  /** Ends the audit under way; its `startAudit` then fails as `cancelled`. Nothing happens when none is. */
  cancelAudit: () => null;
  /** Shows the report in a window of its own. */
  openReport: (auditId: string) => null;
  /** Asks where to save the report. Answers the file's name, or null when the dialog was closed. */
  saveReport: (auditId: string) => string | null;
}

/** Every message that the window may be sent. */
export interface Events {
  auditProgress: AuditProgress;
  /** A case file was opened from outside: by a double click, or by a second start of the program. */
  caseOffered: Choice;
}

export interface ProgramInfo {
  readonly version: string;
  /** Keyboard hints say ⌘ on macOS and Ctrl elsewhere. */
  readonly isMac: boolean;
  /** A case file that the program was started with. */
  readonly offered: Choice | null;
}

export type ChoiceKind = "folder" | "files" | "case";

/** What a person chose. Names are for reading only; control characters in them are made visible. */
export interface Choice {
  readonly id: string;
  readonly kind: ChoiceKind;
  /** The first names, without their folders. */
  readonly names: readonly string[];
  /** How many were chosen. */
  readonly count: number;
}

/** What is being done, in this order. A case that is opened only goes through `finding` and `writing`. */
export type AuditStage = "finding" | "reading" | "comparing" | "analyzing" | "writing";

/** How far an audit is. In `comparing`, `files` counts groups of repeated events instead of files. */
export interface AuditProgress {
  readonly stage: AuditStage;
  readonly files: number;
  readonly filesTotal: number;
  readonly bytes: number;
  readonly bytesTotal: number;
  /** Records read so far, duplicates included. */
  readonly events: number;
  /** Seconds since reading began; 0 before. */
  readonly seconds: number;
}

/** A finished audit. */
export interface Audit {
  readonly id: string;
  readonly choice: Choice;
  readonly client: string | null;
  readonly seconds: number;
  readonly totals: AuditTotals;
  /** Findings of each severity. */
  readonly findings: Readonly<Record<Severity, number>>;
}

/** records = events + duplicates; `skipped` are files that are no logs. Times are UTC ISO. */
export interface AuditTotals {
  readonly files: number;
  readonly skipped: number;
  readonly records: number;
  readonly events: number;
  readonly duplicates: number;
  readonly problems: number;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
}

/** How a call can fail. */
export type CallError =
  | AppError
  | { readonly code: "bad-request"; readonly detail: string }
  /** The engine ended before it had answered; what it said last is in `log` under `ref`. */
  | ({ readonly code: "engine-stopped"; readonly exitCode: number } & LogEntry)
  /** A mistake in the program; `log` is the file that has the details under `ref`. */
  | ({ readonly code: "internal" } & LogEntry);

/** Where the program has written a mistake down. */
export interface LogEntry {
  /** Names the entry. */
  readonly ref: string;
  /** The log file, on this machine. */
  readonly log: string;
}

/** What a call answers. A thrown error would lose everything but its message between processes. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: CallError };

export type Call = keyof Calls;
export type EventName = keyof Events;

/** What the window finds as `window.api`: one function per call. */
export type Api = {
  readonly [C in Call]: (...args: Parameters<Calls[C]>) => Promise<Reply<ReturnType<Calls[C]>>>;
};

/** What the window finds as `window.on`: one function per message; it gives back the one that stops listening. */
export type Listen = {
  readonly [E in EventName]: (listener: (payload: Events[E]) => void) => () => void;
};

/** The names of all calls at run time; the compiler refuses a missing or an extra one. */
export const calls: readonly Call[] = names<Call>({
  programInfo: true,
  chooseLogs: true,
  startAudit: true,
  cancelAudit: true,
  openReport: true,
  saveReport: true,
});

/** The names of all messages at run time. */
export const events: readonly EventName[] = names<EventName>({
  auditProgress: true,
  caseOffered: true,
});

/** A failed call as a sentence: what happened, what is safe, what to do. */
export function explainCall(error: CallError): string {
  if (error.code === "bad-request")
    return `The window asked for something that can't be done now: ${error.detail}.`;
  if (error.code === "engine-stopped")
    return (
      `The engine stopped before the audit was done (exit code ${error.exitCode}). ` +
      "The logs were only read; nothing was kept. Start the audit again. " +
      `What the engine said last is in ${error.log} under ${error.ref}.`
    );
  if (error.code === "internal")
    return `Something broke in the program itself. The details are in ${error.log} under ${error.ref}.`;
  if (error.code === "cancelled") return "The audit was cancelled. Nothing was kept.";
  if (error.code === "disk-full")
    return `The disk is full: ${error.path} could not be written. Free some space and try again.`;
  return explain(error);
}

function names<N extends string>(all: Readonly<Record<N, true>>): readonly N[] {
  // Object.keys forgets the key type; Record<N, true> has just proved it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.keys(all) as N[];
}
