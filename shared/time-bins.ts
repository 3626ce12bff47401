/** Sizes of the bars of a histogram over time: steps that people count in, begun where they begin. */

const minute = 60;
const hour = 3600;
const day = 24 * hour;
const week = 7 * day;

/** Seconds, ascending; above the last one whole multiples of it are taken. */
const sizes: readonly number[] = [
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  hour,
  2 * hour,
  3 * hour,
  4 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  week,
  4 * week,
  52 * week,
];

/** Weeks begin on Mondays: 1970-01-05 was one. */
const firstMonday = 4 * day;

/** Start of the bar in which a second lies. Both in seconds since 1970, UTC. */
export function binStart(t: number, size: number): number {
  const origin = size % week === 0 ? firstMonday : 0;
  return Math.floor((t - origin) / size) * size + origin;
}

/**
 * The smallest size in which no more than `most` bars (2 or more: two neighbours may lie on both sides of an edge)
 * hold the seconds from `first` to `last`, both included.
 */
export function binSize(first: number, last: number, most: number): number {
  const fits = (size: number): boolean =>
    (binStart(last, size) - binStart(first, size)) / size < most;
  const known = sizes.find(fits);
  if (known !== undefined) return known;
  const largest = 52 * week;
  let size = largest;
  while (!fits(size)) size *= 2;
  return size;
}
