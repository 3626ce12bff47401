import { counted, log, say } from "../../span.ts";
import type { Affected, PostureCheck } from "../answer.ts";
import { cis } from "../answer.ts";
import { overDetails, policiesInUse, withoutDetails, share } from "./with-details.ts";

/** Own policies that allow everything. */
export const fullPolicies: PostureCheck = {
  id: "full-policies",
  title: "No policy of one’s own allows everything",
  about:
    "No customer managed policy in use and no inline policy allows every action on every resource.",
  topic: "least-privilege",
  reference: cis("1.16"),
  answeredBy: ["authorization-details"],
  check: (account) => {
    const { details } = account;
    if (details === null) return withoutDetails();
    const all = [...policiesInUse(details)];
    const affected = all
      .filter(({ powers }) => powers.isEverything)
      .map(({ name, arn, holder, seen }): Affected => ({
        type: "policy",
        name,
        arn,
        why:
          holder === null
            ? say`Allows every action on every resource.`
            : say`Inline in ${log(holder)}: allows every action on every resource.`,
        evidence: [seen.from],
      }));
    return overDetails(
      account,
      affected,
      {
        failed: share(
          affected.length,
          all.length,
          ["policy in use", "policies in use"],
          "allows everything",
          "allow everything",
        ),
        met: say`None of ${counted(all.length, "policy", "policies")} in use allows everything.`,
      },
      all.filter(({ powers }) => !powers.isReadable).length,
    );
  },
};
