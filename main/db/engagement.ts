/** What a person says of the engagement, as the case file keeps it. */
import type { Engagement } from "../../shared/ipc/case.ts";
import { noEngagement } from "../../shared/ipc/case.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { field, parseJson, textField } from "../../shared/cloudtrail-event.ts";
import type { CaseDb } from "./open-case.ts";

const key = "engagement";

/** What was said; `noEngagement` for a case that was told nothing. What can't be read counts as not said. */
export function readEngagement(db: CaseDb): Engagement {
  const text = db
    .prepare<[string], string>(`SELECT value FROM case_info WHERE key = ?`)
    .pluck()
    .get(key);
  if (text === undefined) return noEngagement;
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

/** Writes what was said in the place of what was said before. */
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
