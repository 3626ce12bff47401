/** Finds in matches of rules what a correlation asks for. */
import type { Bound, Correlation } from "./correlation-rule.ts";

/** A match of one of the correlation's rules: an event, or a match of a correlation. */
export interface Occurrence {
  /** Seconds since 1970. */
  readonly t: number;
  /** Names it among the occurrences: an event that two rules match is one. */
  readonly id: number;
  /** Which of the correlation's rules. */
  readonly rule: number;
  /** Values of the field that value_* look at, as texts. */
  readonly values: readonly string[];
}

/** Occurrences that came together. */
export interface Together {
  readonly from: number;
  readonly to: number;
  /** The largest value that the condition was compared with; how many rules, of temporal ones. */
  readonly value: number;
  readonly occurrences: readonly Occurrence[];
}

/**
 * Correlates the occurrences of one group, in order of time. Conditions that more events can only fulfil (gt, gte of
 * counts and sums) are asked of each timespan, wherever it begins, and timespans that overlap are one match. Other
 * conditions (lt, lte, eq, neq, averages, percentiles) are asked of stretches, each beginning with the first
 * occurrence that is in no earlier one: what they say of a timespan is only true when it is over.
 */
export function correlate(
  correlation: Correlation,
  occurrences: readonly Occurrence[],
): readonly Together[] {
  if (correlation.type === "temporal_ordered") return inOrder(correlation, occurrences);
  return isGrowing(correlation)
    ? slide(correlation, occurrences)
    : stretches(correlation, occurrences);
}

function isGrowing({ type, bounds }: Correlation): boolean {
  return (
    type !== "value_avg" &&
    type !== "value_percentile" &&
    bounds.every(({ operator }) => operator === "gt" || operator === "gte")
  );
}

function holds(bounds: readonly Bound[], value: number): boolean {
  return bounds.every(({ operator, value: wanted }) => {
    switch (operator) {
      case "gt":
        return value > wanted;
      case "gte":
        return value >= wanted;
      case "lt":
        return value < wanted;
      case "lte":
        return value <= wanted;
      case "eq":
        return value === wanted;
      case "neq":
        return value !== wanted;
    }
  });
}

/** What is counted, summed or averaged over a timespan. Null: nothing that could be. */
interface Meter {
  readonly add: (one: Occurrence) => void;
  readonly remove: (one: Occurrence) => void;
  readonly value: () => number | null;
}

function createMeter({ type, percentile }: Correlation): Meter {
  switch (type) {
    case "event_count":
      return countDistinct(({ id }) => [String(id)]);
    case "value_count":
      return countDistinct(({ values }) => values);
    case "temporal":
    case "temporal_ordered":
      return countDistinct(({ rule }) => [String(rule)]);
    case "value_sum":
    case "value_avg":
    case "value_percentile":
      return measure(type, percentile);
  }
}

function countDistinct(wordsOf: (one: Occurrence) => readonly string[]): Meter {
  const counts = new Map<string, number>();
  return {
    add: (one) => {
      for (const word of wordsOf(one)) counts.set(word, (counts.get(word) ?? 0) + 1);
    },
    remove: (one) => {
      for (const word of wordsOf(one)) {
        const left = (counts.get(word) ?? 0) - 1;
        if (left <= 0) counts.delete(word);
        else counts.set(word, left);
      }
    },
    value: () => counts.size,
  };
}

