import { call } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import {
  administrator,
  allow,
  attached,
  details,
  groupDetail,
  policy,
  userDetail,
} from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "none", files: [details({ users: [userDetail("a")] })], status: "pass" },
  {
    name: "by a policy of AWS",
    files: [
      details({ users: [userDetail("a", { AttachedManagedPolicies: [attached(administrator)] })] }),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "by an inline policy",
    files: [
      details({
        users: [
          userDetail("a", {
            UserPolicyList: [{ PolicyName: "p", PolicyDocument: allow("*", "*") }],
          }),
        ],
      }),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "by a group",
    files: [
      details({
        users: [userDetail("a", { GroupList: ["g"] })],
        groups: [groupDetail("g", { AttachedManagedPolicies: [attached(administrator)] })],
      }),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "by an own policy with its document",
    files: [
      details({
        users: [
          userDetail("a", {
            AttachedManagedPolicies: [attached("arn:aws:iam::123456789012:policy/all")],
          }),
        ],
        policies: [policy("all", allow("*", "iam:*"))],
      }),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "an own policy without its document",
    files: [
      details({
        users: [
          userDetail("a", {
            AttachedManagedPolicies: [attached("arn:aws:iam::123456789012:policy/what")],
          }),
        ],
      }),
    ],
    status: "unknown",
    note: "not in the file",
  },
  {
    name: "only from an address",
    files: [
      details({
        users: [
          userDetail("a", {
            UserPolicyList: [
              {
                PolicyName: "p",
                PolicyDocument: allow("*", "*", {
                  Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
                }),
              },
            ],
          }),
        ],
      }),
    ],
    status: "pass",
  },
  {
    name: "deleted since",
    files: [
      details(
        {
          users: [
            userDetail("a", { AttachedManagedPolicies: [attached(administrator)] }),
            userDetail("b"),
          ],
        },
        5,
      ),
    ],
    events: [call("iam:DeleteUser", 1, { userName: "a" })],
    status: "pass",
  },
  {
    name: "pages are missing",
    files: [details({ users: [userDetail("a")], more: { IsTruncated: true, Marker: "m" } })],
    status: "unknown",
    note: "Pages",
  },
  { name: "a filtered answer", files: [details({})], status: "unknown", why: "filtered" },
  { name: "nothing", status: "unknown" },
];
