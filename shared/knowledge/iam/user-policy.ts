import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** IAM users: managed and inline policies and the permissions boundary. */
export const userPolicyActions: readonly ActionEntry[] = [
  writeAction({
    name: "AttachUserPolicy",
    target: "user",
    targetFields: ["request.userName"],
    done: "was given a managed policy",
    severity: "medium",
    severityReason:
      "The user gains at once what the policy grants, as far as no boundary or deny stands against it.",
    mitre: ["T1098.003"],
    inverse: reversible([
      call(
        "DetachUserPolicy",
        { UserName: "$rp.userName", PolicyArn: "$rp.policyArn" },
        "it was not in place before",
      ),
    ]),
  }),
  writeAction({
    name: "DetachUserPolicy",
    target: "user",
    targetFields: ["request.userName"],
    done: "lost an attached managed policy",
    severity: "low",
    severityReason:
      "The user loses what only this policy granted, and gains access where the policy denied something.",
    mitre: ["T1531", "T1562"],
    inverse: reversible(
      [call("AttachUserPolicy", { UserName: "$rp.userName", PolicyArn: "$rp.policyArn" })],
      { note: "If the policy was deleted later it must be rebuilt first (see DeletePolicy)." },
    ),
  }),
  writeAction({
    name: "PutUserPolicy",
    target: "user",
    targetFields: ["request.userName"],
    done: "was given an inline policy",
    severity: "medium",
    severityReason:
      "An inline policy takes effect at once for the user, and silently replaces one of the same name.",
    mitre: ["T1098.003"],
    inverse: reversible(
      [
        call(
          "PutUserPolicy",
          {
            UserName: "$rp.userName",
            PolicyName: "$rp.policyName",
            PolicyDocument: "$prior.inlineDocument",
          },
          "an earlier document is known",
        ),
        call(
          "DeleteUserPolicy",
          { UserName: "$rp.userName", PolicyName: "$rp.policyName" },
          "the log shows the name did not exist before",
        ),
      ],
      {
        note: "Where the log does not reach back to the creation of the user, it is unknown whether a policy of this name existed: ask before deleting it.",
      },
    ),
  }),
  writeAction({
    name: "DeleteUserPolicy",
    target: "user",
    targetFields: ["request.userName"],
    done: "lost an inline policy",
    severity: "low",
    severityReason:
      "The user loses what only this policy granted, and gains access where the policy denied something.",
    mitre: ["T1531"],
    inverse: reversible(
      [
        call("PutUserPolicy", {
          UserName: "$rp.userName",
          PolicyName: "$rp.policyName",
          PolicyDocument: "$prior.inlineDocument",
        }),
      ],
      {
        note: "The deletion does not record the document: only an earlier PutUserPolicy in the log, or a copy kept elsewhere, holds it.",
      },
    ),
  }),
  writeAction({
    name: "PutUserPermissionsBoundary",
    target: "user",
    targetFields: ["request.userName"],
    done: "had a permissions boundary set",
    severity: "medium",
    severityReason:
      "The boundary is the upper limit of what the user can do, and a wider one makes permissions effective that were held back.",
    mitre: ["T1098", "T1548.005"],
    inverse: reversible([
      call(
        "PutUserPermissionsBoundary",
        { UserName: "$rp.userName", PermissionsBoundary: "$prior.permissionsBoundary" },
        "one existed",
      ),
      call("DeleteUserPermissionsBoundary", { UserName: "$rp.userName" }, "none existed"),
    ]),
  }),
  writeAction({
    name: "DeleteUserPermissionsBoundary",
    target: "user",
    targetFields: ["request.userName"],
    done: "lost its permissions boundary",
    severity: "high",
    severityReason:
      "Without its boundary every permission in the policies of the user becomes effective.",
    mitre: ["T1548.005", "T1562"],
    inverse: reversible([
      call("PutUserPermissionsBoundary", {
        UserName: "$rp.userName",
        PermissionsBoundary: "$prior.permissionsBoundary",
      }),
    ]),
  }),
];
