import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Watch } from "../../shared/analysis/paths/use.ts";
import { plain } from "../../shared/span.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import { importPaths } from "../import/import-files.ts";
import type { CaseDb } from "./open-case.ts";
import { listFindings } from "./findings.ts";
import { openCase } from "./open-case.ts";
import { findUses } from "./path-uses.ts";
import { sessionStarts } from "./session-starts.ts";

const account = "123456789012";
const here = "198.51.100.7";
const role = `arn:aws:iam::${account}:role/app/R`;

function user(name: string, accessKeyId: string): object {
  const arn = `arn:aws:iam::${account}:user/${name}`;
  return {
    type: "IAMUser",
    principalId: `AIDA${name}`,
    arn,
    accountId: account,
    userName: name,
    accessKeyId,
  };
}

function inRole(key: string, name: string): object {
  const arn = `arn:aws:sts::${account}:assumed-role/R/${name}`;
  const sessionContext = {
    sessionIssuer: { type: "Role", arn: role, userName: "R", accountId: account },
  };
  return {
    type: "AssumedRole",
    principalId: `AROAR:${name}`,
    arn,
    accountId: account,
    accessKeyId: key,
    sessionContext,
  };
}

let number = 0;
function record(
  minute: number,
  source: string,
  name: string,
  who: object,
  more: object = {},
): object {
  number++;
  return {
    eventVersion: "1.10",
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
    eventTime: new Date(Date.parse("2026-10-06T02:00:00Z") + minute * 60_000)
      .toISOString()
      .replace(".000Z", "Z"),
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: "us-east-1",
    recipientAccountId: account,
    sourceIPAddress: here,
    userAgent: "aws-cli/2.15",
    requestID: `r${number}`,
    readOnly: false,
    userIdentity: who,
    ...more,
  };
}

function assumed(minute: number, who: object, key: string): object {
  return record(minute, "sts", "AssumeRole", who, {
    readOnly: true,
    requestParameters: { roleArn: role, roleSessionName: "s" },
    responseElements: { credentials: { accessKeyId: key } },
  });
}

const alice = user("alice", "AKIAALICE00000000001");
const bob = user("bob", "AKIABOBNEW0000000001");
const records = [
  record(1, "iam", "CreateAccessKey", alice, {
    requestParameters: { userName: "bob" },
    responseElements: { accessKey: { accessKeyId: "AKIABOBNEW0000000001", userName: "bob" } },
  }),
  record(200, "s3", "ListBuckets", bob, { readOnly: true }),
  record(90, "s3", "ListBuckets", bob, { readOnly: true, errorCode: "AccessDenied" }),
  assumed(0, user("carol", "AKIACAROL00000000001"), "ASIACAROL00000000001"),
  record(2, "iam", "UpdateAssumeRolePolicy", alice, {
    requestParameters: { roleName: "R", policyDocument: "{}" },
  }),
  assumed(120, bob, "ASIABOB0000000000001"),
  // A session of the session: two links lead back to bob.
  assumed(130, inRole("ASIABOB0000000000001", "s"), "ASIACHAIN00000000001"),
  record(140, "iam", "CreateUser", inRole("ASIACHAIN00000000001", "t"), {
    requestParameters: { userName: "x" },
  }),
  record(150, "ssm", "StartSession", alice, {
    requestParameters: { target: "i-0123456789abcdef0" },
  }),
  record(160, "s3", "ListBuckets", inRole("ASIAINSTANCE00000001", "i-0123456789abcdef0"), {
    readOnly: true,
  }),
];

let folder = "";
let db: CaseDb;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-uses-"));
  const file = join(folder, "a.json");
  writeFileSync(file, JSON.stringify({ Records: records }));
  const path = join(folder, "a.trailproof");
  db = openCase(path, { create: true });
  await importPaths(db, path, {
    paths: [file],
    program: "test",
    now: Date.parse("2026-10-08T00:00:00Z"),
  });
  await analyzeCase(db, { program: "test" });
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

test("paths end in events that no rule looks at", () => {
  const found = listFindings(db, "info").filter(({ finding }) => finding.rule.startsWith("path/"));
  expect(
    found
      .map(({ finding }) => `${finding.rule} ${finding.severity} ${finding.lastTime}`)
      .toSorted(),
  ).toEqual([
    "path/iam-002 high 2026-10-06T04:00:00Z",
    "path/iam-012 high 2026-10-06T04:00:00Z",
    "path/ssm-001 high 2026-10-06T04:40:00Z",
  ]);
  // Bob's key was made by alice: both are one actor here.
  const trust = found.find(({ finding }) => finding.rule === "path/iam-012");
  expect(trust?.finding.happened.map((said) => plain(said)).join("\n")).toContain(
    "user bob began a session of role R",
  );
});

test("who began a session is followed through sessions of sessions", () => {
  const start = sessionStarts(db)("ASIACHAIN00000000001");
  expect([start?.identity.type, start?.before?.identity.userName, start?.before?.before]).toEqual([
    "AssumedRole",
    "bob",
    null,
  ]);
  expect(start?.before?.sourceIp).toBe(here);
});

describe("what is asked about a role: of each kind of beginning the first one", () => {
  const watch: Watch = {
    id: 7,
    account,
    after: "2026-10-06T02:02:00Z",
    until: "2026-10-07T02:02:00Z",
    ip: here,
    callers: [],
    ips: [],
    ask: { kind: "role", role: "R" },
  };
  const first = ["bob", true];
  const second = ["R", true];
  test.each<readonly [string, Partial<Watch>, readonly unknown[]]>([
    ["a caller that had not begun one before", {}, [first]],
    ["one of the steps' callers", { callers: ["key/ASIABOB0000000000001"] }, [first, second]],
    // Bob had not begun one before, and his own session leads back to him.
    [
      "a caller of the steps, through its session",
      { callers: [`arn:aws:iam::${account}:user/bob`] },
      [first],
    ],
    ["from the address of a step", { ips: [here], after: "2026-10-06T04:05:00Z" }, [second]],
    ["of another account", { account: "111122223333" }, []],
    ["after the time", { until: "2026-10-06T03:00:00Z" }, []],
    [
      "a service, which has begun none",
      { ask: { kind: "session", role: "R", names: [] }, ip: null },
      [],
    ],
  ])("%s", (_, change, expected) => {
    const uses = findUses(db, [{ ...watch, ...change }]).get(7) ?? [];
    expect(
      uses.map(({ isNew, identity }) => [identity.userName ?? identity.issuerName, isNew]),
    ).toEqual(expected);
  });

  test("nothing is asked", () => {
    expect(findUses(db, []).size).toBe(0);
  });
});
