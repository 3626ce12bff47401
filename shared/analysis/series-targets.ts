import type { Target } from "../finding.ts";
import { counted, joined, num, say, text } from "../span.ts";
import type { Span, Spans } from "../span.ts";
import { lowered } from "./phrases.ts";

/** So many targets are named, and so many details of each; the others are counted. */
const mostNamed = 20;

interface Named {
  readonly label: Spans;
  readonly details: Span[];
}

/** What the calls of a series were about: targets, and what each call named beside its target. */
export interface SeriesTargets {
  /** Every target with every detail, once. */
  readonly pairs: Set<string>;
  readonly targets: Set<string>;
  readonly named: Map<string, Named>;
  /** What kind of thing all targets are, e.g. "Role"; null when they are of several kinds. */
  word: string | null;
}

/** One text for a target with what a call names beside it. */
export function pairKey(target: Target, detail: Span | null): string {
  return JSON.stringify([targetKey(target), detail]);
}

function targetKey(target: Target): string {
  return JSON.stringify([target.type, target.id, target.label]);
}

/** The targets of a series of one. */
export function startTargets(target: Target, detail: Span | null): SeriesTargets {
  const word = wordOf(target.label);
  const all: SeriesTargets = { pairs: new Set(), targets: new Set(), named: new Map(), word };
  noteTarget(all, target, detail);
  return all;
}

/** Takes in what a further call was about. */
export function noteTarget(all: SeriesTargets, target: Target, detail: Span | null): void {
  const pair = pairKey(target, detail);
  if (all.pairs.has(pair)) return;
  const key = targetKey(target);
  all.pairs.add(pair);
  all.targets.add(key);
  if (all.word !== wordOf(target.label)) all.word = null;
  const known = all.named.get(key);
  if (known === undefined && all.named.size < mostNamed) {
    all.named.set(key, { label: target.label, details: detail === null ? [] : [detail] });
  } else if (known !== undefined && detail !== null && known.details.length < mostNamed) {
    known.details.push(detail);
  }
}

/** A series' target: the one that all calls have, or how many there are. */
export function seriesTarget(all: SeriesTargets, first: Target): Target {
  if (all.targets.size === 1) return first;
  const word = all.word === null || all.word.includes(" of ") ? "Target" : all.word;
  const one = lowered([text(word)]);
  const noun = one[0]?.t === "text" ? one[0].s : "target";
  const many = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return { type: first.type, id: null, label: counted(all.targets.size, noun, many) };
}

/**
 * The targets in a row, up to `most` of them with their details: "a (x, y), b (z) and 3 more". `bare` leaves out what
 * kind of thing they are, where it is one kind and stands before the list.
 */
export function targetList(all: SeriesTargets, bare: boolean, most: number = mostNamed): Spans {
  const groups: Spans[] = [];
  let left = most;
  for (const { label, details } of all.named.values()) {
    if (left <= 0) break;
    const shown = details.slice(0, left);
    left -= Math.max(1, shown.length);
    const name = bare && all.word !== null ? label.slice(1) : lowered(label);
    groups.push(shown.length === 0 ? name : say`${name} (${joined(shown)})`);
  }
  return say`${joined(groups)}${more(all, most - left)}`;
}

/** The details in a row, where all calls have one target; empty when none is named. */
export function detailList(all: SeriesTargets, most: number = mostNamed): Spans {
  const [only] = all.named.values();
  const shown = only?.details.slice(0, most) ?? [];
  return shown.length === 0 ? [] : say`${joined(shown)}${more(all, shown.length)}`;
}

function more({ pairs }: SeriesTargets, shown: number): Spans {
  return pairs.size > shown ? say` and ${num(pairs.size - shown)} more` : [];
}

/** The words of ours before the name in a label, e.g. "Role"; null when the label has no name after them. */
function wordOf(label: Spans): string | null {
  const [word] = label;
  return word?.t === "text" && label[1]?.t === "log" ? word.s.trimEnd() : null;
}
