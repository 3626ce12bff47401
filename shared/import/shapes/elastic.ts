/**
 * Documents of Elasticsearch and OpenSearch. With `event.original` or `message` the record's own text is there; else the
 * fields of the AWS integration are (Elastic, integration `aws`, data stream cloudtrail, exported fields).
 */
import type { Json, JsonObject } from "../../cloudtrail-event.ts";
import { field, isJsonObject, textField } from "../../cloudtrail-event.ts";
import { innerMember, topMember } from "./member-names.ts";
import type { Taken } from "./piece.ts";
import { derived, holdsJson, isRecordText, whole } from "./piece.ts";
import { createRecordTree } from "./record-tree.ts";
import { parseStructText } from "./struct-text.ts";
import { accountText, timeValue, truthOf } from "./table-cells.ts";

const shape = "Elasticsearch export";

/** A document, or a hit with the document in `_source`. */
export function elasticDocument(value: Json): Taken | null {
  const hit = field(value, "_source");
  const document = isJsonObject(hit) ? hit : value;
  if (!isJsonObject(document)) return null;
  const isHit = document !== value;
  const original = at(document, "event.original");
  if (holdsJson(original)) return whole(shape, [original]);
  const message = at(document, "message");
  if (
    (isHit || at(document, "@timestamp") !== undefined) &&
    typeof message === "string" &&
    isRecordText(message)
  )
    return whole(shape, [message]);
  if (at(document, "aws.cloudtrail") === undefined && !hasFlat(document)) return null;
  return mapped(document);
}

/** A value by its dotted path, through objects or dotted keys; of a list (the `fields` of a search) the only element. */
function at(document: JsonObject, path: string): Json | undefined {
  const words = path.split(".");
  let value: Json | undefined = document;
  for (let i = 0; i < words.length; i++) {
    if (!isJsonObject(value)) return undefined;
    const dotted = words.slice(i).join(".");
    if (Object.hasOwn(value, dotted)) {
      value = value[dotted];
      break;
    }
    const word = words[i] ?? "";
    value = Object.hasOwn(value, word) ? value[word] : undefined;
  }
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function hasFlat(document: JsonObject): boolean {
  return Object.keys(document).some((name) => name.startsWith("aws.cloudtrail."));
}

/** ECS fields and the members that they were made of. */
const fields: readonly (readonly [field: string, path: readonly string[]])[] = [
  ["event.id", ["eventID"]],
  ["event.action", ["eventName"]],
  ["event.provider", ["eventSource"]],
  ["@timestamp", ["eventTime"]],
  ["cloud.region", ["awsRegion"]],
  ["source.address", ["sourceIPAddress"]],
  ["source.ip", ["sourceIPAddress"]],
  ["user_agent.original", ["userAgent"]],
  ["aws.cloudtrail.recipient_account_id", ["recipientAccountId"]],
  ["cloud.account.id", ["recipientAccountId"]],
  ["aws.cloudtrail.user_identity.session_context.session_issuer.type", issuer("type")],
  ["aws.cloudtrail.user_identity.session_context.session_issuer.arn", issuer("arn")],
  [
    "aws.cloudtrail.user_identity.session_context.session_issuer.principal_id",
    issuer("principalId"),
  ],
  ["aws.cloudtrail.user_identity.session_context.session_issuer.account_id", issuer("accountId")],
  ["aws.cloudtrail.user_identity.session_context.mfa_authenticated", session("mfaAuthenticated")],
  ["aws.cloudtrail.user_identity.session_context.creation_date", session("creationDate")],
  ["user.name", ["userIdentity", "userName"]],
  ...["type", "arn", "principal_id", "access_key_id", "invoked_by", "account_id"].map(
    (name) =>
      [`aws.cloudtrail.user_identity.${name}`, ["userIdentity", innerMember(name)]] as const,
  ),
  ...[
    "event_version",
    "event_type",
    "event_category",
    "error_code",
    "error_message",
    "request_id",
    "api_version",
    "shared_event_id",
    "vpc_endpoint_id",
    "read_only",
    "management_event",
  ].map((name) => [`aws.cloudtrail.${name}`, [topMember(name) ?? name]] as const),
];

function issuer(name: string): readonly string[] {
  return ["userIdentity", "sessionContext", "sessionIssuer", name];
}

function session(name: string): readonly string[] {
  return ["userIdentity", "sessionContext", "attributes", name];
}

function mapped(document: JsonObject): Taken | null {
  const tree = createRecordTree();
  for (const [name, path] of fields) {
    const value = at(document, name);
    const last = path.at(-1) ?? "";
    if (value === undefined) continue;
    if (last === "eventTime") tree.set(path, timeValue(value));
    else if (last === "readOnly" || last === "managementEvent")
      tree.set(path, typeof value === "string" ? truthOf(value) : value);
    else if (last === "mfaAuthenticated") tree.set(path, textOf(value));
    else tree.set(path, /account_?id/i.test(last) ? accountText(value) : value);
  }
  const missing: string[] = [];
  for (const [snake, member] of [
    ["request_parameters", "requestParameters"],
    ["response_elements", "responseElements"],
    ["additional_eventdata", "additionalEventData"],
  ] as const) {
    const found = parameters(document, snake);
    if (found === undefined) {
      if (member === "requestParameters") missing.push(member);
    } else tree.set([member], found);
  }
  if (at(document, "event.action") === undefined || at(document, "event.provider") === undefined)
    return null;
  return derived(shape, tree.record(), missing);
}

function textOf(value: Json): string {
  return typeof value === "string" || typeof value === "boolean" ? String(value) : "";
}

/** The flattened field keeps the structure; the text field is a Java map's. */
function parameters(document: JsonObject, name: string): Json | undefined {
  const flattened = at(document, `aws.cloudtrail.flattened.${name}`);
  if (isJsonObject(flattened)) return flattened;
  const text = textField({ text: at(document, `aws.cloudtrail.${name}`) ?? null }, "text");
  return text === null ? undefined : (parseStructText(text)?.value ?? text);
}
