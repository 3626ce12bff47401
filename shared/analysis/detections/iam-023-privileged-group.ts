import { log, say } from "../../span.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { cites } from "../phrases.ts";
import { entityPower } from "../powers.ts";
import { isOwn } from "../self.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const telling = /admin|root|power|superuser|security|owner/i;

/** IAM-023: a member of a group with strong rights. */
export const privilegedGroup: Detection = {
  id: "IAM-023",
  title: "Member added to a privileged group",
  about:
    "A user joins a group that holds strong rights by the log; where the log does not hold its policies, a name such as “admins” counts as a hint.",
  events: ["iam:AddUserToGroup"],
  severity: "medium",
  mitre: [["T1098.003", "The user gets all rights of the group at once."]],
  benign: ["Onboarding of a colleague, or a change of team."],
  respond: ["Membership confirmed by the owner of the group, or the user removed from it"],
  check: (situation) => {
    const { event, account } = situation;
    const group = asked(event, "groupName");
    if (group === null) return null;
    const power = entityPower(account, "group", group);
    if (power !== null) {
      const user = asked(event, "userName");
      const isSelf = user !== null && isOwn(situation, "user", user);
      return hit(
        isSelf && power.isAdmin ? "critical" : "high",
        say`Group ${log(group, "group")} holds strong rights ${cites(power.by.slice(0, 2))}. ${power.text}`,
        { context: power.by },
      );
    }
    const known = findEntity(account, "group", group);
    const isEmpty =
      known !== null && known.isListComplete && known.attached.size + known.inline.size === 0;
    return !isEmpty && telling.test(group)
      ? hit(
          "medium",
          say`By its name, group ${log(group, "group")} may hold strong rights; its policies are not in the log.`,
        )
      : null;
  },
};
