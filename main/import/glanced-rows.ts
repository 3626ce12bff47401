/** Events that the rules are shown beside those that are kept for them. */
import type { NewRegion } from "../../shared/analysis/past/regions.ts";
import type { Silence } from "../../shared/analysis/silence.ts";
import type { CaseDb } from "../db/open-case.ts";
import { glanceSteps } from "../db/glances.ts";
import { createEventStore } from "../db/read-events.ts";
import { createRecordFinder } from "../db/segments.ts";
import { inTurns } from "../turns.ts";
import type { JudgedRow } from "./judge-events.ts";
import { noTime } from "./protocol.ts";

/** What the rules are shown beside the kept events. */
export interface Glanced {
  /** In order of time. */
  readonly rows: readonly JudgedRow[];
  /** By input and record of a kept event: the time without events after it. */
  readonly silences: ReadonlyMap<string, Silence>;
  /** In the same way: for whom the Region of a change is new. */
  readonly newRegions: ReadonlyMap<string, NewRegion>;
}

/** Finds them. @throws what `signal` gives when it is aborted. */
export async function glancedRows(db: CaseDb, signal?: AbortSignal): Promise<Glanced> {
  const { light, full, silences, newRegions } = await inTurns(steps(db, signal));
  const store = createEventStore(db, db.name);
  const cellOf = createRecordFinder(db);
  const isDuplicate = db.prepare(`SELECT 1 FROM duplicate WHERE input = ? AND record = ?`);
  const whole = full.flatMap(({ input, record }): JudgedRow[] => {
    const at = cellOf(input, record);
    if (at === null || isDuplicate.get(input, record) !== undefined) return [];
    const { id, raw, variant, sources } = store.read({ input, record });
    const [source] = sources;
    if (source === undefined) return [];
    const t = at.segment.t[at.row] ?? noTime;
    return [{ input, record, t, source, raw, id, variant, start: null }];
  });
  const rows = [...light.map((event) => ({ t: seconds(event.at), event })), ...whole];
  return { rows: rows.toSorted((a, b) => a.t - b.t), silences, newRegions };
}

function* steps(db: CaseDb, signal: AbortSignal | undefined): ReturnType<typeof glanceSteps> {
  const all = glanceSteps(db);
  for (;;) {
    signal?.throwIfAborted();
    const step = all.next();
    if (step.done === true) return step.value;
    yield;
  }
}

function seconds(at: string | null): number {
  return at === null ? noTime : Math.floor(Date.parse(at) / 1000);
}
