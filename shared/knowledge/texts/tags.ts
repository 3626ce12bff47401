import type { WrittenTexts } from "./action-text.ts";

/** Tags, which can decide about access. */
export const tagTexts: WrittenTexts = {
  TagRole: {
    does: "[api] Adds tags to a role, or gives existing keys new values.",
    matters:
      "[abac] The tags of a role are principal tags of its sessions; where policies compare them, a tag is a grant.",
    benign:
      "[reason] Cost centres, owners and marks of infrastructure code; the same keys on many roles.",
    consequences: [
      "[abac] A session of the role reaches resources that carry the same tag, for instance of another project.",
      "[reason] A tag that exempts a role from clean-up or from a Deny shields it.",
    ],
    technique: { T1098: "An attribute of an identity is changed that policies may read." },
    caveats: ["[api] The former value of a key is not in the record."],
  },
  UntagRole: {
    does: "[api] Removes tags from a role by their keys.",
    matters: "[abac] A Deny that holds for a tag no longer does; a grant by tag ends.",
    benign: "[reason] Keys that were misspelled or are no longer used.",
    consequences: [
      "[abac] Sessions of the role lose or gain access wherever a condition reads the key.",
      "[reason] An owner tag that is gone makes it hard to ask anybody.",
    ],
    technique: { T1098: "An attribute that policies may rely on is taken from an identity." },
    caveats: ["[api] Only keys are recorded; the values are those of earlier events."],
  },
  TagUser: {
    does: "[api] Adds tags to a user, or changes their values.",
    matters: "[abac] Conditions on aws:PrincipalTag decide by them what the user may do.",
    benign:
      "[reason] Personal data from the directory, such as department or mail address; the console writes the descriptions of access keys as tags, too.",
    consequences: [
      "[abac] A user who may tag himself can put himself into another team and get its access.",
      "[reason] Tags that mark exceptions from MFA or rotation rules keep a user out of reports.",
    ],
    technique: { T1098: "The account gets an attribute by which access can be granted." },
    caveats: ["[api] New keys and changed values look the same in the record."],
  },
  UntagUser: {
    does: "[api] Removes tags from a user.",
    matters: "[abac] What was allowed or denied because of the tag is decided anew.",
    benign: "[reason] The description of a deleted access key goes with it.",
    consequences: [
      "[abac] A Deny for users marked as contractors does not hold without the mark.",
      "[reason] Reports by department miss the user.",
    ],
    technique: { T1098: "The account loses an attribute that could restrict it." },
    caveats: ["[api] The removed values do not appear; the last TagUser or CreateUser has them."],
  },
  TagPolicy: {
    does: "[api] Adds tags to a customer managed policy.",
    matters:
      "[abac] Who may manage the policy can depend on aws:ResourceTag; its own effect does not change.",
    benign: "[reason] Marks of the tool that manages it.",
    consequences: [
      "[reason] With the tag of another team, that team may be allowed to edit the policy and with it the rights of its holders.",
    ],
    technique: {},
    caveats: ["[api] It changes no version of the policy, and the record has no document."],
  },
  UntagPolicy: {
    does: "[api] Removes tags from a customer managed policy.",
    matters: "[abac] A condition that reserved its management to a team by tag no longer matches.",
    benign: "[reason] A tool was given up and its marks are removed.",
    consequences: ["[reason] Tools that find their policies by tag no longer maintain it."],
    technique: {},
    caveats: ["[api] Keys only; which values went is known from TagPolicy or CreatePolicy."],
  },
  TagInstanceProfile: {
    does: "[api] Adds tags to an instance profile.",
    matters: "[abac] Permissions to put roles in or out can be bound to tags of the profile.",
    benign: "[reason] Marks for cost and owner, written as the profile is made.",
    consequences: [
      "[reason] Instances notice nothing; only who may change the profile can be affected.",
    ],
    technique: {},
    caveats: ["[api] Tags of the role inside are separate and not touched."],
  },
  UntagInstanceProfile: {
    does: "[api] Removes tags from an instance profile.",
    matters: "[abac] Permissions on the profile that depend on the tag stop to match.",
    benign: "[reason] Order in names and keys, by a tool that goes over all resources of a team.",
    consequences: [
      "[reason] Infrastructure code that finds the profile by tag may make a second one.",
    ],
    technique: {},
    caveats: ["[api] Values are not recorded with the removal."],
  },
  TagMFADevice: {
    does: "[api] Adds tags to a virtual MFA device.",
    matters: "[abac] Who may deactivate or delete the device can depend on its tags.",
    benign: "[reason] A label such as the person or the telephone.",
    consequences: [
      "[reason] A tag can bring the device under the permissions of somebody who may then take it away from its owner.",
    ],
    technique: {},
    caveats: [
      "[api] The serial number is an ARN; it contains the device's name, not necessarily that of its user.",
    ],
  },
  UntagMFADevice: {
    does: "[api] Removes tags from a virtual MFA device.",
    matters: "[abac] A protection of the device by tag no longer holds.",
    benign: "[reason] Labels of former owners are removed.",
    consequences: [
      "[reason] The factor works as before; only who may manage it can be another circle.",
    ],
    technique: {},
    caveats: ["[api] Neither the values nor the user of the device are in the record."],
  },
  TagOpenIDConnectProvider: {
    does: "[api] Adds tags to an OpenID Connect provider.",
    matters: "[abac] Conditions can give the management of the provider to those whose tags fit.",
    benign: "[reason] eksctl and Terraform mark the providers of their clusters.",
    consequences: [
      "[reason] Tokens and trust are the same as before; a team that fits the tag may be able to change audiences.",
    ],
    technique: {},
    caveats: [
      "[samples] The member is openIDConnectProviderArn, which contains the issuer's address.",
    ],
  },
  UntagOpenIDConnectProvider: {
    does: "[api] Removes tags from an OpenID Connect provider.",
    matters: "[abac] Rules that reserve the provider to a team by tag fail to match.",
    benign: "[reason] A cluster's name changed, and its old mark goes.",
    consequences: [
      "[reason] Tools that delete providers by tag leave this one behind, still trusted.",
    ],
    technique: {},
    caveats: ["[api] Removed values stand in no member of this record."],
  },
  TagSAMLProvider: {
    does: "[api] Adds tags to a SAML provider.",
    matters: "[abac] Tags can decide who may replace the provider's metadata.",
    benign: "[reason] The directory team marks what belongs to it.",
    consequences: [
      "[reason] Sign-ins are unaffected; the circle of those who may update the provider can grow.",
    ],
    technique: {},
    caveats: [
      "[samples] The provider is in sAMLProviderArn; the metadata is not part of the record.",
    ],
  },
  UntagSAMLProvider: {
    does: "[api] Removes tags from a SAML provider.",
    matters:
      "[abac] A Deny that protects tagged providers from changes does not cover it any more.",
    benign: "[reason] Marks from a migration are cleared away.",
    consequences: ["[reason] Federation goes on; watch for UpdateSAMLProvider afterwards."],
    technique: {},
    caveats: [
      "[api] With keys alone the former state has to come from TagSAMLProvider or the creation.",
    ],
  },
  TagServerCertificate: {
    does: "[api] Adds tags to a server certificate in IAM.",
    matters: "[abac] Permission to delete or rename the certificate can hang on its tags.",
    benign: "[reason] Date of expiry, site or owner as a note.",
    consequences: [
      "[reason] TLS is not affected. A tag for automatic clean-up can lead to the deletion of a certificate in use.",
    ],
    technique: {},
    caveats: ["[api] The certificate is named by serverCertificateName, without its path."],
  },
  UntagServerCertificate: {
    does: "[api] Removes tags from a server certificate.",
    matters: "[abac] What protected the certificate by tag is gone.",
    benign:
      "[reason] Notes about a former site are removed when its certificate serves another one.",
    consequences: [
      "[reason] Reminders of expiry that go by tag stay away; TLS itself goes on as before.",
    ],
    technique: {},
    caveats: ["[api] It does not show which values were removed."],
  },
};
