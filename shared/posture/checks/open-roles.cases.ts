import type { PostureCase } from "../test-files.ts";
import { allow, details, role, userDetail } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "none", files: [details({})], status: "pass" },
  {
    name: "everybody",
    files: [details({ roles: [role("r", allow({ AWS: "*" }, "sts:AssumeRole"))] })],
    status: "fail",
    affected: ["r"],
  },
  {
    name: "everybody of the organization",
    files: [
      details({
        roles: [
          role(
            "r",
            allow({ AWS: "*" }, "sts:AssumeRole", {
              Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } },
            }),
          ),
        ],
      }),
    ],
    status: "pass",
  },
  {
    name: "every repository",
    files: [
      details({
        roles: [
          role(
            "r",
            allow(
              {
                Federated:
                  "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
              },
              "sts:AssumeRoleWithWebIdentity",
            ),
          ),
        ],
      }),
    ],
    status: "fail",
    affected: ["r"],
  },
  {
    name: "a filtered answer",
    files: [details({ users: [userDetail("a")], roles: [] })],
    status: "unknown",
    why: "filtered",
  },
  { name: "nothing", status: "unknown" },
];
