/** The door between the window and the program: who may knock, with what, and what comes back. */
import { describe, expect, test } from "vitest";
import { CallFailure } from "../main/host/call-failure.ts";
import { checks } from "../main/host/checks.ts";
import { serve } from "../main/host/serve.ts";
import type { Handlers } from "../main/host/serve.ts";
import { Failure } from "../shared/errors.ts";
import { calls } from "../shared/ipc.ts";
import { explainCall } from "../shared/ipc/explain-call.ts";
import type { Call, CallError, Calls, Reply } from "../shared/ipc.ts";
import { noEngagement } from "../shared/ipc/case.ts";
import { defaultSettings } from "../shared/ipc/program.ts";

type Listener = (event: number, ...args: unknown[]) => Promise<Reply<unknown>>;

const id = "3f0f1d1e-6f3c-4a53-9a53-3b8d3f0c2a11";
const ours = 1;
const stranger = 2;
const entry = { ref: "ref-1", log: "/logs/trailproof.log" };

const filter = {
  from: 1_790_000_000,
  sources: ["iam.amazonaws.com", null],
  text: "alice",
  outcome: "failed",
  access: "write",
  relevant: true,
  exclude: { names: ["ListUsers"] },
} as const;
const query = {
  text: "alice",
  severities: ["critical", "high"],
  statuses: ["open"],
  outcomes: ["success"],
  actors: ["alice"],
  from: "2026-10-01T00:00:00Z",
} as const;
const order = { sort: "severity", descending: true, group: "actor", folded: ["alice"] } as const;
const record = { eventId: "b6f4b8b2-5c8e-4f0a-9a39-1d4c3e5a7c11", variant: 0 };
const engagement = {
  ...noEngagement,
  client: "Example Retail GmbH",
  timeZone: "Europe/Berlin",
  accounts: [{ id: "123456789012", name: "Production" }],
};

const entity = { account: "123456789012", key: "role/ci-deploy" };

/** Good arguments of every call. */
const good: { readonly [C in Call]: Parameters<Calls[C]> } = {
  programInfo: [],
  settings: [],
  changeSettings: [{ ...defaultSettings, layout: { "findings.list": 480, columns: ["time"] } }],
  recentCases: [],
  forgetRecent: [id],
  choose: ["folder", null],
  listFolder: [null],
  chooseEntries: ["files", [id]],
  nameNewCase: [id, "Example"],
  chooseSample: [],
  chooseSampleCase: [],
  copyText: ["text"],
  openExternal: ["https://docs.aws.amazon.com/"],
  openCase: [id],
  createCase: [id, engagement],
  closeCase: [],
  startImport: [[id]],
  resumeImport: [],
  startVerify: [null],
  addRules: [id, "Ann"],
  exportEvents: [filter, "csv"],
  buildReport: [{ atLeast: "low" }],
  openReport: [],
  saveReport: ["pdf"],
  savePlan: [
    { subject: { kind: "finding", id: "F-01" }, from: null, to: null, account: null },
    "powershell",
  ],
  caseInfo: [],
  saveEngagement: [engagement, "L. Haas"],
  controlImport: ["pause"],
  importState: [],
  overview: [],
  posture: [],
  findingPage: [query, order, 0, 200],
  findingFacets: [{}],
  findingPlace: [query, order, "F-01"],
  findingDetail: ["F-01"],
  editFindings: [{ ids: ["F-01"] }, { kind: "note", text: "Asked the client." }, "Ann"],
  rules: [],
  ruleDetail: ["iam/DeletePolicy"],
  askRules: [],
  tryRule: ["title: x", true],
  saveRule: ["x.yml", "title: x", "Ann"],
  removeRuleFiles: [[1], "Ann"],
  stateLoading: [],
  listEntities: [{ text: "ali", kinds: ["user"], moment: null }, "name", 0, 100],
  entityAt: ["123456789012", "user/alice", { at: "2026-10-06T02:00:00Z" }],
  entityHistory: ["123456789012", "user/alice", 0, 100],
  accountStateAt: ["123456789012", { before: "00000000-0000-4000-8000-000000000001" }],
  editRules: [["IAM-001"], { kind: "off", why: "Their own job." }, "Ann"],
  undoEdit: ["Ann"],
  redoEdit: ["Ann"],
  views: ["findings"],
  saveView: ["events", "Denied", "{}"],
  removeView: [1],
  eventsLoading: [],
  eventPage: [{ filter, offset: 0, limit: 200, descending: true, fold: [] }],
  eventSummary: [filter, 20],
  eventPlace: [filter, false, record, [{ input: 16_777_216, record: 1 }]],
  eventDetail: [record],
  inputs: [{ text: "eu-", statuses: ["read"], withProblems: true }, 0, 200],
  problems: [null, false, 0, 200],
  entityPage: [{ text: "ci", kinds: ["role"], accounts: ["123456789012"] }, 0, 100],
  entityPlace: [{}, entity],
  entityLife: [entity],
  entityMoment: [entity, "2026-03-13T09:00:00Z"],
  entityDiff: [entity, "versions", "v1", null],
  evidence: [],
  coverage: [],
  planFor: [
    {
      subject: { kind: "session", accessKeyId: "ASIAEXAMPLE" },
      from: "2026-10-09T00:00:00Z",
      to: null,
      account: "123456789012",
    },
  ],
  fixKinds: [],
  fixesFor: ["F-01"],
  planFix: [
    {
      name: "quarantine",
      account: "123456789012",
      target: "user/eve",
      item: null,
      by: "deny",
      waitDays: null,
      keepPassword: null,
      rules: null,
      at: "2026-11-23T11:00:00Z",
    },
  ],
  cancelWork: [],
  liveState: [],
  switchLive: [true, "Ada"],
  liveSources: [],
  connectLive: [{ kind: "profile", name: "audit" }, "123456"],
  disconnectLive: [],
  previewLive: [
    {
      subject: { kind: "run", run: 1 },
      answers: { PASSWORD: "secret" },
      decisions: [{ n: 2, as: "leave-out" }],
    },
  ],
  applyLive: [{ preview: id, account: "123456789012", confirmed: [1, 2] }, "Ada"],
  cancelLive: [],
  resumeLive: [1, "123456789012", {}, "Ada"],
  closeLive: [1, "Ada"],
  liveRuns: [],
};

