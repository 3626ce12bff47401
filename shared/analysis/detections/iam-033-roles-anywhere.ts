import { field, textField } from "../../cloudtrail-event.ts";
import { nameOf } from "../../iam/arn.ts";
import { log, say } from "../../span.ts";
import { listOf } from "../../state/request.ts";
import { entityPower } from "../powers.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const anchors = ["CreateTrustAnchor", "UpdateTrustAnchor", "EnableTrustAnchor"];
const profiles = ["CreateProfile", "UpdateProfile"];

/** IAM-033: certificates of the outside become sessions of roles. */
export const rolesAnywhere: Detection = {
  id: "IAM-033",
  title: "Roles Anywhere trust anchor or profile added",
  about:
    "A trust anchor is made, changed or switched on (more so with an outside certificate authority), a profile names a role that the log shows to be an administrator, or a revocation list is taken away.",
  events: [...anchors, ...profiles, "DisableCrl", "DeleteCrl"].map(
    (name) => `rolesanywhere:${name}`,
  ),
  severity: "high",
  mitre: [
    ["T1098.001", "Certificates become credentials of the account."],
    ["T1484.002", "Whoever holds the authority's key decides who comes in."],
  ],
  benign: ["Workloads outside AWS that are to work without long-term keys."],
  respond: [
    "Certificate authority and roles confirmed by the owner, or the anchor and the profile disabled",
  ],
  check: (situation) => {
    const { name } = situation.event;
    if (anchors.includes(name)) return anchored(situation);
    if (profiles.includes(name)) return profiled(situation);
    return hit(
      "medium",
      say`The list of revoked certificates is gone (${log(name)}): revoked ones work again.`,
    );
  },
};

function anchored({ event }: Situation) {
  const type = textField(field(event.request ?? undefined, "source"), "sourceType");
  if (type === "AWS_ACM_PCA") {
    return hit(
      "low",
      say`The anchor trusts an authority that AWS runs for an account (${log(type)}).`,
    );
  }
  return hit(
    "high",
    type === null
      ? say`Which authority the anchor trusts is not in the record: certificates of it can become sessions.`
      : say`The anchor trusts a certificate authority outside AWS (${log(type)}): its certificates can become sessions.`,
  );
}

function profiled({ event, account }: Situation) {
  const roles = listOf(field(event.request ?? undefined, "roleArns")).filter(
    (arn) => typeof arn === "string",
  );
  for (const arn of roles) {
    const power = entityPower(account, "role", nameOf(arn));
    if (power !== null)
      return hit(
        "high",
        say`The profile hands out role ${log(nameOf(arn), "role")}, which holds strong rights. ${power.text}`,
        { context: power.by },
      );
  }
  return null;
}
