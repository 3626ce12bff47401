/**
 * What goes wrong between the program and a real IAM server: after each fault the journal is true, nothing was made twice, and
 * the account is as planned, as it was, or as the journal says.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appendLive } from "../../main/db/live-journal.ts";
import { openCase } from "../../main/db/open-case.ts";
import type { CaseDb } from "../../main/db/open-case.ts";
import type { Live } from "../../main/live/connect.ts";
import { findRun } from "../../main/live/runs.ts";
import type { LiveRun } from "../../shared/ipc/live.ts";
import type { Call, Moto } from "../time-machine/moto.ts";
import { account, missingMoto, motoEnvironment, startMoto } from "../time-machine/moto.ts";
import { differences, truthFacts } from "../time-machine/truth-facts.ts";
import type { FactTable } from "../time-machine/truth-facts.ts";
import {
  apply,
  applyCalls,
  connected,
  expectTrueJournal,
  look,
  newCase,
  planOf,
  resume,
  takeBack,
} from "./bench.ts";
import { document, furnish } from "./kinds.ts";
import type { Fault, Proxy } from "./proxy.ts";
import { pass, startProxy } from "./proxy.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-faults-"));
const missing = missingMoto();
let moto: Moto;
let proxy: Proxy;
let live: Live;
let hasty: Live;
let db: CaseDb;

const alice = { UserName: "alice" };
const PolicyArn = `arn:aws:iam::${account}:policy/P`;
const call = (api: string, input: Readonly<Record<string, unknown>>): Call => ({ api, input });
/** Three calls, of which the second is hit. */
const plan: readonly Call[] = [
  call("TagUser", { ...alice, Tags: [{ Key: "a", Value: "1" }] }),
  call("AttachUserPolicy", { ...alice, PolicyArn }),
  call("PutUserPolicy", { ...alice, PolicyName: "I", PolicyDocument: document("s3:*") }),
];
const hit = "AttachUserPolicy";

beforeAll(async () => {
  if (missing !== null) return;
  moto = await startMoto();
  proxy = await startProxy(moto.url);
  live = await connected(proxy.url);
  hasty = await connected(proxy.url, 700);
});
afterAll(async () => {
  live?.end();
  hasty?.end();
  await proxy?.stop();
  await moto?.stop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  if (missing !== null) return;
  proxy.set(() => pass);
  await moto.reset();
  await furnish(moto, []);
  db = newCase(root);
  return () => db.close();
});

const now = async (): Promise<FactTable> => truthFacts(await moto.state());
const outcomes = (run: LiveRun): readonly string[] => run.steps.map(({ outcome }) => outcome);
const times = (api: string): number => proxy.made.filter((one) => one === api).length;

/** The planned state, of a server on which nothing goes wrong. */
async function planned(): Promise<FactTable> {
  const before = await now();
  const other = newCase(root);
  await applyCalls(other, live, plan);
  const found = await now();
  await takeBack(other, live, 1);
  other.close();
  expect(differences(before, await now())).toEqual([]);
  return found;
}

/** Hits calls of an action: the first `count` of them, or all. */
const hits =
  (fault: Fault, count = Infinity, api = hit) =>
  (action: string, nth: number): Fault =>
    action === api && nth <= count ? fault : pass;

const denied: Fault = { kind: "error", status: 403, code: "AccessDenied" };
const throttled: Fault = { kind: "error", status: 400, code: "Throttling" };
const broken: Fault = { kind: "error", status: 500, code: "ServiceFailure" };

interface Case {
  readonly name: string;
  readonly fault: Fault;
  readonly count?: number;
  readonly isHasty?: true;
  /** How the second step ends; the third waits unless it is done. */
  readonly ends: "done" | "failed" | "unknown";
  /** How often the server made the call. */
  readonly made: number;
}

