import { type JsonObject, textField } from "../../shared/cloudtrail-event.ts";
import { assumeRole, keyUser, linkedSession, serviceActor } from "./actors.ts";
import { terraformSession } from "./automation.ts";
import {
  account,
  albrecht,
  buildAgentKey,
  type Region,
  roles,
  trailArn,
  trailBucket,
  type User,
  users,
} from "./cast.ts";
import { webInstance } from "./policies.ts";
import * as reads from "./reads.ts";
import type { Actor } from "./record.ts";
import { portalSignIn, sessionWithMfa, signIn } from "./sign-in.ts";
import { createStage, type Stage, type StagedRecord } from "./stage.ts";

const minute = 60_000;

/** Nights of October in which the web instance has credentials: it is started on the 2nd, its profile goes on the 12th. */
const instanceNights = { firstNight: 3, lastNight: 12 };

/** A run of calls by one actor, some seconds apart; returns the time after the last. */
function run(
  stage: Stage,
  from: number,
  actor: Actor,
  region: Region,
  makers: readonly reads.Maker[],
  count: number,
): number {
  let at = from;
  for (let i = 0; i < count; i++) {
    at += stage.random.below(14) * 1000;
    const { writes, ...call } = stage.random.pick(makers)(stage.random);
    const home = call.service === "iam" ? "us-east-1" : region;
    stage.call({ ...call, at, actor, region: home, readOnly: writes !== true });
  }
  return at;
}

/** A refusal outside IAM, as everybody meets now and then. */
function refusal(stage: Stage, at: number, actor: Actor, service: string, name: string): void {
  const action = `${service}:${name}`;
  stage.call({
    at,
    actor,
    service,
    name,
    region: "eu-central-1",
    readOnly: true,
    errorCode: service === "ec2" ? "Client.UnauthorizedOperation" : "AccessDenied",
    errorMessage: `User: ${textField(actor.identity, "arn") ?? ""} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`,
  });
}

function keyUse(stage: Stage, at: number, actor: Actor, name: string, aws: JsonObject): void {
  const ARN = `arn:aws:kms:eu-central-1:${account}:key/1111aaaa-22bb-33cc-44dd-5555eeee6666`;
  stage.call({
    at,
    actor,
    service: "kms",
    name,
    region: "eu-central-1",
    readOnly: true,
    request: {
      encryptionContext: aws,
      ...(name === "Decrypt" ? {} : { keyId: ARN, keySpec: "AES_256" }),
    },
    resources: [{ accountId: account, type: "AWS::KMS::Key", ARN }],
    shared: actor.identity["type"] === "AWSService",
  });
}

/** What services do by themselves: deliver logs, hand out credentials, write log streams. */
function services(stage: Stage, from: number, date: number): void {
  const { random } = stage;
  const cloudTrail = serviceActor("cloudtrail.amazonaws.com");
  const scaling = linkedSession(stage, roles.scaling, "autoscaling.amazonaws.com", from - minute);
  const { firstNight, lastNight } = instanceNights;
  const lambda = assumeRole(stage, from, serviceActor("lambda.amazonaws.com"), {
    role: roles.orders,
    session: "orders-api",
    region: "eu-central-1",
    as: {
      ip: "198.51.100.71",
      agent: "aws-sdk-nodejs/3.645.0 linux/v20.17.0 exec-env/AWS_Lambda_nodejs20.x",
    },
  });
  for (let i = 0; i < 7; i++) {
    const at = from + 20_000 + i * 80_000 + random.below(30) * 1000;
    const delivered = {
      "aws:cloudtrail:arn": trailArn,
      "aws:s3:arn": `arn:aws:s3:::${trailBucket}`,
    };
    keyUse(stage, at, cloudTrail, "GenerateDataKey", delivered);
    keyUse(stage, at + 3000, lambda, "Decrypt", { "aws:lambda:FunctionArn": "orders-api" });
    const logGroupName = "/aws/lambda/orders-api";
    const logStreamName = `2026/10/[$LATEST]${random.hex(32)}`;
    const made = { service: "logs", name: "CreateLogStream", region: "eu-central-1" } as const;
    const request = { logGroupName, logStreamName };
    stage.call({ ...made, at: at + 4000, actor: lambda, readOnly: false, request });
    if (date < firstNight) continue;
    const size = { instancesSet: {}, filterSet: {}, includeAllInstances: true };
    const scan = {
      service: "ec2",
      name: "DescribeInstanceStatus",
      region: "eu-central-1",
    } as const;
    stage.call({ ...scan, at: at + 9000, actor: scaling, readOnly: true, request: size });
  }
  if (date < firstNight || date > lastNight) return;
  const server = assumeRole(stage, from + minute, serviceActor("ec2.amazonaws.com"), {
    role: roles.webFrontend,
    session: webInstance,
    region: "eu-central-1",
    as: {
      ip: "198.51.100.80",
      agent: "aws-sdk-go/1.55.5 (go1.22.6; linux; amd64) amazon-ssm-agent/",
    },
    ec2RoleDelivery: "2.0",
  });
  for (let i = 0; i < 2; i++) {
    stage.call({
      at: from + (2 + i * 5) * minute,
      actor: server,
      service: "ssm",
      name: "UpdateInstanceInformation",
      region: "eu-central-1",
      readOnly: false,
      request: { instanceId: webInstance, agentStatus: "Active" },
    });
  }
}

