import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import { booleanField, field, textField } from "../cloudtrail-event.ts";
import type { ValueSource } from "../knowledge/entry.ts";
import { memberKind } from "./member-kinds.ts";
import { planJson } from "./plan-json.ts";
import type { PlanValue } from "./plan.ts";
import type { PriorFact, PriorFacts } from "./prior-facts.ts";

/** A value of an undoing call: known with its evidence, known not to exist, or unknown. */
export type Resolved =
  | {
      readonly state: "known";
      readonly value: PlanValue;
      readonly evidence: readonly string[];
      /** As in `PriorFact`. */
      readonly deletedBy?: string;
      readonly isPartial?: true;
    }
  | { readonly state: "none"; readonly evidence: readonly string[] }
  | { readonly state: "unknown" };

/** Where values come from. */
export interface Sources {
  readonly event: CloudTrailEvent;
  readonly facts: PriorFacts;
}

const unknown: Resolved = { state: "unknown" };

/** Resolves a value source for one member of a call, in the syntax that `ValueSource` explains. */
export function resolveValue(source: ValueSource, member: string, from: Sources): Resolved {
  if (typeof source !== "string") return { state: "known", value: source, evidence: [] };
  let result = unknown;
  for (const alternative of source.split("|else:")) {
    result = resolveOne(alternative, member, from);
    if (result.state === "known") return result;
  }
  return result;
}

/** The members of a repeated `$prior.x[]` source, one result each; null when the log does not tell them. */
export function resolveEach(
  source: string,
  member: string,
  facts: PriorFacts,
): readonly Resolved[] | null {
  const answer = facts(source.slice("$prior.".length));
  if (answer === null) return null;
  const list = isList(answer) ? answer : [answer];
  return list.map((fact) => withEnd(coerced(fact.value, member, fact.evidence), fact));
}

function withEnd(found: Resolved, { deletedBy, isPartial }: PriorFact): Resolved {
  if (found.state !== "known") return found;
  return {
    ...found,
    ...(deletedBy === undefined ? {} : { deletedBy }),
    ...(isPartial === undefined ? {} : { isPartial }),
  };
}

/** A fact of earlier events under its path, as the state it is in. */
export function resolveFact(path: string, member: string, facts: PriorFacts): Resolved {
  const answer = facts(path);
  if (answer === null) return unknown;
  if (!isList(answer)) return withEnd(coerced(answer.value, member, answer.evidence), answer);
  if (answer.length === 0) return { state: "none", evidence: [] };
  const values = answer.map((fact) => fact.value);
  const evidence = answer.flatMap((fact) => fact.evidence);
  return coerced(values.length === 1 ? (values[0] ?? values) : values, member, evidence);
}

function resolveOne(source: string, member: string, from: Sources): Resolved {
  const [path = "", change] = source.split("|");
  const found = resolvePath(path, member, from);
  if (change !== "afterSlash" || found.state !== "known" || typeof found.value !== "string")
    return found;
  return { ...found, value: found.value.slice(found.value.lastIndexOf("/") + 1) };
}

function resolvePath(path: string, member: string, { event, facts }: Sources): Resolved {
  const name = path.slice(path.indexOf(".") + 1);
  if (path.startsWith("$prior.")) {
    const fact = resolveFact(name, member, facts);
    return fact.state === "unknown" ? fromName(name, member, event) : fact;
  }
  const evidence = [event.id];
  if (path.startsWith("$rp.")) return coerced(walk(event.request, name), member, evidence);
  if (path.startsWith("$re.")) return coerced(walk(event.response, name), member, evidence);
  if (path === "$ui.userName") return coerced(callingUser(event), member, evidence);
  if (path.startsWith("$")) return unknown;
  return coerced(path, member, []);
}

/** IAM infers a missing user name from the caller; for anyone but an IAM user the field means something else. */
function callingUser(event: CloudTrailEvent): string | null {
  return event.identity.type === "IAMUser" ? event.identity.userName : null;
}

/** Facts that stand in the very name of the thing: an ARN holds the name and path of its policy. */
function fromName(fact: string, member: string, event: CloudTrailEvent): Resolved {
  const evidence = [event.id];
  const policyArn = textField(event.request ?? undefined, "policyArn");
  const resource = policyArn?.split(":policy/").at(1);
  if (resource !== undefined && fact === "policy.name")
    return coerced(resource.slice(resource.lastIndexOf("/") + 1), member, evidence);
  if (resource !== undefined && fact === "policy.path")
    return coerced(`/${resource.slice(0, resource.lastIndexOf("/") + 1)}`, member, evidence);
  const provider = textField(event.request ?? undefined, "openIDConnectProviderArn");
  const host = provider?.split(":oidc-provider/").at(1);
  if (host !== undefined && fact === "oidc.url")
    return coerced(`https://${host}`, member, evidence);
  return unknown;
}

function walk(root: Json | null, path: string): Json | undefined {
  let value: Json | undefined = root ?? undefined;
  for (const [at, part] of path.split(".").entries()) {
    if (!part.endsWith("[]")) {
      value = field(value, part);
      continue;
    }
    const list = field(value, part.slice(0, -2));
    const rest = path
      .split(".")
      .slice(at + 1)
      .join(".");
    if (!Array.isArray(list)) return undefined;
    const members = list.map((one: Json) => walk(one, rest));
    return members.every((one) => one !== undefined) ? members : undefined;
  }
  return value;
}

/** Brings a value of the log into the form its member takes; a value of another form counts as unknown. */
function coerced(
  value: Json | PlanValue | undefined,
  member: string,
  evidence: readonly string[],
): Resolved {
  const form = inForm(value, member);
  return form === null ? unknown : { state: "known", value: form, evidence };
}

function inForm(value: Json | PlanValue | undefined, member: string): PlanValue | null {
  if (value === undefined || value === null || value === "") return null;
  switch (memberKind(member)) {
    case "flag":
      return booleanField({ value: planJson(value) }, "value");
    case "integer": {
      const number = typeof value === "string" ? Number(value) : value;
      return typeof number === "number" && Number.isSafeInteger(number) ? number : null;
    }
    case "document":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "json":
      return structure(planJson(value), member);
    case "text":
    case "secret":
      return typeof value === "object" ? null : String(value);
  }
}

function structure(value: Json, member: string): PlanValue | null {
  if (member === "IamInstanceProfile") return typeof value === "string" ? { Name: value } : null;
  if (member === "Tags") return tagList(value);
  if (member === "Properties") return stringMap(value);
  if (!Array.isArray(value)) return null;
  const words = value.filter((one: Json) => typeof one === "string");
  return words.length === value.length ? words : null;
}

/** Tags as the API spells them, from the spelling of the log (`key`, `value`). Null when the value is no tag list. */
export function tagList(
  value: Json | undefined,
): readonly { readonly Key: string; readonly Value: string }[] | null {
  if (!Array.isArray(value)) return null;
  const tags = value.map((one: Json) => ({ Key: field(one, "key"), Value: field(one, "value") }));
  const out: { Key: string; Value: string }[] = [];
  for (const { Key, Value } of tags) {
    if (typeof Key !== "string" || typeof Value !== "string") return null;
    out.push({ Key, Value });
  }
  return out;
}

function stringMap(value: Json): PlanValue | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const map: Record<string, string> = {};
  for (const [key, one] of Object.entries(value)) {
    if (typeof one !== "string") return null;
    map[key] = one;
  }
  return map;
}

function isList(answer: PriorFact | readonly PriorFact[]): answer is readonly PriorFact[] {
  return Array.isArray(answer);
}
