import { xformName } from "./xform-name.ts";

const acronyms: readonly (readonly [RegExp, string])[] = [
  [/\bopen id connect\b/, "OpenID Connect"],
  [/\bssh\b/, "SSH"],
  [/\bsaml\b/, "SAML"],
  [/\bmfa\b/, "MFA"],
];

const verb =
  /^(?:Associate|Attach|Create|Deactivate|Delete|Detach|Disable|Enable|Put|Reject|Replace|Untag|Tag|Update|Upload)/;

/** The thing that an API acts on, in words: `iam:DeleteSSHPublicKey` → "SSH public key". */
export function operationNoun(api: string): string {
  const action = api.slice(api.indexOf(":") + 1);
  const thing = action.replace(verb, "");
  if (thing === "PolicyVersion") return "version";
  if (/^(?:User|Role|Group)Policy$/.test(thing))
    return /^(?:Attach|Detach)/.test(action) ? "policy" : "inline policy";
  const words = xformName(thing, "-").replaceAll("-", " ");
  return acronyms.reduce((text, [plain, proper]) => text.replace(plain, proper), words);
}

const phrases: Readonly<Record<string, string>> = {
  AddClientIDToOpenIDConnectProvider: "Adds the audience to the provider again",
  AddRoleToInstanceProfile: "Puts the role into the instance profile again",
  AddUserToGroup: "Adds the user to the group again",
  AssociateIamInstanceProfile: "Associates the instance with the instance profile again",
  DeactivateMFADevice: "Takes the MFA device away from the user",
  DisableOrganizationsRootCredentialsManagement:
    "Switches central management of root credentials off again",
  DisableOrganizationsRootSessions: "Switches privileged root sessions off again",
  DisableOutboundWebIdentityFederation: "Switches outbound identity federation off again",
  EnableMFADevice: "Assigns the MFA device to the user again",
  EnableOrganizationsRootCredentialsManagement:
    "Switches central management of root credentials on again",
  EnableOrganizationsRootSessions: "Switches privileged root sessions on again",
  EnableOutboundWebIdentityFederation: "Switches outbound identity federation on again",
  PutAccountProperties: "Puts the earlier account properties back",
  RejectDelegationRequest: "Rejects the delegation request",
  RemoveClientIDFromOpenIDConnectProvider: "Takes the audience away from the provider",
  RemoveRoleFromInstanceProfile: "Takes the role out of the instance profile",
  RemoveUserFromGroup: "Takes the user out of the group",
  ReplaceIamInstanceProfileAssociation: "Associates the instance with the instance profile again",
  SetDefaultPolicyVersion: "Makes the earlier version the default again",
  SetSecurityTokenServicePreferences: "Puts the earlier token version back",
  UpdateAssumeRolePolicy: "Puts the earlier trust policy back",
  UpdateLoginProfile: "Sets a new password, to be changed at the next sign-in",
};

/** One clause, capitalised, without full stop: what an undoing call does. `status`: its Status member, if any. */
export function operationWords(api: string, status?: unknown): string {
  const action = api.slice(api.indexOf(":") + 1);
  if (Object.hasOwn(phrases, action)) return phrases[action] ?? action;
  const noun = operationNoun(api);
  switch (verb.exec(action)?.[0] ?? "") {
    case "Attach":
      return "Attaches the policy again";
    case "Detach":
      return "Detaches the policy";
    case "Create":
      return `Creates the ${noun} again`;
    case "Upload":
      return `Uploads the ${noun} again`;
    case "Delete":
      return `Deletes the ${noun}`;
    case "Put":
      return `Puts the earlier ${noun} back`;
    case "Tag":
      return "Puts the earlier tags back";
    case "Untag":
      return "Removes the tags that were new";
    case "Update":
      return status === "Inactive"
        ? `Sets the ${noun} to Inactive`
        : `Puts the ${noun} back as it was`;
    default:
      return "Takes the change back";
  }
}
