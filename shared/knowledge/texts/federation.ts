import type { WrittenTexts } from "./action-text.ts";

/** SAML providers. */
export const samlTexts: WrittenTexts = {
  CreateSAMLProvider: {
    does: "[api] Creates a SAML identity provider from a metadata document, which holds the issuer, an expiry and the keys that check assertions.",
    matters:
      "[T1484.002] Whoever has the private key behind the metadata can make assertions for any person, as soon as a role trusts the provider.",
    benign:
      "[saml] Happens once when a company connects its directory; Identity Center makes one in each account, named AWSSSO_…_DO_NOT_DELETE.",
    consequences: [
      "[T1606.002] Forged assertions open roles without a password or a user that could be locked.",
      "[reason] The provider alone gives nothing: a role whose trust policy names it must follow or exist.",
      "[reason] A provider with the name of a former one is trusted at once by roles that still name its ARN.",
    ],
    technique: {
      "T1484.002": "A further identity provider becomes one that the account trusts.",
      "T1606.002": "Its owner can sign SAML assertions at will.",
    },
    caveats: [
      "[contents] The metadata can be long; where it exceeds what CloudTrail records, it is cut or marked as omitted.",
      "[samples] The member is spelled sAMLMetadataDocument; a private key for decryption is not recorded.",
    ],
  },
  UpdateSAMLProvider: {
    does: "[api] Replaces the metadata document of a SAML provider, or its settings and private keys for encrypted assertions.",
    matters:
      "[T1606.002] With other metadata, another key signs for all roles that trust the provider, while every trust policy stays unchanged.",
    benign:
      "[saml] The signing certificate of the directory is renewed, planned, shortly before the old one expires.",
    consequences: [
      "[T1484.002] A foreign identity provider speaks for the people of the company.",
      "[reason] Wrong metadata stop every federated sign-in through the provider.",
      "[saml] With a changed encryption setting, assertions that were accepted before can be refused.",
    ],
    technique: {
      "T1484.002": "The key material of a trusted provider is exchanged.",
      "T1606.002": "The one who holds the new key can forge tokens that are accepted.",
    },
    caveats: [
      "[api] The former metadata is not in the record; compare issuer and certificate with the last CreateSAMLProvider or update.",
    ],
  },
  DeleteSAMLProvider: {
    does: "[api] Deletes a SAML provider. Roles that trust it are not changed.",
    matters: "[api] Each later attempt to assume a role through it fails.",
    benign: "[reason] A directory was replaced; users sign in through its successor already.",
    consequences: [
      "[T1531] All who come through it are locked out.",
      "[api] Trust policies go on naming the ARN, so whoever makes a provider of this name is trusted at once.",
      "[reason] In an emergency it also cuts off an intruder who holds the signing key, except for sessions that are open.",
    ],
    technique: {
      T1531: "Federated people lose their access.",
    },
    caveats: ["[api] Only the ARN is in the record; the metadata needed to make it again is not."],
  },
};

