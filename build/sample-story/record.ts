import type { Json, JsonObject } from "../../shared/cloudtrail-event.ts";
import { account, type Region } from "./cast.ts";
import { alphanumeric, base32, type Random } from "./random.ts";

/** Who makes a call, and what the record shows of the client. */
export interface Actor {
  readonly identity: JsonObject;
  readonly ip: string;
  readonly agent: string;
  /** `api`: CLI or SDK, recorded with its TLS details; `console`: the web console; `service`: an AWS service. */
  readonly client: "api" | "console" | "service";
}

/** One API call, before the members that every record has are put around it. */
export interface Call {
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  readonly actor: Actor;
  /** First label of eventSource, e.g. `iam`. */
  readonly service: string;
  readonly name: string;
  readonly region: Region;
  readonly readOnly: boolean;
  readonly request?: JsonObject | undefined;
  readonly response?: JsonObject | undefined;
  readonly errorCode?: string | undefined;
  readonly errorMessage?: string | undefined;
  readonly additional?: JsonObject | undefined;
  readonly resources?: readonly JsonObject[] | undefined;
  /** The call is recorded in a second account too, or was made by a service: the record has a sharedEventID. */
  readonly shared?: boolean | undefined;
}

/** Milliseconds of a UTC time written `YYYY-MM-DD HH:MM:SS`. */
export function utc(text: string): number {
  return Date.parse(`${text.replace(" ", "T")}Z`);
}

/** eventTime: UTC to the second. */
export function eventTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A date inside responseElements, e.g. `Oct 9, 2026 2:24:36 AM`: display text, UTC. AWS STS has a comma after the year. */
export function displayDate(at: number, comma = ""): string {
  const date = new Date(at);
  const month = months[date.getUTCMonth()] ?? "";
  const hour = date.getUTCHours();
  const clock = [hour % 12 === 0 ? 12 : hour % 12, date.getUTCMinutes(), date.getUTCSeconds()]
    .map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, "0")))
    .join(":");
  return `${month} ${date.getUTCDate()}, ${date.getUTCFullYear()}${comma} ${clock} ${hour < 12 ? "AM" : "PM"}`;
}

/** From this day on the services of the sample write version 1.11, as happens in the middle of real archives. */
const newerVersions = Date.UTC(2026, 9, 7);

const versions: Readonly<Record<string, readonly [string, string]>> = {
  iam: ["1.10", "1.11"],
  sts: ["1.08", "1.11"],
  signin: ["1.09", "1.11"],
  s3: ["1.10", "1.11"],
  kms: ["1.08", "1.09"],
  ec2: ["1.10", "1.11"],
};

/** eventVersion differs between services and moves on over time. */
function eventVersion(service: string, at: number): string {
  const [older, newer] = versions[service] ?? ["1.09", "1.10"];
  return at < newerVersions ? older : newer;
}

function tlsDetails(call: Call): JsonObject {
  const host = call.request?.["Host"];
  const endpoint =
    call.service === "signin"
      ? `${call.region}.signin.aws.amazon.com`
      : call.service === "iam"
        ? "iam.amazonaws.com"
        : `${call.service}.${call.region}.amazonaws.com`;
  return {
    tlsVersion: "TLSv1.3",
    cipherSuite: "TLS_AES_128_GCM_SHA256",
    clientProvidedHostHeader: typeof host === "string" ? host : endpoint,
  };
}

/** The record of a call with the members, and their order, that CloudTrail writes. */
export function buildRecord(call: Call, random: Random): JsonObject {
  const signIn = call.service === "signin";
  const s3 = call.service === "s3";
  const record: Record<string, Json> = {
    eventVersion: eventVersion(call.service, call.at),
    userIdentity: call.actor.identity,
    eventTime: eventTime(call.at),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: call.region,
    sourceIPAddress: call.actor.ip,
    userAgent: call.actor.agent,
  };
  if (call.errorCode !== undefined) record["errorCode"] = call.errorCode;
  if (call.errorMessage !== undefined) record["errorMessage"] = call.errorMessage;
  record["requestParameters"] = call.request ?? null;
  record["responseElements"] = call.response ?? null;
  if (call.additional !== undefined) record["additionalEventData"] = call.additional;
  if (s3) {
    record["additionalEventData"] = {
      SignatureVersion: "SigV4",
      CipherSuite: "TLS_AES_128_GCM_SHA256",
      bytesTransferredIn: 0,
      AuthenticationMethod: "AuthHeader",
      "x-amz-id-2": `${random.letters(74, alphanumeric)}==`,
      bytesTransferredOut: 300 + random.below(900),
    };
  }
  if (!signIn) record["requestID"] = s3 ? random.letters(16, base32) : random.guid();
  record["eventID"] = random.guid();
  record["readOnly"] = call.readOnly;
  if (call.resources !== undefined) record["resources"] = call.resources;
  record["eventType"] = signIn ? "AwsConsoleSignIn" : "AwsApiCall";
  record["managementEvent"] = true;
  record["recipientAccountId"] = account;
  if (call.shared === true) record["sharedEventID"] = random.guid();
  record["eventCategory"] = "Management";
  if (call.actor.client === "api" || signIn) record["tlsDetails"] = tlsDetails(call);
  if (call.actor.client === "console" && !signIn) record["sessionCredentialFromConsole"] = "true";
  return record;
}
