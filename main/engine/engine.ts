/**
 * Entry of the engine process, which owns the open case. Electron starts it as a utility process, the browser host as a
 * child process; either gives the program's name and version as its only argument.
 */
import { createCaseCalls } from "./case-calls.ts";
import { createEventCalls } from "./event-calls.ts";
import { createFindingCalls } from "./finding-calls.ts";
import { createFindingTables } from "./finding-table.ts";
import { openHostPort } from "./port.ts";
import type { SomeHandlers } from "./serve.ts";
import { createServer } from "./serve.ts";
import type { SessionOwner } from "./session.ts";
import { createSession } from "./session.ts";

/** All groups of calls. */
function createHandlers(session: SessionOwner): SomeHandlers {
  return {
    ...createCaseCalls(session, () => false),
    ...createEventCalls(session, () => false),
    ...createFindingCalls(session, createFindingTables(session)),
  };
}

const port = openHostPort();
const session = createSession(process.argv[2] ?? "Trailproof", (name, payload) =>
  // The two belong together by the type of `tell`, which the compiler can't follow into the union.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  port.send({ type: "event", name, payload } as Parameters<typeof port.send>[0]),
);
const answer = createServer(session, createHandlers(session), port.send);
port.listen((message) => void answer(message));
port.onGone(() => void session.close().finally(() => process.exit()));
