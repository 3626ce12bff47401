import type { WrittenTexts } from "./action-text.ts";

/** Access keys. */
export const accessKeyTexts: WrittenTexts = {
  CreateAccessKey: {
    does: "[api] Creates an access key, active at once, for the named user, or for the caller if none is named. A user has two at most. The secret is shown this one time.",
    matters:
      "[T1098.001] A key works without password and second factor, from anywhere, until it is deactivated. Made for somebody else's user, it is the classic way of staying.",
    benign:
      "[keys] A rotation: the owner makes the second key, and some days later the first is deactivated and deleted.",
    consequences: [
      "[T1098.001] Whoever made the key can act as the user after his own access was withdrawn.",
      "[practices] A key of the root user has no limits at all and should never be made.",
      "[keys] Keys end up in code and files, and from there in public.",
    ],
    technique: {
      "T1098.001": "A further credential is added to an account.",
    },
    caveats: [
      "[api] userName is missing when callers make a key for themselves; then the user is the one in userIdentity, or root.",
      "[samples] The response has the id of the new key, by which its use can be followed; the secret is never recorded.",
      "[quotas] A third key is refused with LimitExceededException, so that a deletion of an older key may come first.",
    ],
  },
  UpdateAccessKey: {
    does: "[api] Sets an access key to Active or Inactive.",
    matters:
      "[reason] Inactive takes access away and can be undone; Active on a key that rested for long gives it back.",
    benign: "[keys] Inactive is the careful step of a rotation, and containment of a leaked key.",
    consequences: [
      "[T1098.001] An old key, long in the wrong hands, works again after it was set to Active.",
      "[T1531] Deactivating the key of a running application stops it with its next request.",
      "[reason] Sessions that were made from the key with GetSessionToken or GetFederationToken are not ended by Inactive; a Deny on the user is needed for that.",
    ],
    technique: {
      "T1098.001": "Reactivating makes a dormant credential usable again.",
      T1531: "Deactivating takes away the access of its owner.",
    },
    caveats: [
      "[api] The new status is in the request; the former one is not, and setting the same status again raises no error.",
      "[api] userName is optional here; without it the caller changes a key of its own.",
    ],
  },
  DeleteAccessKey: {
    does: "[api] Deletes an access key for good.",
    matters:
      "[T1070] It ends access; done by somebody else, or straight after the key was used for an attack, it also tidies away the tool.",
    benign: "[keys] The end of a rotation: the key was Inactive for days before.",
    consequences: [
      "[T1531] All places that still use the key fail, and nothing brings the key back.",
      "[reason] The last-used facts of the key are no longer shown for the user; only the log knows them.",
      "[reason] An intruder who deletes the owner's key and makes one of his own leaves the number of keys as it was.",
    ],
    technique: {
      T1531: "A credential is removed from its owner.",
      T1070: "The key by which actions were done disappears from the account.",
    },
    caveats: [
      "[reason] Records of what the key did remain under its id; search them by accessKeyId.",
    ],
  },
};

/** Console passwords. */
export const loginProfileTexts: WrittenTexts = {
  CreateLoginProfile: {
    does: "[api] Gives an IAM user a password for the console, with or without the duty to change it at the first sign-in.",
    matters:
      "[T1098.001] Users made for programs have no password. To add one opens the console to whoever set it.",
    benign:
      "[reason] A new colleague gets console access, with passwordResetRequired true, at the same time as the user is made.",
    consequences: [
      "[T1078.004] The one who set the password can sign in as the user, with all its permissions, and usually without MFA.",
      "[root] In a session of AssumeRoot, or by root itself, it gives the root user a password.",
    ],
    technique: {
      "T1098.001": "A credential of a further kind is added to the account.",
      "T1078.004": "The account can then be used as a valid one.",
    },
    caveats: [
      "[samples] The password is never recorded. passwordResetRequired is, and without it the setter goes on knowing the password.",
      "[api] For a user that has a password it fails with EntityAlreadyExistsException; an UpdateLoginProfile right after such a failure shows somebody who wants in.",
    ],
  },
  UpdateLoginProfile: {
    does: "[api] Sets another console password for a user, or the duty to change it.",
    matters: "[T1098.001] Whoever sets the password of somebody else can sign in as that person.",
    benign:
      "[reason] The help desk resets a forgotten password, with the duty to change it, after a failed sign-in of the owner.",
    consequences: [
      "[T1078.004] The account is taken over, and its owner is locked out at the same time.",
      "[reason] Sessions that are open stay open; a reset alone does not throw an intruder out.",
      "[reason] For a colleague of the same permissions it is a way to act under another name.",
    ],
    technique: {
      "T1098.001": "The credential of an account is replaced by one that the caller knows.",
      "T1078.004": "The caller can use the account as a valid one.",
    },
    caveats: [
      "[samples] No password is in the record, so it does not show whether one was set or only the duty to change it.",
      "[api] A password that is too weak gives PasswordPolicyViolationException, a user without a password NoSuchEntityException.",
    ],
  },
  DeleteLoginProfile: {
    does: "[api] Takes the console password away from a user. Keys and permissions stay.",
    matters: "[api] It ends sign-in with a password only; access keys go on working.",
    benign: "[reason] Leavers, and users of programs that never needed the console.",
    consequences: [
      "[T1531] A person who has no other way in is locked out of the console.",
      "[api] As containment it is incomplete, until the keys are deactivated as well.",
      "[reason] A console session that is open goes on until it expires.",
    ],
    technique: {
      T1531: "The means to sign in is removed.",
    },
    caveats: [
      "[samples] Within moments after a password was made it fails with EntityTemporarilyUnmodifiableException, and the record keeps its parameters.",
    ],
  },
  ChangePassword: {
    does: "[api] A user changes the own console password, by giving the old one.",
    matters:
      "[T1098] It proves that the caller knew the former password; after a theft it locks the owner out.",
    benign:
      "[password] The regular change that a policy with expiry demands, right after ConsoleLogin from the usual address.",
    consequences: [
      "[reason] If the session belonged to somebody else, the owner's password no longer works.",
      "[password] A temporary password given by an administrator is replaced, which ends his knowledge of it.",
    ],
    technique: {
      T1098: "The credential of an account is changed to keep access.",
    },
    caveats: [
      "[samples] requestParameters are null: neither password is recorded, and the user is the caller.",
    ],
  },
};

