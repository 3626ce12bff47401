import { log, say } from "../../span.ts";
import { asked } from "../../state/request.ts";
import { entityPower } from "../powers.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-050: a partner gets rights of the account for a time. */
export const delegation: Detection = {
  id: "IAM-050",
  title: "Temporary access delegated to a partner",
  about:
    "A request for temporary access is accepted or its token sent or used: more so by the root user or an administrator by the log; changes that a partner then makes are marked.",
  events: ["iam:*", "sts:GetDelegatedAccessToken"],
  severity: "high",
  mitre: [
    ["T1199", "A partner acts in the account."],
    ["T1548.005", "It acts with the rights of whoever accepted."],
  ],
  benign: ["Onboarding of a product by a vendor that the account's owner knows."],
  respond: [
    "Vendor and request confirmed by the owner of the account, or the accepting identity denied everything until the access ends",
  ],
  check: (situation) => {
    const { event } = situation;
    if (event.name === "AcceptDelegationRequest" || event.name === "SendDelegationToken") {
      const request = asked(event, "delegationRequestId");
      const named = request === null ? [] : say` ${log(request)}`;
      return hit(
        isStrong(situation) ? "critical" : "high",
        say`Request${named} for temporary access was ${event.name === "SendDelegationToken" ? say`put into effect: its token was sent` : say`accepted`}.`,
      );
    }
    if (event.name === "GetDelegatedAccessToken")
      return hit("high", say`A partner fetched a token for the account.`);
    const partner = event.more?.delegate ?? null;
    return partner === null
      ? null
      : hit(
          "medium",
          say`A partner of account ${log(partner, "account")} made the call by a temporary delegation.`,
        );
  },
};

function isStrong({ event, account }: Situation): boolean {
  const { type, userName, issuerName } = event.identity;
  if (type === "Root") return true;
  const power =
    type === "IAMUser"
      ? entityPower(account, "user", userName)
      : entityPower(account, "role", issuerName);
  return power?.isAdmin === true;
}
