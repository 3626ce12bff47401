import type { Json, JsonObject } from "../cloudtrail-event.ts";

/** Who a statement of a trust or resource policy is about. */
export interface Principal {
  /** AWS, Service, Federated, CanonicalUser, or another word of the document. */
  readonly kind: string;
  /** `*`, an ARN, an account id, a service name, … */
  readonly value: string;
}

/** One line of a Condition element. */
export interface Condition {
  /** e.g. Bool, StringLike, ForAllValues:StringEquals. */
  readonly operator: string;
  /** e.g. aws:MultiFactorAuthPresent. */
  readonly key: string;
  readonly values: readonly string[];
}

/** A statement with every element as a list. Null where the document has no such element. */
export interface Statement {
  /** Ordinal in the document, from 1. */
  readonly number: number;
  readonly sid: string | null;
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[] | null;
  readonly notActions: readonly string[] | null;
  readonly resources: readonly string[] | null;
  readonly notResources: readonly string[] | null;
  readonly principals: readonly Principal[] | null;
  readonly notPrincipals: readonly Principal[] | null;
  readonly conditions: readonly Condition[];
}

/**
 * The statements of a parsed policy document, or a sentence that says why there are none to read. Element names are
 * case-sensitive in IAM. `maxValues` bounds all list members together.
 */
export function normalizeStatements(json: Json, maxValues: number): readonly Statement[] | string {
  const document = asObject(json);
  if (document === null) return "It is not a JSON object.";
  const written = own(document, "Statement");
  if (written === undefined) return "It has no Statement element.";
  const statements: Statement[] = [];
  let values = 0;
  for (const item of Array.isArray(written) ? written : [written]) {
    const record = asObject(item);
    if (record === null) return "A statement is not a JSON object.";
    const statement = readStatement(record, statements.length + 1);
    if (typeof statement === "string") return statement;
    values += sizeOf(statement);
    if (values > maxValues) return "It has more entries than IAM accepts.";
    statements.push(statement);
  }
  return statements;
}

function readStatement(record: JsonObject, number: number): Statement | string {
  const effect = own(record, "Effect");
  if (effect !== "Allow" && effect !== "Deny") return "A statement has neither Allow nor Deny.";
  const sid = own(record, "Sid");
  return {
    number,
    sid: typeof sid === "string" && sid !== "" ? sid : null,
    effect,
    actions: texts(own(record, "Action")),
    notActions: texts(own(record, "NotAction")),
    resources: texts(own(record, "Resource")),
    notResources: texts(own(record, "NotResource")),
    principals: readPrincipals(own(record, "Principal")),
    notPrincipals: readPrincipals(own(record, "NotPrincipal")),
    conditions: readConditions(own(record, "Condition")),
  };
}

/** `"*"` is the same as `{"AWS": "*"}`, and twelve digits are the account's root ARN (IAM user guide, Principal). */
function readPrincipals(value: Json | undefined): readonly Principal[] | null {
  if (value === undefined) return null;
  if (typeof value === "string") return [{ kind: "AWS", value }];
  const record = asObject(value);
  if (record === null) return [];
  return Object.entries(record).flatMap(([kind, members]) =>
    (texts(members) ?? []).map((member) => ({ kind, value: member })),
  );
}

function readConditions(value: Json | undefined): readonly Condition[] {
  const operators = asObject(value ?? null);
  if (operators === null) return [];
  return Object.entries(operators).flatMap(([operator, keys]) =>
    Object.entries(asObject(keys) ?? {}).map(([key, members]) => ({
      operator,
      key,
      values: texts(members) ?? [],
    })),
  );
}

/** One value or a list of values as a list of texts; null when the element is not there. */
function texts(value: Json | undefined): readonly string[] | null {
  if (value === undefined) return null;
  return (Array.isArray(value) ? value : [value]).map((member: Json) =>
    typeof member === "string" ? member : JSON.stringify(member),
  );
}

function sizeOf(statement: Statement): number {
  const lists = [
    statement.actions,
    statement.notActions,
    statement.resources,
    statement.notResources,
    statement.principals,
    statement.notPrincipals,
    ...statement.conditions.map((c) => c.values),
  ];
  return lists.reduce((sum, list) => sum + (list?.length ?? 0), 1);
}

function asObject(value: Json): JsonObject | null {
  return isJsonObject(value) ? value : null;
}

/** Whether a JSON value is an object: neither null nor a list. */
export function isJsonObject(value: Json): value is JsonObject {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function own(record: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
