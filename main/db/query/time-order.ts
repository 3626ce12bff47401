/** Puts rows into the order of time. */

/** Hours in which something happened, and the rows of each. */
export interface TimeOrder {
  /** The first second of each hour, ascending. */
  readonly hours: Float64Array;
  /** Row at which each hour begins, in the order of time; one more entry than hours, the number of rows. */
  readonly starts: Uint32Array;
  /** Seconds after the hour, in the order of time. */
  readonly seconds: Uint16Array;
  /** `order[i]` is the row, as collected, that comes at place i. */
  readonly order: Uint32Array;
}

export interface TimeCollector {
  /** Notes the time of a row, in seconds since 1970. */
  readonly put: (row: number, t: number) => void;
  /** Sorts: by time; rows of one second stay in the order in which they were collected. */
  readonly finish: () => TimeOrder;
}

const hour = 3600;

/** Makes a collector of the times of `rows` rows: 6 bytes a row, and a number for each different hour. */
export function createTimeCollector(rows: number): TimeCollector {
  const numberOf = new Map<number, number>();
  const bases: number[] = [];
  let hourOf = new Uint32Array(rows);
  let seconds = new Uint16Array(rows);
  let lastBase = Number.NaN;
  let lastNumber = 0;

  function put(row: number, t: number): void {
    let base = Math.floor(t / hour) * hour;
    // Beyond 2^53 hours can't be told from seconds: each time is an hour of its own.
    if (!(t - base < hour && t >= base)) base = t;
    if (base !== lastBase) {
      lastBase = base;
      const known = numberOf.get(base);
      lastNumber = known ?? bases.length;
      if (known === undefined) {
        numberOf.set(base, lastNumber);
        bases.push(base);
      }
    }
    hourOf[row] = lastNumber;
    seconds[row] = t - base;
  }

  function finish(): TimeOrder {
    const count = bases.length;
    const hours = Float64Array.from(bases).toSorted();
    const places = new Uint32Array(count);
    hours.forEach((base, place) => {
      places[numberOf.get(base)!] = place;
    });
    const starts = new Uint32Array(count + 1);
    for (let row = 0; row < rows; row++) starts[places[hourOf[row]!]! + 1]!++;
    for (let i = 0; i < count; i++) starts[i + 1]! += starts[i]!;
    const next = starts.slice(0, count);
    const order = new Uint32Array(rows);
    for (let row = 0; row < rows; row++) order[next[places[hourOf[row]!]!]!++] = row;
    hourOf = new Uint32Array(0);
    const scratch = new Uint32Array(longest(starts));
    for (let i = 0; i < count; i++) sortHour(order, starts[i]!, starts[i + 1]!, seconds, scratch);
    const sorted = new Uint16Array(rows);
    for (let i = 0; i < rows; i++) sorted[i] = seconds[order[i]!]!;
    seconds = new Uint16Array(0);
    return { hours, starts, seconds: sorted, order };
  }

  return { put, finish };
}

function longest(starts: Uint32Array): number {
  let most = 0;
  for (let i = 1; i < starts.length; i++) most = Math.max(most, starts[i]! - starts[i - 1]!);
  return most;
}

/** Below this, moving rows one by one is faster than counting 3,600 seconds. */
const few = 96;
const counts = new Uint32Array(hour + 1);

/** Sorts order[from, to), rows of one hour, by second; equal ones stay as they are. */
function sortHour(
  order: Uint32Array,
  from: number,
  to: number,
  seconds: Uint16Array,
  scratch: Uint32Array,
): void {
  if (to - from <= few) {
    for (let i = from + 1; i < to; i++) {
      const row = order[i]!;
      const second = seconds[row]!;
      let at = i;
      while (at > from && seconds[order[at - 1]!]! > second) {
        order[at] = order[at - 1]!;
        at--;
      }
      order[at] = row;
    }
    return;
  }
  counts.fill(0);
  for (let i = from; i < to; i++) counts[seconds[order[i]!]! + 1]!++;
  for (let i = 0; i < hour; i++) counts[i + 1]! += counts[i]!;
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    scratch[counts[seconds[row]!]!++] = row;
  }
  for (let i = from; i < to; i++) order[i] = scratch[i - from]!;
}
