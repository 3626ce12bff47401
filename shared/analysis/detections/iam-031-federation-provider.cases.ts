import { call, documentText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const oidc = (url: string) =>
  call("iam:CreateOpenIDConnectProvider", 1, { url, clientIDList: ["sts.amazonaws.com"] });
const trust = (provider: string) =>
  call("iam:CreateRole", 30, {
    roleName: "R",
    assumeRolePolicyDocument: documentText({
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::123456789012:${provider}` },
      Action: ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"],
    }),
  });

export const cases: readonly DetectionCase[] = [
  { name: "a new OIDC provider", events: [oidc("https://evil.example")], hit: "high" },
  {
    name: "metadata replaced",
    events: [
      call("iam:UpdateSAMLProvider", 1, {
        sAMLProviderArn: "arn:aws:iam::123456789012:saml-provider/Corp",
        sAMLMetadataDocument: "<x/>",
      }),
    ],
    hit: "high",
  },
  {
    name: "a provider, then trust for all it vouches for",
    events: [oidc("https://evil.example"), trust("oidc-provider/evil.example")],
    hit: "critical",
    says: "29 min later",
  },
  {
    name: "sign-in of Identity Center",
    events: [call("sso:EnableExternalIdPConfigurationForDirectory", 1, {})],
    hit: "high",
    severity: "high",
  },
  {
    name: "a cluster's provider and its role",
    events: [
      oidc("https://oidc.eks.eu-central-1.amazonaws.com/id/0A"),
      trust("oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0A"),
    ],
    hit: null,
  },
  {
    name: "Identity Center's own provider",
    events: [
      call(
        "iam:CreateSAMLProvider",
        1,
        { name: "AWSSSO_0a1b_DO_NOT_DELETE" },
        { by: { invokedBy: "sso.amazonaws.com" } },
      ),
    ],
    hit: null,
  },
  {
    name: "trust for another provider",
    events: [oidc("https://evil.example"), trust("oidc-provider/other.example")],
    hit: null,
  },
];
