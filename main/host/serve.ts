/** The door between the window and the program. */
import { Failure } from "../../shared/errors.ts";
import { calls } from "../../shared/ipc.ts";
import type { Call, CallError, Calls, LogEntry, Reply } from "../../shared/ipc.ts";
import { CallFailure } from "./call-failure.ts";
import type { Checks } from "./checks.ts";

/** A function per call. */
export type Handlers = {
  readonly [C in Call]: (
    ...args: Parameters<Calls[C]>
  ) => ReturnType<Calls[C]> | Promise<ReturnType<Calls[C]>>;
};

/** Where calls arrive: Electron's ipcMain, or a map in tests. `E` says who is calling. */
export interface Door<E> {
  handle(call: string, listener: (event: E, ...args: unknown[]) => Promise<Reply<unknown>>): void;
}

export interface DoorKeeper<E> {
  /** True for the program's own window, showing its own page. */
  readonly isTrusted: (event: E) => boolean;
  /** Writes a mistake of the program down and answers where. */
  readonly logBug: (call: Call, error: unknown) => LogEntry;
}

/** Registers every call once: the sender is checked, then the arguments; every failure becomes a reply. */
export function serve<E>(
  door: Door<E>,
  handlers: Handlers,
  checks: Checks,
  keeper: DoorKeeper<E>,
): void {
  for (const call of calls) {
    door.handle(call, async (event, ...args) => {
      if (!keeper.isTrusted(event))
        return refuse({ code: "bad-request", detail: "the sender is unknown" });
      const checked = checks[call].safeParse(args);
      if (!checked.success)
        return refuse({ code: "bad-request", detail: `${call} does not take these arguments` });
      try {
        // checks[call] has just proved that the arguments fit this call.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const handler = handlers[call] as (...args: unknown[]) => unknown;
        return { ok: true, value: await handler(...checked.data) };
      } catch (error) {
        if (error instanceof Failure || error instanceof CallFailure) return refuse(error.error);
        return refuse({ code: "internal", ...keeper.logBug(call, error) });
      }
    });
  }
}

function refuse(error: CallError): Reply<never> {
  return { ok: false, error };
}
