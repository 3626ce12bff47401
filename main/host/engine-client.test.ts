import { describe, expect, test } from "vitest";
import type { CallError, Events, LogEntry } from "../../shared/ipc.ts";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { FromEngine, ToEngine } from "../engine/protocol.ts";
import { CallFailure } from "./call-failure.ts";
import { createEngineClient } from "./engine-client.ts";

/** An engine that a test plays. */
interface Played {
  readonly got: ToEngine[];
  readonly answer: (method: string, value: unknown) => void;
  readonly fail: (method: string, error: unknown) => void;
  readonly tell: (message: FromEngine) => void;
  readonly die: (exitCode: number, said: string) => void;
  isKilled: boolean;
}

function setUp() {
  const engines: Played[] = [];
  const told: [string, unknown][] = [];
  const restarts: LogEntry[] = [];
  const logged: string[] = [];
  let clock = 0;
  const client = createEngineClient({
    startEngine: () => {
      let onMessage: (message: FromEngine) => void = () => undefined;
      let onExit: (exitCode: number, said: string) => void = () => undefined;
      const got: ToEngine[] = [];
      const idOf = (method: string): number => got.findLast((m) => m.method === method)!.id;
      const played: Played = {
        got,
        answer: (method, value) => onMessage({ type: "answer", id: idOf(method), value }),
        fail: (method, error) =>
          onMessage({ type: "failed", id: idOf(method), error: error as never }),
        tell: (message) => onMessage(message),
        die: (exitCode, said) => onExit(exitCode, said),
        isKilled: false,
      };
      engines.push(played);
      return {
        send: (message) => void got.push(message),
        onMessage: (listener) => (onMessage = listener),
        onExit: (listener) => (onExit = listener),
        kill: () => {
          played.isKilled = true;
          onExit(143, "");
        },
      };
    },
    onEvent: <E extends keyof Events>(name: E, payload: Events[E]) =>
      void told.push([name, payload]),
    onRestart: (last) => void restarts.push(last),
    logBug: (detail) => {
      logged.push(detail);
      return { ref: `ref-${logged.length}`, log: "/logs/trailproof.log" };
    },
    now: () => clock,
  });
  return { client, engines, told, restarts, logged, wait: (ms: number) => (clock += ms) };
}

/** Lets promises settle. */
const turn = () => new Promise((done) => setTimeout(done, 0));

async function errorOf(work: Promise<unknown>): Promise<CallError> {
  const error = await work.then(
    () => new Error("it did not fail"),
    (caught: unknown) => caught,
  );
  if (error instanceof CallFailure) return error.error;
  throw error;
}

/** A client with an open case. */
async function opened() {
  const all = setUp();
  const opening = all.client.call("open", "/cases/a.trailproof");
  await turn();
  all.engines[0]!.answer("open", { name: "a.trailproof" });
  await opening;
  return all;
}

describe("calls", () => {
  test("the first one starts the engine, and answers find their calls", async () => {
    const { client, engines } = setUp();
    expect(engines).toHaveLength(0);
    const first = client.call("caseInfo");
    const second = client.call("findingDetail", "F-01");
    await turn();
    expect(engines).toHaveLength(1);
    expect(engines[0]!.got).toEqual([
      { id: 1, method: "caseInfo", args: [] },
      { id: 2, method: "findingDetail", args: ["F-01"] },
    ]);
    engines[0]!.answer("findingDetail", "second");
    engines[0]!.answer("caseInfo", "first");
    expect(await first).toBe("first");
    expect(await second).toBe("second");
  });

  test.each<readonly [unknown, CallError]>([
    [{ code: "no-case" }, { code: "no-case" }],
    [
      { code: "busy", with: "import" },
      { code: "busy", with: "import" },
    ],
    [
      { code: "disk-full", path: "/x" },
      { code: "disk-full", path: "/x" },
    ],
    [
      { code: "bug", detail: "TypeError at x" },
      { code: "internal", ref: "ref-1", log: "/logs/trailproof.log" },
    ],
  ])("a refusal %j is told as %j", async (error, expected) => {
    const { client, engines, logged } = setUp();
    const call = client.call("overview");
    await turn();
    engines[0]!.fail("overview", error);
    expect(await errorOf(call)).toEqual(expected);
    expect(logged).toEqual(expected.code === "internal" ? ["TypeError at x"] : []);
  });

  test("messages are passed on", async () => {
    const { engines, told } = await opened();
    engines[0]!.tell({ type: "event", name: "caseChanged", payload: { what: "edited" } });
    expect(told).toEqual([["caseChanged", { what: "edited" }]]);
  });

  test("an answer that nobody waits for is nothing", async () => {
    const { engines } = await opened();
    engines[0]!.tell({ type: "answer", id: 99, value: 1 });
  });
});

test("the engine can be started before the first call, once", async () => {
  const { client, engines } = setUp();
  client.warmUp();
  client.warmUp();
  expect(engines).toHaveLength(1);
  void client.call("caseInfo").catch(() => undefined);
  await turn();
  expect(engines).toHaveLength(1);
  await client.stop(10);
  client.warmUp();
  expect(engines).toHaveLength(1);
});

