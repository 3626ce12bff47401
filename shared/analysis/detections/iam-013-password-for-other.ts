import type { Reason } from "../../finding.ts";
import { booleanField } from "../../cloudtrail-event.ts";
import { cite, log, say } from "../../span.ts";
import { isWithin } from "../../state/fact.ts";
import { findEntity } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { entityPower } from "../powers.ts";
import { isCaller } from "../self.ts";
import { detection } from "../situation.ts";
import type { Situation } from "../situation.ts";
import { signInAfter } from "./sign-in-after.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-013: a console password that somebody else made. */
export const passwordForOther: Detection = {
  id: "IAM-013",
  title: "Console password created for another identity",
  about:
    "A console password is made for another user than the caller, or for the root user; or that user signs in within 24 hours, from the address of whoever made the password.",
  events: ["iam:CreateLoginProfile", "signin:ConsoleLogin"],
  severity: "high",
  mitre: [
    ["T1098.001", "Whoever set the password can sign in as the user."],
    ["T1078.004", "The sign-in is that of a valid user."],
  ],
  benign: ["Onboarding by the help desk or whoever administers users."],
  respond: [
    "User asked whether the password was wanted; otherwise console access disabled and sessions reviewed",
  ],
  check: (situation) =>
    situation.event.name === "ConsoleLogin"
      ? signInAfter(situation, "CreateLoginProfile", "was made")
      : created(situation),
};

function created(situation: Situation) {
  const { event, account, mark } = situation;
  const user = asked(event, "userName");
  if (user === null) {
    return event.identity.type === "Root"
      ? hit(
          "critical",
          say`A console password was made for the root user, which no rule of the account can limit.`,
        )
      : null;
  }
  if (isCaller(event, user)) return null;
  const made = findEntity(account, "user", user)?.created ?? null;
  const mustReset = booleanField(event.request ?? undefined, "passwordResetRequired") === true;
  if (mustReset && made !== null && made.actor === mark.actor && isWithin(made, event.at, 24)) {
    const onboarding = say`The same actor had created user ${log(user, "user")} shortly before ${cite(made.id)}, and the password must be changed at the first sign-in: onboarding by all signs.`;
    return hit("low", onboarding, { happened: [onboarding], context: [made.id] });
  }
  const why = say`A console password of user ${log(user, "user")} was set by another identity, who may then act as that user.`;
  const reasons: Reason[] = [detection("high", why)];
  const power = entityPower(account, "user", user);
  if (power?.isAdmin === true && !mustReset)
    reasons.push(
      detection(
        "critical",
        say`By the log user ${log(user, "user")} is an administrator, and the password need not be changed. ${power.text}`,
      ),
    );
  return { reasons, happened: [why], context: power?.by ?? [] };
}
