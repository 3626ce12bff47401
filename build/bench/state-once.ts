/**
 * Makes a case of nothing but IAM writes, asks for states and histories, and prints one JSON line for the bench.
 * Usage: `node build/bench/state-once.ts EVENTS [FOLDER]`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openCase } from "../../main/db/open-case.ts";
import { importPaths } from "../../main/import/import-files.ts";
import { indexCase } from "../../main/state/index-case.ts";
import { listEntities } from "../../main/state/list-entities.ts";
import { createStateQuestions } from "../../main/state/state-questions.ts";
import { createRandom } from "../sample-story/random.ts";

const events = Number(process.argv[2] ?? "200000");
const folder = process.argv[3] ?? mkdtempSync(join(tmpdir(), "state-bench-"));
mkdirSync(folder, { recursive: true });
const account = "123456789012";
const perFile = 20_000;
const random = createRandom("state");
/** About thirty events an entity, as in accounts that are changed all day. */
const names = Math.max(20, Math.floor(events / 60));

const document = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: "arn:aws:s3:::example/*" }],
});
const arn = (n: number) => `arn:aws:iam::${account}:policy/custom-${n}`;

function call(): readonly [name: string, request: object, response: object | null] {
  const role = { roleName: `role-${random.below(names)}` };
  const user = { userName: `user-${random.below(names)}` };
  // A few policies are attached by everybody.
  const popular = random.below(4) === 0;
  const policyArn = arn(popular ? random.below(5) : random.below(names));
  const policyName = `inline-${random.below(4)}`;
  switch (random.below(12)) {
    case 0:
      return ["CreateRole", { ...role, assumeRolePolicyDocument: document }, null];
    case 1:
      return ["DeleteRolePolicy", { ...role, policyName }, null];
    case 2:
    case 3:
      return ["PutRolePolicy", { ...role, policyName, policyDocument: document }, null];
    case 4:
      return ["AttachRolePolicy", { ...role, policyArn }, null];
    case 5:
      return ["DetachRolePolicy", { ...role, policyArn }, null];
    case 6:
      return ["AttachUserPolicy", { ...user, policyArn }, null];
    case 7:
      return ["AddUserToGroup", { ...user, groupName: `group-${random.below(20)}` }, null];
    case 8:
      return ["RemoveUserFromGroup", { ...user, groupName: `group-${random.below(20)}` }, null];
    case 9:
      return ["TagRole", { ...role, tags: [{ key: "owner", value: `t${random.below(9)}` }] }, null];
    case 10:
      return ["UpdateAssumeRolePolicy", { ...role, policyDocument: document }, null];
    default: {
      const id = `AKIA${String(random.below(900_000_000) + 100_000_000)}`;
      return ["CreateAccessKey", user, { accessKey: { ...user, accessKeyId: id } }];
    }
  }
}

const start = Date.parse("2026-01-01T00:00:00Z");
const logs = join(folder, "logs");
mkdirSync(logs, { recursive: true });
for (let from = 0; from < events; from += perFile) {
  const Records = Array.from({ length: Math.min(perFile, events - from) }, (_, i) => {
    const n = from + i;
    const [eventName, requestParameters, responseElements] = call();
    return {
      eventVersion: "1.10",
      eventID: `${n.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`,
      // About five events share a second.
      eventTime: new Date(start + Math.floor(n / 5) * 1000).toISOString().replace(".000", ""),
      eventSource: "iam.amazonaws.com",
      eventName,
      awsRegion: "us-east-1",
      recipientAccountId: account,
      userIdentity: { type: "IAMUser", arn: `arn:aws:iam::${account}:user/ci`, accountId: account },
      requestParameters,
      responseElements,
    };
  });
  writeFileSync(join(logs, `${from}.json.gz`), gzipSync(JSON.stringify({ Records })));
}

const path = join(folder, "state.trailproof");
const db = openCase(path, { create: true });
await importPaths(db, path, { paths: [logs], program: "bench", now: start });

const began = performance.now();
const index = await indexCase(db);
const passSeconds = (performance.now() - began) / 1000;
const questions = createStateQuestions(db, index);

function msOf(work: () => unknown): number {
  const at = performance.now();
  work();
  return performance.now() - at;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >>> 1] ?? 0;
}

const moment = (i: number) => ({
  at: new Date(start + Math.floor(((i * 37) % 100) * (events / 500)) * 1000).toISOString(),
});
const keys = Array.from({ length: 60 }, (_, i) =>
  i % 3 === 0
    ? `role/role-${i * 7}`
    : i % 3 === 1
      ? `user/user-${i * 5}`
      : `policy/${arn(100 + i)}`,
);
// The first few warm the compiler.
for (const key of keys.slice(0, 6)) questions.entityAt(account, key, null);
const entityMs = keys.map((key, i) => msOf(() => questions.entityAt(account, key, moment(i))));
const again = keys.map((key, i) => msOf(() => questions.entityAt(account, key, moment(i + 50))));
const popular = [`policy/${arn(0)}`, "group/group-1"];
const popularMs = popular.map((key) => msOf(() => questions.entityAt(account, key, moment(50))));
const popularAgainMs = popular.map((key, i) =>
  msOf(() => questions.entityAt(account, key, moment(70 + i))),
);
const historyMs = [...keys, ...popular].map((key) =>
  msOf(() => questions.entityHistory(account, key, 0, 100)),
);
const accountMs = Array.from({ length: 9 }, (_, i) =>
  msOf(() => questions.accountAt(account, moment(i))),
);
const listMs = Array.from({ length: 9 }, (_, i) =>
  msOf(() => listEntities(questions, { moment: moment(i) }, "changed", 0, 200)),
);
console.log(
  JSON.stringify({
    stateEvents: index.events,
    statePassSeconds: passSeconds,
    stateMs: Math.max(...entityMs, ...again, ...popularMs, ...popularAgainMs, ...accountMs),
    stateEntityMs: median(entityMs),
    stateWorstEntityMs: Math.max(...entityMs),
    stateAgainMs: Math.max(...again),
    statePopularMs: Math.max(...popularMs),
    statePopularAgainMs: Math.max(...popularAgainMs),
    stateHistoryMs: Math.max(...historyMs),
    stateAccountMs: Math.max(...accountMs),
    stateListMs: Math.max(...listMs),
    peakRssMB: process.resourceUsage().maxRSS / 1024,
  }),
);
db.close();
if (process.argv[3] === undefined) rmSync(folder, { recursive: true });
