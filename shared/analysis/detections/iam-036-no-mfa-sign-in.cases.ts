import { awsPolicy, call, session, signIn } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

export const cases: readonly DetectionCase[] = [
  {
    name: "a user",
    events: [signIn("t.brandt", 1, "No")],
    hit: "medium",
    severity: "medium",
    says: "MFAUsed: No",
  },
  {
    name: "an administrator",
    events: [
      call("iam:AttachUserPolicy", 1, {
        userName: "t.brandt",
        policyArn: awsPolicy("AdministratorAccess"),
      }),
      signIn("t.brandt", 60, "No"),
    ],
    hit: "high",
  },
  { name: "root", events: [signIn("root", 1, "No")], hit: "critical", severity: "critical" },
  { name: "with a second factor", events: [signIn("t.brandt", 1, "Yes")], hit: null },
  {
    name: "by an outside provider",
    events: [
      signIn("t.brandt", 1, "No", {
        more: {
          additional: {
            MFAUsed: "No",
            SamlProviderArn: "arn:aws:iam::123456789012:saml-provider/Corp",
          },
        },
      }),
    ],
    hit: null,
  },
  { name: "a role", events: [signIn("t.brandt", 1, "No", { by: session("R") })], hit: null },
  {
    name: "failed",
    events: [
      signIn("t.brandt", 1, "No", { outcome: "failed", errorMessage: "Failed authentication" }),
    ],
    hit: null,
  },
];
