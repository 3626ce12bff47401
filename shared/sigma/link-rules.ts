/** Puts rules together: correlations with the rules that they name, filters with the rules that they change. */
import type { CompiledDocument, RuleBody } from "./compile-document.ts";
import type { Correlation, Reference } from "./correlation-rule.ts";
import type { Remark } from "./remarks.ts";
import { quoted } from "./remarks.ts";
import type { RuleHead } from "./rule-head.ts";
import type { Test } from "./test-tree.ts";

/** A document of a file. */
export interface NamedDocument {
  readonly file: string;
  readonly document: CompiledDocument;
}

export type LinkedBody =
  | { readonly kind: "event"; readonly test: Test }
  /** `sources`: places in the list of rules, one for each of `correlation.rules`; none leads back to this one. */
  | {
      readonly kind: "correlation";
      readonly correlation: Correlation;
      readonly sources: readonly number[];
    }
  | { readonly kind: "filter" };

/** A document with all that is said of it. */
export interface LinkedRule {
  readonly file: string;
  readonly head: RuleHead;
  /** Null: not loaded; `problems` or `otherLogs` say why. */
  readonly body: LinkedBody | null;
  readonly otherLogs: string | null;
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
  /** It is only a part of a correlation that does not say `generate: true`. */
  readonly isPart: boolean;
}

/** Links documents; the answer has one rule for each, in their order. */
export function linkRules(documents: readonly NamedDocument[]): readonly LinkedRule[] {
  const find = createFinder(documents);
  const problems = documents.map(({ document }) => [...document.problems]);
  const notes = documents.map(({ document }) => [...document.notes]);
  const others = documents.map(({ document }) => document.otherLogs);
  const filters: (readonly Test[])[] = documents.map(() => []);
  const bodies: (LinkedBody | null | "being-linked" | undefined)[] = documents.map(() => undefined);
  const parts = new Set<number>();

  for (const [at, { file, document }] of documents.entries())
    if (document.body?.kind === "filter") applyFilter(at, file, document.body);

  function applyFilter(
    at: number,
    file: string,
    body: RuleBody & { readonly kind: "filter" },
  ): void {
    const isEvent = (one: number): boolean => documents[one]?.document.body?.kind === "event";
    const targets =
      body.rules === null
        ? [...documents.keys()].filter(isEvent)
        : body.rules.flatMap((reference) => {
            const found = find(reference, file);
            if (typeof found === "string") notes[at]?.push({ ...reference.at, text: found });
            else if (isEvent(found)) return [found];
            else
              notes[at]?.push({
                ...reference.at,
                text: `${quoted(reference.word)} is no rule about single events that is loaded; the filter does not change it.`,
              });
            return [];
          });
    for (const target of targets) filters[target] = [...(filters[target] ?? []), body.test];
  }

  function link(at: number): LinkedBody | null | "being-linked" {
    const known = bodies[at];
    if (known !== undefined) return known;
    bodies[at] = "being-linked";
    const body = linkedBody(at);
    bodies[at] = body;
    return body;
  }

  function linkedBody(at: number): LinkedBody | null {
    const document = documents[at]?.document;
    const body = document?.body;
    if (document === undefined || body === null || body === undefined) return null;
    if (body.kind === "filter") return { kind: "filter" };
    if (body.kind === "event") {
      const added = filters[at] ?? [];
      return {
        kind: "event",
        test: added.length === 0 ? body.test : { kind: "and", parts: [body.test, ...added] },
      };
    }
    return linkedCorrelation(at, body.correlation);
  }

  function linkedCorrelation(at: number, correlation: Correlation): LinkedBody | null {
    const file = documents[at]?.file ?? "";
    const sources: number[] = [];
    for (const reference of correlation.rules) {
      const found = find(reference, file);
      const problem = typeof found === "string" ? found : partProblem(at, found, correlation);
      if (problem !== null) problems[at]?.push({ ...reference.at, text: problem });
      else if (typeof found === "number") sources.push(found);
    }
    const isForeign = correlation.rules.some((reference) => {
      const found = find(reference, file);
      return typeof found === "number" && others[found] !== null;
    });
    if (isForeign) {
      others[at] = "other logs: rules that it names are for them";
      problems[at]?.splice(0);
    }
    if (sources.length < correlation.rules.length) return null;
    if (!correlation.generate) for (const source of sources) parts.add(source);
    return { kind: "correlation", correlation, sources };
  }

  /** Why a rule can't be a part of this correlation. */
  function partProblem(at: number, found: number, { type, rules }: Correlation): string | null {
    const word = documents[found]?.document.head.title ?? "";
    const body = found === at ? "being-linked" : link(found);
    if (body === "being-linked")
      return `The correlation comes back to itself through ${quoted(word)}.`;
    if (body === null) return `The rule ${quoted(word)} is named here and could not be loaded.`;
    if (body.kind === "filter") return `${quoted(word)} is a filter, not a rule.`;
    if (body.kind === "correlation" && /^value_(sum|avg|percentile)$/.test(type))
      return `"${type}" needs rules about single events; ${quoted(word)} is a correlation.`;
    return rules.length > mostParts ? `A correlation may name ${mostParts} rules.` : null;
  }

  for (const at of documents.keys()) link(at);
  return documents.map(({ file, document }, at): LinkedRule => {
    const body = bodies[at];
    return {
      file,
      head: document.head,
      body: body === undefined || body === "being-linked" ? null : body,
      otherLogs: others[at] ?? null,
      problems: problems[at] ?? [],
      notes: notes[at] ?? [],
      isPart: parts.has(at),
    };
  });
}

function add(map: Map<string, number[]>, word: string | null, at: number): void {
  if (word === null || word === "") return;
  const list = map.get(word) ?? [];
  if (list.at(-1) !== at) list.push(at);
  map.set(word, list);
}

/** Most rules of a correlation. */
const mostParts = 50;

/**
 * Finds the rule that a word names: by id or name, else by title, in the same file first. A text: why there is none.
 */
function createFinder(
  documents: readonly NamedDocument[],
): (reference: Reference, file: string) => number | string {
  const byName = new Map<string, number[]>();
  const byTitle = new Map<string, number[]>();
  for (const [at, { document }] of documents.entries()) {
    add(byName, document.head.id, at);
    add(byName, document.head.name, at);
    add(byTitle, document.head.title, at);
  }
  return ({ word }, file) => {
    for (const map of [byName, byTitle]) {
      const all = map.get(word) ?? [];
      const near = all.filter((at) => documents[at]?.file === file);
      const meant = near.length > 0 ? near : all;
      const [only] = meant;
      if (only !== undefined)
        return meant.length === 1 ? only : `${meant.length} rules are called ${quoted(word)}.`;
    }
    return `No rule has the id, name or title ${quoted(word)}.`;
  };
}
