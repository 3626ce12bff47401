import { cite, joined, num, say } from "../span.ts";
import type { Span, Spans } from "../span.ts";

/** More events than these are counted instead of cited. */
const mostCited = 6;

type Part = Span | readonly string[];

interface Kept<T> {
  readonly item: T;
  readonly parts: readonly Part[];
  readonly shape: string;
  /** The events cited by the members, place by place. */
  readonly cited: readonly Set<string>[];
  isCommon: boolean;
}

/** Statements of the first member of a series, while others are held against them. */
export interface Common<T> {
  readonly kept: readonly Kept<T>[];
  readonly wordsOf: (item: T) => Spans;
}

/** A statement of the first member, with the events of all members where all say the same. */
export interface CommonItem<T> {
  readonly item: T;
  readonly words: Spans;
  /** Whether every member says it, up to the events it cites. */
  readonly isCommon: boolean;
}

/** Starts with the statements of the first member. `wordsOf` reads the words of one. */
export function startCommon<T>(items: readonly T[], wordsOf: (item: T) => Spans): Common<T> {
  const kept = items.map((item): Kept<T> => {
    const parts = partsOf(wordsOf(item));
    const cited = parts.flatMap((part) => (isCited(part) ? [new Set(part)] : []));
    return { item, parts, shape: shapeOf(item, parts), cited, isCommon: true };
  });
  return { kept, wordsOf };
}

/** Holds the statements of a further member against them. */
export function compareCommon<T>({ kept, wordsOf }: Common<T>, items: readonly T[]): void {
  const said = new Map(
    items.map((item) => {
      const parts = partsOf(wordsOf(item));
      return [shapeOf(item, parts), parts];
    }),
  );
  for (const one of kept) {
    const same = said.get(one.shape);
    if (same === undefined) one.isCommon = false;
    else {
      same
        .filter((part) => isCited(part))
        .forEach((ids, i) => ids.forEach((id) => one.cited[i]?.add(id)));
    }
  }
}

/** What came out of the comparison, in the order of the first member. */
export function commonItems<T>({ kept, wordsOf }: Common<T>): readonly CommonItem<T>[] {
  return kept.map(({ item, parts, cited, isCommon }) => ({
    item,
    words: isCommon ? filled(parts, cited) : wordsOf(item),
    isCommon,
  }));
}

function filled(parts: readonly Part[], cited: readonly Set<string>[]): Spans {
  let place = 0;
  return parts.flatMap((part): Spans => (isCited(part) ? row(cited[place++]) : [part]));
}

function row(ids: ReadonlySet<string> = new Set()): Spans {
  const shown = [...ids].slice(0, mostCited).map((id) => cite(id));
  const more = ids.size > mostCited ? say` and ${num(ids.size - mostCited)} more` : [];
  return say`${joined(shown, " ")}${more}`;
}

function isCited(part: Part): part is readonly string[] {
  return Array.isArray(part);
}

/** Spans with each run of cited events as one place. */
function partsOf(spans: Spans): readonly Part[] {
  const parts: Part[] = [];
  spans.forEach((span, i) => {
    const last = parts.at(-1);
    const next = spans[i + 1];
    const isGap = span.t === "text" && span.s === " " && next?.t === "event";
    if (last !== undefined && isCited(last) && isGap) return;
    if (span.t !== "event") parts.push(span);
    else if (last !== undefined && isCited(last)) parts[parts.length - 1] = [...last, span.id];
    else parts.push([span.id]);
  });
  return parts;
}

/** Everything of an item but the events it cites. */
function shapeOf(item: unknown, parts: readonly Part[]): string {
  const words = parts.map((part) => (isCited(part) ? null : part));
  return JSON.stringify([words, rest(item)]);
}

/** Members of an item that are plain words: a state, a value, a kind. */
function rest(item: unknown): unknown {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return null;
  return Object.entries(item).filter(([, value]) => typeof value === "string");
}
