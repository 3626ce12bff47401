import type { Reason } from "../../finding.ts";
import { log, say } from "../../span.ts";
import { asked } from "../../state/request.ts";
import { entityPower } from "../powers.ts";
import { isCaller } from "../self.ts";
import { detection } from "../situation.ts";
import type { Situation } from "../situation.ts";
import { signInAfter } from "./sign-in-after.ts";
import type { Detection } from "./detection.ts";

/** IAM-014: a console password that somebody else reset. */
export const passwordReset: Detection = {
  id: "IAM-014",
  title: "Console password of another identity reset",
  about:
    "The console password of another user than the caller is set anew; or that user signs in within 24 hours, from the address of whoever reset it.",
  events: ["iam:UpdateLoginProfile", "signin:ConsoleLogin"],
  severity: "high",
  mitre: [
    ["T1098", "Whoever reset the password has taken the user over."],
    ["T1078.004", "The sign-in is that of a valid user."],
  ],
  benign: ["A reset by the help desk after the user had asked for it."],
  respond: [
    "User asked whether the reset was wanted; otherwise console access disabled and sessions reviewed",
  ],
  check: (situation) =>
    situation.event.name === "ConsoleLogin"
      ? signInAfter(situation, "UpdateLoginProfile", "was reset")
      : reset(situation),
};

function reset({ event, account }: Situation) {
  const user = asked(event, "userName");
  if (user === null || isCaller(event, user)) return null;
  const why = say`A new console password of user ${log(user, "user")} was set by another identity, who may then act as that user.`;
  const reasons: Reason[] = [detection("high", why)];
  const power = entityPower(account, "user", user);
  if (power?.isAdmin === true)
    reasons.push(
      detection(
        "critical",
        say`By the log user ${log(user, "user")} is an administrator. ${power.text}`,
      ),
    );
  return { reasons, happened: [why], context: power?.by ?? [] };
}
