/** Rows of events in growing columns, and which of them stand close together in numbers. */

/** Columns of candidate rows. */
export interface GlanceRows {
  readonly length: () => number;
  /** `group`: who, as a number; `t`: seconds since 1970; `kind`: what was called, as a number. */
  readonly add: (group: number, t: number, kind: number, input: number, record: number) => void;
  /**
   * Rows that stand with others of their group within `seconds`, of at least `kinds` kinds together; of a group at most
   * `most`, the first ones.
   */
  readonly crowded: (seconds: number, kinds: number, most: number) => readonly RowPlace[];
  /** All rows, as they were added. */
  readonly all: () => readonly GlanceRow[];
}

/** Where a record stands. */
export interface RowPlace {
  readonly input: number;
  readonly record: number;
}

/** A candidate row. */
export interface GlanceRow extends RowPlace {
  readonly group: number;
  readonly t: number;
}

function wider<T extends Int32Array | Float64Array>(fresh: T, old: T): T {
  fresh.set(old);
  return fresh;
}

/** Empty columns: 28 bytes a row. */
export function createGlanceRows(): GlanceRows {
  let size = 1024;
  let count = 0;
  let groups = new Int32Array(size);
  let times = new Float64Array(size);
  let kindsOf = new Int32Array(size);
  let inputs = new Float64Array(size);
  let records = new Int32Array(size);

  function grow(): void {
    size *= 2;
    groups = wider(new Int32Array(size), groups);
    times = wider(new Float64Array(size), times);
    kindsOf = wider(new Int32Array(size), kindsOf);
    inputs = wider(new Float64Array(size), inputs);
    records = wider(new Int32Array(size), records);
  }

  /** The rows of each group, in order of time. */
  function* byGroup(): Generator<Uint32Array> {
    const sizes = new Map<number, number>();
    for (let row = 0; row < count; row++) {
      const group = groups[row] ?? 0;
      sizes.set(group, (sizes.get(group) ?? 0) + 1);
    }
    const lists = new Map<number, { readonly rows: Uint32Array; filled: number }>();
    for (const [group, n] of sizes) lists.set(group, { rows: new Uint32Array(n), filled: 0 });
    for (let row = 0; row < count; row++) {
      const list = lists.get(groups[row] ?? 0);
      if (list !== undefined) list.rows[list.filled++] = row;
    }
    for (const { rows } of lists.values())
      yield rows.toSorted((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  }

  function crowdedOf(rows: Uint32Array, seconds: number, kinds: number, most: number): number[] {
    const seen = new Map<number, number>();
    const marked: number[] = [];
    let first = 0;
    let next = 0;
    for (let last = 0; last < rows.length && marked.length < most; last++) {
      const row = rows[last] ?? 0;
      const kind = kindsOf[row] ?? 0;
      seen.set(kind, (seen.get(kind) ?? 0) + 1);
      for (; (times[row] ?? 0) - (times[rows[first] ?? 0] ?? 0) > seconds; first++) {
        const gone = kindsOf[rows[first] ?? 0] ?? 0;
        const left = (seen.get(gone) ?? 1) - 1;
        if (left === 0) seen.delete(gone);
        else seen.set(gone, left);
      }
      if (seen.size < kinds) continue;
      for (next = Math.max(next, first); next <= last; next++) marked.push(rows[next] ?? 0);
    }
    return marked.slice(0, most);
  }

  const placeOf = (row: number): RowPlace => ({
    input: inputs[row] ?? 0,
    record: records[row] ?? 0,
  });

  return {
    length: () => count,
    add: (group, t, kind, input, record) => {
      if (count === size) grow();
      groups[count] = group;
      times[count] = t;
      kindsOf[count] = kind;
      inputs[count] = input;
      records[count] = record;
      count++;
    },
    crowded: (seconds, kinds, most) => {
      const out: RowPlace[] = [];
      for (const rows of byGroup()) {
        if (rows.length < kinds) continue;
        for (const row of crowdedOf(rows, seconds, kinds, most)) out.push(placeOf(row));
      }
      return out;
    },
    all: () =>
      Array.from({ length: count }, (_, row) => ({
        ...placeOf(row),
        group: groups[row] ?? 0,
        t: times[row] ?? 0,
      })),
  };
}
