import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, reversible } from "./define-inverse.ts";

/** Central management of root access in an organization. */
export const organizationActions: readonly ActionEntry[] = [
  writeAction({
    name: "EnableOrganizationsRootSessions",
    target: "organization",
    targetFields: ["response.organizationId"],
    done: "had root sessions in member accounts switched on",
    severity: "high",
    severityReason:
      "The management account, or an administrator it delegates to, can now open privileged root sessions (sts:AssumeRoot) in every member account.",
    mitre: ["T1548.005"],
    inverse: reversible([call("DisableOrganizationsRootSessions", {})]),
  }),
  writeAction({
    name: "DisableOrganizationsRootSessions",
    target: "organization",
    targetFields: ["response.organizationId"],
    done: "had root sessions in member accounts switched off",
    severity: "medium",
    severityReason:
      "The central way to perform root tasks in member accounts is gone, and with it a tool of incident response.",
    mitre: ["T1562"],
    inverse: reversible([call("EnableOrganizationsRootSessions", {})]),
  }),
  writeAction({
    name: "EnableOrganizationsRootCredentialsManagement",
    target: "organization",
    targetFields: ["response.organizationId"],
    done: "had central management of root credentials switched on",
    severity: "high",
    severityReason:
      "Root passwords and keys of member accounts can now be managed centrally, which is recommended and very powerful.",
    mitre: ["T1098"],
    inverse: reversible([call("DisableOrganizationsRootCredentialsManagement", {})]),
  }),
  writeAction({
    name: "DisableOrganizationsRootCredentialsManagement",
    target: "organization",
    targetFields: ["response.organizationId"],
    done: "had central management of root credentials switched off",
    severity: "high",
    severityReason:
      "Root credentials of member accounts are no longer under central control, so they can be recovered in each account again.",
    mitre: ["T1562"],
    inverse: reversible([call("EnableOrganizationsRootCredentialsManagement", {})]),
  }),
  readAction({
    name: "GenerateOrganizationsAccessReport",
    target: "organization",
    targetFields: ["request.entityPath"],
    done: "had an access report prepared",
    severityReason: "Starts a report on the services used in an organization and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "GetOrganizationsAccessReport",
    target: "organization",
    targetFields: [],
    done: "had an access report read",
    severityReason: "Reads a report on the services used in an organization and changes nothing.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListOrganizationsFeatures",
    target: "organization",
    targetFields: ["response.organizationId"],
    done: "had its root access features listed",
    severityReason: "Reads which central root features are switched on and changes nothing.",
    mitre: ["T1087.004"],
  }),
];