const cases: readonly Case[] = [
  { name: "AccessDenied", fault: denied, ends: "failed", made: 0 },
  { name: "throttled twice", fault: throttled, count: 2, ends: "done", made: 1 },
  { name: "throttled for ever", fault: throttled, ends: "failed", made: 0 },
  {
    name: "cut before IAM had it, once",
    fault: { kind: "cut-before" },
    count: 1,
    ends: "done",
    made: 1,
  },
  {
    name: "cut before IAM had it, always",
    fault: { kind: "cut-before" },
    ends: "unknown",
    made: 0,
  },
  { name: "cut after IAM had it", fault: { kind: "cut-after" }, ends: "done", made: 1 },
  {
    name: "no answer, not made, once",
    fault: { kind: "hang", isMade: false },
    count: 1,
    isHasty: true,
    ends: "done",
    made: 1,
  },
  {
    name: "no answer, not made, always",
    fault: { kind: "hang", isMade: false },
    isHasty: true,
    ends: "unknown",
    made: 0,
  },
  {
    name: "no answer, made",
    fault: { kind: "hang", isMade: true },
    isHasty: true,
    ends: "done",
    made: 1,
  },
  { name: "ServiceFailure, once", fault: broken, count: 1, ends: "done", made: 1 },
];

describe.skipIf(missing !== null)("faults", () => {
  test.each(cases)("$name", async ({ fault, count, isHasty, ends, made }) => {
    const before = await now();
    const target = await planned();
    proxy.set(hits(fault, count));
    const own = isHasty === true ? hasty : live;
    const run = await applyCalls(db, own, plan);
    expect(outcomes(run)).toEqual(["done", ends, ends === "done" ? "done" : "waiting"]);
    expect(run.state).toBe(ends === "done" ? "done" : "failed");
    expect([times("TagUser"), times(hit), times("PutUserPolicy")]).toEqual([
      1,
      made,
      ends === "done" ? 1 : 0,
    ]);
    expectTrueJournal(db);
    if (ends === "done") expect(differences(target, await now())).toEqual([]);
    else {
      // The fault over, the run is gone on with to its end; what was done is not done again.
      proxy.set(() => pass);
      const again = await resume(db, live, 1);
      expect(outcomes(again)).toEqual(["done", "done", "done"]);
      expect([times("TagUser"), times(hit)]).toEqual([0, 1]);
      expect(differences(target, await now())).toEqual([]);
    }
    expect((await takeBack(db, live, 1))?.state).toBe("done");
    expect(differences(before, await now())).toEqual([]);
    expectTrueJournal(db);
  });

  test("stopped by a failure, the done part goes back", async () => {
    const before = await now();
    proxy.set(hits(denied));
    expect((await applyCalls(db, live, plan)).undoable).toBe(1);
    proxy.set(() => pass);
    expect((await takeBack(db, live, 1))?.state).toBe("done");
    expect(differences(before, await now())).toEqual([]);
  });

  test("what a policy of IAM's refuses is refused: a server that judges permissions", async () => {
    const fixer = { UserName: "fixer" };
    await moto.call(call("CreateUser", fixer));
    const made = await moto.call(call("CreateAccessKey", fixer));
    await moto.call(
      call("PutUserPolicy", {
        ...fixer,
        PolicyName: "least",
        PolicyDocument: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: ["iam:Get*", "iam:List*", "iam:TagUser"], Resource: "*" },
          ],
        }),
      }),
    );
    const output = made.ok ? made.output["AccessKey"] : null;
    const keys = {
      accessKeyId: "",
      secretAccessKey: "",
      ...(typeof output === "object" ? output : {}),
    };
    const given = new Map(Object.entries(keys));
    const own = await connected(moto.url, 3000, {
      accessKeyId: String(given.get("AccessKeyId")),
      secretAccessKey: String(given.get("SecretAccessKey")),
    });
    const auth = async (after: string): Promise<unknown> =>
      await fetch(`${moto.url}/moto-api/reset-auth`, { method: "POST", body: after });
    await auth("0");
    try {
      const run = await applyCalls(db, own, plan);
      expect(outcomes(run)).toEqual(["done", "failed", "waiting"]);
      expect(run.steps[1]?.answer).toMatch(/^AccessDenied/);
      expectTrueJournal(db);
    } finally {
      await auth("Infinity");
      own.end();
    }
  });

  test.each(["AccessDenied", "Throttling"])("reads that get %s", async (code) => {
    proxy.set((action) =>
      action === "ListAttachedUserPolicies"
        ? { kind: "error", status: code === "AccessDenied" ? 403 : 400, code }
        : pass,
    );
    const before = await now();
    const prepared = await look(live, planOf(plan));
    expect(prepared.preview.steps.map(({ state }) => state)).toEqual([
      "to-do",
      "unreadable",
      "to-do",
    ]);
    expect(await apply(db, live, prepared)).toMatchObject({ ok: false, code: "blocked" });
    expect(differences(before, await now())).toEqual([]);
  });

  test("what was made and can't be read back is told as not seen", async () => {
    const prepared = await look(live, planOf(plan.slice(0, 1)));
    let isMade = false;
    proxy.set(
      (action) => (isMade && action === "GetUser" ? { kind: "cut-before" } : pass),
      (action) => {
        if (action === "TagUser") isMade = true;
      },
    );
    const answer = await apply(db, live, prepared);
    expect(answer.ok && outcomes(answer.run)).toEqual(["done-unseen"]);
    expect(times("TagUser")).toBe(1);
    expectTrueJournal(db);
  });

  test("a step that AWS says is not allowed: refused unless its number is confirmed", async () => {
    const decisionOf = (action: string, nth: number): Fault =>
      action !== "SimulatePrincipalPolicy"
        ? pass
        : {
            kind: "answer",
            xml: `<SimulatePrincipalPolicyResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults><member><EvalActionName>iam:X</EvalActionName><EvalDecision>${nth === 2 ? "implicitDeny" : "allowed"}</EvalDecision></member></EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>`,
          };
    proxy.set(decisionOf);
    const before = await now();
    const prepared = await look(live, planOf(plan));
    expect(prepared.preview.steps.map(({ permission }) => permission)).toEqual([
      "allowed",
      "denied",
      "allowed",
    ]);
    expect(prepared.preview.blocked).toBeNull();
    const refused = await apply(db, live, prepared);
    expect(refused).toMatchObject({ ok: false, code: "not-confirmed" });
    expect(refused.ok ? "" : refused.text).toContain("may not make step 2");
    expect(differences(before, await now())).toEqual([]);
    expect(await apply(db, live, prepared, { confirmed: [2] })).toMatchObject({ ok: true });
  });

  test("cancelled between two steps, and gone on with", async () => {
    const target = await planned();
    const stop = new AbortController();
    proxy.set(
      () => pass,
      (action) => {
        if (action === "TagUser") stop.abort();
      },
    );
    const prepared = await look(live, planOf(plan));
    const answer = await apply(db, live, prepared, { signal: stop.signal });
    expect(answer.ok && [answer.run.state, ...outcomes(answer.run)]).toEqual([
      "cancelled",
      "done",
      "waiting",
      "waiting",
    ]);
    expect(outcomes(await resume(db, live, 1))).toEqual(["done", "done", "done"]);
    expect(plan.map(({ api }) => times(api))).toEqual([1, 1, 1]);
    expect(differences(target, await now())).toEqual([]);
  });
});

