import type { WrittenTexts } from "./action-text.ts";

/** Settings of the whole account. */
export const accountTexts: WrittenTexts = {
  UpdateAccountPasswordPolicy: {
    does: "[api] Sets the rules for console passwords of IAM users. Each rule that is left out of the call goes back to its default.",
    matters:
      "[T1556] A call that seems to set one thing can drop length, reuse and expiry rules of the whole account.",
    benign:
      "[password] Set once for a baseline, for instance fourteen characters and no reuse of the last 24 passwords, and again by the baseline's tool.",
    consequences: [
      "[T1556] Short passwords and old ones are accepted again, which makes guessing worth while.",
      "[password] With a hard expiry, people whose password ran out need an administrator.",
      "[password] Rules on content hold for passwords set later; those in use are not checked again.",
      "[reason] A policy that forbids people to change their passwords leaves stolen ones in use.",
    ],
    technique: {
      T1556: "The rules by which people authenticate are altered.",
    },
    caveats: [
      "[api] Members missing from the request mean defaults, not former values: the record is the complete new policy.",
      "[password] It does not concern root, federated users or access keys.",
    ],
  },
  DeleteAccountPasswordPolicy: {
    does: "[api] Removes the account's own rules for passwords; the defaults of IAM hold.",
    matters:
      "[password] The default asks for eight characters of three kinds, without expiry and without a limit on reuse.",
    benign:
      "[reason] Hardly any: tools that take down a baseline do it; people with all users in single sign-on may not miss it.",
    consequences: [
      "[T1556] Weaker passwords are accepted at the next change.",
      "[reason] Checks of compliance fail that ask for a policy of one's own.",
      "[reason] With expiry gone, passwords that were about to run out go on being valid.",
    ],
    technique: {
      T1556: "A protection of the sign-in is taken away.",
    },
    caveats: [
      "[samples] requestParameters are null. What was lost stands only in the last UpdateAccountPasswordPolicy.",
      "[api] Without a policy of the account it fails with NoSuchEntityException.",
    ],
  },
  CreateAccountAlias: {
    does: "[api] Gives the account a name for its sign-in address. An account has one; a new one replaces it.",
    matters:
      "[alias] The address under which people sign in changes, and names are unique among all customers.",
    benign: "[reason] Part of setting up an account.",
    consequences: [
      "[T1098] A changed name breaks bookmarks, and the freed one can be registered by a stranger for a deceptive sign-in page.",
      "[alias] The address with the number of the account goes on working.",
    ],
    technique: {
      T1098: "A property of the account is changed that people trust when they sign in.",
    },
    caveats: [
      "[api] The alias that was replaced is not in the record.",
      "[api] A name that somebody else has gives EntityAlreadyExistsException.",
    ],
  },
  DeleteAccountAlias: {
    does: "[api] Removes the name from the account's sign-in address.",
    matters: "[alias] Anybody may take the name for his own account.",
    benign: "[reason] A company changes its name, or an account is closed.",
    consequences: [
      "[T1531] People with the old address do not find the sign-in page.",
      "[reason] Should somebody else take the name, they end at a foreign account.",
    ],
    technique: {
      T1531: "The known way to sign in stops working.",
    },
    caveats: [
      "[api] The removed alias is in the request, so it can be taken again if nobody was faster.",
    ],
  },
  SetSecurityTokenServicePreferences: {
    does: "[api] Chooses the version of session tokens that the global endpoint of STS issues: version 1 for Regions that are on by default, version 2 for all.",
    matters:
      "[sts] With version 2, sessions from the global endpoint also work in Regions that were switched on by hand.",
    benign: "[sts] Required for tools that use the global endpoint in newer Regions.",
    consequences: [
      "[sts] Version 2 tokens are longer, and programs that store them in small fields fail.",
      "[reason] Stolen sessions reach Regions that are watched less.",
      "[sts] Tokens from regional endpoints are valid in all Regions anyway, whatever this setting says.",
    ],
    technique: {
      T1098: "A setting of the account widens where its sessions are accepted.",
    },
    caveats: [
      "[api] The former version is not in the record; GetAccountSummary shows the present one.",
    ],
  },
  PutAccountProperties: {
    does: "[api] Sets properties of the account that steer IAM features, such as role manager; all of one call belong to one namespace.",
    matters:
      "[rolemanager] Features that make roles are switched on or off for everybody in the account.",
    benign: "[rolemanager] An administrator turns role manager on in the console, once.",
    consequences: [
      "[rolemanager] With role manager on, users whose permissions suffice obtain roles from templates.",
      "[reason] Switched off, people who relied on it cannot get new roles this way.",
      "[reason] Roles that came from templates before stay as they are.",
    ],
    technique: {
      T1098: "The account's settings for identities are changed.",
    },
    caveats: ["[api] Keys and new values are in the request, the former values are not."],
  },
};
