/** A CloudTrail record as JSON.parse gives it → our names. The reference for the byte scanner. */
import type {
  CloudTrailEvent,
  EventMore,
  EventSourceRef,
  Identity,
  Json,
  JsonObject,
} from "../cloudtrail-event.ts";
import { booleanField, isJsonObject, textField } from "../cloudtrail-event.ts";
import { outcomeOf } from "../outcome.ts";
import { isoTime, parseEventTime } from "./event-time.ts";
import { doorsAt, place, slotCount, slotsAt } from "./record-fields.ts";

/**
 * The slots of record-fields.ts, read the slow and obvious way. Strings as they are, true and false as words,
 * anything else null.
 */
export function slotsOf(record: Json): readonly (string | null)[] {
  const slots: (string | null)[] = Array.from({ length: slotCount }, () => null);
  fill(record, place.record, slots);
  return slots;
}

function fill(value: Json | undefined, at: number, slots: (string | null)[]): void {
  if (!isJsonObject(value)) return;
  for (const [name, slot] of slotsAt[at] ?? []) {
    const member = own(value, name);
    if (typeof member === "string") slots[slot] = member;
    else if (typeof member === "boolean" && (name === "readOnly" || name === "mfaAuthenticated"))
      slots[slot] = String(member);
    else if (typeof member === "number" && (name === "recipientAccountId" || name === "accountId"))
      // A tool wrote the account as a number: leading zeros are lost and come back.
      slots[slot] = String(member).padStart(12, "0");
    else if (typeof member === "number" && name === "eventTime") slots[slot] = String(member);
  }
  for (const [name, door] of doorsAt[at] ?? []) fill(own(value, name), door, slots);
}

/** A member by its exact name; never one of the prototype. */
function own(object: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * Whether a parsed value is a CloudTrail record: it names a service and an action, and has a version, a time or an id.
 * Notifications of S3, SQS and SNS use the same member names with a source such as aws:s3; the details of an Insight
 * event name a service and an action only.
 */
export function isRecord(value: Json): boolean {
  const source = textOf(value, "eventSource");
  if (source === null || source.startsWith("aws:") || textOf(value, "eventName") === null)
    return false;
  return ["eventVersion", "eventTime", "eventID"].some((name) => textOf(value, name) !== null);
}

function textOf(value: Json, name: string): string | null {
  if (!isJsonObject(value)) return null;
  const member = own(value, name);
  return typeof member === "string" ? member : null;
}

/** Makes an event of a parsed record. `id` is its eventID, or its hash where it has none. */
export function readEvent(
  record: Json,
  id: string,
  sources: readonly EventSourceRef[],
): CloudTrailEvent {
  const object = asObject(record) ?? {};
  const identity = readIdentity(asObject(object["userIdentity"]));
  const seconds = parseEventTime(object["eventTime"]);
  const errorCode = textField(object, "errorCode");
  const errorMessage = textField(object, "errorMessage");
  return {
    id,
    at: seconds === null ? null : isoTime(seconds),
    source: textField(object, "eventSource") ?? "",
    name: textField(object, "eventName") ?? "",
    version: textField(object, "eventVersion"),
    region: textField(object, "awsRegion"),
    account: accountText(object["recipientAccountId"]) ?? identity.accountId,
    identity,
    sourceIp: textField(object, "sourceIPAddress"),
    userAgent: textField(object, "userAgent"),
    requestId: textField(object, "requestID"),
    outcome: outcomeOf(errorCode, errorMessage),
    errorCode,
    errorMessage,
    readOnly: booleanField(object, "readOnly"),
    request: asObject(object["requestParameters"]),
    response: asObject(object["responseElements"]),
    sources,
    more: readMore(object),
  };
}

function readMore(object: JsonObject): EventMore {
  const identity = asObject(object["userIdentity"]) ?? {};
  return {
    additional: asObject(object["additionalEventData"]),
    session: asObject(identity["sessionContext"]),
    scope: asObject(identity["inScopeOf"]),
    delegate: accountText(asObject(identity["invokedByDelegate"])?.["accountId"]),
    eventType: textField(object, "eventType"),
    fromConsole: booleanField(object, "sessionCredentialFromConsole"),
    onBehalfOf: textField(
      asObject(identity["onBehalfOf"]) ?? asObject(object["onBehalfOf"]) ?? {},
      "userId",
    ),
    details: asObject(object["serviceEventDetails"]),
  };
}

function accountText(value: Json | undefined): string | null {
  if (typeof value === "string" && value !== "") return value;
  return typeof value === "number" ? String(value).padStart(12, "0") : null;
}

function asObject(value: Json | undefined): JsonObject | null {
  return isJsonObject(value) ? value : null;
}

function readIdentity(identity: JsonObject | null): Identity {
  const session = asObject(identity?.["sessionContext"]);
  const issuer = asObject(session?.["sessionIssuer"]);
  const arn = textField(identity ?? {}, "arn");
  return {
    type: textField(identity ?? {}, "type"),
    arn,
    principalId: textField(identity ?? {}, "principalId"),
    accountId: accountText(identity?.["accountId"]),
    accessKeyId: textField(identity ?? {}, "accessKeyId"),
    userName: textField(identity ?? {}, "userName"),
    invokedBy: textField(identity ?? {}, "invokedBy"),
    issuerArn: textField(issuer ?? {}, "arn"),
    issuerName: textField(issuer ?? {}, "userName"),
    sessionName: sessionNameOf(arn),
    sourceIdentity: textField(session ?? {}, "sourceIdentity"),
    mfa: booleanField(asObject(session?.["attributes"]) ?? {}, "mfaAuthenticated"),
  };
}

/** The session of `arn:…:assumed-role/ROLE/SESSION`. */
export function sessionNameOf(arn: string | null): string | null {
  if (arn === null || !arn.includes(":assumed-role/")) return null;
  const at = arn.lastIndexOf("/");
  return at < 0 || at === arn.length - 1 ? null : arn.slice(at + 1);
}
