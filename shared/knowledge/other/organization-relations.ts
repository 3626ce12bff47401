import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const { read, write } = service("organizations.amazonaws.com", "AWS Organizations API Reference");

const power = {
  "T1098.003": "An account or service gets, or loses, power over all members.",
  T1666: "Who controls the hierarchy is changed.",
};
const transfer = { T1666: "Relations between organizations are changed." };
const survey = {
  "T1087.004": "Accounts are enumerated.",
  T1580: "The structure of the cloud is explored.",
};

/** AWS Organizations: delegation, relations to others, and reads. */
export const organizationRelations: readonly OtherEntry[] = [
  ...(
    [
      [
        "RegisterDelegatedAdministrator",
        "Makes a member account administrator of a service for the organization.",
        "It can then act in all members through that service.",
        "The security account takes over GuardDuty or Identity Center.",
        "DeregisterDelegatedAdministrator.",
      ],
      [
        "DeregisterDelegatedAdministrator",
        "Takes the administration of a service from a member account.",
        "The team there loses its view of, and hold on, all members.",
        "The task moves to another account.",
        "RegisterDelegatedAdministrator with the same account and service.",
      ],
      [
        "EnableAWSServiceAccess",
        "Lets an AWS service work in all accounts of the organization.",
        "The service makes its roles in the members and can read or change them.",
        "A service is taken into use from its own console.",
        "DisableAWSServiceAccess.",
      ],
      [
        "DisableAWSServiceAccess",
        "Ends the access of an AWS service to the organization.",
        "A security service can no longer cover new members.",
        "A service is given up on purpose.",
        "EnableAWSServiceAccess, and set the service up again.",
      ],
      [
        "PutResourcePolicy",
        "Sets the policy by which members may administer policies of the organization.",
        "It hands out a part of the management account's power.",
        "Delegation of backup or tag policies.",
        "PutResourcePolicy with the earlier document.",
      ],
      [
        "DeleteResourcePolicy",
        "Deletes that delegation policy.",
        "Delegated administrators of policies lose their rights.",
        "Delegation is taken back.",
        "PutResourcePolicy with the earlier document.",
      ],
    ] as const
  ).map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "high",
      because: "Power over all member accounts is moved.",
      what: `[api] ${what}`,
      why: `[T1666] ${why}`,
      benign: `[reason] ${benign}`,
      technique: power,
      undo,
    }),
  ),
  ...(
    [
      [
        "InviteOrganizationToTransferResponsibility",
        "Invites another organization to take over responsibilities such as billing.",
        "After consent, somebody outside sees or steers them.",
        "A reseller takes over the bill.",
        "CancelHandshake while it is open.",
      ],
      [
        "TerminateResponsibilityTransfer",
        "Ends such a transfer.",
        "Bills and their control fall back.",
        "A contract ends.",
        "A new invitation.",
      ],
      [
        "UpdateResponsibilityTransfer",
        "Changes the terms of a transfer.",
        "It shows that one exists, and what it is called.",
        "A correction of its name.",
        "UpdateResponsibilityTransfer with the earlier values.",
      ],
    ] as const
  ).map(([name, what, why, benign, undo]) =>
    write({
      name,
      severity: "medium",
      because: "Relations to another organization change, but no permissions in accounts.",
      what: `[api] ${what}`,
      why: `[T1666] ${why}`,
      benign: `[reason] ${benign}`,
      technique: transfer,
      undo,
    }),
  ),
  ...(
    [
      [
        "DescribeOrganization",
        "Returns id, management account and features of the organization.",
        "It names the account that is worth most.",
        "Tools ask it in each account.",
      ],
      [
        "ListAccounts",
        "Lists all accounts with names and root addresses.",
        "It yields targets and the addresses for phishing.",
        "Inventories in the management account.",
      ],
      [
        "ListRoots",
        "Returns the root of the organization and the enabled policy types.",
        "It tells whether guard rails are possible at all.",
        "The start of each walk through the structure.",
      ],
      [
        "ListOrganizationalUnitsForParent",
        "Lists the units below a parent.",
        "It shows how the company is arranged and where controls may be weak.",
        "Consoles and deployment tools.",
      ],
      [
        "ListDelegatedAdministrators",
        "Lists members that administer services.",
        "These accounts have power over others.",
        "Set-up and review of security services.",
      ],
    ] as const
  ).map(([name, what, why, benign]) =>
    read({
      name,
      severity: "info",
      because: "It changes nothing and is common in management accounts.",
      what: `[api] ${what}`,
      why: `[T1580] ${why}`,
      benign: `[reason] ${benign}`,
      technique: survey,
    }),
  ),
];
