import type { ActionEntry } from "../entry.ts";
import { readAction } from "./define-action.ts";

/** Roles: calls that only read. */
export const roleReads: readonly ActionEntry[] = [
  readAction({
    name: "GetRole",
    target: "role",
    targetFields: ["request.roleName"],
    done: "was read",
    severityReason: "Reads the settings and the trust policy of one role and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "GetRolePolicy",
    target: "role",
    targetFields: ["request.roleName"],
    done: "had an inline policy read",
    severityReason: "Reads one inline policy document of a role and changes nothing.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "GetRoleTemplateVersion",
    target: "account",
    targetFields: [],
    done: "had a role template read",
    severityReason:
      "Reads a role template, which describes roles that do not exist yet, and changes nothing.",
  }),
  readAction({
    name: "GetServiceLinkedRoleDeletionStatus",
    target: "account",
    targetFields: [],
    done: "had the progress of a role deletion read",
    severityReason:
      "Reads how far the deletion of a service-linked role has come and changes nothing.",
  }),
  readAction({
    name: "ListAttachedRolePolicies",
    target: "role",
    targetFields: ["request.roleName"],
    done: "had its attached policies listed",
    severityReason:
      "Lists the managed policies of a role, a common step in finding out what it can do.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListRolePolicies",
    target: "role",
    targetFields: ["request.roleName"],
    done: "had its inline policies listed",
    severityReason:
      "Lists the names of the inline policies of a role, a common step in finding out what it can do.",
    mitre: ["T1069.003"],
  }),
  readAction({
    name: "ListRoles",
    target: "account",
    targetFields: [],
    done: "had its roles listed",
    severityReason:
      "Lists the roles of the account with their trust policies, which is routine and also a first step of reconnaissance.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListInstanceProfilesForRole",
    target: "role",
    targetFields: ["request.roleName"],
    done: "had its instance profiles listed",
    severityReason:
      "Lists the instance profiles that hold a role and so tells where the role may be in use.",
    mitre: ["T1087.004"],
  }),
];
