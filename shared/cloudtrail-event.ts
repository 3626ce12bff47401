/** A JSON value as JSON.parse gives it. Objects of the log are read through `field()`, never dereferenced blindly. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Whether a JSON value is an object: neither null nor a list. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** JSON.parse with the type of what it gives. @throws SyntaxError as JSON.parse does. */
export function parseJson(text: string): Json {
  // JSON.parse makes nothing else.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(text) as Json;
}

/** Who made a call, as far as the record says it. Absent members are null, never guessed. */
export interface Identity {
  /** userIdentity.type, e.g. IAMUser, AssumedRole, Root, AWSService. */
  readonly type: string | null;
  readonly arn: string | null;
  readonly principalId: string | null;
  readonly accountId: string | null;
  readonly accessKeyId: string | null;
  readonly userName: string | null;
  readonly invokedBy: string | null;
  /** sessionContext.sessionIssuer.arn: the role or user whose credentials the session uses. */
  readonly issuerArn: string | null;
  readonly issuerName: string | null;
  /** The part after the last slash of an assumed-role ARN. */
  readonly sessionName: string | null;
  readonly sourceIdentity: string | null;
  /** sessionContext.attributes.mfaAuthenticated; null when the record does not say. */
  readonly mfa: boolean | null;
}

/**
 * How a call ended. `denied`: AWS refused it for lack of permission. `failed`: any other error. Only `success`
 * changed anything.
 */
export type Outcome = "success" | "denied" | "failed";

/** One CloudTrail record in our names. All IAM-relevant records become this before any rule sees them. */
export interface CloudTrailEvent {
  /** eventID, or `h:` and the SHA-256 of the canonical record where the record has none. */
  readonly id: string;
  /** eventTime as UTC ISO 8601, or null when the record has no readable time. */
  readonly at: string | null;
  /** eventSource, e.g. iam.amazonaws.com. */
  readonly source: string;
  /** eventName, e.g. PutRolePolicy. */
  readonly name: string;
  /** eventVersion as written, or null. */
  readonly version: string | null;
  readonly region: string | null;
  /** recipientAccountId, else userIdentity.accountId. */
  readonly account: string | null;
  readonly identity: Identity;
  readonly sourceIp: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly outcome: Outcome;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly readOnly: boolean | null;
  /** requestParameters, or null. */
  readonly request: JsonObject | null;
  /** responseElements, or null. */
  readonly response: JsonObject | null;
  /** Where the record stands in the evidence. */
  readonly sources: readonly EventSourceRef[];
  /** What only few rules ask for; absent where an event was not read from a record. */
  readonly more?: EventMore;
}

/** Further members of a record. Absent members are null. */
export interface EventMore {
  /** additionalEventData, e.g. MFAUsed of a sign-in. */
  readonly additional: JsonObject | null;
  /** userIdentity.sessionContext. */
  readonly session: JsonObject | null;
  /** userIdentity.inScopeOf: the workload that a session belongs to. */
  readonly scope: JsonObject | null;
  /** Account of userIdentity.invokedByDelegate: a partner acts by a temporary delegation. */
  readonly delegate: string | null;
  /** e.g. AwsApiCall, AwsServiceEvent, AwsConsoleSignIn. */
  readonly eventType: string | null;
  /** sessionCredentialFromConsole. */
  readonly fromConsole: boolean | null;
  /** userIdentity.onBehalfOf.userId: the user of Identity Center for whom the call was made. */
  readonly onBehalfOf: string | null;
  /** serviceEventDetails, e.g. the result of a sign-in step. */
  readonly details: JsonObject | null;
}

/** The place of a record in the evidence. */
export interface EventSourceRef {
  /** Row id of the input file in the case. */
  readonly input: number;
  /** Ordinal of the record in its file, from 1. */
  readonly record: number;
  /** Byte offset of the record's first byte in the inflated file; of its wrapper's where it was taken out of one. */
  readonly offset: number;
  /** Length of the record (or its wrapper) in bytes; 0 for a row of a Parquet file, which has no place of its own. */
  readonly length: number;
  /** Ordinal of the wrapper (a JSON value, a row of a table) in the file, from 1; absent where there is none. */
  readonly item?: number;
}

/** A member of an object, whatever the spelling of its first letters (CloudTrail lower-cases only the first character). */
export function field(object: Json | undefined, name: string): Json | undefined {
  if (!isJsonObject(object)) return undefined;
  if (Object.hasOwn(object, name)) return object[name];
  const wanted = name.toLowerCase();
  for (const key of Object.keys(object)) if (key.toLowerCase() === wanted) return object[key];
  return undefined;
}

/** A member that is a non-empty string, else null. */
export function textField(object: Json | undefined, name: string): string | null {
  const value = field(object, name);
  return typeof value === "string" && value !== "" ? value : null;
}

/** A member that is a boolean, also when written as the string "true" or "false". Null otherwise. */
export function booleanField(object: Json | undefined, name: string): boolean | null {
  const value = field(object, name);
  if (typeof value === "boolean") return value;
  if (typeof value !== "string") return null;
  const word = value.toLowerCase();
  return word === "true" ? true : word === "false" ? false : null;
}

/** Members at the top of CloudTrail records, by the CloudTrail user guide ("record contents"). */
export const recordMembers: readonly string[] = [
  "eventVersion",
  "userIdentity",
  "eventTime",
  "eventSource",
  "eventName",
  "awsRegion",
  "sourceIPAddress",
  "userAgent",
  "errorCode",
  "errorMessage",
  "requestParameters",
  "responseElements",
  "additionalEventData",
  "requestID",
  "eventID",
  "readOnly",
  "resources",
  "eventType",
  "apiVersion",
  "managementEvent",
  "recipientAccountId",
  "serviceEventDetails",
  "sharedEventID",
  "vpcEndpointId",
  "vpcEndpointAccountId",
  "eventCategory",
  "addendum",
  "sessionCredentialFromConsole",
  "edgeDeviceDetails",
  "tlsDetails",
  "eventContext",
  "insightDetails",
];
