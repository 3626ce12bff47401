/** Speaks with the engine process: numbers calls, brings answers back, and starts another engine when one has ended. */
import type { CallError, Events, LogEntry } from "../../shared/ipc.ts";
import type {
  EngineApi,
  EngineError,
  EngineEvent,
  EngineMethod,
  FromEngine,
  ToEngine,
} from "../engine/protocol.ts";
import { CallFailure } from "./call-failure.ts";

/** A running engine, whatever kind of process it is. */
export interface EngineProcess {
  readonly send: (message: ToEngine) => void;
  readonly onMessage: (listener: (message: FromEngine) => void) => void;
  /** Called once, when it has ended; `said`: the end of what it wrote to standard error. */
  readonly onExit: (listener: (exitCode: number, said: string) => void) => void;
  readonly kill: () => void;
}

interface Deps {
  readonly startEngine: () => EngineProcess;
  readonly onEvent: <E extends EngineEvent>(name: E, payload: Events[E]) => void;
  /** An engine ended without being asked to, and another one was started, with the case that was open. */
  readonly onRestart: (last: LogEntry) => void;
  /** Writes a mistake of the engine down and answers where. */
  readonly logBug: (detail: string) => LogEntry;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

export interface EngineClient {
  /** Starts the engine, so that the first call need not wait for that. */
  readonly warmUp: () => void;
  /** @throws CallFailure with what the engine refused, or engine-stopped. */
  readonly call: <M extends EngineMethod>(
    method: M,
    ...args: Parameters<EngineApi[M]>
  ) => Promise<ReturnType<EngineApi[M]>>;
  /** The path of the open case; null: none is. */
  readonly openPath: () => string | null;
  /** Ends the engine: the case is closed first, if that takes no longer than `patience` milliseconds. */
  readonly stop: (patience: number) => Promise<void>;
}

/** So many deaths in this time, and the engine stays down until it is needed again. */
const deathLimit = 3;
const deathWindowMs = 60_000;

/** What calls get that are still under way when the program ends. */
const stopped: CallError = { code: "cancelled", casePath: null };

interface Waiting {
  readonly method: EngineMethod;
  readonly path: string | null;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: CallFailure) => void;
}

interface Running {
  readonly process: EngineProcess;
  readonly waiting: Map<number, Waiting>;
  /** Resolves when the case of the engine before is open again, or could not be opened. */
  readonly ready: Promise<void>;
}

/** Makes the client. The first engine is started by `warmUp`, or by the first call. */
export function createEngineClient(deps: Deps): EngineClient {
  let running: Running | null = null;
  let openPath: string | null = null;
  /** The end of an engine that the window was not told yet. */
  let untold: LogEntry | null = null;
  let lastEnd = stopped;
  let deaths: readonly number[] = [];
  let lastId = 0;
  let isStopping = false;
  const gone = Promise.withResolvers<void>();

  const post = (
    engine: Running,
    method: EngineMethod,
    args: readonly unknown[],
  ): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const id = ++lastId;
    const [first] = args;
    const path = typeof first === "string" ? first : null;
    engine.waiting.set(id, { method, path, resolve, reject });
    engine.process.send({ id, method, args });
    return promise;
  };

  const settle = (engine: Running, message: FromEngine): void => {
    if (message.type === "event") return deps.onEvent(message.name, message.payload);
    const waiting = engine.waiting.get(message.id);
    if (waiting === undefined) return;
    engine.waiting.delete(message.id);
    const isDone = message.type === "answer";
    // Opening closes the case before, whether it succeeds or not.
    if (waiting.method === "open" || waiting.method === "create")
      openPath = isDone ? waiting.path : null;
    if (waiting.method === "close" && isDone) openPath = null;
    if (isDone) waiting.resolve(message.value);
    else waiting.reject(new CallFailure(callError(message.error, deps.logBug)));
  };

  const ended = (engine: Running, exitCode: number, said: string): void => {
    if (running !== engine) return;
    running = null;
    if (isStopping) {
      for (const { reject } of engine.waiting.values()) reject(new CallFailure(stopped));
      return gone.resolve();
    }
    const entry = deps.logBug(`exit code ${exitCode}\n${said}`);
    untold = entry;
    lastEnd = { code: "engine-stopped", exitCode, ...entry };
    const now = deps.now();
    deaths = [...deaths.filter((at) => now - at < deathWindowMs), now];
    // The next engine stands before the answers go out: who asks again at once finds it.
    if (deaths.length < deathLimit) start();
    for (const { reject } of engine.waiting.values()) reject(new CallFailure(lastEnd));
  };

  const start = (): Running => {
    const process = startOrDead(deps.startEngine);
    const ready = Promise.withResolvers<void>();
    const engine: Running = { process, waiting: new Map(), ready: ready.promise };
    running = engine;
    process.onMessage((message) => settle(engine, message));
    process.onExit((exitCode, said) => ended(engine, exitCode, said));
    void reopen(engine).then(ready.resolve);
    return engine;
  };

  const reopen = async (engine: Running): Promise<void> => {
    const before = untold;
    untold = null;
    if (openPath !== null) {
      try {
        await post(engine, "open", [openPath]);
      } catch {
        // Nobody waits for this answer: the next call says that no case is open, or that the engine stopped again.
      }
    }
    if (before !== null && running === engine) deps.onRestart(before);
  };

  const call: EngineClient["call"] = async (method, ...args) => {
    if (isStopping) throw new CallFailure(stopped);
    let engine = running ?? start();
    await engine.ready;
    // It may have ended while the case was opened again; then the next one takes the call, if there is one.
    while (running !== engine) {
      if (running === null) throw new CallFailure(lastEnd);
      engine = running;
      // oxlint-disable-next-line no-await-in-loop -- one engine after the other
      await engine.ready;
    }
    // The engine answers as protocol.ts says; both are built from the same sources.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (await post(engine, method, args)) as ReturnType<EngineApi[typeof method]>;
  };

  return {
    warmUp: () => {
      if (running === null && !isStopping) start();
    },
    call,
    openPath: () => openPath,
    stop: async (patience) => {
      if (isStopping) return gone.promise;
      isStopping = true;
      if (running === null) return gone.resolve();
      const engine = running;
      const timer = setTimeout(() => engine.process.kill(), patience);
      void post(engine, "close", []).then(
        () => engine.process.kill(),
        () => engine.process.kill(),
      );
      await gone.promise;
      clearTimeout(timer);
    },
  };
}

/** A system that has no room for another process says so at once; that is an engine which ended. */
function startOrDead(startEngine: () => EngineProcess): EngineProcess {
  try {
    return startEngine();
  } catch (error) {
    return {
      send: () => undefined,
      onMessage: () => undefined,
      onExit: (listener) => queueMicrotask(() => listener(1, String(error))),
      kill: () => undefined,
    };
  }
}

function callError(error: EngineError, logBug: (detail: string) => LogEntry): CallError {
  return error.code === "bug" ? { code: "internal", ...logBug(error.detail) } : error;
}
