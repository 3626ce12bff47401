import type { ActionEntry } from "../entry.ts";
import { readAction } from "./define-action.ts";

/** IAM users: calls that only read. */
export const userReads: readonly ActionEntry[] = [
  readAction({
    name: "GetUser",
    target: "user",
    targetFields: ["request.userName", "identity.userName"],
    done: "was read",
    severityReason:
      "Reads one user and changes nothing; without a user name it answers who the caller is, which is often the first call with a found key.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "GetUserPolicy",
    target: "user",
    targetFields: ["request.userName"],
    done: "had an inline policy read",
    severityReason: "Reads one inline policy document of a user and changes nothing.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListAttachedUserPolicies",
    target: "user",
    targetFields: ["request.userName"],
    done: "had its attached policies listed",
    severityReason:
      "Lists the managed policies of a user, a common step in finding out what it can do.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListUserPolicies",
    target: "user",
    targetFields: ["request.userName"],
    done: "had its inline policies listed",
    severityReason:
      "Lists the names of the inline policies of a user, a common step in finding out what it can do.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListGroupsForUser",
    target: "user",
    targetFields: ["request.userName"],
    done: "had its groups listed",
    severityReason: "Lists the groups of a user and so tells from where its permissions come.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListUsers",
    target: "account",
    targetFields: [],
    done: "had its users listed",
    severityReason:
      "Lists the users of the account, which is routine and also a first step of reconnaissance.",
    mitre: ["T1087.004"],
  }),
];
