import type { WrittenTexts } from "./action-text.ts";

/** Temporary delegation to partners of AWS. */
export const delegationTexts: WrittenTexts = {
  CreateDelegationRequest: {
    does: "[api] A product provider asks for temporary access to an account, with the permissions, the length of the session and a message.",
    matters:
      "[T1199] It is the first step by which somebody outside the company can get in with consent; no access is given yet.",
    benign:
      "[delegation] The set-up of a partner's product, begun by somebody in the company on the partner's site.",
    consequences: [
      "[T1199] A request that looks like the set-up of a known product can lure an administrator into consent.",
      "[api] Without an owner account in the request, any account can take it over.",
    ],
    technique: {
      "T1548.005": "Temporary elevated access is asked for.",
      T1199: "It uses the relation to a provider.",
    },
    caveats: [
      "[api] Only partners that AWS has taken on can call it, so it is found in their logs, hardly in those of customers.",
      "[api] The permissions are named by a policy template and its parameters, whose text is not in the record.",
    ],
  },
  AssociateDelegationRequest: {
    does: "[api] Binds a delegation request to the calling identity, which becomes its owner.",
    matters:
      "[reason] From here on a person in the account deals with the request; nothing is granted.",
    benign: "[delegation] It follows when a person opens the partner's link in the console.",
    consequences: [
      "[api] The ARN of the caller is stored as the owner, who may then read, update or reject the request.",
      "[T1548.005] Where the request is a lure, this is the moment at which the victim took the bait.",
    ],
    technique: {
      "T1548.005": "It prepares the grant of temporary elevated access.",
    },
    caveats: [
      "[api] Only delegationRequestId is logged; permissions and partner stand in the request itself, see GetDelegationRequest.",
      "[api] It changes neither policies nor roles, and nothing in the live account shows it but the request.",
    ],
  },
  UpdateDelegationRequest: {
    does: "[api] Adds notes to a delegation request and puts it into the state of waiting for approval.",
    matters: "[reason] Somebody without the power to accept asks somebody else for it.",
    benign: "[delegation] The ordinary way to an approval.",
    consequences: ["[reason] No access arises; the approver sees the notes and may believe them."],
    technique: {},
    caveats: ["[api] The state before is not in the record."],
  },
  AcceptDelegationRequest: {
    does: "[api] Accepts a delegation request. IAM keeps the identity of the caller, to which the delegated credentials will belong.",
    matters:
      "[T1548.005] The partner will act with the rights of the one who accepts, within the permissions asked for.",
    benign:
      "[delegation] An administrator sets up a product that the company bought, and sends the token next.",
    consequences: [
      "[T1199] After SendDelegationToken the partner can work in the account until the session ends.",
      "[api] Up to then the acceptance can still be rejected.",
      "[reason] The more the accepting identity may do, the more the partner can be given; acceptance by an administrator deserves a look.",
    ],
    technique: {
      "T1548.005": "Temporary elevated access is granted.",
      T1199: "A third party is let in.",
    },
    caveats: [
      "[api] Neither the permissions nor the partner's name are in the record, only the id of the request.",
      "[reason] SendDelegationToken, or a rejection, with the same id tells how it went on.",
    ],
  },
  SendDelegationToken: {
    does: "[api] Sends the exchange token of an accepted request to the partner. The request is final then.",
    matters: "[api] It cannot be rolled back: from here the partner can obtain credentials.",
    benign:
      "[delegation] The last click of a set-up, moments after the acceptance by the same person.",
    consequences: [
      "[T1199] The partner acts in the account with the delegated credentials until their session ends.",
      "[reason] To stop it, the identity that accepted must be denied what the partner may do.",
      "[reason] A partner whose systems are broken into passes that harm on for as long as the session lasts.",
    ],
    technique: {
      "T1548.005": "The elevated access becomes usable.",
      T1199: "A third party receives the means to enter.",
    },
    caveats: [
      "[api] The token itself goes by a channel of the partner and is not recorded. Its use is an event of STS, GetDelegatedAccessToken.",
    ],
  },
  RejectDelegationRequest: {
    does: "[api] Refuses a delegation request, also one already accepted whose token was not sent.",
    matters:
      "[reason] Access is declined. A refusal after an acceptance shows that somebody changed his mind or noticed a mistake.",
    benign: "[reason] Always harmless in itself.",
    consequences: [
      "[api] The request can neither be accepted nor updated any more; the partner must make a new one.",
    ],
    technique: {},
    caveats: ["[api] The reason may be in the notes of the request."],
  },
};