/** Handlers that answer nothing, and note who was called. */
function noting(reached: string[]): Handlers {
  const all = calls.map((call) => [
    call,
    () => {
      reached.push(call);
      return null;
    },
  ]);
  return Object.fromEntries(all) as Handlers;
}

function open(over: Partial<Handlers> = {}) {
  const door = new Map<string, Listener>();
  const reached: string[] = [];
  const logged: unknown[] = [];
  serve<number>(
    { handle: (call, listener) => void door.set(call, listener) },
    { ...noting(reached), ...over },
    checks,
    {
      isTrusted: (sender) => sender === ours,
      logBug: (call, error) => {
        logged.push([call, error]);
        return entry;
      },
    },
  );
  const call = (asked: string, sender: number, ...args: readonly unknown[]) =>
    door.get(asked)!(sender, ...args);
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
  ["changeSettings", [{ theme: "purple" }]],
  ["changeSettings", [{ zoom: Number.NaN }]],
  ["changeSettings", [{ unknown: 1 }]],
  ["changeSettings", [{ theme: undefined }]],
  ["changeSettings", [{ layout: { ["x".repeat(201)]: 1 } }]],
  [
    "changeSettings",
    [{ layout: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}`, i])) }],
  ],
  ["choose", []],
  ["choose", ["../../etc", null]],
  ["choose", [["folder"], null]],
  ["choose", ["new-case", "x".repeat(201)]],
  ["listFolder", ["/etc"]],
  ["chooseEntries", ["files", []]],
  ["chooseEntries", ["files", ["/etc/passwd"]]],
  ["nameNewCase", ["/tmp", "case"]],
  ["openExternal", [{ toString: "https://docs.aws.amazon.com/" }]],
  ["openExternal", [`https://docs.aws.amazon.com/${"x".repeat(2000)}`]],
  ["openCase", ["/var/log"]],
  ["createCase", [id, { ...engagement, client: "x".repeat(201) }]],
  ["createCase", [id, { ...engagement, timeZone: "../../etc/localtime" + "x".repeat(64) }]],
  ["createCase", [id, { ...engagement, more: 1 }]],
  ["startImport", [[]]],
  ["startImport", [["/var/log"]]],
  ["startImport", [Array.from({ length: 1001 }, () => id)]],
  ["exportEvents", [{ text: "x".repeat(1001) }, "csv"]],
  ["exportEvents", [{ sources: Array.from({ length: 1001 }, () => "x") }, "csv"]],
  ["exportEvents", [{ sources: ["x".repeat(8193)] }, "csv"]],
  ["exportEvents", [{ exclude: { text: "x" } }, "csv"]],
  ["exportEvents", [{}, "xlsx"]],
  ["exportEvents", [{}, "csv", "/tmp/events.csv"]],
  ["buildReport", [{ atLeast: "worst" }]],
  ["saveReport", ["exe"]],
  ["saveReport", ["html", "/tmp/report.html"]],
  ["findingPage", [{}, order, -1, 10]],
  ["findingPage", [{}, order, 0, 1001]],
  ["findingPage", [{}, { ...order, sort: "id; drop table" }, 0, 10]],
  ["findingPage", [{ from: "yesterday" }, order, 0, 10]],
  ["findingDetail", ["F-01' or 1"]],
  ["editFindings", [{ ids: ["F-01"] }, { kind: "note", text: "x".repeat(20_001) }, "Ann"]],
  ["editFindings", [{ ids: ["F-01"] }, { kind: "delete" }, "Ann"]],
  ["editRules", [["IAM-001"], { kind: "off", why: " " }, "Ann"]],
  ["editRules", [["IAM-001"], { kind: "severity", to: "worst", why: "No." }, "Ann"]],
  ["editRules", [[], { kind: "on" }, "Ann"]],
  ["editFindings", [{}, { kind: "status", status: "fixed" }, "Ann"]],
  ["saveView", ["findings", "", "{}"]],
  ["saveView", ["findings", "x", "x".repeat(100_001)]],
  ["removeView", [1.5]],
  ["eventPage", [{ filter: {}, offset: 0, limit: 201, descending: true }]],
  ["eventPage", [{ filter: {}, offset: 0.5, limit: 1, descending: true }]],
  ["eventDetail", [{ eventId: "x".repeat(1025), variant: 0 }]],
  ["eventDetail", [{ eventId: "x", variant: "0" }]],
  ["inputs", [{ statuses: ["gone"] }, 0, 1]],
  ["problems", [-1, false, 0, 1]],
  ["controlImport", ["stop"]],
])("%s refuses %j", async (asked, args) => {
  const { call, reached } = open();
  expect(await call(asked, ours, ...args)).toEqual({
    ok: false,
    error: { code: "bad-request", detail: `${asked} does not take these arguments` },
  });
  expect(reached).toEqual([]);
});

/** Every text and list in the good arguments, grown beyond any sense. */
function grown(value: unknown): readonly unknown[] {
  if (typeof value === "string") return ["x".repeat(6_000_000)];
  if (Array.isArray(value))
    return [
      Array.from({ length: 200_001 }, () => value[0] as unknown),
      ...value.flatMap((item, at) => grown(item).map((big) => value.with(at, big))),
    ];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    grown(item).map((big) => ({ ...value, [key]: big })),
  );
}