/** MFA devices. */
export const mfaTexts: WrittenTexts = {
  CreateVirtualMFADevice: {
    does: "[api] Creates a virtual MFA device and hands out its seed, once, as text or as a QR code. It protects nobody until EnableMFADevice assigns it.",
    matters: "[T1098.005] Whoever holds the seed can make the codes of the device for ever.",
    benign:
      "[mfa] The first half of enrolling an authenticator app; EnableMFADevice by the same person follows within minutes.",
    consequences: [
      "[T1098.005] Devices prepared by one caller for other users let him pass their second factor.",
      "[reason] Unassigned devices left behind are clutter that hides others.",
    ],
    technique: {
      "T1098.005": "A device is registered that will later count as a factor of an account.",
    },
    caveats: [
      "[samples] Seed and QR code are not recorded; the response has the serial number, an ARN, only.",
      "[api] A name that is taken gives EntityAlreadyExistsException, typical of an enrolment that was begun twice.",
    ],
  },
  EnableMFADevice: {
    does: "[api] Assigns an MFA device to a user, after two codes of it that follow one another. A user can have up to eight.",
    matters:
      "[T1098.005] Good if the owner does it. Done from a stolen session, the device belongs to the thief, who from then on passes every check for MFA.",
    benign: "[mfa] Onboarding: the user names itself, from the usual address, in the first days.",
    consequences: [
      "[T1098.005] A second device beside the owner's is hardly noticed and stays valid after a change of password.",
      "[T1556.006] An owner without a device of his own can be locked out, because the console now asks for one that he does not have.",
      "[reason] It lets the one who did it pass policies that allow sensitive actions with MFA only.",
    ],
    technique: {
      "T1098.005": "A device of the attacker becomes a factor of the account.",
      "T1556.006": "How the second factor of the account works is changed.",
    },
    caveats: [
      "[samples] The codes are not recorded. For root the console writes userName as AWS ROOT USER.",
      "[mfa] Passkeys and security keys are enrolled through the console.",
    ],
  },
  DeactivateMFADevice: {
    does: "[api] Takes an MFA device away from a user. The device object of a virtual one still exists.",
    matters:
      "[T1556.006] The account can be entered with the password alone, unless another device is left.",
    benign: "[mfa] A lost or new telephone: a replacement is enabled shortly after, by the owner.",
    consequences: [
      "[T1556.006] A stolen password is enough from now on.",
      "[reason] Policies that demand MFA lock the user out of everything until a new device is enrolled.",
      "[reason] Sessions that were opened with MFA keep that mark until they end; new ones lack it, and policies see the difference.",
    ],
    technique: {
      "T1556.006": "Multi-factor authentication of the account is switched off.",
      T1556: "The way the account proves who it is becomes weaker.",
    },
    caveats: [
      "[api] Whether further devices remain cannot be seen from the record; ListMFADevices or earlier events tell.",
      "[api] Followed by EnableMFADevice with another serial number in the same session, it is an exchange of the device: by the owner a new telephone, by anybody else a take-over.",
    ],
  },
  DeleteVirtualMFADevice: {
    does: "[api] Deletes a virtual MFA device, which must not be assigned any more.",
    matters:
      "[T1556.006] After a deactivation it makes that final: the same device cannot be enabled again.",
    benign:
      "[reason] The console usually deletes the object together with the deactivation, and tidies up devices whose enrolment was broken off.",
    consequences: [
      "[reason] The owner must enrol a new device; the entry in the authenticator app is worthless.",
      "[T1556.006] An intruder gains the time until the owner has a new one.",
      "[reason] Names of devices can be used again, so that a later device under the name need not be the same one.",
    ],
    technique: {
      "T1556.006": "The factor is destroyed, not only switched off.",
    },
    caveats: [
      "[api] Only the serial number is recorded; which user had it stands in the DeactivateMFADevice before.",
      "[api] While the device is assigned the call fails with DeleteConflictException.",
    ],
  },
  ResyncMFADevice: {
    does: "[api] Sets the clock or counter of a device that drifted, with two codes in a row.",
    matters: "[reason] It repairs a device and changes neither rights nor owner.",
    benign: "[mfa] Hardware tokens drift with age; failed sign-ins with MFA come before.",
    consequences: ["[reason] Codes of the device are accepted again. Nothing else changes."],
    technique: {
      "T1098.005":
        "It concerns a registered device, and a caller who is not its owner is worth a look.",
    },
    caveats: ["[samples] The codes that were sent are left out of the record."],
  },
};