describe("which case is open", () => {
  test("opened, made, closed", async () => {
    const { client, engines } = await opened();
    expect(client.openPath()).toBe("/cases/a.trailproof");
    const making = client.call("create", "/cases/b.trailproof", noEngagement);
    await turn();
    engines[0]!.answer("create", {});
    await making;
    expect(client.openPath()).toBe("/cases/b.trailproof");
    const closing = client.call("close");
    await turn();
    engines[0]!.answer("close", null);
    await closing;
    expect(client.openPath()).toBeNull();
  });

  test("none, when another one could not be opened", async () => {
    const { client, engines } = await opened();
    const opening = client.call("open", "/cases/b.trailproof");
    await turn();
    engines[0]!.fail("open", { code: "case-missing", path: "/cases/b.trailproof" });
    expect(await errorOf(opening)).toMatchObject({ code: "case-missing" });
    expect(client.openPath()).toBeNull();
  });
});

describe("an engine that ends", () => {
  test("fails what was asked of it, and another one opens the case again", async () => {
    const { client, engines, restarts, logged } = await opened();
    const pending = client.call("overview");
    await turn();
    engines[0]!.die(9, "out of memory");
    expect(await errorOf(pending)).toEqual({
      code: "engine-stopped",
      exitCode: 9,
      ref: "ref-1",
      log: "/logs/trailproof.log",
    });
    expect(logged).toEqual(["exit code 9\nout of memory"]);
    expect(engines).toHaveLength(2);
    expect(engines[1]!.got).toEqual([{ id: 3, method: "open", args: ["/cases/a.trailproof"] }]);
    // A call waits until the case is open again.
    const next = client.call("caseInfo");
    await turn();
    expect(engines[1]!.got).toHaveLength(1);
    expect(restarts).toEqual([]);
    engines[1]!.answer("open", {});
    await turn();
    expect(restarts).toEqual([{ ref: "ref-1", log: "/logs/trailproof.log" }]);
    expect(engines[1]!.got.map((m) => m.method)).toEqual(["open", "caseInfo"]);
    engines[1]!.answer("caseInfo", "whole");
    expect(await next).toBe("whole");
  });

  test("is told although the case can't be opened again", async () => {
    const { client, engines, restarts } = await opened();
    engines[0]!.die(1, "");
    engines[1]!.fail("open", { code: "case-missing", path: "/cases/a.trailproof" });
    await turn();
    expect(restarts).toHaveLength(1);
    expect(client.openPath()).toBeNull();
  });

  test("three times in a minute stays down until it is needed", async () => {
    const { client, engines, restarts, wait } = await opened();
    engines[0]!.die(1, "first");
    const waiting = client.call("overview");
    await turn();
    wait(20_000);
    engines[1]!.die(1, "second");
    await turn();
    wait(20_000);
    engines[2]!.die(1, "third");
    expect(await errorOf(waiting)).toMatchObject({ code: "engine-stopped", ref: "ref-3" });
    expect(engines).toHaveLength(3);
    expect(restarts).toEqual([]);
    // The next call starts it, once.
    const next = client.call("overview");
    await turn();
    expect(engines).toHaveLength(4);
    expect(engines[3]!.got).toMatchObject([{ method: "open" }]);
    engines[3]!.die(1, "fourth");
    expect(await errorOf(next)).toMatchObject({ code: "engine-stopped", ref: "ref-4" });
    expect(engines).toHaveLength(4);
    // And once the bad minute is over, it is started by itself again.
    const later = client.call("overview");
    await turn();
    engines[4]!.answer("open", {});
    await turn();
    expect(restarts).toEqual([{ ref: "ref-4", log: "/logs/trailproof.log" }]);
    wait(61_000);
    engines[4]!.die(1, "fifth");
    expect(await errorOf(later)).toMatchObject({ ref: "ref-5" });
    expect(engines).toHaveLength(6);
  });

  test("that can't even be started is one that ended", async () => {
    const logged: string[] = [];
    const client = createEngineClient({
      startEngine: () => {
        throw new Error("EAGAIN");
      },
      onEvent: () => undefined,
      onRestart: () => undefined,
      logBug: (detail) => {
        logged.push(detail);
        return { ref: "r", log: "/log" };
      },
      now: () => 0,
    });
    expect(await errorOf(client.call("caseInfo"))).toMatchObject({ code: "engine-stopped" });
    expect(logged).toEqual(Array.from({ length: 3 }, () => "exit code 1\nError: EAGAIN"));
  });

  test("late words of an engine that is gone are nothing", async () => {
    const { client, engines } = await opened();
    engines[0]!.die(1, "");
    engines[0]!.die(1, "");
    expect(engines).toHaveLength(2);
    expect(client.openPath()).toBe("/cases/a.trailproof");
  });
});

describe("the end of the program", () => {
  test("closes the case, then ends the engine", async () => {
    const { client, engines, restarts } = await opened();
    const stopping = client.stop(1000);
    await turn();
    expect(engines[0]!.got.at(-1)).toMatchObject({ method: "close" });
    expect(engines[0]!.isKilled).toBe(false);
    engines[0]!.answer("close", null);
    await stopping;
    expect(engines[0]!.isKilled).toBe(true);
    expect(engines).toHaveLength(1);
    expect(restarts).toEqual([]);
    expect(await errorOf(client.call("caseInfo"))).toMatchObject({ code: "cancelled" });
  });

  test("waits for a busy engine no longer than it should", async () => {
    const { client, engines } = await opened();
    const pending = client.call("import", ["/logs"]);
    await turn();
    await client.stop(10);
    expect(engines[0]!.isKilled).toBe(true);
    expect(await errorOf(pending)).toMatchObject({ code: "cancelled" });
  });

  test("needs nothing where no engine was started", async () => {
    await setUp().client.stop(1000);
  });
});
