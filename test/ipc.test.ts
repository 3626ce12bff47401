/** The door between the window and the program: who may knock, with what, and what comes back. */
import { expect, test } from "vitest";
import { CallFailure } from "../main/desktop/call-failure.ts";
import { checks } from "../main/desktop/ipc/checks.ts";
import { serve } from "../main/desktop/ipc/serve.ts";
import type { Handlers } from "../main/desktop/ipc/serve.ts";
import { Failure } from "../shared/errors.ts";
import { calls, explainCall } from "../shared/ipc.ts";
import type { Call, CallError, Reply } from "../shared/ipc.ts";

type Listener = (event: number, ...args: unknown[]) => Promise<Reply<unknown>>;

const id = "3f0f1d1e-6f3c-4a53-9a53-3b8d3f0c2a11";
const ours = 1;
const stranger = 2;
const entry = { ref: "ref-1", log: "/logs/trailproof.log" };

/** Good arguments of every call. */
const good: Readonly<Record<Call, readonly unknown[]>> = {
  programInfo: [],
  chooseLogs: ["folder"],
  startAudit: [id, "Example Retail GmbH"],
  cancelAudit: [],
  openReport: [id],
  saveReport: [id],
};

function open(over: Partial<Handlers> = {}) {
  const door = new Map<string, Listener>();
  const reached: string[] = [];
  const logged: unknown[] = [];
  const answer = <T>(call: Call, value: T): T => {
    reached.push(call);
    return value;
  };
  serve<number>(
    { handle: (call, listener) => void door.set(call, listener) },
    {
      programInfo: () => answer("programInfo", { version: "1.2.3", isMac: false, offered: null }),
      chooseLogs: () => answer("chooseLogs", null),
      startAudit: () => {
        reached.push("startAudit");
        throw new Failure({ code: "path-missing", path: "/gone" });
      },
      cancelAudit: () => answer("cancelAudit", null),
      openReport: () => answer("openReport", null),
      saveReport: () => answer("saveReport", "report.html"),
      ...over,
    },
    checks,
    {
      isTrusted: (sender) => sender === ours,
      logBug: (call, error) => {
        logged.push([call, error]);
        return entry;
      },
    },
  );
  const call = (name: string, sender: number, ...args: readonly unknown[]) =>
    door.get(name)!(sender, ...args);
  return { door, reached, logged, call };
}

test("every call is served, and no other", async () => {
  const { door, reached, call } = open();
  expect([...door.keys()]).toEqual(calls);
  for (const name of calls) await call(name, ours, ...good[name]);
  expect(reached).toEqual(calls);
});

test.each(calls)("%s: a stranger gets nothing", async (name) => {
  const { call, reached } = open();
  expect(await call(name, stranger, ...good[name])).toEqual({
    ok: false,
    error: { code: "bad-request", detail: "the sender is unknown" },
  });
  expect(reached).toEqual([]);
});

test.each<readonly [Call, readonly unknown[]]>([
  ["programInfo", ["more"]],
  ["chooseLogs", []],
  ["chooseLogs", ["../../etc"]],
  ["chooseLogs", [["folder"]]],
  ["startAudit", [id]],
  ["startAudit", ["/var/log", null]],
  ["startAudit", [id, ""]],
  ["startAudit", [id, "x".repeat(201)]],
  ["startAudit", [id, { toString: "x" }]],
  ["cancelAudit", [id]],
  ["openReport", ["file:///etc/passwd"]],
  ["saveReport", [7]],
  ["saveReport", [id, "/tmp/report.html"]],
])("%s refuses %j", async (name, args) => {
  const { call, reached } = open();
  expect(await call(name, ours, ...args)).toEqual({
    ok: false,
    error: { code: "bad-request", detail: `${name} does not take these arguments` },
  });
  expect(reached).toEqual([]);
});

test("a known failure keeps its facts and becomes a sentence", async () => {
  const reply = await open().call("startAudit", ours, ...good.startAudit);
  expect(reply).toEqual({ ok: false, error: { code: "path-missing", path: "/gone" } });
});

test("a failure of the engine too", async () => {
  const error: CallError = { code: "engine-stopped", exitCode: 9, ...entry };
  const { call, logged } = open({ openReport: () => Promise.reject(new CallFailure(error)) });
  expect(await call("openReport", ours, id)).toEqual({ ok: false, error });
  expect(logged).toEqual([]);
});

test("a bug is written down and shown as a reference", async () => {
  const bug = new TypeError("secret detail");
  const { call, logged } = open({
    saveReport: () => {
      throw bug;
    },
  });
  const reply = await call("saveReport", ours, id);
  expect(reply).toEqual({ ok: false, error: { code: "internal", ...entry } });
  expect(logged).toEqual([["saveReport", bug]]);
});

test.each<readonly [CallError, string]>([
  [{ code: "path-missing", path: "/gone" }, "There is no file or folder /gone. Check the path."],
  [{ code: "cancelled", casePath: null }, "The audit was cancelled. Nothing was kept."],
  [
    { code: "engine-stopped", exitCode: 9, ...entry },
    "The engine stopped before the audit was done (exit code 9). The logs were only read; nothing was kept. " +
      "Start the audit again. What the engine said last is in /logs/trailproof.log under ref-1.",
  ],
  [
    { code: "internal", ...entry },
    "Something broke in the program itself. The details are in /logs/trailproof.log under ref-1.",
  ],
  [
    { code: "disk-full", path: "/tmp/a" },
    "The disk is full: /tmp/a could not be written. Free some space and try again.",
  ],
])("%j in words", (error, sentence) => {
  expect(explainCall(error)).toBe(sentence);
});
