import { cite, log, say, text } from "../../span.ts";
import { secondsBetween } from "../../state/fact.ts";
import { credentialOf } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { duration } from "../phrases.ts";
import { isCaller } from "../self.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const ids: Readonly<Record<string, readonly [member: string, what: string]>> = {
  UpdateAccessKey: ["accessKeyId", "Access key"],
  UpdateSigningCertificate: ["certificateId", "Signing certificate"],
  UpdateSSHPublicKey: ["sSHPublicKeyId", "SSH key"],
  UpdateServiceSpecificCredential: ["serviceSpecificCredentialId", "Service credential"],
};

const month = 30 * 24 * 3600;

/** IAM-017: a credential that was switched off works again. */
export const credentialReactivated: Detection = {
  id: "IAM-017",
  title: "Inactive credential re-activated",
  about:
    "An access key, certificate, SSH key or service credential is set to Active: more so by another identity than its user, or after more than 30 days; less so within an hour of being switched off.",
  events: Object.keys(ids).map((name) => `iam:${name}`),
  severity: "medium",
  mitre: [["T1098.001", "Whoever kept the secret can use it again."]],
  benign: ["A rotation that was taken back because something still used the old credential."],
  respond: ["User asked why the credential is needed again; otherwise it is set to Inactive"],
  check: ({ event, account }) => {
    const known = ids[event.name];
    if (known === undefined || asked(event, "status") !== "Active") return null;
    const [member, what] = known;
    const id = asked(event, member);
    if (id === null) return null;
    const user = asked(event, "userName");
    const before = credentialOf(account, id)?.values.get("Status");
    const off = before?.value === "Inactive" ? before.by : null;
    const pause = secondsBetween(off?.at ?? null, event.at);
    const context = off === null ? [] : [off.id];
    const since =
      off === null || pause === null
        ? []
        : say`, ${duration(pause)} after it had been switched off ${cite(off.id)}`;
    if (pause !== null && pause <= 3600) {
      return hit(
        "low",
        say`${text(what)} ${log(id, "key")} was switched on again${since}: the end of a try by all signs.`,
        { context },
      );
    }
    const byOther = user !== null && !isCaller(event, user);
    const isOld = pause !== null && pause > month;
    return hit(
      byOther || isOld ? "high" : "medium",
      byOther
        ? say`${text(what)} ${log(id, "key")} of user ${log(user, "user")} was switched on again by another identity${since}.`
        : say`${text(what)} ${log(id, "key")} was switched on again${since}.`,
      { context },
    );
  },
};
