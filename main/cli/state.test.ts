import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openCase } from "../db/open-case.ts";
import { importPaths } from "../import/import-files.ts";
import { parseCommandLine } from "./options.ts";
import { state } from "./state.ts";
import type { World } from "./world.ts";

const folder = mkdtempSync(join(tmpdir(), "trailproof-state-"));
const at = (name: string): string => join(folder, name);
const account = "123456789012";
const arn = `arn:aws:iam::${account}:policy/P`;

beforeAll(async () => {
  const calls = [
    ["CreateRole", { roleName: "R\u202E", path: "/app/" }],
    ["AttachRolePolicy", { roleName: "R\u202E", policyArn: arn }],
    ["DetachUserPolicy", { userName: "bob", policyArn: arn }],
    ["DeleteUser", { userName: "bob" }],
  ] as const;
  const Records = calls.map(([eventName, requestParameters], n) => ({
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-00000000000${n}`,
    eventTime: `2026-10-01T08:00:0${n}Z`,
    eventSource: "iam.amazonaws.com",
    eventName,
    recipientAccountId: account,
    userIdentity: { type: "IAMUser", userName: "ada", arn: `arn:aws:iam::${account}:user/ada` },
    requestParameters,
  }));
  writeFileSync(at("log.json"), JSON.stringify({ Records }));
  const db = openCase(at("case.trailproof"), { create: true });
  await importPaths(db, at("case.trailproof"), {
    paths: [at("log.json")],
    program: "test",
    now: 0,
    threads: 1,
  });
  db.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]): Promise<string> {
  let out = "";
  const line = parseCommandLine(["state", "--case", at("case.trailproof"), ...args]);
  if (line.kind !== "command") throw new Error("no command");
  await state(line.options, {
    out: (text) => {
      out += text;
    },
    write: () => Promise.resolve(),
    // Of a stream only this is used.
    err: { write: () => true } as unknown as World["err"],
    now: () => 0,
    signal: new AbortController().signal,
    version: "0",
    startEngine: () => {
      throw new Error("no engine is needed");
    },
  });
  return out;
}

test("an account, with events and files", async () => {
  expect(await run()).toContain(
    `Account ${account}, after the last event; first event 2026-10-01T08:00:00Z
  3 entities
  user/bob: does not exist, deleted [1], first named [2]
  role/R<U+202E>: exists, created [3]
  policy/${arn}: exists, first named [4]

[1] 2026-10-01T08:00:03Z 00000000-0000-4000-8000-000000000003, by arn:aws:iam::${account}:user/ada, ${at("log.json")}, record 4
`,
  );
});

test("an entity at a moment, with what later events prove", async () => {
  expect(await run("--entity", "user/BOB", "--at", "2026-10-01T08:00:01Z")).toContain(
    `user/bob in account ${account}, at 2026-10-01T08:00:01Z
  exists, first named [1], inferred backward
  id: no event of this log tells it
  path: no event of this log tells it
  boundary: no event of this log tells it
  attached policies: 1, no others [2]
    ${arn} [1], inferred backward
  inline policies: none, no others [2]
`,
  );
});

test("one JSON document", async () => {
  const told: unknown = JSON.parse(await run("--entity", "role/R\u202E", "--json"));
  expect(told).toMatchObject({
    at: null,
    entities: [
      {
        account,
        state: { kind: "role", path: { value: "/app/" }, attached: { items: [{ value: arn }] } },
      },
    ],
  });
  expect(JSON.parse(await run("--json", "--account", "1"))).toEqual({ at: null, accounts: [] });
});

test("an entity that no event names", async () => {
  await expect(run("--entity", "user/nobody")).rejects.toMatchObject({ error: { code: "usage" } });
});
