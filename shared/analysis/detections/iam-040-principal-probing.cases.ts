import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const probe = (n: number, message: string) =>
  Array.from({ length: n }, (_, i) =>
    call(
      "iam:UpdateAssumeRolePolicy",
      i / 10,
      { roleName: "R", policyDocument: "{}" },
      {
        id: `p${i}`,
        errorCode: "MalformedPolicyDocumentException",
        errorMessage: message,
        outcome: "failed",
      },
    ),
  );

export const cases: readonly DetectionCase[] = [
  {
    name: "three in a minute",
    events: probe(3, 'Invalid principal in policy: "AWS":"arn:aws:iam::111122223333:user/bob"'),
    hit: "medium",
    says: "3 trust policies",
  },
  { name: "twenty", events: probe(20, "Invalid principal in policy"), hit: "high" },
  { name: "two", events: probe(2, "Invalid principal in policy"), hit: null },
  { name: "another mistake", events: probe(5, "Syntax errors in policy."), hit: null },
];
