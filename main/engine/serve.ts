/** Answers the calls of the host, whatever carries the messages. */
import { Failure } from "../../shared/errors.ts";
import { asFailure } from "../db/open-case.ts";
import { EngineFailure, badRequest } from "./engine-failure.ts";
import type { EngineError, EngineHandlers, FromEngine, ToEngine } from "./protocol.ts";
import type { Session } from "./session.ts";

/** Handlers of some calls: groups that are not there leave theirs out. */
export type SomeHandlers = Partial<EngineHandlers>;

/**
 * Makes what answers one message: it calls the handler and sends its answer, or how it failed. Calls run side by side:
 * each handler says itself what must wait.
 */
export function createServer(
  session: Session,
  handlers: SomeHandlers,
  send: (message: FromEngine) => void,
): (message: ToEngine) => Promise<void> {
  return async ({ id, method, args }) => {
    // How a call is answered does not depend on when the case was closed.
    const path = session.isOpen() ? session.current().path : "";
    try {
      const value = await call(handlers, method, args);
      send({ type: "answer", id, value });
    } catch (error) {
      const isClosed = path !== "" && (!session.isOpen() || session.current().path !== path);
      send({
        type: "failed",
        id,
        error: isClosed && isAboutClosed(error) ? noCase : errorOf(asFailure(error, path)),
      });
    }
  };
}

const noCase: EngineError = { code: "no-case" };

/** The case was closed while its handler waited. */
function isAboutClosed(error: unknown): boolean {
  return error instanceof TypeError && /connection is not open/.test(error.message);
}

async function call(
  handlers: SomeHandlers,
  method: ToEngine["method"],
  args: readonly unknown[],
): Promise<unknown> {
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
  if (handler === undefined) throw badRequest(`the engine knows no call ${method}`);
  // The host has checked the arguments at its door, call by call.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return (handler as (...given: readonly unknown[]) => unknown)(...args);
}

/** What a host is told of something that was thrown. */
export function errorOf(error: unknown): EngineError {
  if (error instanceof Failure) return error.error;
  if (error instanceof EngineFailure) return error.error;
  return {
    code: "bug",
    detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
