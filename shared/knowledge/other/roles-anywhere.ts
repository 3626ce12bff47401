import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const { write } = service("rolesanywhere.amazonaws.com", "IAM Roles Anywhere API Reference");

const anchors = [
  [
    "CreateTrustAnchor",
    "Makes a certificate authority trusted.",
    "Everybody with a certificate of it can obtain sessions through a profile; an authority of the attacker signs as many as he likes.",
    "Servers in a data centre are connected.",
    "DisableTrustAnchor, then DeleteTrustAnchor.",
  ],
  [
    "UpdateTrustAnchor",
    "Exchanges name or certificate of a trusted authority.",
    "Another key can sign from then on.",
    "The authority's certificate is renewed.",
    "UpdateTrustAnchor with the earlier certificate.",
  ],
  [
    "EnableTrustAnchor",
    "Switches a trust anchor on.",
    "Certificates of a barred authority work again.",
    "Taking into use, or the end of a test.",
    "DisableTrustAnchor.",
  ],
] as const;

const profiles = [
  [
    "CreateProfile",
    "Names the roles that holders of certificates may assume, with limits.",
    "Strong roles become reachable from outside.",
    "A new kind of server is connected.",
    "DisableProfile, or DeleteProfile.",
  ],
  [
    "UpdateProfile",
    "Changes roles, session policy or length of a profile.",
    "An added role or a removed session policy widens what certificates open.",
    "A workload needs another role.",
    "UpdateProfile with the earlier values.",
  ],
  [
    "EnableProfile",
    "Switches a profile on.",
    "Its roles can be had again.",
    "Taking into use.",
    "DisableProfile.",
  ],
  [
    "PutAttributeMapping",
    "Says which parts of a certificate become tags of the session.",
    "Where access goes by tags, the certificate decides about it.",
    "Names of hosts are needed in policies.",
    "PutAttributeMapping with the earlier rules, or DeleteAttributeMapping.",
  ],
] as const;

const revocation = [
  [
    "DisableTrustAnchor",
    "Switches a trust anchor off.",
    "All its servers lose access, which can be containment.",
    "An authority is retired.",
    "EnableTrustAnchor.",
  ],
  [
    "DisableProfile",
    "Switches a profile off.",
    "No session can be had through it from then on.",
    "Containment or end of use.",
    "EnableProfile.",
  ],
  [
    "DeleteTrustAnchor",
    "Deletes a trust anchor.",
    "Certificates of the authority open nothing here any more.",
    "Clean-up.",
    "CreateTrustAnchor; the new one has another ARN, which trust policies may name.",
  ],
  [
    "DeleteProfile",
    "Deletes a profile.",
    "Servers that name it get no sessions.",
    "Clean-up.",
    "CreateProfile; clients must be given the new ARN.",
  ],
  [
    "DisableCrl",
    "Switches a revocation list off.",
    "Certificates that it revoked are accepted again.",
    "A wrong list is taken out.",
    "EnableCrl.",
  ],
  [
    "DeleteCrl",
    "Deletes a revocation list.",
    "Revoked certificates come back to life.",
    "An outdated list makes room for a new one.",
    "ImportCrl with the same list.",
  ],
  [
    "ImportCrl",
    "Takes in a revocation list.",
    "It bars the certificates in it, good ones too if it is wrong.",
    "Regular revocation.",
    "DisableCrl or DeleteCrl.",
  ],
  [
    "UpdateCrl",
    "Replaces the content of a revocation list.",
    "A shorter list revives certificates.",
    "The authority publishes a new list.",
    "UpdateCrl with the earlier list.",
  ],
  [
    "EnableCrl",
    "Switches a revocation list on.",
    "The certificates in it are refused.",
    "It follows ImportCrl.",
    "DisableCrl.",
  ],
  [
    "DeleteAttributeMapping",
    "Removes rules for tags from certificates.",
    "Policies that ask for the tags no longer match.",
    "Rules are simplified.",
    "PutAttributeMapping with the earlier rules.",
  ],
] as const;

/** IAM Roles Anywhere: sessions for certificates. */
export const rolesAnywhereEntries: readonly OtherEntry[] = [
  ...anchors.map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "high",
      because: "A trusted authority can mint sessions from outside AWS.",
      what: `[api] ${what}`,
      why: `[anywhere] ${why}`,
      benign: `[reason] ${benign}`,
      technique: {
        "T1098.001": "Certificates become additional credentials.",
        "T1484.002": "Trust in an authority is set or changed.",
      },
      undo,
    }),
  ),
  ...profiles.map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "medium",
      because: "It decides which roles certificates can open.",
      what: `[api] ${what}`,
      why: `[anywhere] ${why}`,
      benign: `[reason] ${benign}`,
      technique: { "T1098.003": "Holders of certificates get roles by it." },
      undo,
    }),
  ),
  write({
    name: "CreateSession",
    severity: "info",
    because: "Connected servers do it every hour.",
    what: "[anywhere] A certificate was exchanged for credentials of a role.",
    why: "[T1550.001] Subject and serial number of the certificate tell which machine it was; its use from another network shows a stolen key.",
    benign: "[reason] The same certificate from the same address, at regular intervals.",
    technique: { "T1550.001": "The session obtained stands for a sign-in." },
    undo: "Revoke the certificate with ImportCrl, or DisableTrustAnchor; then revoke the role's sessions.",
  }),
  ...revocation.map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "medium",
      because: "Servers can lose access, or revoked certificates regain it.",
      what: `[api] ${what}`,
      why: `[anywhere] ${why}`,
      benign: `[reason] ${benign}`,
      technique: {
        T1531: "Workloads may be locked out.",
        T1562: "The means to bar certificates may be weakened.",
      },
      undo,
    }),
  ),
];
