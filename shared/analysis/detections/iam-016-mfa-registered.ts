import { concernsRootUser } from "../../knowledge/resolve-target.ts";
import { log, say } from "../../span.ts";
import { asked } from "../../state/request.ts";
import { isCaller } from "../self.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-016: a second factor that its user did not register at the console. */
export const mfaRegistered: Detection = {
  id: "IAM-016",
  title: "MFA device registered with session credentials or by someone else",
  about:
    "A second factor is switched on for another user than the caller or for the root user, or a user switches one on with temporary credentials that are not the console's.",
  events: ["iam:EnableMFADevice"],
  severity: "high",
  mitre: [
    ["T1098.005", "Whoever holds the device keeps the access of the user."],
    ["T1556.006", "The device answers the question for the second factor."],
  ],
  benign: [
    "A user who works with temporary keys on the command line, or a set-up together with the user.",
  ],
  respond: [
    "User asked whose device it is; otherwise the device removed and a new one registered with the user present",
  ],
  check: ({ event }) => {
    const user = asked(event, "userName");
    const serial = asked(event, "serialNumber");
    const device = serial === null ? [] : say` (${log(serial, "arn")})`;
    if (concernsRootUser(event)) {
      return hit(
        "high",
        say`A second factor was registered for the root user${device}: whoever holds it decides about the account.`,
      );
    }
    if (user !== null && !isCaller(event, user)) {
      return hit(
        "high",
        say`A second factor of user ${log(user, "user")} was registered by another identity${device}.`,
      );
    }
    const key = event.identity.accessKeyId;
    const isTemporary = event.identity.type === "IAMUser" && key?.startsWith("ASIA") === true;
    return isTemporary && event.more?.fromConsole !== true && !isConsole(event.userAgent)
      ? hit(
          "high",
          say`A second factor was registered with temporary credentials (${log(key ?? "", "key")}) outside the console${device}.`,
        )
      : null;
  },
};

function isConsole(userAgent: string | null): boolean {
  return /console|signin\.amazonaws|coral\/netty|aws internal|mozilla/i.test(userAgent ?? "");
}
