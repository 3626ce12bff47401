import { log, say, text } from "../../span.ts";
import { credentialOf } from "../../state/find.ts";
import { asked } from "../../state/request.ts";
import { isCaller } from "../self.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const what: Readonly<Record<string, string>> = {
  UploadSigningCertificate: "A signing certificate",
  UploadSSHPublicKey: "An SSH key",
  CreateServiceSpecificCredential: "A service credential",
  ResetServiceSpecificCredential: "A new service credential",
};

/** IAM-018: credentials that reviews of keys and passwords overlook. */
export const rareCredential: Detection = {
  id: "IAM-018",
  title: "Rare credential type added",
  about:
    "A signing certificate, SSH key or service credential is made: more so for another user than the caller, or for Amazon Bedrock, whose key lives long and works everywhere.",
  events: Object.keys(what).map((name) => `iam:${name}`),
  severity: "medium",
  mitre: [
    ["T1098.001", "A further long-term credential exists, of a kind that is seldom looked for."],
    ["T1098.004", "SSH keys and certificates outlive a change of password."],
  ],
  benign: ["Set-up of CodeCommit, Keyspaces or Bedrock for a developer."],
  respond: ["User asked whether the credential is needed; otherwise it is set to Inactive"],
  check: ({ event, account }) => {
    const word = what[event.name] ?? "A credential";
    const user = asked(event, "userName");
    const id = asked(event, "serviceSpecificCredentialId");
    const known = credentialOf(account, id)?.values.get("ServiceName")?.value;
    const service = asked(event, "serviceName") ?? (typeof known === "string" ? known : null);
    const forWhat = service === null ? [] : say` for ${log(service, "host")}`;
    // A root certificate is IAM-012.
    if (event.identity.type === "Root" && user === null) return null;
    if (user !== null && !isCaller(event, user)) {
      const why = say`${text(word)} of user ${log(user, "user")}${forWhat} was set by another identity, who may then act as that user.`;
      return hit("high", why, { happened: [why] });
    }
    if (service === "bedrock.amazonaws.com") {
      return hit(
        "high",
        say`${text(word)}${forWhat} was made: an API key that lives long and works from everywhere.`,
      );
    }
    return service === "codecommit.amazonaws.com" || event.name === "UploadSSHPublicKey"
      ? hit(
          "info",
          say`${text(word)}${forWhat} was made by its user, as developers who use CodeCommit do.`,
        )
      : hit("medium", say`${text(word)}${forWhat} was made by its user.`);
  },
};
