import type { PostureCase } from "../test-files.ts";
import { allow, details, policy } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "none",
    files: [details({ policies: [policy("p", allow("*", "s3:GetObject"))] })],
    status: "pass",
  },
  {
    name: "new policy versions",
    files: [details({ policies: [policy("p", allow("*", "iam:CreatePolicyVersion"))] })],
    status: "fail",
    affected: ["p"],
  },
  {
    name: "an administrator is another check",
    files: [details({ policies: [policy("p", allow("*", "*"))] })],
    status: "pass",
  },
  { name: "nothing", status: "unknown" },
];
