/** After a call whose answer never came: nothing that may be somebody else's is taken for the run's own. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CaseDb } from "../../main/db/open-case.ts";
import type { Live } from "../../main/live/connect.ts";
import { undoPlan } from "../../main/live/runs.ts";
import { plain } from "../../shared/span.ts";
import type { Call, Moto } from "../time-machine/moto.ts";
import { account, missingMoto, startMoto } from "../time-machine/moto.ts";
import { applyCalls, connected, expectTrueJournal, newCase, resume, takeBack } from "./bench.ts";
import type { Fault, Proxy } from "./proxy.ts";
import { pass, startProxy } from "./proxy.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-ownership-"));
let moto: Moto;
let proxy: Proxy;
let live: Live;
let db: CaseDb;

const missing = missingMoto();
const policy = `arn:aws:iam::${account}:policy/P`;
const document = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
const version = (action: string, SetAsDefault = true): Call => ({
  api: "CreatePolicyVersion",
  input: { PolicyArn: policy, PolicyDocument: document(action), SetAsDefault },
});
const key: Call = { api: "CreateAccessKey", input: { UserName: "alice" } };
const after: Call = {
  api: "TagUser",
  input: { UserName: "alice", Tags: [{ Key: "a", Value: "b" }] },
};

async function made(...calls: readonly Call[]): Promise<void> {
  for (const call of calls) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const outcome = await moto.call(call);
    if (!outcome.ok) throw new Error(`${call.api}: ${outcome.message}`);
  }
}

beforeAll(async () => {
  if (missing !== null) return;
  moto = await startMoto();
  proxy = await startProxy(moto.url);
  live = await connected(proxy.url);
});
afterAll(async () => {
  live?.end();
  await proxy?.stop();
  await moto?.stop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  if (missing !== null) return;
  proxy.set(() => pass);
  await moto.reset();
  await made(
    { api: "CreateUser", input: { UserName: "alice" } },
    { api: "CreatePolicy", input: { PolicyName: "P", PolicyDocument: document("s3:Get*") } },
  );
  db = newCase(root);
  return () => db.close();
});

const once =
  (api: string, fault: Fault) =>
  (action: string, nth: number): Fault =>
    action === api && nth === 1 ? fault : pass;

/** Made by somebody else while the call is under way. */
const foreign = (api: string, call: Call): ((action: string) => Promise<void>) => {
  let isDone = false;
  return async (action) => {
    if (action !== api || isDone) return;
    isDone = true;
    await made(call);
  };
};

const manualOf = (run: number): string =>
  (undoPlan(db, run)?.plan.manual ?? []).map((one) => plain(one.text)).join("\n");

const keysOf = async (): Promise<number> =>
  Object.keys((await moto.state()).users["alice"]?.keys ?? {}).length;

