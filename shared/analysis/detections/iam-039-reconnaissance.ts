import { rankOf } from "../../severity.ts";
import { cite, counted, log, say } from "../../span.ts";
import { isOffensive } from "../client.ts";
import { isQuietReader } from "../past/quiet-reader.ts";
import { later } from "../phrases.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** As many kinds of reading calls in an hour make a change after them remarkable. */
const manyKinds = 15;

/** IAM-039: all of IAM is read, and then changed. */
export const reconnaissance: Detection = {
  id: "IAM-039",
  title: "IAM reconnaissance sweep",
  about:
    "An actor lists all of IAM by GetAccountAuthorizationDetails for the first time in the log, or makes 15 kinds of reading calls within 10 minutes (six are enough for a key that first asks whose it is), outside the console and by no scanner. A first change by the same actor within 60 minutes counts high, medium where it is a small one after reading calls.",
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
    const [all] = past.of("listedAll", mark.actor);
    const reads = all === undefined ? past.of("listed", mark.actor) : [];
    const [listed] = all === undefined && reads.length >= manyKinds ? reads.slice(-1) : [all];
    if (listed === undefined) return null;
    const { type, userName, issuerName } = event.identity;
    const self = type === "IAMUser" ? `user/${userName ?? ""}` : `role/${issuerName ?? ""}`;
    const at = (reads[0] ?? listed).mark.at ?? "";
    if (past.of("acted", self).some((call) => (call.mark.at ?? "") >= at)) return null;
    // Scripts read before they change: after single reads, only a grave change is grave.
    const isGrave = all !== undefined || rankOf(subject.severity) >= rankOf("high");
    return hit(
      isGrave ? "high" : "medium",
      all === undefined
        ? say`The same actor had read through IAM with ${counted(reads.length, "kind")} of calls in the hour before ${cite(listed.mark.id)}; ${later(listed.mark.at, event.at)} it made its first change.`
        : say`The same actor had listed all of IAM ${cite(listed.mark.id)}; ${later(listed.mark.at, event.at)} it made its first change.`,
      { context: [listed.mark.id] },
    );
  },
};
