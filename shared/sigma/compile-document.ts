/** One YAML document → one rule, or why not. */
import type { Correlation, Reference } from "./correlation-rule.ts";
import { readCorrelation, references } from "./correlation-rule.ts";
import { compileDetection } from "./detection.ts";
import type { Remark, Remarks } from "./remarks.ts";
import { createRemarks, listed, quoted } from "./remarks.ts";
import type { RuleHead } from "./rule-head.ts";
import { readHead, scalarText } from "./rule-head.ts";
import type { Test } from "./test-tree.ts";
import type { YamlMap, YamlNode } from "./yaml-tree.ts";
import { entryOf, kindWords } from "./yaml-tree.ts";

/** What a document asks for. */
export type RuleBody =
  | { readonly kind: "event"; readonly test: Test }
  | { readonly kind: "correlation"; readonly correlation: Correlation }
  /** Its test is added to the rules that it names with "and"; null: to all. */
  | { readonly kind: "filter"; readonly rules: readonly Reference[] | null; readonly test: Test };

export interface CompiledDocument {
  readonly head: RuleHead;
  /** Null: it is for other logs, or has problems. */
  readonly body: RuleBody | null;
  /** Of which other logs it speaks, in words; null: of CloudTrail's. */
  readonly otherLogs: string | null;
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
}

/** Compiles a document. Nothing is thrown for what stands in it. */
export function compileDocument(node: YamlNode): CompiledDocument {
  const remarks = createRemarks();
  if (node.kind !== "map") {
    remarks.fail(
      node.at,
      `A rule is a map with a title and a detection; this is ${kindWords(node)}.`,
    );
    return { ...remarks, head: emptyHead(node), body: null, otherLogs: null };
  }
  const head = readHead(node, remarks);
  const otherLogs = otherLogsOf(node, remarks);
  const body = otherLogs === null ? bodyOf(node, remarks) : null;
  return {
    head,
    body: remarks.problems.length === 0 ? body : null,
    otherLogs,
    // A rule for other logs is left alone, whatever it holds.
    problems: otherLogs === null ? remarks.problems : [],
    notes: otherLogs === null ? remarks.notes : [],
  };
}

function emptyHead({ at }: YamlNode): RuleHead {
  return readHead({ kind: "map", at, entries: [] }, createRemarks());
}

function bodyOf(map: YamlMap, remarks: Remarks): RuleBody | null {
  const kinds = ["detection", "correlation", "filter"].filter((key) => entryOf(map, key));
  const action = entryOf(map, "action");
  if (action !== undefined) {
    remarks.fail(
      action.at,
      '"action" belongs to an earlier Sigma, which put several rules together; write each rule out.',
    );
    return null;
  }
  if (kinds.length !== 1) {
    remarks.fail(
      map.at,
      kinds.length === 0
        ? "This is no Sigma rule: it has neither a detection nor a correlation nor a filter."
        : `A rule has one of ${listed(kinds)}, not all of them.`,
    );
    return null;
  }
  const [key = ""] = kinds;
  const part = entryOf(map, key)?.value;
  if (part?.kind !== "map") {
    remarks.fail(
      part?.at ?? map.at,
      `"${key}" has to be a map; this is ${part === undefined ? "nothing" : kindWords(part)}.`,
    );
    return null;
  }
  if (key === "correlation") {
    const correlation = readCorrelation(part, map, remarks);
    return correlation === null ? null : { kind: "correlation", correlation };
  }
  if (entryOf(map, "logsource") === undefined)
    remarks.fail(
      map.at,
      'The rule has no "logsource"; CloudTrail is product: aws, service: cloudtrail.',
    );
  if (key === "filter") return filterOf(part, remarks);
  const test = compileDetection(part, ["condition"], remarks);
  return test === null ? null : { kind: "event", test };
}

function filterOf(part: YamlMap, remarks: Remarks): RuleBody | null {
  const rules = entryOf(part, "rules");
  const isAny = rules?.value.kind === "text" && rules.value.text.toLowerCase() === "any";
  const named = isAny ? null : references(part, "rules", remarks);
  if (named?.length === 0)
    remarks.fail(
      rules?.at ?? part.at,
      'The filter needs "rules" that name the rules which it changes.',
    );
  const condition = entryOf(part, "condition")?.value;
  if (condition?.kind === "text" && !/\bnot\b/i.test(condition.text))
    remarks.note(
      condition.at,
      'The filter keeps events that match its condition; to leave them out, write "not" before it.',
    );
  const test = compileDetection(part, ["condition", "rules"], remarks);
  return test === null ? null : { kind: "filter", rules: named, test };
}

/** Which logs a rule speaks of, when they are not CloudTrail's. */
function otherLogsOf(map: YamlMap, remarks: Remarks): string | null {
  const source = entryOf(map, "logsource")?.value;
  if (source === undefined) return null;
  if (source.kind !== "map") {
    remarks.fail(source.at, `"logsource" has to be a map; this is ${kindWords(source)}.`);
    return null;
  }
  const word = (key: string): string | null => {
    const node = entryOf(source, key)?.value;
    return node === undefined ? null : scalarText(node, key, remarks);
  };
  const [product, service, category] = [word("product"), word("service"), word("category")];
  const isCloudTrail =
    category === null &&
    (product === null || product.toLowerCase() === "aws") &&
    (service === null ? product !== null : service.toLowerCase() === "cloudtrail");
  if (isCloudTrail) return null;
  const said = [
    ["product", product],
    ["service", service],
    ["category", category],
  ].flatMap(([key, value]) => (value === null ? [] : [`${key} ${quoted(value ?? "")}`]));
  return said.length === 0 ? "a log source without product, service and category" : listed(said);
}
