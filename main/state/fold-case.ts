/** Folds a whole case to a moment: what the command line prints, where one pass is enough. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { emptyAccount } from "../../shared/state/account-facts.ts";
import type { AccountFacts } from "../../shared/state/account-facts.ts";
import { parseEventTime } from "../../shared/import/event-time.ts";
import { createFolder } from "../../shared/state/fold-events.ts";
import { eventOf } from "../db/event-of-row.ts";
import type { CaseDb } from "../db/open-case.ts";
import { relevantRows } from "../db/read-events.ts";
import { caseBaselines } from "../snapshot/case-baselines.ts";

/** An account at a moment. */
export interface FoldedAccount {
  readonly id: string;
  readonly now: AccountFacts;
  /** After the last event, with hindsight. */
  readonly later: AccountFacts;
}

/** All accounts that IAM events name, sorted. `until`: seconds since 1970; null: the end of the case. */
export function foldCase(db: CaseDb, until: number | null): readonly FoldedAccount[] {
  const now = createFolder(true);
  const later = createFolder(true);
  let second: CloudTrailEvent[] = [];
  let t: number | null = null;
  const shown = caseBaselines(db).events;
  let next = 0;
  const takeShown = (bound: number | null): void => {
    for (let one = shown[next]; one !== undefined; one = shown[++next]) {
      const time = parseEventTime(one.at) ?? 0;
      if (bound !== null && time >= bound) return;
      later.take([one]);
      if (until === null || time <= until) now.take([one]);
    }
  };
  const flush = (): void => {
    if (second.length === 0) return;
    takeShown(t);
    later.take(second);
    if (until === null || (t !== null && t <= until)) now.take(second);
    second = [];
  };
  for (const row of relevantRows(db)) {
    if (row.t !== t) flush();
    ({ t } = row);
    const event = eventOf(row);
    if (event.source === "iam.amazonaws.com" || event.source === "ec2.amazonaws.com")
      second.push(event);
  }
  flush();
  takeShown(null);
  return [...later.accounts]
    .map(([id, facts]) => ({
      id,
      now: now.accounts.get(id) ?? emptyAccount(id, facts.firstAt, true),
      later: facts,
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