function measure(type: Correlation["type"], percentile: number): Meter {
  // An event that two rules match is measured once.
  const numbers = new Map<number, { readonly values: readonly number[]; times: number }>();
  let sum = 0;
  return {
    add: ({ id, values }) => {
      const known = numbers.get(id);
      if (known !== undefined) known.times++;
      else {
        const measured = { values: values.map(Number), times: 1 };
        numbers.set(id, measured);
        sum += total(measured.values);
      }
    },
    remove: ({ id }) => {
      const known = numbers.get(id);
      if (known === undefined || --known.times > 0) return;
      numbers.delete(id);
      sum = numbers.size === 0 ? 0 : sum - total(known.values);
    },
    value: () => {
      if (type === "value_sum") return numbers.size === 0 ? null : sum;
      const all = [...numbers.values()].flatMap(({ values }) => values);
      if (all.length === 0) return null;
      if (type === "value_avg") return sum / all.length;
      const rank = Math.max(1, Math.ceil((percentile / 100) * all.length));
      return all.toSorted((a, b) => a - b)[rank - 1] ?? null;
    },
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function slide(correlation: Correlation, all: readonly Occurrence[]): readonly Together[] {
  const meter = createMeter(correlation);
  const found: Together[] = [];
  let first = 0;
  let open: { from: number; to: number; value: number } | null = null;
  const close = (): void => {
    if (open !== null) found.push(together(all.slice(open.from, open.to + 1), open.value));
  };
  for (const [at, one] of all.entries()) {
    meter.add(one);
    for (let old = all[first]; old !== undefined && one.t - old.t > correlation.timespan;) {
      meter.remove(old);
      old = all[++first];
    }
    const value = meter.value();
    if (value === null || !holds(correlation.bounds, value)) continue;
    if (open !== null && open.to >= first) {
      open = { from: open.from, to: at, value: Math.max(open.value, value) };
      continue;
    }
    close();
    open = { from: first, to: at, value };
  }
  close();
  return found;
}

function stretches(correlation: Correlation, all: readonly Occurrence[]): readonly Together[] {
  const found: Together[] = [];
  for (let from = 0; from < all.length;) {
    const meter = createMeter(correlation);
    const start = all[from]?.t ?? 0;
    let end = from;
    for (let one = all[end]; one !== undefined && one.t - start <= correlation.timespan;) {
      meter.add(one);
      one = all[++end];
    }
    const value = meter.value();
    if (value !== null && holds(correlation.bounds, value))
      found.push(together(all.slice(from, end), value));
    from = end;
  }
  return found;
}

function together(occurrences: readonly Occurrence[], value: number): Together {
  return {
    from: occurrences[0]?.t ?? 0,
    to: occurrences.at(-1)?.t ?? 0,
    value,
    occurrences,
  };
}

/** Occurrences of the first rules of a correlation in their order, the last one at its end. */
interface Chain {
  readonly start: number;
  readonly last: Occurrence;
  readonly before: Chain | null;
}

/** Chains that are kept of each length. */
const keptChains = 16;

/**
 * Each rule once, in order of time. Within one second the order is not known, so any is taken for right. Occurrences
 * of a match take part in no further one.
 */
function inOrder(correlation: Correlation, all: readonly Occurrence[]): readonly Together[] {
  const { timespan, rules } = correlation;
  const found: Together[] = [];
  let chains: readonly (readonly Chain[])[] = rules.map(() => []);
  for (let from = 0; from < all.length;) {
    const t = all[from]?.t ?? 0;
    let end = from;
    while (all[end]?.t === t) end++;
    for (const one of all.slice(from, end).toSorted((a, b) => a.rule - b.rule)) extend(one);
    from = end;
  }
  return found;

  function extend(one: Occurrence): void {
    const { rule, t } = one;
    const longer: readonly Chain[] =
      rule === 0
        ? [{ start: t, last: one, before: null }]
        : (chains[rule - 1] ?? [])
            .filter((before) => t - before.start <= timespan && !hasAny(before, new Set([one.id])))
            .map((before) => ({ start: before.start, last: one, before }));
    const [best] = longer;
    if (best === undefined) return;
    if (rule < rules.length - 1) {
      // Chains that begin latest are the best: they leave most time.
      const list = [...(chains[rule] ?? []), ...longer].toSorted((a, b) => b.start - a.start);
      chains = chains.with(rule, list.slice(0, keptChains));
      return;
    }
    const occurrences = occurrencesOf(best);
    found.push(together(occurrences, rules.length));
    const used = new Set(occurrences.map(({ id }) => id));
    chains = chains.map((list) => list.filter((chain) => !hasAny(chain, used)));
  }
}

function hasAny(chain: Chain, ids: ReadonlySet<number>): boolean {
  for (let at: Chain | null = chain; at !== null; at = at.before)
    if (ids.has(at.last.id)) return true;
  return false;
}

function occurrencesOf(chain: Chain): readonly Occurrence[] {
  const out: Occurrence[] = [];
  for (let at: Chain | null = chain; at !== null; at = at.before) out.push(at.last);
  return out.toReversed();
}