function nightly(stage: Stage, from: number, date: number): void {
  const config = linkedSession(stage, roles.config, "config.amazonaws.com", from - minute);
  run(stage, from, config, "us-east-1", reads.iamSweep, 34);
  services(stage, from, date);
}

function consoleWork(stage: Stage, from: number, user: User, mfa: boolean): void {
  const person = signIn(stage, from, user, mfa, "eu-central-1");
  const later = run(stage, from + 20_000, person, "eu-central-1", reads.regionConsole, 32);
  run(stage, later, person, "us-east-1", reads.iamConsole, 30);
}

function portalWork(stage: Stage, from: number): void {
  const person = portalSignIn(stage, from, albrecht, roles.platformAdmin);
  const later = run(stage, from + 15_000, person, "us-east-1", reads.iamConsole, 34);
  run(stage, later, person, "eu-central-1", reads.regionConsole, 30);
}

/**
 * A developer at the command line. As long as the guard rail stands, the permanent key is good for nothing but a
 * session with the second factor; afterwards the key alone will do.
 */
function developerWork(stage: Stage, from: number, guarded: boolean): void {
  const key = keyUser(users.costa, "AKIACOSTA4567EXAMPLE");
  const person = guarded ? sessionWithMfa(stage, from, users.costa, key) : key;
  const last = run(stage, from + 6000, person, "eu-central-1", reads.developer, 26);
  refusal(stage, last + 5000, person, "secretsmanager", "ListSecrets");
  refusal(stage, last + 9000, person, "ec2", "DescribeKeyPairs");
  if (stage.random.chance(0.5)) refusal(stage, last + 12_000, person, "ce", "GetCostAndUsage");
}

/** Somebody who may look and now and then asks for more than that. */
function viewerWork(stage: Stage, from: number): void {
  const viewer = { ...albrecht, session: "k.weiss@example.com", ip: "192.0.2.44" };
  const person = portalSignIn(stage, from, viewer, roles.viewer);
  const last = run(stage, from + 8000, person, "eu-central-1", reads.regionConsole, 24);
  refusal(stage, last + 7000, person, "secretsmanager", "ListSecrets");
  refusal(stage, last + 10_000, person, "ce", "GetCostAndUsage");
}

function buildRun(stage: Stage, from: number): void {
  const caller = keyUser(users.buildAgent, buildAgentKey);
  const role = { role: roles.deploy, session: `ci-${stage.random.hex(2)}` };
  const session = assumeRole(stage, from, caller, { ...role, region: "eu-central-1" });
  run(stage, from + 4000, session, "eu-central-1", reads.build, 32);
}

function terraformPlan(stage: Stage, from: number): void {
  const session = terraformSession(stage, from);
  const later = run(stage, from + 2000, session, "us-east-1", reads.iamTerraform, 46);
  run(stage, later, session, "eu-central-1", reads.regionConsole, 18);
}

const people: readonly User[] = [users.kessler, users.brandt];

/** The second factor of t.brandt is gone after the night of 9 October; until then everybody uses one. */
function usesSecondFactor(user: User, day: number): boolean {
  return user !== users.brandt || day < Date.UTC(2026, 9, 9);
}

/** Two weeks of ordinary life, 1 to 14 October 2026. */
export function background(): readonly StagedRecord[] {
  const all: StagedRecord[] = [];
  for (let date = 1; date <= 14; date++) {
    const stage = createStage(`background/${date}`);
    const day = Date.UTC(2026, 9, date);
    const time = (hour: number, minutes: number): number =>
      day + (hour * 60 + minutes) * minute + stage.random.below(50) * 1000;
    const weekday = new Date(day).getUTCDay();
    nightly(stage, time(4, 30), date);
    if (weekday >= 1 && weekday <= 5) {
      const person = people[date % people.length] ?? users.kessler;
      consoleWork(stage, time(7, 0), person, usesSecondFactor(person, day));
      buildRun(stage, time(8, 30));
      terraformPlan(stage, time(9, 33));
      if (date % 2 === 0) viewerWork(stage, time(10, 45));
      else developerWork(stage, time(10, 45), day <= Date.UTC(2026, 9, 8));
      buildRun(stage, time(12, 30));
      portalWork(stage, time(14, 0));
    }
    all.push(...stage.records);
  }
  return all;
}
