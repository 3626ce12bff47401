import { assumeRole, keyUser, roleSession, sessionKey } from "./actors.ts";
import {
  backupKey,
  buildAgentKey,
  iamArn,
  outsideAccount,
  roles,
  stranger,
  trailArn,
  uniqueId,
  users,
} from "./cast.ts";
import {
  attachment,
  createAccessKey,
  deletePolicy,
  mfaDevice,
  policyArn,
  putRolePolicy,
  updateTrust,
} from "./changes.ts";
import * as documents from "./documents.ts";
import { policies } from "./policies.ts";
import { type Actor, utc } from "./record.ts";
import { createStage, type Stage, type StagedRecord } from "./stage.ts";

/** From the stop of the trail to its start no chapter may record a call, in no Region. */
const blind = {
  from: utc("2026-10-09 02:31:09"),
  to: utc("2026-10-09 03:18:44"),
};

/** What the key was allowed to look at. */
const looks = (
  "ListUsers ListRoles ListGroups ListPolicies GetAccountSummary ListAccountAliases " +
  "GetAccountPasswordPolicy ListVirtualMFADevices ListInstanceProfiles ListSAMLProviders " +
  "GetAccountAuthorizationDetails"
).split(" ");

/** The 22 attempts that AWS refused: API name and the resource that the message names. */
const attempts: readonly (readonly [string, string])[] = [
  ["CreateUser", iamArn("user/svc-audit")],
  ["CreateUser", iamArn("user/svc-audit")],
  ["CreateUser", iamArn("user/support")],
  ["CreateUser", iamArn("user/backup-admin")],
  ["AttachUserPolicy", "user build-agent"],
  ["AttachUserPolicy", "user build-agent"],
  ["AttachUserPolicy", "user svc-backup"],
  ["AttachUserPolicy", "user t.brandt"],
  ["AttachUserPolicy", "user m.kessler"],
  ["PutUserPolicy", "user build-agent"],
  ["PutUserPolicy", "user build-agent"],
  ["PutUserPolicy", "user svc-backup"],
  ["CreateAccessKey", "user svc-backup"],
  ["CreateAccessKey", "user t.brandt"],
  ["CreateAccessKey", "user m.kessler"],
  ["CreatePolicyVersion", `policy ${policyArn(policies.guardRail)}`],
  ["CreatePolicyVersion", `policy ${policyArn(policies.developerAccess)}`],
  ["DeletePolicy", `policy ${policyArn(policies.guardRail)}`],
  ["PutRolePolicy", `role ${roles.deploy.name}`],
  ["PutRolePolicy", `role ${roles.backupOperator.name}`],
  ["DeactivateMFADevice", "user t.brandt"],
  ["UpdateAssumeRolePolicy", `role ${roles.backupOperator.name}`],
];

/** `YYYY-MM-DD HH:MM:SS`, the inverse of `utc()`. */
function clock(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

function look(stage: Stage, at: number, actor: Actor, service: string, name: string): void {
  const region = service === "iam" ? "us-east-1" : "eu-central-1";
  const request = service === "s3" ? { Host: "s3.eu-central-1.amazonaws.com" } : undefined;
  stage.call({ at, actor, service, name, region, readOnly: true, request });
}

function probing(stage: Stage, key: Actor): void {
  const start = utc("2026-10-09 01:52:17");
  look(stage, start, key, "sts", "GetCallerIdentity");
  looks.forEach((name, i) => look(stage, start + 9_000 + i * 7_000, key, "iam", name));
  const last = utc("2026-10-09 02:03:40");
  const from = start + 110_000;
  attempts.forEach(([name, resource], i) => {
    const at = from + Math.round(((last - from) * i) / (attempts.length - 1));
    stage.denied(clock(at), key, name, resource);
  });
}

function takeover(stage: Stage, session: Actor): void {
  const { guardRail } = policies;
  const arn = policyArn(guardRail);
  const conflict = "Cannot delete a policy attached to entities.";
  const opened = documents.trust({
    Service: "backup.amazonaws.com",
    AWS: `arn:aws:iam::${outsideAccount}:root`,
  });
  look(stage, utc("2026-10-09 02:09:31"), session, "sts", "GetCallerIdentity");
  stage.change(
    "2026-10-09 02:14:27",
    session,
    putRolePolicy(roles.deploy, "emergency-fix", documents.everything, "tool"),
  );
  stage.failed(
    "2026-10-09 02:18:21",
    session,
    deletePolicy(guardRail),
    "DeleteConflictException",
    conflict,
  );
  stage.change("2026-10-09 02:19:03", session, attachment("Detach", "Group", "Developers", arn));
  stage.change("2026-10-09 02:20:11", session, deletePolicy(guardRail));
  stage.change("2026-10-09 02:22:51", session, updateTrust(roles.backupOperator, opened));
  stage.change("2026-10-09 02:24:36", session, createAccessKey(users.backup.name, backupKey));
  stage.change("2026-10-09 02:27:10", session, mfaDevice("Deactivate", users.brandt.name));
}

/** The unknown account takes on the role that was opened to it, and looks at backups. */
function backups(stage: Stage, time: string, names: readonly string[]): void {
  const id = uniqueId("AIDA", "unknown-outsider");
  const outsider: Actor = {
    identity: { type: "AWSAccount", principalId: id, accountId: outsideAccount },
    ip: "203.0.113.99",
    agent: "Boto3/1.34.84 Botocore/1.34.84",
    client: "api",
  };
  const at = utc(time);
  const session = assumeRole(stage, at, outsider, {
    role: roles.backupOperator,
    session: "backup-sync",
    region: "us-east-1",
  });
  names.forEach((name, i) => {
    const service = name.includes("Bucket") ? "s3" : "ec2";
    look(stage, at + 14_000 + i * 11_000, session, service, name);
  });
}

/** The night of 9 October: a stolen key, refusals, a role that may too much, and the log switched off. */
export function night(): readonly StagedRecord[] {
  const stage = createStage("night");
  const key = keyUser({ ...users.buildAgent, ...stranger }, buildAgentKey);
  probing(stage, key);
  const session = assumeRole(stage, utc("2026-10-09 02:08:55"), key, {
    role: roles.deploy,
    session: "ci-7f",
    region: "us-east-1",
  });
  takeover(stage, session);
  backups(stage, "2026-10-09 02:26:40", ["DescribeSnapshots", "ListBuckets", "DescribeVolumes"]);

  const logging = { service: "cloudtrail", region: "eu-central-1", readOnly: false } as const;
  const request = { name: trailArn };
  stage.call({ ...logging, at: blind.from, actor: session, name: "StopLogging", request });
  const repair = roleSession(roles.remediation, {
    name: "restart-logging",
    since: blind.to - 4000,
    ip: "ssm.amazonaws.com",
    agent: "ssm.amazonaws.com",
    client: "service",
    key: sessionKey(stage.random),
    invokedBy: "ssm.amazonaws.com",
  });
  stage.call({ ...logging, at: blind.to, actor: repair, name: "StartLogging", request });

  const newKey = keyUser({ ...users.backup, ...stranger }, backupKey);
  look(stage, utc("2026-10-09 03:22:08"), newKey, "sts", "GetCallerIdentity");
  look(stage, utc("2026-10-09 03:22:41"), newKey, "s3", "ListBuckets");
  backups(stage, "2026-10-09 03:24:02", ["DescribeSnapshots", "ListBuckets"]);
  return stage.records;
}
