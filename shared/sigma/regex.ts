/**
 * Matches regular expressions without ever stepping back: an automaton whose states are made when they are met. The
 * time is at most size of the expression × length of the text, and mostly the length of the text alone. Nothing of a
 * rule becomes a RegExp.
 */
import type { CharSet } from "./char-set.ts";
import { hasPoint, newline, wordLetters } from "./char-set.ts";
import type { Assertion, Regex, RegexFlags } from "./regex-parse.ts";
import { RegexProblem, parseRegex } from "./regex-parse.ts";

type Step =
  | { readonly kind: "set"; readonly set: number; readonly next: number }
  | { kind: "split"; readonly targets: number[] }
  | { readonly kind: "assert"; readonly what: Assertion; readonly next: number }
  | { readonly kind: "found" };

interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
  readonly sets: readonly CharSet[];
}

/** Most steps of an expression, counts written out. */
const mostSteps = 4000;
/** Transitions that are remembered before they are forgotten again. */
const mostTransitions = 2000;
/** Most parts that are looked at while counts are written out; empty groups take no step. */
const mostParts = 50_000;

/**
 * Makes a test: whether the expression matches somewhere in a text.
 * @throws RegexProblem that says what of it can't be used, and where.
 */
export function regexTest(source: string, flags: RegexFlags): (text: string) => boolean {
  return createRunner(compile(parseRegex(source, flags)));
}

function compile(regex: Regex): Program {
  const steps: Step[] = [{ kind: "found" }];
  const sets: CharSet[] = [];
  const known = new Map<CharSet, number>();
  let parts = 0;

  function add(step: Step): number {
    if (steps.length >= mostSteps) throw tooLarge();
    return steps.push(step) - 1;
  }

  /** Steps of a part before the step `next`; gives the first one. */
  function before(part: Regex, next: number): number {
    if (++parts > mostParts) throw tooLarge();
    switch (part.kind) {
      case "set":
        return add({ kind: "set", set: setNumber(part.set), next });
      case "assert":
        return add({ kind: "assert", what: part.what, next });
      case "sequence":
        return part.parts.reduceRight((behind, one) => before(one, behind), next);
      case "choice":
        return add({ kind: "split", targets: part.parts.map((one) => before(one, next)) });
      case "repeat":
        return repeat(part, next);
    }
  }

  /** Repeated parts share their set. */
  function setNumber(set: CharSet): number {
    const number = known.get(set) ?? sets.push(set) - 1;
    known.set(set, number);
    return number;
  }

  function repeat({ part, min, max }: Regex & { readonly kind: "repeat" }, next: number): number {
    let first = next;
    if (max === Infinity) {
      const targets = [next];
      first = add({ kind: "split", targets });
      targets.push(before(part, first));
    } else
      for (let n = min; n < max; n++)
        first = add({ kind: "split", targets: [next, before(part, first)] });
    for (let n = 0; n < min; n++) first = before(part, first);
    return first;
  }

  const start = before(regex, 0);
  return { steps, start, sets };
}

function tooLarge(): RegexProblem {
  return new RegexProblem(
    0,
    `it takes more than ${mostSteps} steps when its counts are written out`,
  );
}

/** What stands before a place: nothing, a new line, a letter of a word, something else. */
const nothing = 0;
const line = 1;
const word = 2;
const other = 3;

function createRunner(program: Program): (text: string) => boolean {
  const { steps, start, sets } = program;
  const cuts = cutPoints(sets);
  const end = cuts.length;
  const kinds = cuts.map((point) =>
    hasPoint(newline, point) ? line : hasPoint(wordLetters, point) ? word : other,
  );
  const ascii = Uint16Array.from({ length: 128 }, (_, point) => classAmong(cuts, point));

  let states: (readonly number[])[] = [];
  let numbers = new Map<string, number>();
  let transitions = new Map<number, number>();

  function numberOf(state: readonly number[]): number {
    const key = state.join(",");
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    return states.push(state) - 1;
  }

  /** The next state, or -1: the expression was found before this letter. `next` is a class, or `end`. */
  function transition(state: number, kind: number, next: number): number {
    const nextKind = next === end ? nothing : (kinds[next] ?? other);
    const seen = new Set<number>();
    const open = [start, ...(states[state] ?? [])];
    const out = new Set<number>();
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      const step = steps[at];
      if (step === undefined) continue;
      if (step.kind === "found") return -1;
      if (step.kind === "split") open.push(...step.targets);
      else if (step.kind === "assert") {
        if (holds(step.what, kind, nextKind)) open.push(step.next);
      } else if (next !== end && hasPoint(sets[step.set] ?? [], cuts[next] ?? 0))
        out.add(step.next);
    }
    return numberOf([...out].toSorted((a, b) => a - b));
  }

  function advance(state: number, kind: number, next: number): number {
    const key = (state * 4 + kind) * (end + 1) + next;
    const known = transitions.get(key);
    if (known !== undefined) return known;
    const to = transition(state, kind, next);
    transitions.set(key, to);
    return to;
  }

  return (text) => {
    if (transitions.size > mostTransitions) {
      states = [];
      numbers = new Map();
      transitions = new Map();
    }
    let state = numberOf([]);
    let kind = nothing;
    for (let at = 0; at < text.length; at++) {
      const point = text.codePointAt(at) ?? 0;
      if (point > 0xffff) at++;
      const next = point < 128 ? (ascii[point] ?? 0) : classAmong(cuts, point);
      state = advance(state, kind, next);
      if (state < 0) return true;
      kind = kinds[next] ?? other;
      if (transitions.size > mostTransitions) {
        const kept = states[state] ?? [];
        states = [];
        numbers = new Map();
        transitions = new Map();
        state = numberOf(kept);
      }
    }
    return advance(state, kind, end) < 0;
  };
}

/** First code points of the classes: within one, no set tells two code points apart. */
function cutPoints(sets: readonly CharSet[]): readonly number[] {
  const cuts = new Set([0]);
  for (const set of [...sets, newline, wordLetters])
    for (const [from, to] of set) cuts.add(from).add(to + 1);
  return [...cuts].toSorted((a, b) => a - b);
}

function classAmong(cuts: readonly number[], point: number): number {
  let low = 0;
  let high = cuts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((cuts[middle] ?? 0) <= point) low = middle;
    else high = middle;
  }
  return low;
}

function holds(what: Assertion, before: number, behind: number): boolean {
  switch (what) {
    case "start":
      return before === nothing;
    case "end":
      return behind === nothing;
    case "line-start":
      return before === nothing || before === line;
    case "line-end":
      return behind === nothing || behind === line;
    case "boundary":
      return (before === word) !== (behind === word);
    case "inside":
      return (before === word) === (behind === word);
  }
}
