/**
 * OCSF events of Amazon Security Lake, as JSON or as rows of its Parquet files. The mapping is AWS's own, read backwards
 * (github.com/ocsf/examples, mappings/markdown/AWS; classes 3001, 3002, 6003 and others; OCSF 1.0.0-rc.2 to 1.5.0).
 */
import type { Json, JsonObject } from "../../cloudtrail-event.ts";
import { field, isJsonObject, parseJson } from "../../cloudtrail-event.ts";
import type { Taken } from "./piece.ts";
import { derived, holdsJson, isRecordText, whole } from "./piece.ts";
import { createRecordTree } from "./record-tree.ts";
import type { RecordTree } from "./record-tree.ts";
import { accountText, timeValue, truthOf } from "./table-cells.ts";

const shape = "OCSF records";

type Path = readonly string[];

/** OCSF attribute → member. The first that is there counts. */
const texts: readonly (readonly [ocsf: string, member: Path])[] = [
  ["metadata.uid", ["eventID"]],
  ["metadata.product.version", ["eventVersion"]],
  ["metadata.event_code", ["eventType"]],
  ["metadata.product.feature.name", ["eventCategory"]],
  ["api.operation", ["eventName"]],
  ["api.service.name", ["eventSource"]],
  ["api.version", ["apiVersion"]],
  ["api.request.uid", ["requestID"]],
  ["api.response.error", ["errorCode"]],
  ["api.response.message", ["errorMessage"]],
  ["api.response.error_message", ["errorMessage"]],
  ["cloud.region", ["awsRegion"]],
  ["src_endpoint.ip", ["sourceIPAddress"]],
  ["src_endpoint.domain", ["sourceIPAddress"]],
  ["src_endpoint.uid", ["vpcEndpointId"]],
  ["http_request.user_agent", ["userAgent"]],
  ["actor.user.type", ["userIdentity", "type"]],
  ["actor.user.name", ["userIdentity", "userName"]],
  ["identity.user.name", ["userIdentity", "userName"]],
  ["actor.user.uid_alt", ["userIdentity", "principalId"]],
  ["actor.user.credential_uid", ["userIdentity", "accessKeyId"]],
  ["actor.invoked_by", ["userIdentity", "invokedBy"]],
  ["actor.idp.name", ["userIdentity", "identityProvider"]],
  ["actor.idp.uid", ["userIdentity", "onBehalfOf", "identityStoreArn"]],
  ["actor.session.issuer", ["userIdentity", "sessionContext", "sessionIssuer", "arn"]],
];

/** An OCSF event that tells of a CloudTrail record; null for others. */
export function ocsfEvent(value: Json): Taken | null {
  if (!isJsonObject(value) || field(value, "class_uid") === undefined) return null;
  if (!isJsonObject(field(value, "metadata")) || textAt(value, "api.operation") === null)
    return null;
  const raw = field(value, "raw_data");
  if (holdsJson(raw) && isRecordText(raw)) return whole(shape, [raw]);
  const tree = createRecordTree();
  for (const [ocsf, member] of texts) tree.set(member, textAt(value, ocsf));
  tree.set(["eventTime"], timeOf(value));
  tree.set(
    ["recipientAccountId"],
    accountText(textAt(value, "cloud.account.uid") ?? textAt(value, "cloud.account_uid")),
  );
  tree.set(
    ["userIdentity", "accountId"],
    accountText(textAt(value, "actor.user.account.uid") ?? textAt(value, "actor.user.account_uid")),
  );
  // Before OCSF 1.1 uid held the principalId and uuid the ARN.
  for (const name of ["uid", "uuid", "uid_alt"]) {
    const uid = textAt(value, `actor.user.${name}`);
    tree.set(["userIdentity", uid?.startsWith("arn:") === true ? "arn" : "principalId"], uid);
  }
  setSession(value, tree);
  const request = dataAt(value, "api.request.data");
  tree.set(["requestParameters"], request);
  tree.set(["responseElements"], dataAt(value, "api.response.data"));
  tree.set(["resources"], resourcesOf(value));
  setUnmapped(field(value, "unmapped") ?? null, tree);
  // The rest is in other words than CloudTrail's, but there; only a write without its parameters lacks something.
  const readOnly = textAt(value, "unmapped.readOnly");
  const missing = request === undefined && readOnly !== "true" ? ["requestParameters"] : [];
  return derived(shape, tree.record(), missing);
}

function valueAt(value: Json, path: string): Json | undefined {
  let found: Json | undefined = value;
  for (const name of path.split(".")) {
    if (!isJsonObject(found)) return undefined;
    found = Object.hasOwn(found, name) ? found[name] : undefined;
  }
  return found;
}

function textAt(value: Json, path: string): string | null {
  const found = valueAt(value, path);
  if (typeof found === "number" || typeof found === "boolean") return String(found);
  return typeof found === "string" && found !== "" ? found : null;
}

/** `time` is milliseconds in UTC; time_dt may carry an offset. */
function timeOf(value: Json): Json {
  const time = valueAt(value, "time");
  if (typeof time === "number") return timeValue(time);
  return timeValue(textAt(value, "time_dt") ?? textAt(value, "time"));
}

function dataAt(value: Json, path: string): Json | undefined {
  const data = valueAt(value, path);
  if (typeof data !== "string") return data ?? undefined;
  if (data === "" || data === "null") return undefined;
  try {
    return parseJson(data);
  } catch {
    // Not JSON, so it is kept as the text that it is.
    return data;
  }
}

/** is_mfa false may stand for unknown: only true is a fact. */
function setSession(value: Json, tree: RecordTree): void {
  const attributes = ["userIdentity", "sessionContext", "attributes"];
  const mfa = valueAt(value, "actor.session.is_mfa") ?? valueAt(value, "actor.session.mfa");
  if (mfa === true) tree.set([...attributes, "mfaAuthenticated"], "true");
  const created =
    textAt(value, "actor.session.created_time_dt") ?? valueAt(value, "actor.session.created_time");
  if (created !== null && created !== undefined)
    tree.set([...attributes, "creationDate"], timeValue(created));
}

function resourcesOf(value: Json): Json | undefined {
  const list = valueAt(value, "resources");
  if (!Array.isArray(list) || list.length === 0) return undefined;
  return list.map((one: Json): Json =>
    Object.fromEntries(
      (
        [
          ["ARN", textAt(one, "uid")],
          ["type", textAt(one, "type")],
          [
            "accountId",
            accountText(textAt(one, "owner.account.uid") ?? textAt(one, "account_uid")),
          ],
        ] as const
      ).filter(([, member]) => member !== null),
    ),
  );
}

/** unmapped: dotted names of members with their values as text; in Parquet a map, in JSON also nested objects. */
function setUnmapped(value: Json, tree: RecordTree): void {
  const enter = (members: JsonObject, path: Path): void => {
    for (const [name, member] of Object.entries(members)) {
      const to = [...path, ...name.split(".")];
      if (to.length > 40) continue;
      if (isJsonObject(member)) enter(member, to);
      else if (typeof member === "string" && isTruth(to.at(-1) ?? ""))
        tree.set(to, truthOf(member));
      else tree.set(to, member);
    }
  };
  if (isJsonObject(value)) enter(value, []);
}

function isTruth(name: string): boolean {
  return (
    name === "readOnly" || name === "managementEvent" || name === "sessionCredentialFromConsole"
  );
}
