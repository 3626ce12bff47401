/** Entry of the engine process, which owns the open case. What it answers stands in handlers.ts. */
import { setPriority } from "node:os";
import { createHandlers } from "./handlers.ts";
import { openHostPort } from "./port.ts";
import { createServer } from "./serve.ts";
import { createSession } from "./session.ts";

/** Nice by this much: the window draws first where an import takes every core; nothing else on the machine suffers. */
const niceness = 5;
try {
  setPriority(niceness);
} catch {
  // Some systems forbid it; then both share alike.
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
