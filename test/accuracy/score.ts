/** Counting of right and wrong answers. */

/** Answers about one detection or technique. */
export interface Score {
  /** It should fire and does. */
  hits: number;
  /** It should fire and does not. */
  misses: number;
  /** It fires and should not. */
  falseAlarms: number;
  /** It should not fire and does not. */
  quiet: number;
}

/** Scores by the id of a detection or technique. */
export type Scores = ReadonlyMap<string, Score>;

/** A table of scores that is filled answer by answer. */
export interface Tally {
  readonly scores: Scores;
  readonly add: (id: string, expected: boolean, fired: boolean) => void;
}

/** An empty table. */
export function createTally(): Tally {
  const scores = new Map<string, Score>();
  return {
    scores,
    add: (id, expected, fired) => {
      const score = scores.get(id) ?? { hits: 0, misses: 0, falseAlarms: 0, quiet: 0 };
      scores.set(id, score);
      if (expected && fired) score.hits++;
      else if (expected) score.misses++;
      else if (fired) score.falseAlarms++;
      else score.quiet++;
    },
  };
}

/** The sum of all scores. */
export function totalOf(scores: Scores): Score {
  const total = { hits: 0, misses: 0, falseAlarms: 0, quiet: 0 };
  for (const one of scores.values()) {
    total.hits += one.hits;
    total.misses += one.misses;
    total.falseAlarms += one.falseAlarms;
    total.quiet += one.quiet;
  }
  return total;
}

/** Of what it told, how much was right: 0 to 1; null when it told nothing. */
export function precisionOf({ hits, falseAlarms }: Score): number | null {
  return hits + falseAlarms === 0 ? null : hits / (hits + falseAlarms);
}

/** Of what it should have told, how much it did: 0 to 1; null when there was nothing to tell. */
export function recallOf({ hits, misses }: Score): number | null {
  return hits + misses === 0 ? null : hits / (hits + misses);
}

/** How many answers were looked at. */
export function answersOf({ hits, misses, falseAlarms, quiet }: Score): number {
  return hits + misses + falseAlarms + quiet;
}
