import { jobRoles } from "./job-roles.ts";
import { machineRoles } from "./machine-roles.ts";
import type { OtherEntry } from "./other-entry.ts";
import { groupEntries } from "./service-group.ts";

/** Calls of other services that use a passed role or an instance's role: iam:PassRole itself is never an event. */
export const passedRoleEntries: readonly OtherEntry[] = groupEntries(
  {
    severity: "medium",
    because:
      "It is daily work of developers, and a way to act with a role that one could not assume.",
    basis: "passrole",
  },
  [...machineRoles, ...jobRoles],
);