const program = resolve("main/cli/trailproof.ts");

interface Child {
  readonly process: ChildProcess;
  readonly text: () => string;
  readonly ended: Promise<number | null>;
}

function start(args: readonly string[]): Child {
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...process.env, ...motoEnvironment(proxy.url), HOME: root, CI: "1" },
  });
  let text = "";
  child.stdout.on("data", (data) => (text += String(data)));
  child.stderr.on("data", (data) => (text += String(data)));
  return {
    process: child,
    text: () => text,
    ended: once(child, "close").then(([status]: readonly unknown[]) =>
      typeof status === "number" ? status : null,
    ),
  };
}

async function finished(args: readonly string[]): Promise<{ status: number | null; text: string }> {
  const child = start(args);
  const status = await child.ended;
  return { status, text: child.text() };
}

/** A case that knows the account, with live fixes on, and a saved plan. */
async function caseWithPlan(
  name: string,
): Promise<{ readonly file: string; readonly saved: string }> {
  const log = join(root, `${name}.json`);
  const file = join(root, `${name}.trailproof`);
  const saved = join(root, `${name}-plan.json`);
  const record = {
    eventVersion: "1.08",
    eventTime: "2026-03-01T10:00:00Z",
    eventSource: "iam.amazonaws.com",
    eventName: "ListUsers",
    awsRegion: "us-east-1",
    eventID: "00000000-0000-4000-8000-000000000001",
    recipientAccountId: account,
    userIdentity: { type: "Root", accountId: account, arn: `arn:aws:iam::${account}:root` },
  };
  writeFileSync(log, JSON.stringify({ Records: [record] }));
  expect((await finished(["import", log, "--case", file, "--quiet"])).status).toBe(0);
  const prepared = await look(live, planOf(plan));
  writeFileSync(saved, prepared.text);
  const own = openCase(file, { create: false });
  const body = { isOn: true, who: "tester" };
  appendLive(own, { at: new Date().toISOString(), kind: "switch", run: null, step: null, body });
  own.close();
  return { file, saved };
}

