/** The password policy that holds at the end of the evidence: the file's, or what a later call made of it. */
import type { PasswordPolicyFact } from "../../snapshot/facts.ts";
import type { Spans } from "../../span.ts";
import { cite, say } from "../../span.ts";
import type { AccountFacts } from "../account-facts.ts";
import type { Answer, Evidence } from "../answer.ts";
import { fail, pass, unknown } from "../answer.ts";
import { isLater } from "./with-report.ts";

interface PolicyNow {
  readonly fact: PasswordPolicyFact;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly Spans[];
}

/** Members in which two policies may differ. */
const compared = [
  "isSet",
  "minimumLength",
  "symbols",
  "numbers",
  "uppercase",
  "lowercase",
  "usersMayChange",
  "maxAge",
  "reusePrevention",
] as const;

/** The latest word about the policy; null when there is none. */
export function policyNow({ passwordPolicy: file, log }: AccountFacts): PolicyNow | null {
  const call = log.passwordPolicy;
  if (file === null && call === null) return null;
  if (file === null)
    return (
      call && {
        fact: call.fact,
        evidence: [call.event],
        notes: [
          say`By the last call in the log; a later one that the log does not hold would have changed it.`,
        ],
      }
    );
  if (call === null) return { fact: file.fact, evidence: [file.from], notes: [] };
  const differs = compared.some(
    (name) => file.fact[name] !== call.fact[name] && file.fact[name] !== null,
  );
  if (isLater(call.event, file.from.at))
    return {
      fact: call.fact,
      evidence: [call.event, file.from],
      notes: differs
        ? [
            say`The policy was changed after the file was made (${cite(call.event.id)}): what the call set is judged.`,
          ]
        : [],
    };
  return {
    fact: file.fact,
    evidence: [file.from, call.event],
    notes: differs
      ? [
          say`The file is newer than the last call in the log (${cite(call.event.id)}) and differs from what it set: a change in between is not in the evidence.`,
        ]
      : [],
  };
}

/** Answers from the policy. `judge`: whether it holds, null where the policy does not say; `words`: why, both ways. */
export function overPolicy(
  account: AccountFacts,
  judge: (fact: PasswordPolicyFact) => boolean | null,
  words: (fact: PasswordPolicyFact, holds: boolean) => Spans,
): Answer {
  const now = policyNow(account);
  if (now === null)
    return unknown(
      say`Neither the account’s password policy nor a call that set it is in the case.`,
    );
  const { fact, evidence, notes } = now;
  const users = { evidence, notes };
  if (!fact.isSet)
    return fail(
      say`The account has no password policy of its own: the default of AWS asks for eight characters of three kinds and nothing else.`,
      users,
    );
  const holds = judge(fact);
  if (holds === null) return unknown(say`The policy does not tell.`, users);
  return (holds ? pass : fail)(words(fact, holds), users);
}
