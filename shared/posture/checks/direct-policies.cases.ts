import { call } from "../../analysis/test-events.ts";
import type { PostureCase } from "../test-files.ts";
import { administrator, attached, details, userDetail } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "none", files: [details({ users: [userDetail("a")] })], status: "pass" },
  {
    name: "attached",
    files: [
      details({ users: [userDetail("a", { AttachedManagedPolicies: [attached(administrator)] })] }),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "detached since",
    files: [
      details(
        { users: [userDetail("a", { AttachedManagedPolicies: [attached(administrator)] })] },
        5,
      ),
    ],
    events: [call("iam:DetachUserPolicy", 1, { userName: "a", policyArn: administrator })],
    status: "pass",
  },
  {
    name: "attached since",
    files: [details({ users: [userDetail("a")] }, 5)],
    events: [
      call("iam:PutUserPolicy", 1, { userName: "a", policyName: "p", policyDocument: "{}" }),
    ],
    status: "fail",
    affected: ["a"],
  },
  {
    name: "by the log alone",
    events: [call("iam:AttachUserPolicy", 1, { userName: "a", policyArn: administrator })],
    status: "fail",
    affected: ["a"],
    note: "before the log begins",
  },
  {
    name: "taken away again, by the log alone",
    events: [
      call("iam:AttachUserPolicy", 1, { userName: "a", policyArn: administrator }),
      call("iam:DetachUserPolicy", 2, { userName: "a", policyArn: administrator }),
    ],
    status: "unknown",
  },
  { name: "nothing", status: "unknown" },
];
