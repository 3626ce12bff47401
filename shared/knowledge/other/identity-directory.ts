import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

const directory = service(
  "sso-directory.amazonaws.com",
  "IAM Identity Center User Guide, Directory events",
);
const store = service("identitystore.amazonaws.com", "Identity Store API Reference");

/** Each: name, what, why, what is harmless, what undoes it. */
const directoryEvents = [
  [
    "CreateUser",
    "Made a person in Identity Center's directory, from its console.",
    "With a group or assignment the person can enter accounts.",
    "Joiners, where no outside directory is used.",
    "DeleteUser or DisableUser.",
  ],
  [
    "UpdateUser",
    "Changed a person's data.",
    "A new mail address receives the reset of the password.",
    "Names and addresses that change.",
    "UpdateUser with the earlier data.",
  ],
  [
    "DeleteUser",
    "Deleted a person.",
    "Access ends, and what was assigned is orphaned.",
    "Leavers.",
    "CreateUser; groups and MFA must be set anew.",
  ],
  [
    "AddMemberToGroup",
    "Put a person into a group.",
    "The person has all assignments of the group.",
    "Ordinary grant of access.",
    "RemoveMemberFromGroup.",
  ],
  [
    "RemoveMemberFromGroup",
    "Took a person out of a group.",
    "The assignments of the group end for the person.",
    "Change of job.",
    "AddMemberToGroup.",
  ],
  [
    "CreateGroup",
    "Made a group.",
    "It is empty; assignments and members count.",
    "A new team.",
    "DeleteGroup.",
  ],
  [
    "DeleteGroup",
    "Deleted a group.",
    "All its members lose what was assigned to it.",
    "A team was dissolved.",
    "CreateGroup, with members and assignments anew.",
  ],
  [
    "UpdatePassword",
    "Set a person's password or sent a reset.",
    "Whoever has the new password is the person, if MFA does not stop him.",
    "A forgotten password.",
    "Reset it again with the owner.",
  ],
  [
    "DisableUser",
    "Barred a person from signing in.",
    "It locks out, and it is good containment.",
    "Leave of absence.",
    "EnableUser.",
  ],
  [
    "EnableUser",
    "Let a barred person sign in again.",
    "A dormant account comes back.",
    "A return to work.",
    "DisableUser.",
  ],
  [
    "StartVirtualMfaDeviceRegistration",
    "Began to enrol an authenticator app.",
    "Started by a thief it leads to a factor of his own.",
    "A new telephone.",
    "Nothing yet, unless it is completed.",
  ],
  [
    "CompleteVirtualMfaDeviceRegistration",
    "Enrolled an authenticator app.",
    "The device counts as the person's second factor.",
    "The end of an enrolment by its owner.",
    "DeleteMfaDeviceForUser.",
  ],
  [
    "DeleteMfaDeviceForUser",
    "Removed a person's MFA device.",
    "Until a new one is enrolled the password may be enough.",
    "A lost device.",
    "Have the owner enrol a device.",
  ],
  [
    "UpdateMfaDeviceForUser",
    "Changed an MFA device, such as its name.",
    "A familiar name hides a foreign device.",
    "A label is put right.",
    "Change the name back.",
  ],
  [
    "StartWebAuthnDeviceRegistration",
    "Began to enrol a passkey or security key.",
    "The one who holds the key will pass as the person.",
    "A new security key.",
    "Nothing yet, unless it is completed.",
  ],
  [
    "CompleteWebAuthnDeviceRegistration",
    "Enrolled a passkey or security key.",
    "It stays valid after a change of the password.",
    "The owner's own key.",
    "DeleteMfaDeviceForUser.",
  ],
  [
    "CreateBearerToken",
    "Made a token for automatic provisioning (SCIM).",
    "Its holder can make and change people and groups for a year.",
    "A directory is connected, or its token renewed.",
    "Delete the token in the console.",
  ],
  [
    "CreateProvisioningTenant",
    "Switched automatic provisioning on.",
    "From then on an outside system writes people and groups.",
    "The introduction of SCIM.",
    "Switch provisioning off in the console.",
  ],
] as const;

/** As above. */
const storeEvents = [
  [
    "CreateUser",
    "Creates a person in the identity store. It is not the action of IAM with this name.",
    "The person can get assignments in all accounts.",
    "Provisioning tools and scripts.",
    "DeleteUser.",
  ],
  [
    "CreateGroup",
    "Creates a group in the identity store.",
    "Assignments to it follow.",
    "A team is taken in by a script.",
    "DeleteGroup.",
  ],
  [
    "CreateGroupMembership",
    "Makes a person a member of a group.",
    "The person has the group's permission sets.",
    "Ordinary grants by a tool.",
    "DeleteGroupMembership.",
  ],
  [
    "DeleteGroupMembership",
    "Ends a membership, named by its id only.",
    "The person loses the group's assignments.",
    "Leavers and moves.",
    "CreateGroupMembership with the same person and group.",
  ],
  [
    "DeleteUser",
    "Deletes a person.",
    "The person cannot sign in any more.",
    "Leavers.",
    "CreateUser; the new one has another id.",
  ],
  [
    "DeleteGroup",
    "Deletes a group with its memberships.",
    "Members lose access in all accounts at once.",
    "Clean-up of teams.",
    "CreateGroup, with members and assignments anew.",
  ],
  [
    "UpdateUser",
    "Changes attributes of a person.",
    "Attributes can decide about access, and the mail address about resets.",
    "Names that change.",
    "UpdateUser with the earlier values.",
  ],
  [
    "UpdateGroup",
    "Changes name or description of a group.",
    "A familiar name can hide its purpose.",
    "A team is renamed.",
    "UpdateGroup with the earlier values.",
  ],
  [
    "UpdateIdentityStore",
    "Changes the identity store itself.",
    "It touches all people in it.",
    "Rare work on the set-up.",
    "Set the earlier values.",
  ],
] as const;

/** People and groups of Identity Center: its console's events, and the Identity Store API. */
export const identityDirectoryEntries: readonly OtherEntry[] = [
  ...directoryEvents.map(([name, what, why, benign, undo]) =>
    directory.write({
      name,
      severity: "medium",
      because: "People, groups and factors of single sign-on decide about access to all accounts.",
      what: `[sso] ${what}`,
      why: `[T1098] ${why}`,
      benign: `[reason] ${benign}`,
      technique: {
        "T1136.003": "The directory is where accounts for the cloud are made.",
        T1098: "Persons, groups or credentials are changed.",
        "T1556.006": "Second factors are kept here.",
      },
      undo,
    }),
  ),
  ...storeEvents.map(([name, what, why, benign, undo]) =>
    store.write({
      name,
      severity: "medium",
      because: "What is assigned to people and groups reaches into all accounts.",
      what: `[api] ${what}`,
      why: `[T1098.003] ${why}`,
      benign: `[reason] ${benign}`,
      technique: {
        "T1136.003": "The store is where accounts for the cloud are made.",
        "T1098.003": "Membership and attributes bring roles in accounts.",
      },
      undo,
    }),
  ),
];
