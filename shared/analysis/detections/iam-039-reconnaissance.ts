import { rankOf } from "../../severity.ts";
import { cite, log, say } from "../../span.ts";
import { isOffensive } from "../client.ts";
import { isQuietReader } from "../past/quiet-reader.ts";
import { later } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-039: all of IAM is read, and then changed. */
export const reconnaissance: Detection = {
  id: "IAM-039",
  title: "IAM reconnaissance sweep",
  about:
    "An actor lists all of IAM by GetAccountAuthorizationDetails for the first time in the log, outside the console and by no scanner; a first change by the same actor within 60 minutes counts high. Other reads are too many to be kept and don't count.",
  events: ["iam:*", "iam:GetAccountAuthorizationDetails"],
  severity: "low",
  mitre: [
    ["T1087.004", "All users and roles are listed at once."],
    ["T1069.003", "All groups and policies are listed at once."],
    ["T1526", "It shows what the account is used for."],
  ],
  benign: ["A tool that checks settings, run by the own team or by a vendor."],
  respond: ["Owner of the credential asked why all of IAM was listed"],
  check: ({ event, past, mark, habit, subject }) => {
    if (event.name === "GetAccountAuthorizationDetails") {
      if (habit.times > 0 || isQuietReader(event)) return null;
      const agent = event.userAgent ?? "";
      return hit(
        isOffensive(event.userAgent) ? "medium" : "low",
        say`The actor listed all of IAM at once, for the first time in this log, with the client ${log(agent, "agent")}.`,
      );
    }
    if (rankOf(subject.severity) < rankOf("medium")) return null;
    const [listed] = past.of("listedAll", mark.actor);
    if (listed === undefined) return null;
    const { type, userName, issuerName } = event.identity;
    const self = type === "IAMUser" ? `user/${userName ?? ""}` : `role/${issuerName ?? ""}`;
    const at = listed.mark.at ?? "";
    if (past.of("acted", self).some((call) => (call.mark.at ?? "") >= at)) return null;
    return hit(
      "high",
      say`The same actor had listed all of IAM ${cite(listed.mark.id)}; ${later(listed.mark.at, event.at)} it made its first change.`,
      { context: [listed.mark.id] },
    );
  },
};
