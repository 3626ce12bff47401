import { say, log } from "../../span.ts";
import { later } from "../phrases.ts";
import type { Verdict } from "./judge.ts";
import type { Lead } from "./lead.ts";
import { joinOf } from "./step.ts";

/** What a sign-in with a password that somebody else had set comes to; null where it is how a help desk works. */
export function judgeSignIn(lead: Lead): Verdict | null {
  const [set, signIn] = lead.steps;
  if (set === undefined || signIn === undefined) return null;
  const when = later(set.at, signIn.at);
  if (joinOf(set, signIn) !== null)
    return {
      severity:
        lead.isReset || lead.isOwnUser ? "medium" : lead.power === null ? "high" : "critical",
      use: null,
      used: null,
      confidence: "medium",
      why: say`${when}, the user signed in from the very address from which somebody else had set its password${signIn.ip === null ? [] : say`, ${log(signIn.ip, "ip")}`}: whoever set it can act as ${lead.thing.label}.`,
    };
  if (lead.isReset || lead.isOwnUser) return null;
  return {
    severity: "medium",
    use: null,
    used: null,
    confidence: "low",
    why: say`${when}, the user signed in with a password that somebody else had set and that need not be changed, from another address: it may have been handed over, as it should be, or not.`,
  };
}
