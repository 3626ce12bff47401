/** Runs audits, one at a time, each in an engine process and with a temporary case of its own. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Audit, AuditProgress, CallError, Choice, LogEntry } from "../../shared/ipc.ts";
import type { Engagement } from "../../shared/report/case-facts.ts";
import { CallFailure } from "./call-failure.ts";
import type { Chosen } from "./choices.ts";
import type { AuditResult, FromEngine, ToEngine } from "./engine-protocol.ts";

/** The part of Electron's UtilityProcess that is used here. */
export interface Engine {
  postMessage(message: ToEngine): void;
  on(event: "message", listener: (message: FromEngine) => void): unknown;
  on(event: "exit", listener: (code: number) => void): unknown;
  kill(): unknown;
  readonly stderr: { on(event: "data", listener: (chunk: unknown) => void): unknown } | null;
}

/** As much of what a dying engine said as is written down. */
const saidChars = 8000;

interface Deps {
  readonly startEngine: () => Engine;
  readonly onProgress: (progress: AuditProgress) => void;
  readonly newId: () => string;
  /** Writes a mistake of the engine down and answers where. */
  readonly logBug: (detail: string) => LogEntry;
  /** Name and version, as custody and report write them. */
  readonly program: string;
}

/** A finished audit with its report. */
export interface AuditReport {
  readonly audit: Audit;
  readonly html: string;
}

export interface Audits {
  /** @throws CallFailure when it failed, was cancelled or the engine died; Failure for what the engine refused. */
  readonly start: (chosen: Chosen, client: string | null) => Promise<Audit>;
  readonly cancel: () => void;
  /** @throws CallFailure when there is no such audit (any more). */
  readonly report: (auditId: string) => AuditReport;
  /** True while an engine runs or something of it is left on the disk. */
  readonly isBusy: () => boolean;
  /** Ends all engines; resolves when nothing of theirs is left on the disk. */
  readonly stop: () => Promise<void>;
}

/** Makes the one runner of audits. It keeps the report of the last audit only. */
export function createAudits(deps: Deps): Audits {
  let cancelRunning: (() => void) | null = null;
  let latest: AuditReport | null = null;
  const leaving = new Set<Promise<void>>();

  const start: Audits["start"] = async ({ choice, paths }, client) => {
    if (cancelRunning !== null) throw badRequest("an audit is under way");
    const started = performance.now();
    const run = runEngine(deps, choice, paths, engagementOf(client));
    const gone = run.gone.finally(() => leaving.delete(gone));
    leaving.add(gone);
    cancelRunning = run.cancel;
    try {
      const { totals, findings, report } = await run.result;
      const seconds = (performance.now() - started) / 1000;
      const audit = { id: deps.newId(), choice, client, seconds, totals, findings };
      latest = { audit, html: report };
      return audit;
    } finally {
      cancelRunning = null;
    }
  };

  return {
    start,
    cancel: () => cancelRunning?.(),
    report: (auditId) => {
      if (latest?.audit.id !== auditId) throw badRequest("this audit is no longer open");
      return latest;
    },
    isBusy: () => leaving.size > 0,
    stop: async () => {
      cancelRunning?.();
      await Promise.all(leaving);
    },
  };
}

interface Run {
  readonly result: Promise<AuditResult>;
  readonly cancel: () => void;
  /** Resolves when the process has ended and its folder is removed. */
  readonly gone: Promise<void>;
}

function runEngine(
  deps: Deps,
  choice: Choice,
  paths: readonly string[],
  engagement: Engagement,
): Run {
  const folder = mkdtempSync(join(tmpdir(), "trailproof-"));
  const [onlyPath = ""] = paths;
  const engine = deps.startEngine();
  const { promise: result, resolve, reject } = Promise.withResolvers<AuditResult>();
  const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
  let isSettled = false;
  let said = "";
  // The case is temporary, so an engine that is no longer needed is simply ended.
  const settle = (finish: () => void): void => {
    if (isSettled) return;
    isSettled = true;
    finish();
    engine.kill();
  };
  const fail = (error: CallError): void => settle(() => reject(new CallFailure(error)));

  engine.on("message", (message) => {
    switch (message.type) {
      case "progress":
        if (!isSettled) deps.onProgress(message.progress);
        return;
      case "done":
        return settle(() => resolve(message.result));
      case "failed":
        return fail(message.error);
      case "bug":
        return fail({ code: "internal", ...deps.logBug(message.detail) });
    }
  });
  engine.stderr?.on("data", (chunk) => {
    said = (said + String(chunk)).slice(-saidChars);
  });
  engine.on("exit", (exitCode) => {
    if (!isSettled)
      fail({ code: "engine-stopped", exitCode, ...deps.logBug(`exit code ${exitCode}\n${said}`) });
    // Windows frees the files of a process a moment after its end.
    void rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
      .catch((error: unknown) => deps.logBug(`temporary case not removed: ${String(error)}`))
      .then(() => leave());
  });
  // A message to a process has no target origin.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  engine.postMessage({
    type: "audit",
    job: {
      casePath: choice.kind === "case" ? onlyPath : join(folder, "audit.trailproof"),
      paths: choice.kind === "case" ? null : paths,
      engagement,
      program: deps.program,
    },
  });
  return { result, gone, cancel: () => fail({ code: "cancelled", casePath: null }) };
}

function engagementOf(client: string | null): Engagement {
  return { client, auditor: null, reference: null, classification: "Confidential" };
}

function badRequest(detail: string): CallFailure {
  return new CallFailure({ code: "bad-request", detail });
}
