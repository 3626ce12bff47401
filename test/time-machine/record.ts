import { createHash } from "node:crypto";
import type { CloudTrailEvent, Json, JsonObject } from "../../shared/cloudtrail-event.ts";
import { parseJson, textField } from "../../shared/cloudtrail-event.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { Call, Outcome } from "./moto.ts";
import { account } from "./moto.ts";

/** Who makes a call, as userIdentity tells it. */
export interface Actor {
  readonly name: string;
  readonly identity: JsonObject;
}

const issuer = (path: string, name: string, id: string): JsonObject => ({
  type: "Role",
  principalId: id,
  arn: `arn:aws:iam::${account}:role${path}${name}`,
  accountId: account,
  userName: name,
});

function session(path: string, role: string, id: string, name: string): JsonObject {
  return {
    type: "AssumedRole",
    principalId: `${id}:${name}`,
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    accountId: account,
    accessKeyId: "ASIAIOSFODNN7EXAMPLE",
    sessionContext: {
      sessionIssuer: issuer(path, role, id),
      attributes: { creationDate: "2026-03-01T06:00:00Z", mfaAuthenticated: "false" },
    },
  };
}

const user = (name: string, id: string): JsonObject => ({
  type: "IAMUser",
  principalId: id,
  arn: `arn:aws:iam::${account}:user/${name}`,
  accountId: account,
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  userName: name,
});

/** Who works in the histories: two people, a pipeline and an administrator who signed in through Identity Center. */
export const actors: readonly [Actor, ...Actor[]] = [
  { name: "chief", identity: user("chief", "AIDACKCEVSQ6C2CHIEF1") },
  { name: "helper", identity: user("helper", "AIDACKCEVSQ6C2HELPER") },
  {
    name: "pipeline",
    identity: session("/ci/", "pipeline", "AROACKCEVSQ6C2PIPELN", "run-4711"),
  },
  {
    name: "sso",
    identity: session(
      "/aws-reserved/sso.amazonaws.com/",
      "AWSReservedSSO_Admin_0123456789abcdef",
      "AROACKCEVSQ6C2SSOADM",
      "eva@example.com",
    ),
  },
];

/** Members that CloudTrail never shows, in requests and in answers. */
const hidden: ReadonlySet<string> = new Set([
  "AuthenticationCode1",
  "AuthenticationCode2",
  "Base32StringSeed",
  "NewPassword",
  "OldPassword",
  "Password",
  "PrivateKey",
  "QRCodePNG",
  "SecretAccessKey",
  "ServiceCredentialSecret",
  "ServicePassword",
]);

/** Prefixes of unique ids, which moto makes without. */
const idPrefixes: Readonly<Record<string, string>> = {
  GroupId: "AGPA",
  InstanceProfileId: "AIPA",
  PolicyId: "ANPA",
  RoleId: "AROA",
  UserId: "AIDA",
};

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A date as responseElements shows it: `Aug 1, 2024 1:37:41 PM`, UTC. */
function displayDate(at: number): string {
  const date = new Date(at * 1000);
  const hour = date.getUTCHours();
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${months[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} ${hour % 12 === 0 ? 12 : hour % 12}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())} ${hour < 12 ? "AM" : "PM"}`;
}

const lowered = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** A value of a request or an answer as CloudTrail writes it: only the first letter of names is lower. */
function logged(value: unknown, at: number): Json | undefined {
  if (value instanceof Date) return displayDate(at);
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value)) return value.flatMap((one: unknown) => logged(one, at) ?? []);
  if (typeof value !== "object")
    return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
      ? value
      : undefined;
  const members = Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (hidden.has(name)) return [];
    const prefix = idPrefixes[name];
    const shown =
      prefix !== undefined && typeof member === "string"
        ? `${prefix}${member.toUpperCase()}`.slice(0, 21)
        : logged(member, at);
    return shown === undefined || (Array.isArray(shown) && shown.length === 0)
      ? []
      : [[lowered(name), shown] as const];
  });
  return Object.fromEntries(members);
}

/** responseElements: null where IAM answers nothing, and for reads. */
function answer(call: Call, outcome: Outcome, at: number): Json {
  if (!outcome.ok || /^(?:Get|List)/.test(call.api)) return null;
  const shown = logged(outcome.output, at);
  if (shown === undefined || shown === null || typeof shown !== "object") return null;
  if (Object.keys(shown).length === 0) return null;
  if (call.api !== "CreatePolicyVersion") return shown;
  // moto answers the document, AWS does not (iam CreatePolicyVersion).
  const version = Object.entries(shown).flatMap(([name, member]: [string, Json]) =>
    member !== null && typeof member === "object" && !Array.isArray(member)
      ? [[name, Object.fromEntries(Object.entries(member).filter(([key]) => key !== "document"))]]
      : [],
  );
  return Object.fromEntries(version);
}

/** A refusal for lack of permission: such records hold no request. */
export const denied = "AccessDenied";

/**
 * The record that CloudTrail writes of a call, as text. `at`: seconds since 1970. `ordinal`: makes ids that differ, and
 * whose order tells nothing.
 */
export function recordOf(
  call: Call,
  outcome: Outcome,
  actor: Actor,
  at: number,
  ordinal: number,
): string {
  const hash = createHash("sha256").update(`${ordinal} ${call.api} ${at}`).digest("hex");
  const id = [8, 4, 4, 4, 12].reduce<{ parts: string[]; from: number }>(
    ({ parts, from }, size) => ({
      parts: [...parts, hash.slice(from, from + size)],
      from: from + size,
    }),
    { parts: [], from: 0 },
  );
  const isDenied = !outcome.ok && outcome.code === denied;
  const request = logged(call.input, at);
  return JSON.stringify({
    eventVersion: "1.11",
    userIdentity: actor.identity,
    eventTime: new Date(at * 1000).toISOString().replace(".000Z", "Z"),
    eventSource: "iam.amazonaws.com",
    eventName: call.api,
    awsRegion: "us-east-1",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.22.0 md/awscrt#0.22.0",
    ...(outcome.ok ? {} : { errorCode: outcome.code, errorMessage: outcome.message }),
    requestParameters:
      isDenied || request === undefined || Object.keys(call.input).length === 0 ? null : request,
    responseElements: answer(call, outcome, at),
    requestID: hash.slice(32, 64),
    eventID: id.parts.join("-"),
    readOnly: /^(?:Get|List)/.test(call.api),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: "Management",
  });
}

/** A record as the product's own import reads it. */
export function eventOf(record: string): CloudTrailEvent {
  const json = parseJson(record);
  return readEvent(json, textField(json, "eventID") ?? "", []);
}
