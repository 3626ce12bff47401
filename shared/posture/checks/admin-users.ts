import { counted, log, say } from "../../span.ts";
import type { Affected, PostureCheck } from "../answer.ts";
import { unknown } from "../answer.ts";
import { isLater } from "./with-report.ts";
import {
  adminSource,
  listsUsers,
  namedPolicy,
  overDetails,
  share,
  unreadPolicies,
  withoutDetails,
} from "./with-details.ts";

/** IAM users with administrator rights. */
export const adminUsers: PostureCheck = {
  id: "admin-users",
  title: "No IAM user is an administrator",
  about:
    "Administrator rights belong to roles that people assume for a while, not to users with lasting credentials.",
  topic: "least-privilege",
  reference: null,
  answeredBy: ["authorization-details"],
  check: (account) => {
    const { details } = account;
    if (details === null) return withoutDetails();
    if (!listsUsers(account))
      return unknown(say`The file lists no user: it may have been filtered.`);
    let untold = 0;
    const affected = details.users.flatMap(({ fact, from }): Affected[] => {
      if (isLater(account.log.deletedUsers.get(fact.name), from.at)) return [];
      const source = adminSource(details, fact);
      if (source === null) {
        untold += unreadPolicies(details, fact);
        return [];
      }
      const bound =
        fact.boundary === null
          ? []
          : say` The permissions boundary ${log(fact.boundary, "arn")} may narrow it.`;
      return [
        {
          type: "user",
          name: fact.name,
          arn: fact.arn,
          why: say`Administrator by ${namedPolicy(source)}.${bound}`,
          evidence: [from],
        },
      ];
    });
    return overDetails(
      account,
      affected,
      {
        failed: share(
          affected.length,
          details.users.length,
          ["user", "users"],
          "is an administrator",
          "are administrators",
        ),
        met: say`None of ${counted(details.users.length, "user")} has administrator rights.`,
      },
      untold,
    );
  },
};
