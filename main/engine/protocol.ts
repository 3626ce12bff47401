/**
 * What a host and its engine tell each other: plain messages over the engine's parent port.
 *
 * An engine is started as `engine.ts <program>`, where `program` is name and version as custody writes them
 * ("Trailproof 0.1.0"). It reads and writes `process.parentPort` where there is one (a utility process of Electron);
 * elsewhere it is a child process with a channel of its own (`process.on("message")`, `process.send`; structured
 * clones), and ends when that channel does. It may be ended at any moment: the case file is whole.
 */
import type { EventFilter } from "../../shared/event-filter.ts";
import type { EngineCalls, Events } from "../../shared/ipc.ts";
import type { CaseInfo, Engagement, ImportResult } from "../../shared/ipc/case.ts";
import type { ExportFormat } from "../../shared/ipc/events.ts";
import type { VerifyAnswer } from "../../shared/ipc/evidence.ts";
import type { ReportOptions } from "../../shared/ipc/report.ts";
import type { AppError } from "../../shared/errors.ts";

/** Work that takes paths: only the host asks for it, never the window. */
export interface EngineWork {
  /** Opens a case; another one that is open is closed before. */
  open: (path: string) => CaseInfo;
  /** Makes a case file; @throws Failure (cannot-write) where one is already. */
  create: (path: string, engagement: Engagement) => CaseInfo;
  close: () => null;
  import: (paths: readonly string[]) => ImportResult;
  /** Imports again what the unfinished import was given. */
  resume: () => ImportResult;
  addRulePaths: (paths: readonly string[], who: string) => { readonly added: number };
  verify: (keyPaths: readonly string[]) => VerifyAnswer;
  export: (filter: EventFilter, format: ExportFormat, path: string) => { readonly bytes: number };
  /** The report as one HTML file. */
  reportHtml: (options: ReportOptions) => { readonly html: string; readonly findings: number };
  reportJson: (options: ReportOptions) => { readonly json: string };
}

/** Everything that an engine answers. */
export interface EngineApi extends EngineCalls, EngineWork {}

export type EngineMethod = keyof EngineApi;

export interface ToEngine {
  readonly id: number;
  readonly method: EngineMethod;
  readonly args: readonly unknown[];
}

/** Messages that an engine sends of its own accord; the host passes them on to the window. */
export type EngineEvent =
  | "importProgress"
  | "eventsLoading"
  | "verifyProgress"
  | "rulesProgress"
  | "liveProgress"
  | "caseChanged";

/** How an engine's answer fails. `bug`: a mistake of the program, with its stack. */
export type EngineError =
  | AppError
  | { readonly code: "no-case" }
  | { readonly code: "busy"; readonly with: "import" | "verify" | "export" | "rules" | "live" }
  | { readonly code: "bad-request"; readonly detail: string }
  | { readonly code: "bug"; readonly detail: string };

export type FromEngine =
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "failed"; readonly id: number; readonly error: EngineError }
  | {
      readonly [E in EngineEvent]: {
        readonly type: "event";
        readonly name: E;
        readonly payload: Events[E];
      };
    }[EngineEvent];

/** The functions behind the messages. */
export type EngineHandlers = {
  readonly [M in EngineMethod]: (
    ...args: Parameters<EngineApi[M]>
  ) => ReturnType<EngineApi[M]> | Promise<ReturnType<EngineApi[M]>>;
};
