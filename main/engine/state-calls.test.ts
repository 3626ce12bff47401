import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCase } from "../db/open-case.ts";
import type { CaseDb } from "../db/open-case.ts";
import { importPaths } from "../import/import-files.ts";
import type { EngineHandlers } from "./protocol.ts";
import { createCaseStates } from "./case-states.ts";
import { createSession } from "./session.ts";
import { createStateCalls } from "./state-calls.ts";

const folder = mkdtempSync(join(tmpdir(), "state-"));
const account = "123456789012";
let db: CaseDb;
let calls: Pick<
  EngineHandlers,
  "stateLoading" | "listEntities" | "entityAt" | "entityHistory" | "accountStateAt"
>;

const arn = `arn:aws:iam::${account}:policy/P`;
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
const at = (second: number) =>
  new Date(Date.parse("2026-10-06T02:00:00Z") + second * 1000).toISOString().replace(".000", "");

const story: readonly (readonly [number, string, object, object?])[] = [
  [0, "CreateUser", { userName: "bob" }, { user: { userId: "AIDA1", userName: "bob" } }],
  [10, "AttachUserPolicy", { userName: "bob", policyArn: arn }],
  [10, "PutUserPolicy", { userName: "bob", policyName: "I", policyDocument: "{}" }],
  [20, "UpdateUser", { userName: "bob", newUserName: "rob" }],
  [30, "DetachUserPolicy", { userName: "rob", policyArn: arn }],
  // In the order of the file the deletion comes first.
  [40, "DeleteUser", { userName: "rob" }],
  [40, "DeleteUserPolicy", { userName: "rob", policyName: "I" }],
  [50, "DeleteRole", { roleName: "Old" }],
  [60, "CreateAccountAlias", { accountAlias: "example" }],
];

beforeAll(async () => {
  const Records = story.map(
    ([second, eventName, requestParameters, responseElements = null], i) => ({
      eventVersion: "1.08",
      eventID: id(i),
      eventTime: at(second),
      eventSource: "iam.amazonaws.com",
      eventName,
      awsRegion: "us-east-1",
      recipientAccountId: account,
      userIdentity: {
        type: "IAMUser",
        userName: "admin",
        arn: `arn:aws:iam::${account}:user/admin`,
        accountId: account,
      },
      requestParameters,
      responseElements,
    }),
  );
  writeFileSync(join(folder, "log.json"), JSON.stringify({ Records }));
  const path = join(folder, "case.trailproof");
  db = openCase(path, { create: true });
  await importPaths(db, path, {
    paths: [join(folder, "log.json")],
    program: "test 0",
    now: Date.parse("2026-10-07T00:00:00Z"),
  });
  const session = createSession("test 0", () => undefined);
  session.put(db, path);
  calls = createStateCalls(createCaseStates(session, () => false));
});

afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

describe("state calls", () => {
  test("entities are listed as they were at the moment", async () => {
    const page = async (moment: Parameters<typeof calls.listEntities>[0]["moment"]) => {
      const { rows } = await calls.listEntities({ moment }, "name", 0, 100);
      return rows.map(({ key, exists, events }) => [key, exists, events]);
    };
    expect(await page(null)).toEqual([
      [`policy/${arn}`, true, 3],
      ["user/bob", false, 4],
      ["role/Old", false, 1],
      ["user/rob", false, 7],
    ]);
    expect(await page({ at: at(10) })).toEqual([
      [`policy/${arn}`, true, 3],
      ["user/bob", true, 4],
      ["role/Old", true, 1],
      ["user/rob", false, 7],
    ]);
    const users = await calls.listEntities(
      { kinds: ["user"], text: "RO", moment: null },
      "changed",
      0,
      1,
    );
    expect(users).toMatchObject({ total: 1, rows: [{ key: "user/rob" }], accounts: [account] });
  });

  test("an entity is told at times, and before and after events", async () => {
    const ask = (key: string, moment: Parameters<typeof calls.entityAt>[2]) =>
      calls.entityAt(account, key, moment);
    expect(await ask("user/bob", { at: at(15) })).toMatchObject({
      state: {
        attached: { items: [{ value: arn }] },
        inline: { items: [{ value: { name: "I" } }] },
      },
    });
    expect(await ask("user/bob", null)).toMatchObject({ state: null, renamedTo: "user/rob" });
    expect(await ask("user/rob", { at: at(25) })).toMatchObject({
      state: { id: { value: "AIDA1" }, attached: { items: [{ value: arn }] } },
    });
    expect(await ask("user/rob", { before: id(5) })).toMatchObject({
      state: { life: { exists: true }, inline: { items: [], gone: [{ value: { name: "I" } }] } },
    });
    expect(await ask("user/rob", { after: id(5) })).toMatchObject({
      state: { life: { exists: false } },
      contradictions: [],
    });
    expect(await ask(`policy/${arn}`, { at: at(25) })).toMatchObject({
      state: { users: { items: [{ value: "rob" }] } },
    });
    expect(await ask("role/old", { at: at(5) })).toMatchObject({
      key: "role/Old",
      state: { life: { exists: true, backward: true }, attached: { complete: true } },
    });
    expect(await ask("role/None", null)).toMatchObject({ state: null });
    await expect(ask("user/bob", { before: "no-such-event" })).rejects.toMatchObject({
      error: { code: "bad-request" },
    });
  });

  test("history and account", async () => {
    const history = await calls.entityHistory(account, "user/rob", 3, 3);
    expect(history.total).toBe(7);
    expect(
      history.lines.map(({ eventName, isSharedSecond, others }) => [
        eventName,
        isSharedSecond,
        others,
      ]),
    ).toEqual([
      ["UpdateUser", false, ["user/bob"]],
      ["DetachUserPolicy", false, [`policy/${arn}`]],
      ["DeleteUserPolicy", true, []],
    ]);
    const answer = await calls.accountStateAt(account, { at: at(55) });
    expect(answer).toMatchObject({
      eventsUntil: 8,
      events: 9,
      settings: { alias: { known: false } },
      contradictionCount: 0,
    });
    expect(answer.kinds.find(({ kind }) => kind === "user")).toMatchObject({ exist: 0, gone: 2 });
    expect(await calls.accountStateAt(account, null)).toMatchObject({
      settings: { alias: { value: "example" } },
    });
    expect(await calls.stateLoading()).toMatchObject({ isReady: true });
  });
});
