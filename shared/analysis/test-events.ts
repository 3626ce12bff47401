import type { CloudTrailEvent, EventMore, Identity, JsonObject } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import { plain } from "../span.ts";
import { createAnalyzer } from "./analyzer.ts";

/** Synthetic events for tests: what a case does not state is dull and the same for all. */
export interface EventParts {
  readonly id?: string;
  /** Minutes after 2026-10-06T02:00:00Z, or a whole time. */
  readonly at?: number | string | null;
  readonly source?: string;
  readonly account?: string | null;
  readonly by?: Partial<Identity>;
  readonly request?: JsonObject | null;
  readonly response?: JsonObject | null;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly outcome?: CloudTrailEvent["outcome"];
  readonly userAgent?: string;
  readonly sourceIp?: string;
  readonly region?: string;
  readonly more?: Partial<EventMore>;
}

const start = Date.parse("2026-10-06T02:00:00Z");

/** An event of one name; its id is name@minute unless given. */
export function makeEvent(name: string, parts: EventParts = {}): CloudTrailEvent {
  const at =
    typeof parts.at === "string" || parts.at === null
      ? parts.at
      : new Date(start + (parts.at ?? 0) * 60_000).toISOString().replace(".000Z", "Z");
  return {
    id: parts.id ?? `${name}@${parts.at ?? 0}`,
    at,
    source: parts.source ?? "iam.amazonaws.com",
    name,
    version: "1.10",
    region: parts.region ?? "us-east-1",
    account: parts.account === undefined ? "123456789012" : parts.account,
    identity: { ...user("n.albrecht"), ...parts.by },
    sourceIp: parts.sourceIp ?? "192.0.2.23",
    userAgent: parts.userAgent ?? "aws-cli/2.15.30",
    requestId: `r-${parts.id ?? name}`,
    outcome: parts.outcome ?? (parts.errorCode === undefined ? "success" : "denied"),
    errorCode: parts.errorCode ?? null,
    errorMessage: parts.errorMessage ?? null,
    readOnly: false,
    request: parts.request ?? null,
    response: parts.response ?? null,
    sources: [],
    ...(parts.more === undefined ? {} : { more: { ...noMore, ...parts.more } }),
  };
}

/** A record that holds none of them. */
export const noMore: EventMore = {
  additional: null,
  session: null,
  scope: null,
  delegate: null,
  eventType: null,
  fromConsole: null,
  onBehalfOf: null,
  details: null,
};

/** A call of any service, e.g. `sts:AssumeRoot`; its id is its name and minute. */
export function call(
  event: string,
  at: number,
  request: JsonObject | null,
  parts: EventParts = {},
): CloudTrailEvent {
  const [service = "", name = ""] = event.split(":");
  return makeEvent(name, {
    id: `${name}@${at}`,
    source: `${service}.amazonaws.com`,
    at,
    request,
    ...parts,
  });
}

/** A console sign-in of a user by name, or of the root user. */
export function signIn(
  who: string,
  at: number,
  mfa: "Yes" | "No",
  parts: EventParts = {},
): CloudTrailEvent {
  const { accessKeyId: _, ...self } = who === "root" ? root() : user(who);
  return call("signin:ConsoleLogin", at, null, {
    by: { ...self, accessKeyId: null },
    response: { ConsoleLogin: parts.outcome === "failed" ? "Failure" : "Success" },
    more: { additional: { MFAUsed: mfa } },
    userAgent: "Mozilla/5.0",
    ...parts,
  });
}

/** A trust policy that admits a principal. */
export function trustText(principal: JsonObject | string, condition?: JsonObject): string {
  return documentText({
    Effect: "Allow",
    Principal: principal,
    Action: "sts:AssumeRole",
    ...(condition === undefined ? {} : { Condition: condition }),
  });
}

/** A policy of AWS. */
export function awsPolicy(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

const nobody: Identity = {
  type: null,
  arn: null,
  principalId: null,
  accountId: null,
  accessKeyId: null,
  userName: null,
  invokedBy: null,
  issuerArn: null,
  issuerName: null,
  sessionName: null,
  sourceIdentity: null,
  mfa: null,
};

/** An IAM user with a long-term key. */
export function user(name: string): Identity {
  return {
    ...nobody,
    type: "IAMUser",
    arn: `arn:aws:iam::123456789012:user/${name}`,
    principalId: `AIDA${name}`,
    accountId: "123456789012",
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    userName: name,
  };
}

/** A session of a role. */
export function session(role: string, name = "ci-7f"): Identity {
  return {
    ...nobody,
    type: "AssumedRole",
    arn: `arn:aws:sts::123456789012:assumed-role/${role}/${name}`,
    principalId: `AROA${role}:${name}`,
    accountId: "123456789012",
    accessKeyId: "ASIAEXAMPLESESSION01",
    issuerArn: `arn:aws:iam::123456789012:role/${role}`,
    issuerName: role,
    sessionName: name,
    mfa: false,
  };
}

/** The root user. */
export function root(): Identity {
  return {
    ...nobody,
    type: "Root",
    arn: "arn:aws:iam::123456789012:root",
    principalId: "123456789012",
    accountId: "123456789012",
    mfa: true,
  };
}

/** A policy document as CloudTrail logs it in requestParameters. */
export function documentText(...statements: readonly JsonObject[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** An Allow statement. */
export function allow(
  action: string | readonly string[],
  resource: string | readonly string[] = "*",
  condition?: JsonObject,
): JsonObject {
  return {
    Effect: "Allow",
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** A statement that denies all but MFA set-up without a second factor, the usual guard rail. */
export const denyWithoutMfa: JsonObject = {
  Effect: "Deny",
  NotAction: ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "sts:GetSessionToken"],
  Resource: "*",
  Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
};

/** Runs events through a fresh analyzer. */
export function analyse(events: readonly CloudTrailEvent[]): readonly Finding[] {
  const analyzer = createAnalyzer();
  return [...events.flatMap((event) => analyzer.next(event)), ...analyzer.finish()];
}

/** The finding of the last event of a story. */
export function lastFinding(events: readonly CloudTrailEvent[]): Finding {
  const last = events.at(-1);
  const found = analyse(events).find((f) => last !== undefined && f.events.includes(last.id));
  if (found === undefined) throw new Error("The last event has no finding");
  return found;
}

/** Every sentence of a finding as plain text, one a line, impacts and reasons with their state or value. */
export function words(finding: Finding): string {
  return [
    plain(finding.title),
    plain(finding.oneLine),
    ...finding.happened.map((s) => plain(s)),
    ...finding.reasons.map((r) => `${r.value}: ${plain(r.text)}`),
    ...finding.impact.map((i) => `${i.state}: ${i.risk}: ${plain(i.text)}`),
    ...finding.benign.map((s) => plain(s)),
    ...finding.unknown.map((u) => `unknown: ${plain(u.what)} ${u.why}`),
    ...finding.done.map((s) => `done: ${plain(s)}`),
  ].join("\n");
}

/** The states of a finding's impacts in order. */
export function impactStates(finding: Finding): readonly string[] {
  return finding.impact.map((i) => i.state);
}
