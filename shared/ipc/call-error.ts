/** How calls end. */
import type { AppError } from "../errors.ts";

/** How a call can fail. */
export type CallError =
  | AppError
  | { readonly code: "bad-request"; readonly detail: string }
  /** No case is open. */
  | { readonly code: "no-case" }
  /** Something else must end first. */
  | { readonly code: "busy"; readonly with: "import" | "verify" | "export" | "rules" | "live" }
  /** Browser host: the page has no key, or an old one. */
  | { readonly code: "no-key" }
  /** Browser host: the program in the terminal has ended. */
  | { readonly code: "host-gone" }
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
