import { rootRow } from "../../snapshot/credential-report.ts";
import type { Spans } from "../../span.ts";
import { cite, say } from "../../span.ts";
import type { Evidence, PostureCheck } from "../answer.ts";
import { cis, fail, pass, unknown } from "../answer.ts";
import { activeKeys, isLater, rootArn } from "./with-report.ts";

/** Access keys of the root user. */
export const rootKeys: PostureCheck = {
  id: "root-keys",
  title: "The root user has no access key",
  about: "No access key of the root user exists: no policy limits what it can do.",
  topic: "unused-keys",
  reference: cis("1.4"),
  answeredBy: ["account-summary", "credential-report"],
  check: (account) => {
    const { summary, credentials, log } = account;
    const count = summary?.fact.counts.get("AccountAccessKeysPresent");
    const root = credentials?.find(({ fact }) => fact.isRoot);
    const said: { has: boolean; from: NonNullable<typeof root>["from"] }[] = [];
    if (summary !== null && count !== undefined) said.push({ has: count > 0, from: summary.from });
    if (root !== undefined && root.fact.keys.every(({ active }) => active !== null))
      said.push({ has: activeKeys(root.fact).length > 0, from: root.from });
    said.sort((a, b) => (b.from.at ?? 0) - (a.from.at ?? 0));
    const [newest] = said;
    const used = log.rootKey;
    const affected = (evidence: readonly Evidence[], why: Spans) => [
      { type: "root" as const, name: rootRow, arn: rootArn(account), why, evidence },
    ];
    if (used !== null && (newest === undefined || (!newest.has && isLater(used, newest.from.at)))) {
      const why = say`The root user acted with an access key (${cite(used.id)}).`;
      return fail(why, { evidence: [used], affected: affected([used], why) });
    }
    if (newest === undefined)
      return unknown(
        say`Neither the account’s summary nor its credential report is in the case, and the root user used no key in the log.`,
      );
    const evidence = said.map(({ from }) => from);
    const notes = said.some(({ has }) => has !== newest.has)
      ? [
          say`Summary and credential report disagree; the newer one is judged. The report tells of active keys only.`,
        ]
      : [];
    return newest.has
      ? fail(say`The root user has an access key.`, {
          evidence,
          notes,
          affected: affected(evidence, say`An access key exists.`),
        })
      : pass(say`The root user has no access key.`, { evidence, notes });
  },
};
