/** Which accounts and Regions the events of a case name. */
import type { CaseDb } from "./open-case.ts";
import { allSegments, column } from "./segments.ts";

export interface CasePlaces {
  /** Account ids, those with most records first. */
  readonly accounts: readonly string[];
  /** How many different Regions. */
  readonly regions: number;
}

interface Kept extends CasePlaces {
  /** What was counted. */
  readonly stamp: string;
}

const key = "places";

/**
 * The accounts and Regions of a case. They are counted once (a tenth of a second) and kept in the case until it holds other records. `isChanging`: an import adds records right now; what was kept is answered then.
 */
export function casePlaces(db: CaseDb, isChanging: boolean): CasePlaces {
  const kept = readKept(db);
  if (isChanging) return kept ?? { accounts: [], regions: 0 };
  const stamp = stampOf(db);
  if (kept?.stamp === stamp) return kept;
  const counted = { stamp, ...countPlaces(db) };
  db.prepare(`INSERT OR REPLACE INTO case_info VALUES (?, ?)`).run(key, JSON.stringify(counted));
  return counted;
}

/** Names of the Regions of a case. */
export function caseRegions(db: CaseDb): readonly string[] {
  return db
    .prepare<[], string>(`SELECT DISTINCT r.value FROM place p JOIN text r ON r.id = p.region`)
    .pluck()
    .all();
}

function readKept(db: CaseDb): Kept | null {
  const text = db
    .prepare<[string], string>(`SELECT value FROM case_info WHERE key = ?`)
    .pluck()
    .get(key);
  // Written below alone.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return text === undefined ? null : (JSON.parse(text) as Kept);
}

/** Changes with the records of a case. */
function stampOf(db: CaseDb): string {
  return (
    db
      .prepare<[], string>(
        `SELECT count(*) || '/' || coalesce(sum(rows), 0) || '/' || coalesce(sum(input * 31 + first), 0) FROM segment`,
      )
      .pluck()
      .get() ?? ""
  );
}

/** As many segments are counted at once as tell the order well; those of half a million events. */
const countedSegments = 1000;

/**
 * Which places records name is exact. Which have most is counted in one segment of several where the case is large: the
 * rest is looked at only until every known place was seen.
 */
function countPlaces(db: CaseDb): CasePlaces {
  const known = db
    .prepare<[], { id: number; account: string | null; region: string | null }>(
      `SELECT p.id, a.value AS account, r.value AS region FROM place p
       LEFT JOIN text a ON a.id = p.account LEFT JOIN text r ON r.id = p.region`,
    )
    .all();
  const segments = db.prepare<[], number>(`SELECT count(*) FROM segment`).pluck().get() ?? 0;
  const step = Math.max(1, Math.ceil(segments / countedSegments));
  const records: number[] = [];
  const count = (isWanted: (at: number) => boolean, isEnough: () => boolean): void => {
    let at = 0;
    for (const segment of allSegments(db)) {
      if (isEnough()) return;
      if (isWanted(at++))
        for (const place of segment.column(column.place))
          records[place] = (records[place] ?? 0) + 1;
    }
  };
  const areAllSeen = (): boolean => known.every(({ id }) => (records[id] ?? 0) > 0);
  count(
    (at) => at % step === 0,
    () => false,
  );
  if (step > 1 && !areAllSeen()) count((at) => at % step !== 0, areAllSeen);
  const places = known.filter(({ id }) => (records[id] ?? 0) > 0);
  const accounts = new Map<string, number>();
  for (const { id, account } of places)
    if (account !== null) accounts.set(account, (accounts.get(account) ?? 0) + (records[id] ?? 0));
  return {
    accounts: [...accounts]
      .toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
      .map(([account]) => account),
    regions: new Set(places.flatMap(({ region }) => (region === null ? [] : [region]))).size,
  };
}
