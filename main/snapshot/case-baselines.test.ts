import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { zipOf } from "../../test/fixtures/archives.ts";
import { accountState } from "../../shared/state/state.ts";
import type { AccountState } from "../../shared/state/state.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openCase } from "../db/open-case.ts";
import { importPaths } from "../import/import-files.ts";
import { foldCase } from "../state/fold-case.ts";
import { caseBaselines } from "./case-baselines.ts";

const account = "111122223333";
const arn = (name: string) => `arn:aws:iam::${account}:${name}`;
const takenAt = "2026-05-02T14:00:00Z";
let folder = "";
let db: CaseDb;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-test-"));
  db = openCase(join(folder, "case.trailproof"), { create: true });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

async function take(name: string, content: string | Uint8Array, at?: string): Promise<void> {
  writeFileSync(join(folder, name), content);
  await importPaths(db, join(folder, "case.trailproof"), {
    paths: [join(folder, name)],
    program: "test",
    now: Date.UTC(2026, 10, 22),
    threads: 1,
    takenAt: at,
  });
}

function told(until: string | null = null): AccountState {
  const found = foldCase(db, until === null ? null : Date.parse(until) / 1000).find(
    ({ id }) => id === account,
  );
  if (found === undefined) throw new Error("no account");
  return accountState(found.now, found.later, until);
}

const ada = {
  UserName: "ada",
  UserId: "AIDAADA",
  Arn: arn("user/ada"),
  Path: "/",
  CreateDate: "2023-02-01T08:00:00+00:00",
  GroupList: [],
  AttachedManagedPolicies: [{ PolicyName: "P", PolicyArn: arn("policy/P") }],
};
const details = (more: object = {}): string => JSON.stringify({ UserDetailList: [ada], ...more });
const event = (n: number, at: string, eventName: string, requestParameters: object): object => ({
  eventVersion: "1.10",
  eventID: `00000000-0000-4000-8000-00000000000${n}`,
  eventTime: at,
  eventSource: "iam.amazonaws.com",
  eventName,
  recipientAccountId: account,
  userIdentity: { type: "IAMUser", userName: "eve", arn: arn("user/eve") },
  requestParameters,
});
const log = (...Records: readonly object[]): string => JSON.stringify({ Records });

test("facts bear the file, and hold before it and after it as far as no event changed them", async () => {
  await take(
    "log.json",
    log(
      event(1, "2026-05-01T08:00:00Z", "AttachUserPolicy", {
        userName: "ada",
        policyArn: arn("policy/P"),
      }),
      event(2, "2026-05-03T08:00:00Z", "DetachUserPolicy", {
        userName: "ada",
        policyArn: arn("policy/P"),
      }),
    ),
  );
  await take("details.json", details(), takenAt);
  const user = (at: string | null) => told(at).users.find(({ name }) => name === "ada");
  const file = { path: join(folder, "details.json"), pointer: "/UserDetailList/0" };
  expect(user(takenAt)?.id).toMatchObject({ value: "AIDAADA", by: { at: takenAt, file } });
  expect(user("2026-05-01T00:00:00Z")).toMatchObject({
    id: { known: true, value: "AIDAADA", backward: true, by: { file } },
    // The call of 08:00 also succeeds for a policy that is attached already.
    attached: { complete: false, items: [] },
    groups: { complete: true, items: [], completeBy: { file } },
  });
  expect(user("2026-05-01T09:00:00Z")?.attached.items).toMatchObject([{ value: arn("policy/P") }]);
  expect(user(null)?.attached).toMatchObject({ complete: true, items: [] });
  expect(told("2026-05-01T09:00:00Z").firstAt).toBe("2026-05-01T08:00:00Z");
  expect(told().complete).toMatchObject([{ kind: "user", by: { file: { path: file.path } } }]);
  expect(told().contradictions).toEqual([]);
});

test("what changed outside of the log is told, with its events and the file", async () => {
  await take(
    "log.json",
    log(
      event(1, "2026-05-01T08:00:00Z", "DetachUserPolicy", {
        userName: "ada",
        policyArn: arn("policy/P"),
      }),
    ),
  );
  await take("details.json", details(), takenAt);
  expect(told().contradictions).toMatchObject([
    {
      thing: "user/ada",
      what: expect.stringContaining("it was added outside of this log") as string,
      events: [
        { eventId: "00000000-0000-4000-8000-000000000001" },
        { file: { path: join(folder, "details.json") } },
      ],
    },
  ]);
});

const partial: readonly (readonly [string, string, string | Uint8Array, string | undefined])[] = [
  ["further pages", "details.json", details({ IsTruncated: true, Marker: "m" }), takenAt],
  ["a file that breaks off", "details.json", details().slice(0, -1), takenAt],
];
test.each(partial)("%s: nothing is complete", async (_, name, content, at) => {
  await take("log.json", log(event(1, "2026-05-01T08:00:00Z", "DeleteUser", { userName: "bob" })));
  await take(name, content, at);
  expect(told().complete).toEqual([]);
  expect(told().users.map((one) => one.name)).toContain("ada");
});

test("a time of change may be that of a copy: what events did since its latest date stands", async () => {
  const until = "2026-05-01T08:00:00Z";
  await take("log.json", log(event(1, until, "DeleteUser", { userName: "ada" })));
  await take("details.json", details());
  expect(told().users.find(({ name }) => name === "ada")?.life.exists).toBe(false);
  expect(told().contradictions).toEqual([]);
});

test("what tells no moment is left out, and why", async () => {
  await take("z.zip", zipOf([{ name: "details.json", data: Buffer.from(details()) }]));
  expect(caseBaselines(db)).toMatchObject({
    events: [],
    left: [{ why: expect.stringContaining("its moment is not known") as string }],
  });
});

test("a file of two accounts is left out", async () => {
  const two = { ...ada, Arn: "arn:aws:iam::444455556666:user/bob", UserName: "bob" };
  await take("d.json", JSON.stringify({ UserDetailList: [ada, two] }), takenAt);
  expect(caseBaselines(db)).toMatchObject({
    events: [],
    left: [{ why: "it holds entries of several accounts" }],
  });
});
