import { rootRow } from "../../snapshot/credential-report.ts";
import type { Spans } from "../../span.ts";
import { cite, say } from "../../span.ts";
import type { AccountFacts } from "../account-facts.ts";
import type { Answer, Evidence, PostureCheck } from "../answer.ts";
import { cis, fail, pass, unknown } from "../answer.ts";
import { isLater, rootArn } from "./with-report.ts";

/** MFA of the root user. */
export const mfaRoot: PostureCheck = {
  id: "mfa-root",
  title: "The root user has a second factor",
  about: "An MFA device is registered for the root user.",
  topic: "multi-factor",
  reference: cis("1.5"),
  answeredBy: ["account-summary", "credential-report"],
  check: (account) => {
    const file = byFiles(account);
    const seen = account.log.mfa.get(rootRow) ?? null;
    if (file === null || isLater(seen?.event, file.at)) {
      if (seen === null)
        return unknown(
          say`Neither the account’s summary nor its credential report is in the case, and no sign-in of the root user in the log proves it.`,
        );
      const words = seen.isOn
        ? say`The root user had a second factor (${cite(seen.event.id)}).`
        : say`The root user signed in without a second factor (${cite(seen.event.id)}).`;
      return (seen.isOn ? pass : fail)(words, {
        evidence: [seen.event, ...(file?.evidence ?? [])],
      });
    }
    const { isOn, evidence } = file;
    const notes: Spans[] = [...file.notes];
    if (seen !== null && seen.isOn !== isOn)
      notes.push(
        say`The log says otherwise for an earlier time (${cite(seen.event.id)}); the change in between is not in the evidence.`,
      );
    return isOn
      ? pass(say`An MFA device is registered for the root user.`, { evidence, notes })
      : fail(say`No MFA device is registered for the root user.`, {
          evidence,
          notes,
          affected: [rootOf(account, evidence)],
        });
  },
};

const rootOf = (
  account: AccountFacts,
  evidence: readonly Evidence[],
): Answer["affected"][number] => ({
  type: "root",
  name: rootRow,
  arn: rootArn(account),
  why: say`No MFA device is registered.`,
  evidence,
});

interface ByFiles {
  readonly isOn: boolean;
  readonly at: number | null;
  readonly evidence: readonly Evidence[];
  readonly notes: readonly Spans[];
}

/** The newer of summary and report; where they disagree that is told. */
function byFiles({ summary, credentials }: AccountFacts): ByFiles | null {
  const count = summary?.fact.counts.get("AccountMFAEnabled");
  const root = credentials?.find(({ fact }) => fact.isRoot);
  const said = [
    ...(summary === null || count === undefined ? [] : [{ isOn: count > 0, from: summary.from }]),
    ...(root?.fact.mfaActive === undefined || root.fact.mfaActive === null
      ? []
      : [{ isOn: root.fact.mfaActive, from: root.from }]),
  ].toSorted((a, b) => (b.from.at ?? 0) - (a.from.at ?? 0));
  const [newest, other] = said;
  if (newest === undefined) return null;
  return {
    isOn: newest.isOn,
    at: newest.from.at,
    evidence: said.map(({ from }) => from),
    notes:
      other !== undefined && other.isOn !== newest.isOn
        ? [say`Summary and credential report disagree; the newer one is judged.`]
        : [],
  };
}