describe("every text and every list has an end", () => {
  test.each(calls.filter((call) => good[call].length > 0))("%s", (asked) => {
    for (const args of grown(good[asked]).slice(1))
      expect(checks[asked].safeParse(args).success).toBe(false);
  });
});

test("a known failure keeps its facts and becomes a sentence", async () => {
  const { call } = open({
    startImport: () => {
      throw new Failure({ code: "path-missing", path: "/gone" });
    },
  });
  const reply = await call("startImport", ours, ...good.startImport);
  expect(reply).toEqual({ ok: false, error: { code: "path-missing", path: "/gone" } });
});

test("a failure of the engine too", async () => {
  const error: CallError = { code: "engine-stopped", exitCode: 9, ...entry };
  const { call, logged } = open({ openReport: () => Promise.reject(new CallFailure(error)) });
  expect(await call("openReport", ours)).toEqual({ ok: false, error });
  expect(logged).toEqual([]);
});

test("a bug is written down and shown as a reference", async () => {
  const bug = new TypeError("secret detail");
  const { call, logged } = open({
    saveReport: () => {
      throw bug;
    },
  });
  const reply = await call("saveReport", ours, "html");
  expect(reply).toEqual({ ok: false, error: { code: "internal", ...entry } });
  expect(logged).toEqual([["saveReport", bug]]);
});

test.each<readonly [CallError, string]>([
  [{ code: "path-missing", path: "/gone" }, "There is no file or folder /gone. Check the path."],
  [
    { code: "cancelled", casePath: null },
    "Cancelled. What was read is in the case; importing the same files again goes on from there.",
  ],
  [
    { code: "engine-stopped", exitCode: 9, ...entry },
    "The engine stopped before it had answered (exit code 9). It was started again, and the case is whole. " +
      "Try it again. What the engine said last is in /logs/trailproof.log under ref-1.",
  ],
  [
    { code: "no-key" },
    "This page is not admitted. Open the address that the terminal shows; it is a new one after each start.",
  ],
  [
    { code: "internal", ...entry },
    "Something broke in the program itself. The details are in /logs/trailproof.log under ref-1.",
  ],
  [
    { code: "disk-full", path: "/tmp/a" },
    "The disk is full: /tmp/a could not be written. Nothing that was in the case is lost. Free some space and try again.",
  ],
])("%j in words", (error, sentence) => {
  expect(explainCall(error)).toBe(sentence);
});
