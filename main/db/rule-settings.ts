/** What people set for rules of a case: read from the journal, and written into the findings that lists show. */
import { parseJson, textField } from "../../shared/cloudtrail-event.ts";
import type { Json } from "../../shared/cloudtrail-event.ts";
import type { RuleEdit } from "../../shared/ipc/rules.ts";
import type { RuleSetting, RuleSettings, Said } from "../../shared/rule-settings.ts";
import { weigh } from "../../shared/rule-settings.ts";
import { parseSeverity, rankOf } from "../../shared/severity.ts";
import { unpackSummaries } from "./finding-summary.ts";
import type { Hand, HandRecord, HandThing } from "./journal.ts";
import { allChanges, redoByHand, setByHand, undoByHand } from "./journal.ts";
import type { CaseDb } from "./open-case.ts";

/** What holds now of every rule of which something was set, by the name of the rule. */
export function readRuleSettings(db: CaseDb): RuleSettings {
  const held = new Map<string, Map<string, Hold>>();
  for (const { record, lines } of allChanges(db, "rule")) {
    if (record.about !== null || record.isUndone) continue;
    for (const { subject, item, after } of lines) {
      const own = held.get(subject) ?? new Map<string, Hold>();
      held.set(subject, own);
      if (after === null) own.delete(item);
      else own.set(item, { value: parsed(after), who: record.who, at: record.at });
    }
  }
  const settings = [...held]
    .map(([rule, own]): RuleSetting => {
      const off = own.get("off");
      const severity = own.get("severity");
      const to =
        severity === undefined ? null : parseSeverity(textField(severity.value, "to") ?? "");
      return {
        rule,
        off: off === undefined ? null : saidOf(off),
        severity: severity === undefined || to === null ? null : { ...saidOf(severity), to },
      };
    })
    .filter(({ off, severity }) => off !== null || severity !== null)
    .toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
  return new Map(settings.map((one) => [one.rule, one]));
}

interface Hold {
  readonly value: Json;
  readonly who: string;
  readonly at: string;
}

function saidOf({ value, who, at }: Hold): Said {
  return { why: textField(value, "why") ?? "", who, at };
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}

/** Sets something for rules, as one change by hand. Null: all of it was so before. */
export function editRules(
  db: CaseDb,
  hand: Hand,
  edits: readonly { readonly rule: string; readonly edit: RuleEdit }[],
): HandRecord | null {
  return db.transaction(() => {
    const record = setByHand(db, hand, "rule", () => edits.map(lineOf));
    if (record !== null) weighFindings(db);
    return record;
  })();
}

function lineOf({
  rule,
  edit,
}: {
  readonly rule: string;
  readonly edit: RuleEdit;
}): HandThing & { readonly value: string | null } {
  switch (edit.kind) {
    case "off":
      return { subject: rule, item: "off", value: JSON.stringify({ why: edit.why }) };
    case "on":
      return { subject: rule, item: "off", value: null };
    case "severity":
      return {
        subject: rule,
        item: "severity",
        value: JSON.stringify({ to: edit.to, why: edit.why }),
      };
    case "own":
      return { subject: rule, item: "severity", value: null };
  }
}

/** Takes the last change by hand back, as `undoByHand`; what lists show of findings follows. */
export function undoChange(db: CaseDb, hand: Hand): HandRecord | null {
  return weighed(db, () => undoByHand(db, hand));
}

/** Does again what was taken back last, as `redoByHand`; what lists show of findings follows. */
export function redoChange(db: CaseDb, hand: Hand): HandRecord | null {
  return weighed(db, () => redoByHand(db, hand));
}

function weighed(db: CaseDb, change: () => HandRecord | null): HandRecord | null {
  return db.transaction(() => {
    const record = change();
    if (record?.kind === "rule") weighFindings(db);
    return record;
  })();
}

/**
 * Writes what the settings make of each finding into `finding`: the severity that counts, and whether its rule is
 * switched off. Their own severity stays beside it. To be called in the transaction that changed either.
 */
export function weighFindings(db: CaseDb): void {
  db.exec(
    `UPDATE finding SET severity = own_severity, is_off = 0 WHERE severity <> own_severity OR is_off <> 0`,
  );
  const settings = readRuleSettings(db);
  if (settings.size === 0) return;
  const update = db.prepare<[number, number, number, number]>(
    `UPDATE finding SET severity = ?, is_off = ? WHERE block = ? AND place = ?`,
  );
  const blocks = db
    .prepare<[], [number, Buffer]>(`SELECT id, summary FROM finding_block`)
    .raw()
    .all();
  for (const [block, data] of blocks)
    unpackSummaries(data).forEach((summary, place) => {
      const { severity, isOff } = weigh(summary, settings);
      if (severity === summary.severity && !isOff) return;
      update.run(rankOf(severity), isOff ? 1 : 0, block, place);
    });
}