const confirmed = ["--environment", "--yes-account", account];

describe.skipIf(missing !== null)("a process of its own", () => {
  test.each([
    { name: "before IAM had the second call", fault: { kind: "cut-before" }, made: 0 },
    { name: "after IAM had the second call", fault: { kind: "cut-after" }, made: 1 },
  ] as const)("killed $name, and gone on with", async ({ name, fault, made }) => {
    const before = await now();
    const target = await planned();
    const { file, saved } = await caseWithPlan(`kill-${made}`);
    let child: Child | null = null;
    proxy.set(hits(fault, 1), async (action) => {
      if (action !== hit || child === null) return;
      // It is between its steps: the first has its outcome, the second was just asked for.
      child.process.kill("SIGKILL");
      await child.ended;
    });
    child = start(["apply", "--case", file, "--plan", saved, ...confirmed]);
    expect([name, await child.ended]).toEqual([name, null]);
    await expect.poll(() => plan.map(({ api }) => times(api))).toEqual([1, made, 0]);
    const killed = openCase(file, { create: false });
    const run = findRun(killed, 1, null);
    expect(run === null ? null : [run.state, ...outcomes(run)]).toEqual([
      "interrupted",
      "done",
      "begun",
      "waiting",
    ]);
    killed.close();
    child = null;
    // Nothing else is applied before it is gone on with.
    const other = await finished(["apply", "--case", file, "--plan", saved, ...confirmed]);
    expect(other).toMatchObject({
      status: 1,
      text: expect.stringMatching(/exactly as approved|interrupted/),
    });
    proxy.set(() => pass);
    const resumed = await finished(["apply", "--case", file, "--resume", "1", ...confirmed]);
    expect(resumed).toMatchObject({ status: 0 });
    expect(plan.map(({ api }) => times(api))).toEqual([0, 1 - made, 1]);
    expect(differences(target, await now())).toEqual([]);
    const done = openCase(file, { create: false });
    expectTrueJournal(done);
    done.close();
    const undone = await finished(["undo", "--case", file, "--journal", "1", ...confirmed]);
    expect(undone).toMatchObject({ status: 0 });
    expect(differences(before, await now())).toEqual([]);
    expect((await finished(["verify", "--case", file])).text).not.toContain(
      "journal of live fixes was altered",
    );
  });

  test("two at once on one case: the second is refused", async () => {
    const { file, saved } = await caseWithPlan("two");
    let second: { status: number | null; text: string } | null = null;
    proxy.set(
      () => pass,
      async (action) => {
        if (action === hit && second === null)
          second = await finished(["apply", "--case", file, "--plan", saved, ...confirmed]);
      },
    );
    const first = await finished(["apply", "--case", file, "--plan", saved, ...confirmed]);
    expect(first).toMatchObject({ status: 0 });
    expect(second).toMatchObject({
      status: expect.toSatisfy((status) => status !== 0),
      text: expect.stringMatching(/open|another|use/i),
    });
    expect(plan.map(({ api }) => times(api))).toEqual([1, 1, 1]);
  });
});
