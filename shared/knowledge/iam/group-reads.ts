import type { ActionEntry } from "../entry.ts";
import { readAction } from "./define-action.ts";

/** Groups: calls that only read. */
export const groupReads: readonly ActionEntry[] = [
  readAction({
    name: "GetGroup",
    target: "group",
    targetFields: ["request.groupName"],
    done: "had its members listed",
    severityReason: "Reads a group with its members and changes nothing.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "GetGroupPolicy",
    target: "group",
    targetFields: ["request.groupName"],
    done: "had an inline policy read",
    severityReason: "Reads one inline policy document of a group and changes nothing.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListAttachedGroupPolicies",
    target: "group",
    targetFields: ["request.groupName"],
    done: "had its attached policies listed",
    severityReason:
      "Lists the managed policies of a group, a common step in finding out what its members can do.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListGroupPolicies",
    target: "group",
    targetFields: ["request.groupName"],
    done: "had its inline policies listed",
    severityReason:
      "Lists the names of the inline policies of a group, a common step in finding out what its members can do.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListGroups",
    target: "account",
    targetFields: [],
    done: "had its groups listed",
    severityReason:
      "Lists the groups of the account, which is routine and also a first step of reconnaissance.",
    mitre: ["T1069.003"],
  }),
];
