import { awsPolicy, call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const anchor = (sourceType: string) =>
  call("rolesanywhere:CreateTrustAnchor", 60, { name: "a", source: { sourceType } });
const profile = call("rolesanywhere:CreateProfile", 60, {
  name: "p",
  roleArns: ["arn:aws:iam::123456789012:role/Admin"],
});

export const cases: readonly DetectionCase[] = [
  {
    name: "an outside authority",
    events: [anchor("CERTIFICATE_BUNDLE")],
    hit: "high",
    severity: "high",
  },
  { name: "an authority of AWS", events: [anchor("AWS_ACM_PCA")], hit: "low" },
  {
    name: "a profile with an administrator role",
    events: [
      call("iam:AttachRolePolicy", 1, {
        roleName: "Admin",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
      profile,
    ],
    hit: "high",
  },
  {
    name: "no revocations any more",
    events: [call("rolesanywhere:DeleteCrl", 1, { crlId: "c" })],
    hit: "medium",
  },
  { name: "a profile with a role of which nothing is known", events: [profile], hit: null },
];
