/** The correlation of a rule, read and checked; the rules that it names are found later. */
import type { FieldPath } from "./record-values.ts";
import { pathOf, topFields } from "./record-values.ts";
import type { Remarks } from "./remarks.ts";
import { listed, quoted } from "./remarks.ts";
import type { Place, YamlMap, YamlNode } from "./yaml-tree.ts";
import { entryOf, kindWords } from "./yaml-tree.ts";

const types = [
  "event_count",
  "value_count",
  "temporal",
  "temporal_ordered",
  "value_sum",
  "value_avg",
  "value_percentile",
] as const;
export type CorrelationType = (typeof types)[number];

const operators = ["gt", "gte", "lt", "lte", "eq", "neq"] as const;
export type Operator = (typeof operators)[number];

export interface Bound {
  readonly operator: Operator;
  readonly value: number;
}

/** The id, name or title of another rule, and where it is named. */
export interface Reference {
  readonly word: string;
  readonly at: Place;
}

/** A field of events; where rules call it differently, by the words with which the correlation refers to them. */
export interface CorrelatedField {
  readonly name: string;
  /** Null: each rule has it under this name. */
  readonly byRule: ReadonlyMap<string, FieldPath> | null;
  readonly path: FieldPath;
}

export interface Correlation {
  readonly type: CorrelationType;
  readonly rules: readonly Reference[];
  readonly groupBy: readonly CorrelatedField[];
  /** Seconds. */
  readonly timespan: number;
  /** All of them have to hold. */
  readonly bounds: readonly Bound[];
  /** What value_* look at. */
  readonly fields: readonly CorrelatedField[];
  /** 1 to 99, of value_percentile; else 50. */
  readonly percentile: number;
  /** The rules that it names are reported by themselves, too. */
  readonly generate: boolean;
}

const known = ["type", "rules", "group-by", "timespan", "aliases", "condition", "generate"];
const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const longestDays = 3660;

/** Reads a correlation. `outer`: the document, which may hold `generate`, too. Null when there were problems. */
export function readCorrelation(
  map: YamlMap,
  outer: YamlMap,
  remarks: Remarks,
): Correlation | null {
  const before = remarks.problems.length;
  for (const { key, at } of map.entries)
    if (!known.includes(key))
      remarks.fail(at, `A correlation has no member ${quoted(key)}; it has ${listed(known)}.`);
  const type = typeOf(map, remarks);
  const rules = references(map, "rules", remarks);
  if (rules.length === 0)
    remarks.fail(map.at, 'The correlation needs "rules" that name other rules.');
  const aliases = aliasesOf(map, rules, remarks);
  const timespan = timespanOf(map, remarks);
  const generate = generateOf(map, remarks) ?? generateOf(outer, remarks) ?? false;
  const groupBy = fieldsOf(entryOf(map, "group-by")?.value, "group-by", aliases, remarks);
  if (type === null) return null;
  const condition = conditionOf(map, type, rules.length, aliases, remarks);
  if (condition === null || timespan === null || remarks.problems.length > before) return null;
  return { type, rules, groupBy, timespan, generate, ...condition };
}

function typeOf(map: YamlMap, remarks: Remarks): CorrelationType | null {
  const node = entryOf(map, "type")?.value;
  const found = node?.kind === "text" ? types.find((one) => one === node.text) : undefined;
  if (found !== undefined) return found;
  const said =
    node?.kind === "text"
      ? `There is no correlation type ${quoted(node.text)}`
      : 'The correlation needs a "type"';
  remarks.fail(node?.at ?? map.at, `${said}; Sigma knows ${listed(types)}.`);
  return null;
}

/** Names of rules under a key: a list, or one alone. */
export function references(map: YamlMap, key: string, remarks: Remarks): readonly Reference[] {
  const node = entryOf(map, key)?.value;
  if (node === undefined) return [];
  const found: Reference[] = [];
  for (const item of node.kind === "list" ? node.items : [node]) {
    if (item.kind !== "text" && item.kind !== "number")
      remarks.fail(item.at, `"${key}" holds ids or names of rules; this is ${kindWords(item)}.`);
    else if (found.some(({ word }) => word === item.text))
      remarks.fail(item.at, `${quoted(item.text)} is named twice.`);
    else found.push({ word: item.text, at: item.at });
  }
  return found;
}

function timespanOf(map: YamlMap, remarks: Remarks): number | null {
  const node = entryOf(map, "timespan")?.value;
  const form = node?.kind === "text" ? /^([1-9][0-9]{0,8})([smhd])$/.exec(node.text) : null;
  const span = Number(form?.[1] ?? 0) * (seconds[form?.[2] ?? ""] ?? 0);
  if (span > 0 && span <= longestDays * 86_400) return span;
  remarks.fail(
    node?.at ?? map.at,
    `The correlation needs a "timespan" such as 30s, 15m, 1h or 7d, of ${longestDays} days at most.`,
  );
  return null;
}

function generateOf(map: YamlMap, remarks: Remarks): boolean | null {
  const node = entryOf(map, "generate")?.value;
  if (node === undefined || node.kind === "null") return null;
  if (node.kind === "boolean") return node.value;
  remarks.fail(node.at, `"generate" is true or false; this is ${kindWords(node)}.`);
  return null;
}

