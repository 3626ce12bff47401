/** The detection of a rule → a test. */
import type { Condition } from "./condition.ts";
import { namesOf, parseCondition } from "./condition.ts";
import type { Modifiers } from "./modifiers.ts";
import { readModifiers } from "./modifiers.ts";
import { pathOf, textsOf, topFields } from "./record-values.ts";
import type { Remarks } from "./remarks.ts";
import { listed, quoted } from "./remarks.ts";
import type { Test } from "./test-tree.ts";
import type { ValueTest } from "./value-test.ts";
import { RuleProblem, foldedText, valueTest } from "./value-test.ts";
import type { Place, YamlEntry, YamlMap, YamlNode } from "./yaml-tree.ts";
import { entryOf, kindWords, placeInside } from "./yaml-tree.ts";

/** Most tests that a condition may come to, its patterns written out. */
const mostTests = 20_000;

/**
 * Compiles search identifiers and their condition. `own`: keys of the map that are no search identifiers.
 * Null when there were problems.
 */
export function compileDetection(
  detection: YamlMap,
  own: readonly string[],
  remarks: Remarks,
): Test | null {
  const before = remarks.problems.length;
  const tests = new Map<string, Test>();
  const identifiers = detection.entries.filter(({ key }) => !own.includes(key));
  for (const { key, value } of identifiers) {
    const test = guarded(remarks, () => identifierTest(key, value, remarks));
    if (test !== null) tests.set(key, test);
  }
  const names = identifiers.map(({ key }) => key);
  const condition = entryOf(detection, "condition");
  if (condition === undefined) {
    remarks.fail(detection.at, "There is no condition.");
    return null;
  }
  const used = new Set<string>();
  const conditions = condition.value.kind === "list" ? condition.value.items : [condition.value];
  if (conditions.length === 0) remarks.fail(condition.value.at, "The list of conditions is empty.");
  const parts = conditions.map((node) =>
    guarded(remarks, () => conditionTest(node, names, tests, used)),
  );
  if (remarks.problems.length > before) return null;
  for (const { key, at } of identifiers)
    if (!used.has(key) && !key.startsWith("_"))
      remarks.note(at, `The condition does not use ${quoted(key)}.`);
  const found = parts.filter((part) => part !== null);
  const [only] = found;
  return found.length === 1 && only !== undefined ? only : { kind: "or", parts: found };
}

function guarded<T>(remarks: Remarks, work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RuleProblem)) throw error;
    remarks.fail(error.at, error.message);
    return null;
  }
}

function conditionTest(
  node: YamlNode,
  names: readonly string[],
  tests: ReadonlyMap<string, Test>,
  used: Set<string>,
): Test {
  if (node.kind !== "text")
    throw new RuleProblem(node.at, `A condition is a text; this is ${kindWords(node)}.`);
  const parsed = parseCondition(node.text);
  if (!parsed.ok)
    throw new RuleProblem(placeInside(node, parsed.problem.offset), parsed.problem.text);
  let count = 0;
  const inside = (offset: number): Place => placeInside(node, offset);

  function named(name: string): Test {
    used.add(name);
    if (++count > mostTests)
      throw new RuleProblem(node.at, `The condition comes to more than ${mostTests} tests.`);
    // A search identifier that could not be compiled was told of already.
    return tests.get(name) ?? { kind: "or", parts: [] };
  }

  function build(condition: Condition): Test {
    switch (condition.kind) {
      case "and":
      case "or":
        return { kind: condition.kind, parts: condition.parts.map(build) };
      case "not":
        return { kind: "not", part: build(condition.part) };
      case "name":
        if (names.includes(condition.name)) return named(condition.name);
        throw new RuleProblem(
          inside(condition.offset),
          `There is no search identifier ${quoted(condition.name)}; there is ${listed(names.map(quoted)) || "none"}.`,
        );
      case "any-of":
      case "all-of": {
        const meant = namesOf(condition.pattern, names);
        if (meant.length === 0)
          throw new RuleProblem(
            inside(condition.offset),
            `No search identifier is meant by ${quoted(condition.pattern)}; there is ${listed(names.map(quoted)) || "none"}.`,
          );
        return { kind: condition.kind === "any-of" ? "or" : "and", parts: meant.map(named) };
      }
    }
  }
  return build(parsed.condition);
}

function identifierTest(name: string, node: YamlNode, remarks: Remarks): Test {
  if (name === "timeframe")
    throw new RuleProblem(
      node.at,
      '"timeframe" belongs to the aggregations that are no longer part of Sigma; write a correlation rule with a timespan.',
    );
  switch (node.kind) {
    case "map":
      return mapTest(node, remarks);
    case "list": {
      if (node.items.length === 0)
        throw new RuleProblem(node.at, `The search identifier ${quoted(name)} is empty.`);
      return { kind: "or", parts: node.items.map((item) => itemTest(item, remarks)) };
    }
    case "text":
    case "number":
      return itemTest(node, remarks);
    case "boolean":
    case "null":
      throw new RuleProblem(
        node.at,
        `The search identifier ${quoted(name)} is ${kindWords(node)}; it has to be a map of fields, or a list.`,
      );
  }
}

