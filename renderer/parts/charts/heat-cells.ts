/** Cells of the coverage heat map: days put together to as many columns as there is room for. Pure. */
import type { CoverageMap, CoverageRow } from "../../../shared/ipc/evidence.ts";

/**
 * `events`: there are some. `gap`: none, and a digest says that logs are missing. `quiet`: none, and digests cover the
 * time. `unknown`: neither event nor digest.
 */
export type HeatState = "events" | "gap" | "quiet" | "unknown";

export interface HeatCell {
  readonly column: number;
  /** Days since 1970: from, and before. */
  readonly from: number;
  readonly to: number;
  readonly events: number;
  /** Hours of which logs are missing; there may be events all the same. */
  readonly missing: number;
  readonly state: HeatState;
  /** 1 to 5, on a logarithmic scale; 0 without events. */
  readonly level: number;
}

export interface HeatRow {
  readonly account: string;
  readonly region: string;
  /** The first row of its account. */
  readonly isFirst: boolean;
  readonly missing: number;
  readonly cells: readonly HeatCell[];
}

export interface Heat {
  readonly rows: readonly HeatRow[];
  readonly columns: number;
  /** Days in a column. */
  readonly days: number;
  /** Days since 1970 of the first column. */
  readonly from: number;
  /** Events of the emptiest cell that has some, and of the fullest. */
  readonly least: number;
  readonly most: number;
  /** Rows that are not among `rows`. */
  readonly more: number;
}

const levels = 5;

/** The heat map of at most `rows` rows (those with most events) in at most `columns` columns. */
export function heatOf(map: CoverageMap, columns: number, rows: number): Heat {
  const { from, to } = map;
  const nothing: Heat = { rows: [], columns: 0, days: 1, from: 0, least: 0, most: 0, more: 0 };
  if (from === null || to === null) return nothing;
  const span = to - from + 1;
  const days = Math.max(1, Math.ceil(span / Math.max(1, columns)));
  const wanted = new Set(
    map.rows
      .toSorted((a, b) => weightOf(b) - weightOf(a))
      .slice(0, rows)
      .map((row) => row),
  );
  const shown = map.rows.filter((row) => wanted.has(row));
  const binned = shown.map((row) => binsOf(row, from, to, days));
  const filled = binned.flatMap((cells) =>
    cells.flatMap(({ events }) => (events > 0 ? [events] : [])),
  );
  const most = filled.reduce((a, b) => Math.max(a, b), 0);
  const least = filled.reduce((a, b) => Math.min(a, b), most);
  return {
    rows: shown.map(({ account, region }, i) => ({
      account,
      region,
      isFirst: shown[i - 1]?.account !== account,
      missing: (binned[i] ?? []).reduce((sum, cell) => sum + cell.missing, 0),
      cells: (binned[i] ?? []).map((cell) => ({
        ...cell,
        level: levelOf(cell.events, least, most),
      })),
    })),
    columns: Math.ceil(span / days),
    days,
    from,
    least,
    most,
    more: map.rows.length - shown.length,
  };
}

/** Rows with gaps are worth a look however few events they have. */
function weightOf({ events, days }: CoverageRow): number {
  return days.some(({ hours }) => hours.missing > 0) ? Number.MAX_SAFE_INTEGER : events;
}

function binsOf(
  row: CoverageRow,
  from: number,
  to: number,
  days: number,
): readonly Omit<HeatCell, "level">[] {
  const bins = Array.from({ length: Math.ceil((to - from + 1) / days) }, (_, column) => ({
    column,
    events: 0,
    missing: 0,
    quiet: 0,
  }));
  for (const { day, events, hours } of row.days) {
    const bin = bins[Math.floor((day - from) / days)];
    if (bin === undefined) continue;
    bin.events += events;
    bin.missing += hours.missing;
    bin.quiet += hours.quiet;
  }
  return bins.map(({ column, events, missing, quiet }) => ({
    column,
    from: from + column * days,
    to: Math.min(to + 1, from + (column + 1) * days),
    events,
    missing,
    state: events > 0 ? "events" : missing > 0 ? "gap" : quiet > 0 ? "quiet" : "unknown",
  }));
}

function levelOf(events: number, least: number, most: number): number {
  if (events === 0) return 0;
  if (most === least) return levels;
  const share = Math.log(events / least) / Math.log(most / least);
  return Math.max(1, Math.ceil(share * levels));
}
