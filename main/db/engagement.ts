/** What a person says of the engagement, as the case file keeps it. */
import type { Engagement } from "../../shared/ipc/case.ts";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { field, parseJson, textField } from "../../shared/cloudtrail-event.ts";
import type { Hand } from "./journal.ts";
import { setByHand } from "./journal.ts";
import type { CaseDb } from "./open-case.ts";

const key = "engagement";

/** What was said last; `noEngagement` for a case that was told nothing. What can't be read counts as not said. */
export function readEngagement(db: CaseDb): Engagement {
  const text = db
    .prepare<[string], string | null>(
      `SELECT coalesce(
         (SELECT value FROM hand_value WHERE kind = 'engagement'), (SELECT value FROM case_info WHERE key = ?))`,
    )
    .pluck()
    .get(key);
  if (text === undefined || text === null) return noEngagement;
  const said = parsed(text);
  const accounts = field(said, "accounts");
  return {
    client: textField(said, "client"),
    title: textField(said, "title"),
    auditor: textField(said, "auditor"),
    reference: textField(said, "reference"),
    classification: textField(said, "classification") ?? noEngagement.classification,
    timeZone: textField(said, "timeZone"),
    accounts: (Array.isArray(accounts) ? accounts : []).flatMap((account) => {
      const id = textField(account, "id");
      return id === null ? [] : [{ id, name: textField(account, "name") ?? "" }];
    }),
  };
}

/** Says something else, as a change by hand that can be taken back. Nothing is written where it says the same. */
export function changeEngagement(db: CaseDb, engagement: Engagement, hand: Hand): void {
  const value = JSON.stringify(engagement);
  if (value === JSON.stringify(readEngagement(db))) return;
  setByHand(db, hand, "engagement", () => [{ subject: "", item: "", value }]);
}

/** Writes what is said when the case is made. */
export function writeEngagement(db: CaseDb, engagement: Engagement): void {
  db.prepare(`INSERT OR REPLACE INTO case_info VALUES (?, ?)`).run(key, JSON.stringify(engagement));
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
