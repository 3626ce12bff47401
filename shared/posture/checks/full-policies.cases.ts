import type { PostureCase } from "../test-files.ts";
import { allow, details, groupDetail, policy, userDetail } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  {
    name: "none",
    files: [
      details({ users: [userDetail("a")], policies: [policy("p", allow("*", "s3:GetObject"))] }),
    ],
    status: "pass",
  },
  {
    name: "managed",
    files: [details({ policies: [policy("p", allow("*", "*"))] })],
    status: "fail",
    affected: ["p"],
  },
  {
    name: "managed and attached to nobody",
    files: [details({ policies: [policy("p", allow("*", "*"), { AttachmentCount: 0 })] })],
    status: "pass",
  },
  {
    name: "inline in a group",
    files: [
      details({
        groups: [
          groupDetail("g", {
            GroupPolicyList: [{ PolicyName: "p", PolicyDocument: allow("*", "*") }],
          }),
        ],
      }),
    ],
    status: "fail",
    affected: ["p"],
  },
  {
    name: "AWS’s own does not count",
    files: [
      details({
        policies: [
          policy("AdministratorAccess", allow("*", "*"), {
            Arn: "arn:aws:iam::aws:policy/AdministratorAccess",
          }),
        ],
        users: [userDetail("a")],
      }),
    ],
    status: "pass",
  },
  {
    name: "a document that can’t be read",
    files: [details({ policies: [policy("p", { Statement: "x" })] })],
    status: "unknown",
  },
  { name: "nothing", status: "unknown" },
];
