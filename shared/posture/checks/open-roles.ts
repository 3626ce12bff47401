import { counted, log, say } from "../../span.ts";
import type { Affected, PostureCheck } from "../answer.ts";
import { unknown } from "../answer.ts";
import { overDetails, withoutDetails, share } from "./with-details.ts";

/** Roles that everybody may assume. */
export const openRoles: PostureCheck = {
  id: "open-roles",
  title: "No role trusts everybody",
  about:
    "No role can be assumed by every AWS account, or through a shared identity provider without a condition on who signs in.",
  topic: "least-privilege",
  reference: null,
  answeredBy: ["authorization-details"],
  check: (account) => {
    const { details } = account;
    if (details === null) return withoutDetails();
    // Every account has service-linked roles: a list without any was filtered.
    if (details.roles.length === 0) return unknown(say`The file lists no role: it was filtered.`);
    const affected = details.roles.flatMap(({ fact, from }): Affected[] => {
      const { trust } = fact;
      const one = { type: "role", name: fact.name, arn: fact.arn, evidence: [from] } as const;
      if (trust.everyone.some(({ bound }) => bound === null) || trust.everyoneBut.length > 0)
        return [
          {
            ...one,
            why: say`Its trust policy admits everybody, with no condition that narrows it.`,
          },
        ];
      const [web] = trust.webWithoutSubject;
      return web === undefined
        ? []
        : [
            {
              ...one,
              why: say`It trusts ${log(web.principal, "arn")} without a condition on the subject.`,
            },
          ];
    });
    return overDetails(
      account,
      affected,
      {
        failed: share(
          affected.length,
          details.roles.length,
          ["role", "roles"],
          "trusts too many",
          "trust too many",
        ),
        met: say`None of ${counted(details.roles.length, "role")} trusts everybody.`,
      },
      details.roles.filter(({ fact }) => !fact.isTrustReadable).length,
    );
  },
};