/** OpenID Connect providers. */
export const oidcTexts: WrittenTexts = {
  CreateOpenIDConnectProvider: {
    does: "[api] Creates an OpenID Connect provider: the address of an issuer, the audiences accepted and, where needed, thumbprints of its certificate.",
    matters:
      "[T1484.002] Tokens of the issuer can be exchanged for credentials of each role that trusts the provider.",
    benign:
      "[oidc] Every EKS cluster and each connection of GitHub Actions or GitLab needs one; the URL shows the issuer.",
    consequences: [
      "[T1484.002] An issuer that an intruder runs signs tokens for whomever he likes.",
      "[oidc] With a public issuer and a trust policy without a condition on the subject, strangers' pipelines get in.",
      "[reason] The provider grants nothing by itself; CreateRole or UpdateAssumeRolePolicy with its ARN as a federated principal completes it.",
    ],
    technique: {
      "T1484.002": "The account begins to trust tokens of another issuer.",
    },
    caveats: [
      "[api] Which roles trust it shows in the trust policies only, not here.",
      "[oidc] Google, Facebook and Amazon Cognito need no provider in IAM, so that trust in them leaves no such event.",
    ],
  },
  AddClientIDToOpenIDConnectProvider: {
    does: "[api] Adds an audience (client id) to those that the provider accepts.",
    matters: "[T1484.002] Tokens issued for another application are accepted from now on.",
    benign: "[reason] A second application of the same directory is connected.",
    consequences: [
      "[reason] Roles whose trust policy has no condition on the audience can be assumed with tokens made for that application.",
      "[reason] The provider looks the same in a list; only its details show the audience.",
      "[T1484.002] With a public issuer, an application that anybody can register becomes a way in.",
    ],
    technique: {
      "T1484.002": "The trust in a provider is widened.",
    },
    caveats: [
      "[api] An audience that was there already gives no error, and the record does not tell.",
      "[api] The provider is named by its ARN; role and condition that use the audience have to be found in trust policies.",
    ],
  },
  RemoveClientIDFromOpenIDConnectProvider: {
    does: "[api] Takes an audience off the list of a provider.",
    matters: "[T1531] Tokens for it are refused; the application can no longer sign in.",
    benign: "[reason] An application was retired.",
    consequences: [
      "[T1531] Pipelines or pods that use the audience fail with their next exchange of a token.",
      "[reason] Sessions that are open stay valid until they expire.",
    ],
    technique: {
      T1531: "An application is cut off.",
    },
    caveats: [
      "[api] Removing an audience that is not there raises no error either, so the record alone does not prove a change.",
      "[reason] The refusals that follow are events of STS, AssumeRoleWithWebIdentity, and not of IAM.",
    ],
  },
  UpdateOpenIDConnectProviderThumbprint: {
    does: "[api] Replaces the whole list of certificate thumbprints of a provider.",
    matters:
      "[api] Where the certificate of the issuer comes from no well-known authority, the thumbprint decides which server is believed.",
    benign:
      "[api] Needed when such an issuer renews its certificate, which is rare; Terraform modules that compute it do it more often.",
    consequences: [
      "[T1484.002] Together with control over name resolution or the issuer's site, a foreign server can supply the keys for tokens.",
      "[api] A wrong list makes each assumption of a role through the provider fail.",
      "[oidc] For issuers with a certificate of a well-known authority the list is not used, and the call has no effect on trust.",
    ],
    technique: {
      "T1484.002": "What the trust in the provider rests on is changed.",
    },
    caveats: ["[api] The lists are not merged; the former one is in no member of the record."],
  },
  DeleteOpenIDConnectProvider: {
    does: "[api] Deletes an OpenID Connect provider. Trust policies that name it stay as they are.",
    matters: "[T1531] Deployments and clusters that sign in with its tokens stop.",
    benign: "[reason] A cluster was deleted, and its provider with it, by the same tool.",
    consequences: [
      "[api] Each attempt to assume a role through it fails.",
      "[reason] Remaining trust policies are a door for whoever makes a provider of the same address again.",
      "[reason] Credentials that were issued before stay valid until they expire.",
    ],
    technique: {
      T1531: "Workloads lose their way to sign in.",
    },
    caveats: [
      "[api] The call raises no error for a provider that does not exist, so a record without an error does not prove that there was one.",
    ],
  },
};

/** Tokens for services outside AWS. */
export const outboundFederationTexts: WrittenTexts = {
  EnableOutboundWebIdentityFederation: {
    does: "[api] Lets identities of the account ask STS for signed tokens (JWT) that outside services accept, and makes an issuer address for the account.",
    matters: "[T1528] Tokens that prove an identity of the account can then leave AWS.",
    benign:
      "[outbound] Switched on once for a connection to another cloud, instead of storing a secret of it.",
    consequences: [
      "[T1528] A stolen session can also be used against outside services that trust the issuer.",
      "[outbound] Outside services see only the token; what is done there is in no CloudTrail.",
      "[outbound] The issuer address is unique to the account; what trusts it outside has to be found there.",
    ],
    technique: {
      "T1484.002": "The account begins to vouch for its identities towards others.",
      T1528: "Tokens become available that can be carried off.",
    },
    caveats: [
      "[samples] There are no parameters; the response has issuerIdentifier. Tokens handed out are events of STS, GetWebIdentityToken.",
      "[api] Where it is on already the call fails with FeatureEnabledException.",
    ],
  },
  DisableOutboundWebIdentityFederation: {
    does: "[api] Ends the issue of such tokens for the whole account.",
    matters: "[T1531] Connections to outside services that rely on them stop.",
    benign: "[reason] A pilot ended, or containment after tokens were misused.",
    consequences: [
      "[api] Tokens issued before stay valid until they expire.",
      "[reason] Jobs that work together with other clouds fail as soon as they need a fresh token.",
    ],
    technique: {
      T1531: "Workloads lose access to what they reached by token.",
    },
    caveats: [
      "[api] requestParameters are null; the issuer concerned is that of the account.",
      "[api] Where the feature is off already an error says so, and nothing was changed.",
    ],
  },
};