/** An item of a list: a map of fields, or a keyword. */
function itemTest(node: YamlNode, remarks: Remarks): Test {
  if (node.kind === "map") return mapTest(node, remarks);
  return keywordTest([node], plainModifiers, node.at);
}

const plainModifiers = understoodPlain();

function understoodPlain(): Modifiers {
  const none = readModifiers([]);
  if (typeof none === "string") throw new TypeError(none);
  return none;
}

function mapTest(map: YamlMap, remarks: Remarks): Test {
  if (map.entries.length === 0) throw new RuleProblem(map.at, "This map of fields is empty.");
  const parts = map.entries.flatMap((entry) => {
    const test = guarded(remarks, () => fieldTest(entry, remarks));
    return test === null ? [] : [test];
  });
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: "and", parts };
}

function fieldTest({ key, at, value }: YamlEntry, remarks: Remarks): Test {
  const [field = "", ...words] = key.split("|");
  const modifiers = readModifiers(words);
  if (typeof modifiers === "string") throw new RuleProblem(at, modifiers);
  const nodes = value.kind === "list" ? value.items : [value];
  checkValues(key, value, nodes, modifiers, remarks);
  const negated = (test: Test): Test => (modifiers.isNot ? { kind: "not", part: test } : test);
  if (field === "") {
    if (modifiers.type === "exists" || modifiers.type === "field")
      throw new RuleProblem(at, `${quoted(key)} needs the name of a field before the first |.`);
    return negated(keywordTest(nodes, modifiers, at));
  }
  const path = pathOf(checkedField(field, at, remarks));
  if (modifiers.type === "exists") {
    if (value.kind !== "boolean")
      throw new RuleProblem(value.at, `"exists" takes true or false; this is ${kindWords(value)}.`);
    return { kind: "exists", path, wanted: value.value };
  }
  return negated({
    kind: "field",
    path,
    matches: valuesTest(nodes, modifiers),
    isRelative: modifiers.type === "field",
  });
}

function checkedField(field: string, at: Place, remarks: Remarks): string {
  const path = pathOf(field);
  if (path.includes("") || path.length > 32)
    throw new RuleProblem(at, `${quoted(field)} is no name of a field.`);
  const [top = ""] = path;
  if (!topFields.has(top))
    remarks.note(
      at,
      `CloudTrail records have no field ${quoted(top)}; names of fields are exact, also in case.`,
    );
  return field;
}

function checkValues(
  key: string,
  value: YamlNode,
  nodes: readonly YamlNode[],
  modifiers: Modifiers,
  remarks: Remarks,
): void {
  if (nodes.length === 0)
    throw new RuleProblem(value.at, `The list of values of ${quoted(key)} is empty.`);
  if (modifiers.isAll && nodes.length === 1)
    remarks.note(value.at, '"all" with a single value changes nothing; other tools may refuse it.');
  for (const node of nodes) {
    if (node.kind === "map" || node.kind === "list")
      throw new RuleProblem(
        node.at,
        `A value of a field is a text, a number, true, false or null; this is ${kindWords(node)}.`,
      );
    if (node.kind === "null" && value.kind === "list")
      throw new RuleProblem(
        node.at,
        "null can't stand in a list of values; give it a search identifier of its own.",
      );
  }
}

/** Any of the values, or all of them. */
function valuesTest(nodes: readonly YamlNode[], modifiers: Modifiers): ValueTest {
  if (modifiers.isAll) {
    const every = nodes.map((node) => valueTest(node, modifiers));
    return (values, record) => every.every((test) => test(values, record));
  }
  const plain = new Set<string>();
  const tests: ValueTest[] = [];
  for (const node of nodes) {
    const text = foldedText(node, modifiers);
    if (text === null) tests.push(valueTest(node, modifiers));
    else plain.add(text);
  }
  // Long lists of names are looked up, not compared one by one.
  return (values, record) =>
    (plain.size > 0 &&
      values.some((value) => textsOf(value).some((text) => plain.has(text.toLowerCase())))) ||
    tests.some((test) => test(values, record));
}

/** Keywords stand anywhere in the record, unless a modifier says where. */
function keywordTest(nodes: readonly YamlNode[], modifiers: Modifiers, at: Place): Test {
  if (nodes.some(({ kind }) => kind === "null"))
    throw new RuleProblem(at, "null is no keyword: it belongs to a field.");
  const anywhere: Modifiers =
    modifiers.anchor === "whole" ? { ...modifiers, anchor: "contains" } : modifiers;
  return { kind: "keyword", matches: valuesTest(nodes, anywhere) };
}
