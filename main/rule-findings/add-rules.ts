/** Files and folders of rules → the case, with their bytes as custody; and findings that fit the rules. */
import { createHash } from "node:crypto";
import { areRulesAsked } from "../db/inputs.ts";
import type { Hand } from "../db/journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import type { NewRuleFile } from "../db/rule-files.ts";
import { addRuleFiles } from "../db/rule-files.ts";
import type { RuleFile } from "../sigma/load-rules.ts";
import type { AskOptions } from "./ask-rules.ts";
import { askRules } from "./ask-rules.ts";

/** Puts files of rules into a case; what is in it already is left out. Answers how many were added. */
export function addRules(db: CaseDb, files: readonly RuleFile[], hand: Hand): number {
  return addRuleFiles(db, files.map(newFile), hand);
}

function newFile({ path, content }: RuleFile): NewRuleFile {
  const bytes = content instanceof Uint8Array ? content : null;
  return {
    path,
    bytes,
    sha256: createHash("sha256")
      .update(bytes ?? "")
      .digest("hex"),
    size: bytes?.length ?? 0,
    note: content instanceof Uint8Array ? "" : content.text,
  };
}

/**
 * Asks the rules of a case where events or rules have changed since they were asked last. Answers how many findings
 * they made; null: nothing had changed, or the case has no rules.
 * @throws what the signal gives when it is aborted.
 */
export async function askWhereNew(
  db: CaseDb,
  casePath: string,
  options: AskOptions,
): Promise<number | null> {
  if (areRulesAsked(db, options.program)) return null;
  const { signal } = options;
  const query = await openEventQuery(db, casePath, signal === undefined ? {} : { signal });
  return askRules(db, query, options);
}
