import { rankOf } from "../../severity.ts";
import { log, say } from "../../span.ts";
import { isOffensive, isScanner } from "../client.ts";
import { trailEvents } from "../trail.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-041: the client says that it is a tool for attacks. */
export const offensiveClient: Detection = {
  id: "IAM-041",
  title: "Offensive tooling user agent",
  about:
    "The user agent names a tool made for attacks or for testing them; a change of weight that succeeded counts critical. A user agent can be forged, and its absence proves nothing.",
  events: [
    "iam:*",
    "iam:GetAccountAuthorizationDetails",
    "signin:ConsoleLogin",
    ...[...trailEvents].map((name) => `cloudtrail:${name}`),
  ],
  severity: "high",
  mitre: [
    ["T1078.004", "A valid credential is used by such a tool."],
    ["T1526", "Such tools begin by listing what there is."],
  ],
  benign: [
    "A penetration test that the owner of the account ordered: its time and address should be known.",
  ],
  respond: [
    "Test confirmed by whoever ordered it; otherwise the key deactivated or the role's sessions revoked",
  ],
  refused: true,
  check: ({ event, subject }) => {
    const agent = log(event.userAgent ?? "", "agent");
    const isChange = subject.onlyWhenDetected !== true && event.outcome === "success";
    if (isOffensive(event.userAgent)) {
      return hit(
        isChange && rankOf(subject.severity) >= rankOf("medium") ? "critical" : "high",
        say`The client names itself ${agent}, a tool made for attacks or for testing them.`,
      );
    }
    return isChange && isScanner(event.userAgent)
      ? hit(
          "medium",
          say`The client names itself ${agent}, a tool that checks settings and has no need to change any.`,
        )
      : null;
  },
};
