/** Narrows a policy document to the actions that were used; it never allows anything that it did not allow before. */
import type { Json, JsonObject } from "../cloudtrail-event.ts";
import { field, isJsonObject, parseJson } from "../cloudtrail-event.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import { matchesAction } from "../iam/wildcard.ts";
import { dataServices, isUnseen } from "./used-actions.ts";

/** What came of it. */
export interface Narrowed {
  /** JSON text; null: nothing would be left to allow. */
  readonly document: string | null;
  /** Actions that are kept because the log shows them, sorted. */
  readonly used: readonly string[];
  /** Actions that the document names and that are kept although the log can't show their use. */
  readonly kept: readonly string[];
  /** Patterns that are gone or became narrower. */
  readonly narrowed: readonly string[];
  /** Services of which a pattern allowed what the log can't show. */
  readonly unseen: readonly string[];
}

/** Characters, without white space, that IAM takes in a managed policy. */
export const longestPolicy = 6144;

/** Null: the document is no policy that can be read. `used`: actions. */
export function narrowPolicy(text: string, used: readonly string[]): Narrowed | null {
  // Readers differ in which of two members of one name counts: narrowing one of them could allow more than the other.
  const { status, duplicateKeys } = readPolicyDocument(text);
  if (status !== "ok" || duplicateKeys.length > 0) return null;
  let json: Json;
  try {
    json = parseJson(text);
  } catch {
    return null;
  }
  const listed = field(json, "Statement");
  if (!isJsonObject(json) || listed === undefined || listed === null) return null;
  const all = Array.isArray(listed) ? listed : [listed];
  const found = {
    used: new Set<string>(),
    kept: new Set<string>(),
    narrowed: new Set<string>(),
    unseen: new Set<string>(),
  };
  const statements: JsonObject[] = [];
  const ids = new Set(all.flatMap((one) => (isJsonObject(one) ? textsOf(one["Sid"]) : [])));
  for (const one of all) {
    if (!isJsonObject(one)) return null;
    if (one["Effect"] !== "Allow") statements.push(one);
    else statements.push(...narrowStatement(one, used, found, ids));
  }
  const hasAllow = statements.some((one) => one["Effect"] === "Allow");
  return {
    document: hasAllow ? JSON.stringify({ ...json, Statement: statements }) : null,
    used: sorted(found.used),
    kept: sorted(found.kept),
    narrowed: sorted(found.narrowed),
    unseen: sorted(found.unseen),
  };
}

interface Found {
  readonly used: Set<string>;
  readonly kept: Set<string>;
  readonly narrowed: Set<string>;
  readonly unseen: Set<string>;
}

/** One statement for each service, with the resources and conditions of the former one. `ids`: those that are taken. */
function narrowStatement(
  statement: JsonObject,
  used: readonly string[],
  found: Found,
  ids: Set<string>,
): readonly JsonObject[] {
  const { Action: allowed, NotAction: except, Sid: sid, ...rest } = statement;
  const patterns = textsOf(allowed);
  const exceptions = textsOf(except);
  const matches = (action: string): boolean =>
    except === undefined
      ? patterns.some((pattern) => matchesAction(pattern, action))
      : !exceptions.some((pattern) => matchesAction(pattern, action));
  const own = new Map(used.filter(matches).map((action) => [action.toLowerCase(), action]));
  for (const action of own.values()) found.used.add(action);
  for (const pattern of except === undefined ? patterns : ["*"]) {
    const isSingle = !/[*?]/.test(pattern);
    if (isSingle && isUnseen(pattern)) {
      found.kept.add(pattern);
      own.set(pattern.toLowerCase(), pattern);
    } else if (!isSingle || !own.has(pattern.toLowerCase())) {
      found.narrowed.add(pattern);
      if (!isSingle) for (const service of unseenOf(pattern)) found.unseen.add(service);
    }
  }
  const groups = new Map<string, string[]>();
  for (const action of sorted(own.values())) {
    const service = action.split(":")[0]?.toLowerCase() ?? "";
    groups.set(service, [...(groups.get(service) ?? []), action]);
  }
  return [...groups].map(([service, actions], i) => ({
    ...(typeof sid === "string"
      ? { Sid: i === 0 ? sid : freshId(`${sid}${service.replaceAll(/[^a-z0-9]/g, "")}`, ids) }
      : {}),
    ...rest,
    Action: actions,
  }));
}

/** A statement's id is unique in its document: IAM refuses it otherwise. */
function freshId(wanted: string, ids: Set<string>): string {
  let id = wanted;
  for (let n = 2; ids.has(id); n++) id = `${wanted}${n}`;
  ids.add(id);
  return id;
}

/** Services that a pattern with wildcards reaches and whose data events a log may not hold. */
function unseenOf(pattern: string): readonly string[] {
  const [service = ""] = pattern.toLowerCase().split(":");
  return [...dataServices].filter((one) => matchesAction(service, one));
}

function textsOf(value: Json | undefined): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

function sorted(all: Iterable<string>): readonly string[] {
  return [...all].toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}
