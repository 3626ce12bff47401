import type { Impact } from "../../finding.ts";
import { log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { lowered } from "../phrases.ts";
import type { MatterWords } from "./matter.ts";
import { mattersOfRights } from "./matters-of-rights.ts";
import { mattersOfUse } from "./matters-of-use.ts";

/** Whom and what a finding is about, for sentences. */
export interface Concerned {
  /** The label of the target: "Role Deploy". */
  readonly target: Spans;
  readonly who: Spans;
  readonly account: string | null;
}

const reasons: MatterWords = { ...mattersOfRights, ...mattersOfUse };

/** Why what a detection tells matters here, with the names of the finding; null for a number that has no words. */
export function whyItMatters(id: string, { target, who, account }: Concerned): Impact | null {
  const reason = Object.hasOwn(reasons, id) ? reasons[id] : undefined;
  if (reason === undefined) return null;
  const [risk, words] = reason;
  const of = {
    target: lowered(target),
    who,
    account: account === null ? say`the account` : say`account ${log(account, "account")}`,
  };
  return { risk, state: "possible", text: words(of) };
}
