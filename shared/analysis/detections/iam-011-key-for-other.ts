import type { Reason } from "../../finding.ts";
import { cite, log, say, text } from "../../span.ts";
import { automationOf } from "../client.ts";
import { isWithin } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { later } from "../phrases.ts";
import { entityPower } from "../powers.ts";
import { serviceOf } from "../modifiers.ts";
import { isCaller } from "../self.ts";
import { detection } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-011: an access key of a user that somebody else made. */
export const keyForOther: Detection = {
  id: "IAM-011",
  title: "Access key created for another identity",
  about:
    "An access key is made for another user than the caller: more so where the log shows the user to be an administrator, a further key was made within 24 hours, or one was deleted just before to make room.",
  events: ["iam:CreateAccessKey"],
  severity: "high",
  mitre: [["T1098.001", "Whoever made the key can act as the user for as long as the key lives."]],
  benign: ["Onboarding of the user, or a rotation by whoever administers keys and passwords."],
  respond: [
    "User asked whether the key was wanted and who holds it; otherwise the key deactivated and its use reviewed",
  ],
  check: (situation) => {
    const { event, account, past, mark } = situation;
    const user = asked(event, "userName");
    if (user === null || isCaller(event, user)) return null;
    const created = findEntity(account, "user", user)?.created ?? null;
    const isCode = automationOf(event.userAgent) !== null || serviceOf(situation) !== null;
    if (
      created !== null &&
      created.actor === mark.actor &&
      isCode &&
      isWithin(created, event.at, 1 / 6)
    ) {
      return hit(
        "low",
        say`Code made user ${log(user, "user")} ${later(created.at, event.at).length > 0 ? say`and, ${later(created.at, event.at)}, ` : say`and `}a key for it ${cite(created.id)}: a workload's identity by all signs.`,
        { context: [created.id] },
      );
    }
    // A user that the actor made itself is nobody else's; rights that come with it are told by IAM-020.
    const isOwnNew =
      created !== null && created.actor === mark.actor && isWithin(created, event.at, 24);
    const why = isOwnNew
      ? say`The actor had made user ${log(user, "user")} itself ${cite(created.id)}; whoever holds the key acts as that user for as long as it lives.`
      : say`A long-term access key of user ${log(user, "user")} was set by another identity, who may then act as that user.`;
    const reasons: Reason[] = [detection(isOwnNew ? "medium" : "high", why)];
    const power = entityPower(account, "user", user);
    if (power?.isAdmin === true)
      reasons.push(
        detection(
          "critical",
          say`By the log user ${log(user, "user")} is an administrator. ${power.text}`,
        ),
      );
    const [deleted] = past.of("keyDeleted", user).slice(-1);
    if (deleted !== undefined)
      reasons.push(
        detection(
          "high",
          say`A key of user ${log(user, "user")} had been deleted shortly before ${cite(deleted.mark.id)}: there is room for two only (${text("PE11")}).`,
        ),
      );
    return {
      reasons,
      happened: [why],
      context: [
        ...(isOwnNew ? [created.id] : []),
        ...(power?.by ?? []),
        ...(deleted === undefined ? [] : [deleted.mark.id]),
      ],
    };
  },
};
