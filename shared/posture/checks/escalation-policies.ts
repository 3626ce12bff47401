import { counted, log, say, text } from "../../span.ts";
import type { Affected, PostureCheck } from "../answer.ts";
import { overDetails, policiesInUse, withoutDetails, share } from "./with-details.ts";

/** Own policies that open a way to more rights. */
export const escalationPolicies: PostureCheck = {
  id: "escalation-policies",
  title: "No policy opens a way to more rights",
  about:
    "No customer managed policy in use and no inline policy lets its holder get more rights than it names; full administrators are told apart.",
  topic: "least-privilege",
  reference: null,
  answeredBy: ["authorization-details"],
  check: (account) => {
    const { details } = account;
    if (details === null) return withoutDetails();
    const all = [...policiesInUse(details)];
    const affected = all.flatMap(({ name, arn, holder, powers, seen }): Affected[] => {
      if (powers.escalation === null || powers.admin !== null) return [];
      const where = holder === null ? [] : say`Inline in ${log(holder)}. `;
      return [
        {
          type: "policy",
          name,
          arn,
          why: say`${where}Its holder can ${text(powers.escalation)}.`,
          evidence: [seen.from],
        },
      ];
    });
    return overDetails(
      account,
      affected,
      {
        failed: share(
          affected.length,
          all.length,
          ["policy in use", "policies in use"],
          "opens a way to more rights",
          "open a way to more rights",
        ),
        met: say`None of ${counted(all.length, "policy", "policies")} in use opens one of the known ways.`,
      },
      all.filter(({ powers }) => !powers.isReadable).length,
      [
        say`A policy is judged by itself: what boundaries, service control policies or other policies of its holder forbid is not taken into account.`,
      ],
    );
  },
};
