/** Which findings are ticked: some, or all that match but for a few. Pure. */
import type { FindingQuery, FindingSubject } from "../../../shared/ipc/findings.ts";

export type Ticks =
  | { readonly all: false; readonly ids: ReadonlySet<string> }
  | { readonly all: true; readonly except: ReadonlySet<string> };

export const noTicks: Ticks = { all: false, ids: new Set() };
export const allTicks: Ticks = { all: true, except: new Set() };

export function isTicked(ticks: Ticks, id: string): boolean {
  return ticks.all ? !ticks.except.has(id) : ticks.ids.has(id);
}

/** With some findings ticked, or not any more. */
export function withTicks(ticks: Ticks, ids: readonly string[], on: boolean): Ticks {
  if (ticks.all) {
    const except = new Set(ticks.except);
    for (const id of ids) {
      if (on) except.delete(id);
      else except.add(id);
    }
    return { all: true, except };
  }
  const next = new Set(ticks.ids);
  for (const id of ids) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return { all: false, ids: next };
}

/** `findings`: how many match. */
export function tickCount(ticks: Ticks, findings: number): number {
  return ticks.all ? Math.max(0, findings - ticks.except.size) : ticks.ids.size;
}

/** What a change of all that is ticked is about. */
export function tickSubject(ticks: Ticks, query: FindingQuery): FindingSubject {
  if (!ticks.all) return { ids: [...ticks.ids] };
  return ticks.except.size === 0 ? { query } : { query, except: [...ticks.except] };
}