type Aliases = ReadonlyMap<string, ReadonlyMap<string, FieldPath>>;

function aliasesOf(map: YamlMap, rules: readonly Reference[], remarks: Remarks): Aliases {
  const aliases = new Map<string, ReadonlyMap<string, FieldPath>>();
  const node = entryOf(map, "aliases")?.value;
  if (node === undefined || node.kind === "null") return aliases;
  if (node.kind !== "map") {
    remarks.fail(node.at, `"aliases" has to be a map; this is ${kindWords(node)}.`);
    return aliases;
  }
  for (const { key, at, value } of node.entries) {
    const byRule = new Map<string, FieldPath>();
    for (const entry of value.kind === "map" ? value.entries : []) {
      if (!rules.some(({ word }) => word === entry.key))
        remarks.fail(entry.at, `The correlation names no rule ${quoted(entry.key)}.`);
      if (entry.value.kind === "text") byRule.set(entry.key, pathOf(entry.value.text));
      else
        remarks.fail(
          entry.value.at,
          `An alias stands for the name of a field; this is ${kindWords(entry.value)}.`,
        );
    }
    const missing = rules.filter(({ word }) => !byRule.has(word)).map(({ word }) => quoted(word));
    if (missing.length > 0)
      remarks.fail(at, `The alias ${quoted(key)} says no field for ${listed(missing)}.`);
    aliases.set(key, byRule);
  }
  return aliases;
}

function fieldsOf(
  node: YamlNode | undefined,
  what: string,
  aliases: Aliases,
  remarks: Remarks,
): readonly CorrelatedField[] {
  if (node === undefined || node.kind === "null") return [];
  const items = node.kind === "list" ? node.items : [node];
  return items.flatMap((item) => {
    if (item.kind !== "text" || item.text === "") {
      remarks.fail(item.at, `"${what}" holds names of fields; this is ${kindWords(item)}.`);
      return [];
    }
    const byRule = aliases.get(item.text) ?? null;
    const path = pathOf(item.text);
    if (byRule === null && !topFields.has(path[0] ?? ""))
      remarks.note(
        item.at,
        `CloudTrail records have no field ${quoted(path[0] ?? "")}; names of fields are exact, also in case.`,
      );
    return [{ name: item.text, byRule, path }];
  });
}

type ReadCondition = Pick<Correlation, "bounds" | "fields" | "percentile">;

function conditionOf(
  map: YamlMap,
  type: CorrelationType,
  rules: number,
  aliases: Aliases,
  remarks: Remarks,
): ReadCondition | null {
  const node = entryOf(map, "condition")?.value;
  const isTemporal = type === "temporal" || type === "temporal_ordered";
  if (node === undefined && isTemporal)
    return { bounds: [{ operator: "gte", value: rules }], fields: [], percentile: 50 };
  if (node?.kind !== "map") {
    remarks.fail(
      node?.at ?? map.at,
      `${quoted(type)} needs a "condition" that is a map such as {gte: 10}${node === undefined ? "" : `; this is ${kindWords(node)}`}.`,
    );
    return null;
  }
  const bounds = boundsOf(node, type, remarks);
  const fields = fieldsOf(entryOf(node, "field")?.value, "field", aliases, remarks);
  if (type.startsWith("value_") !== fields.length > 0)
    remarks.fail(
      node.at,
      fields.length > 0
        ? `${quoted(type)} takes no "field".`
        : `${quoted(type)} needs a "field" in its condition.`,
    );
  if (fields.length > 1 && type !== "value_count")
    remarks.fail(node.at, `${quoted(type)} takes one field.`);
  const [bound] = bounds;
  const isWhole = bounds.length === 1 && bound?.operator === "gte" && bound.value === rules;
  if (type === "temporal_ordered" && !isWhole)
    remarks.fail(
      node.at,
      '"temporal_ordered" asks for all of its rules in their order; leave the condition out.',
    );
  return { bounds, fields, percentile: percentileOf(node, type, remarks) };
}

function boundsOf(node: YamlMap, type: CorrelationType, remarks: Remarks): readonly Bound[] {
  const bounds: Bound[] = [];
  for (const { key, at, value } of node.entries) {
    const operator = operators.find((one) => one === key);
    if (operator === undefined) {
      if (key === "field" || (key === "percentile" && type === "value_percentile")) continue;
      remarks.fail(
        at,
        `A condition has no member ${quoted(key)}; it has field, ${listed(operators)}.`,
      );
    } else if (value.kind !== "number")
      remarks.fail(
        value.at,
        `${quoted(key)} takes a number without quotes; this is ${kindWords(value)}.`,
      );
    else bounds.push({ operator, value: value.value });
  }
  if (bounds.length === 0)
    remarks.fail(node.at, `The condition needs one of ${listed(operators)}.`);
  return bounds;
}

function percentileOf(node: YamlMap, type: CorrelationType, remarks: Remarks): number {
  if (type !== "value_percentile") return 50;
  const entry = entryOf(node, "percentile");
  const value = entry?.value.kind === "number" ? entry.value.value : 0;
  if (Number.isInteger(value) && value >= 1 && value <= 99) return value;
  remarks.fail(
    entry?.value.at ?? node.at,
    "The Sigma specification does not say which percentile value_percentile means; add percentile: 1 to 99 to the condition (50 is the median).",
  );
  return 50;
}