/** Central control of root access in an organization. */
export const organizationTexts: WrittenTexts = {
  EnableOrganizationsRootSessions: {
    does: "[api] Lets the management account, or a delegated administrator, open short root sessions for privileged tasks in member accounts.",
    matters:
      "[T1548.005] Root of every member account comes within reach of one account, by AssumeRoot.",
    benign:
      "[root] AWS advises it, with the removal of the members' own root credentials; it is done once.",
    consequences: [
      "[T1548.005] Whoever may call AssumeRoot in the central account can, for example, delete bucket and queue policies that lock everybody else out.",
      "[root] Root sessions are bound to a task and to fifteen minutes.",
      "[reason] The permission sts:AssumeRoot in the central account becomes one of the most powerful there is.",
    ],
    technique: {
      "T1548.005": "A mechanism for temporary elevated access is switched on.",
    },
    caveats: [
      "[samples] No parameters; the response lists enabledFeatures, which tells what is on after the call. Sessions opened later are events of STS, AssumeRoot.",
    ],
  },
  DisableOrganizationsRootSessions: {
    does: "[api] Ends the possibility of such root sessions for the organization.",
    matters:
      "[T1562] Security staff lose the central tool for locked resources and for root credentials.",
    benign: "[reason] Seldom; the central control is moved or given up on purpose.",
    consequences: [
      "[api] Neither management account nor delegated administrator can perform privileged tasks in members.",
      "[reason] A member's resource policy that locks everybody out then needs the root user of that account.",
      "[reason] Sessions that are open run on to their end, within minutes.",
    ],
    technique: {
      T1562: "A means of the defenders is taken away.",
    },
    caveats: [
      "[samples] The request is empty; enabledFeatures of the response shows what remains on.",
    ],
  },
  EnableOrganizationsRootCredentialsManagement: {
    does: "[api] Lets the central account manage the root credentials of members: see, delete and allow their recovery.",
    matters: "[T1098] Credentials of all root users come under one control, for good or bad.",
    benign:
      "[root] Part of the same advised set-up; new members then come without root credentials.",
    consequences: [
      "[root] Root passwords, keys and MFA devices of members can be removed centrally.",
      "[T1098] One who controls the central account can allow the recovery of a root password and take over a member.",
      "[root] Members whose root credentials were removed can no longer be entered with a root password.",
    ],
    technique: {
      T1098: "Control over the credentials of accounts is gained.",
    },
    caveats: [
      "[api] There is nothing in the request; the accounts concerned are all members of the organizationId in the response.",
      "[root] Work on single members follows as events there, under sessions of AssumeRoot.",
    ],
  },
  DisableOrganizationsRootCredentialsManagement: {
    does: "[api] Ends the central management of root credentials of member accounts.",
    matters: "[T1562] The organization can no longer keep its members free of root credentials.",
    benign:
      "[reason] Another delegated administrator is set up, and the feature is enabled again soon.",
    consequences: [
      "[root] New accounts come with root credentials that can be recovered by e-mail.",
      "[reason] Root keys made in members from then on stay unnoticed by the centre.",
      "[reason] What was removed does not come back by itself, but nothing prevents its recovery any more.",
    ],
    technique: {
      T1562: "A control over privileged credentials is switched off.",
    },
    caveats: [
      "[samples] The former state follows from the response, which lists what is still enabled.",
      "[api] The request has no parameters, and only the organization is identified.",
    ],
  },
};