describe.skipIf(missing !== null)("calls without an answer", () => {
  test.each([
    { name: "cut after IAM had it", fault: "cut-after", other: false, left: 1, found: 1 },
    { name: "cut before IAM had it", fault: "cut-before", other: false, left: 0, found: 0 },
    { name: "cut after, and another key", fault: "cut-after", other: true, left: 2, found: 2 },
    { name: "cut before, and another key", fault: "cut-before", other: true, left: 1, found: 1 },
  ] as const)(
    "a key, $name: not known, never made again, never deleted",
    async ({ fault, other, left, found }) => {
      proxy.set(
        once("CreateAccessKey", { kind: fault }),
        other ? foreign("CreateAccessKey", key) : undefined,
      );
      const run = await applyCalls(db, live, [key, after]);
      expect(run.state).toBe("failed");
      expect(run.steps.map(({ outcome }) => outcome)).toEqual(["unknown", "waiting"]);
      const note = run.steps[0]?.note ?? "";
      expect(
        note.match(/Found since: user alice › access key AKIA\w+|Found since: /g) ?? [],
      ).toHaveLength(found);
      expect(note).toContain(live.mark);
      expect(note).toContain(live.connection.arn);
      if (found > 0) expect(note).toContain("in the time of the call");
      expect(await keysOf()).toBe(left);
      // Going on looks again, and never calls again.
      const again = await resume(db, live, 1);
      expect(again.steps[0]?.outcome).toBe("unknown");
      expect(proxy.came.filter((one) => one === "CreateAccessKey")).toHaveLength(1);
      expect(await takeBack(db, live, 1)).toBeNull();
      expect(manualOf(1)).toContain("is not taken back");
      expect(await keysOf()).toBe(left);
      expectTrueJournal(db);
    },
  );

  test("a key that shows up later is told, and the call is not made again", async () => {
    proxy.set(once("CreateAccessKey", { kind: "cut-before" }));
    const run = await applyCalls(db, live, [key]);
    expect(run.steps[0]?.note).toContain("Nothing new of that kind is there.");
    await made(key);
    const again = await resume(db, live, 1);
    expect(again.steps[0]?.note).toContain("Found since: user alice › access key");
    expect(proxy.came.filter((one) => one === "CreateAccessKey")).toHaveLength(1);
    expect(await keysOf()).toBe(1);
  });

  test.each([
    { name: "cut after IAM had it", fault: "cut-after", other: null },
    { name: "cut before, another document", fault: "cut-before", other: version("ec2:*", false) },
    { name: "cut after, another document", fault: "cut-after", other: version("ec2:*", false) },
    { name: "cut before, the same document", fault: "cut-before", other: version("s3:*") },
    { name: "cut after, the same document", fault: "cut-after", other: version("s3:*") },
  ] as const)(
    "a policy version, $name: no version is deleted that may be somebody else's",
    async ({ fault, other }) => {
      const own = "CreatePolicyVersion";
      proxy.set(once(own, { kind: fault }), other === null ? undefined : foreign(own, other));
      const run = await applyCalls(db, live, [version("s3:*")]);
      const versions = async (): Promise<number> =>
        Object.keys((await moto.state()).policies[policy]?.versions ?? {}).length;
      const left = await versions();
      const isThere = fault === "cut-after" || other?.input["PolicyDocument"] === document("s3:*");
      expect([run.state, run.steps[0]?.outcome]).toEqual(
        isThere ? ["done", "done"] : ["failed", "unknown"],
      );
      expect(proxy.came.filter((one) => one === own)).toHaveLength(1);
      if (!isThere) {
        expect(run.steps[0]?.note).toContain("with another document: it is not this run’s");
        expect((await resume(db, live, 1)).steps[0]?.outcome).toBe("unknown");
        expect(proxy.came.filter((one) => one === own)).toHaveLength(1);
      }
      const back = await takeBack(db, live, 1);
      expect(back?.state ?? null).toBe(isThere ? "done" : null);
      // The default is the one of before; every version is there.
      const state = (await moto.state()).policies[policy];
      expect(state?.default).toBe("v1");
      expect(await versions()).toBe(left);
      expect(manualOf(1)).toMatch(/not taken back|does not delete it/);
      expectTrueJournal(db);
    },
  );

  test("a user that may be somebody else's is not deleted, a setting goes back", async () => {
    const bob: Call = { api: "CreateUser", input: { UserName: "bob" } };
    proxy.set((action, nth) =>
      nth === 1 && (action === "CreateUser" || action === "TagUser") ? { kind: "cut-after" } : pass,
    );
    const run = await applyCalls(db, live, [bob, after]);
    expect(run.steps.map(({ outcome }) => outcome)).toEqual(["done", "done"]);
    expect(proxy.made.filter((one) => one === "CreateUser")).toHaveLength(1);
    expect((await takeBack(db, live, 1))?.state).toBe("done");
    const { users } = await moto.state();
    expect([Object.keys(users).toSorted(), users["alice"]?.tags]).toEqual([["alice", "bob"], {}]);
    expect(manualOf(1)).toContain("user bob: taking the run back does not delete it");
  });

  test("a login profile that somebody else made meanwhile is not known to be the run's", async () => {
    const login: Call = {
      api: "CreateLoginProfile",
      input: { UserName: "alice", Password: "Somebody-1-else" },
    };
    proxy.set(
      once("CreateLoginProfile", { kind: "cut-before" }),
      foreign("CreateLoginProfile", login),
    );
    const run = await applyCalls(db, live, [
      { api: "CreateLoginProfile", input: { UserName: "alice", Password: "Our-own-2-word" } },
    ]);
    expect(run.steps[0]?.outcome).toBe("unknown");
    expect(await takeBack(db, live, 1)).toBeNull();
    expect((await moto.state()).users["alice"]?.login).not.toBeNull();
  });

  test("the calls of a run carry their mark", async () => {
    await applyCalls(db, live, [after]);
    expect([...proxy.agents].filter((one) => one.includes(live.mark))).not.toEqual([]);
  });
});
