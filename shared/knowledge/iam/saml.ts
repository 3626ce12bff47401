import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, partlyReversible, reversible } from "./define-inverse.ts";

/** SAML identity providers. */
export const samlActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateSAMLProvider",
    target: "saml",
    targetFields: ["response.sAMLProviderArn", "request.name"],
    done: "created",
    severity: "high",
    severityReason:
      "Whoever owns the signing key of the new provider can vouch for identities towards every role that trusts it.",
    mitre: ["T1484.002", "T1606.002"],
    inverse: reversible([call("DeleteSAMLProvider", { SAMLProviderArn: "$re.sAMLProviderArn" })], {
      lost: ["sessions that were obtained in the meantime"],
      note: "Search the trust policies of all roles for the provider afterwards.",
    }),
  }),
  writeAction({
    name: "UpdateSAMLProvider",
    target: "saml",
    targetFields: ["request.sAMLProviderArn"],
    done: "got new metadata or keys",
    severity: "high",
    severityReason:
      "Exchanged metadata can let a foreign identity provider sign in people to every role that trusts this one.",
    mitre: ["T1484.002", "T1606.002"],
    inverse: reversible(
      [
        call("UpdateSAMLProvider", {
          SAMLProviderArn: "$rp.sAMLProviderArn",
          SAMLMetadataDocument: "$prior.samlMetadata",
        }),
      ],
      { lost: ["private keys that were added or removed"] },
    ),
  }),
  writeAction({
    name: "DeleteSAMLProvider",
    target: "saml",
    targetFields: ["request.sAMLProviderArn"],
    done: "deleted",
    severity: "high",
    severityReason:
      "Everyone who signs in through the provider loses access, while roles keep a trust that points nowhere.",
    mitre: ["T1531"],
    inverse: partlyReversible(
      [
        call("CreateSAMLProvider", {
          Name: "$rp.sAMLProviderArn|afterSlash",
          SAMLMetadataDocument: "$prior.samlMetadata",
          Tags: "$prior.saml.tags",
          AssertionEncryptionMode: "$prior.saml.assertionEncryptionMode",
        }),
      ],
      {
        lost: ["uploaded private keys"],
        note: "The same name gives the same ARN, so that existing trust policies work again. A provider that asked for encrypted assertions needs a new private key.",
      },
    ),
  }),
  readAction({
    name: "GetSAMLProvider",
    target: "saml",
    targetFields: ["request.sAMLProviderArn"],
    done: "was read",
    severityReason:
      "Reads the metadata of a SAML provider, which holds public keys only, and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListSAMLProviders",
    target: "account",
    targetFields: [],
    done: "had its SAML providers listed",
    severityReason: "Lists the SAML providers of the account and so from where people may sign in.",
    mitre: ["T1087.004"],
  }),
];
