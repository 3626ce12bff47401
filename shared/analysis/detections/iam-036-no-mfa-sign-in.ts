import { log, say } from "../../span.ts";
import { entityPower } from "../powers.ts";
import { isSignedIn, usedMfa } from "../sign-in.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-036: a password alone was enough. */
export const noMfaSignIn: Detection = {
  id: "IAM-036",
  title: "Console sign-in without MFA",
  about:
    "An IAM user or the root user signs in to the console, and the record says that no second factor was used. Sign-ins through an outside provider don't count: their second factor is not in the record.",
  events: ["signin:ConsoleLogin"],
  severity: "medium",
  mitre: [["T1078.004", "Whoever has the password has the user."]],
  benign: ["An emergency user whose password is kept in a safe, without a device."],
  respond: ["Second factor registered for the user, and demanded by policy"],
  check: ({ event, account }) => {
    const { type, userName } = event.identity;
    if ((type !== "IAMUser" && type !== "Root") || !isSignedIn(event) || usedMfa(event) !== false)
      return null;
    if (type === "Root")
      return hit(
        "critical",
        say`The root user signed in without a second factor (${log("MFAUsed: No")}).`,
      );
    const power = entityPower(account, "user", userName);
    const who = userName === null ? say`A user` : say`User ${log(userName, "user")}`;
    return power?.isAdmin === true
      ? hit(
          "high",
          say`${who}, an administrator by the log, signed in without a second factor (${log("MFAUsed: No")}). ${power.text}`,
          { context: power.by },
        )
      : hit("medium", say`${who} signed in without a second factor (${log("MFAUsed: No")}).`);
  },
};
