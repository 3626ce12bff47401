/** What every fix is for, when not to use it, and what it breaks. */
import type { Spans } from "../span.ts";
import { say } from "../span.ts";
import type { FixKind, FixName } from "./fix.ts";

type Words = Omit<FixKind, "name" | "isDestructive" | "isPrintOnly"> & {
  readonly isDestructive?: true;
  readonly isPrintOnly?: true;
};

const kinds: Readonly<Record<FixName, Words>> = {
  "deactivate-key": {
    title: say`Make an access key inactive`,
    purpose: say`A key that was stolen, or that nobody knows, stops working at once, and can be switched on again.`,
    notWhen: [
      say`The key signs calls of a production system that nothing else can sign: give that system a new key first.`,
    ],
    breaks: [say`Every program that signs with the key is refused (InvalidClientTokenId).`],
    takes: ["user", "key"],
  },
  "revoke-sessions": {
    title: say`Revoke the sessions of a role or user`,
    purpose: say`Temporary credentials can't be deleted. This denies everything to those that were issued before now, by the policy that the console's button Revoke sessions puts.`,
    notWhen: [
      say`Whoever holds the sessions can get new ones: close that way first (the trust policy, the key or password of the user), or quarantine instead.`,
      say`Against long-term access keys: their calls carry no aws:TokenIssueTime, so that the policy does not touch them.`,
    ],
    breaks: [
      say`Programs with sessions from before are refused until they get new credentials: instances, containers and functions do so within hours, or when they are restarted.`,
    ],
    takes: ["user", "role"],
  },
  quarantine: {
    title: say`Quarantine a user or role`,
    purpose: say`Nothing is allowed any more, to no key and in no session, while everything else stays as it is for the investigation.`,
    notWhen: [
      say`The role is that of a production system that must go on: revoke its sessions, or narrow its policies.`,
      say`You act as this user or role yourself: you would lock yourself out.`,
    ],
    breaks: [
      say`Every call of the user or role is refused, with long-term keys, too. Services that assume the role fail.`,
      say`Denied are calls to AWS. Presigned URLs of S3 are calls of their signer, and are denied, too; what was already handed out is not.`,
    ],
    takes: ["user", "role"],
  },
  "reset-password": {
    title: say`Force a new password`,
    purpose: say`The present password is worthless, or must be replaced at the next sign-in.`,
    notWhen: [
      say`The user should not sign in at all: remove the login profile.`,
      say`Somebody else knows the password, and you only ask for a new one: that person could choose it. Set a new one then.`,
    ],
    breaks: [say`The user can't sign in until the new password has been handed over.`],
    isDestructive: true,
    takes: ["user"],
  },
  "remove-login-profile": {
    title: say`Remove a sign-in password`,
    purpose: say`The user can't sign in to the console with a password any more; its access keys are not touched.`,
    notWhen: [say`The user is a person who needs the console: force a new password instead.`],
    breaks: [say`The user can't sign in to the console.`],
    isDestructive: true,
    takes: ["user"],
  },
  "detach-policy": {
    title: say`Detach a policy`,
    purpose: say`Rights that a managed policy gives, such as those of an administrator, are taken away.`,
    notWhen: [
      say`The policy denies something (a guard rail): without it more is allowed.`,
      say`It is how administrators get in: see first that another way is left.`,
    ],
    breaks: [
      say`Whatever needs what the policy allowed is refused; of a group, all of its members.`,
    ],
    takes: ["user", "role", "group", "policy-arn"],
  },
  "delete-key": {
    title: say`Delete an access key, after a wait`,
    purpose: say`The key is switched off, and deleted when it has been inactive for as long as you say and nobody missed it.`,
    notWhen: [say`The key is evidence that others must see in the account: leave it inactive.`],
    breaks: [say`What inactivity breaks; and it can't be switched on again.`],
    isDestructive: true,
    takes: ["user", "key"],
  },
  "delete-provider": {
    title: say`Delete an identity provider`,
    purpose: say`Nobody gets in any more with tokens of this OIDC or SAML provider.`,
    notWhen: [
      say`Roles that people or pipelines use trust the provider: look for its ARN in trust policies first.`,
    ],
    breaks: [
      say`Sign-ins and pipelines that use the provider fail. Sessions that are open stay open: revoke those of the roles that trust it.`,
    ],
    isDestructive: true,
    takes: ["provider"],
  },
  "delete-user": {
    title: say`Delete a user, in IAM's order`,
    purpose: say`A user that an attacker made, or that nobody needs, goes with all that hangs on it.`,
    notWhen: [
      say`It is not proven whose user it is: quarantine it.`,
      say`Evidence may still be needed (last use of keys, groups): quarantine it first and delete it later.`,
    ],
    breaks: [
      say`Everything that uses its keys or password. Policies of other resources that name the user hold a dead id afterwards, also when the user is made again.`,
    ],
    isDestructive: true,
    takes: ["user"],
  },
  "delete-role": {
    title: say`Delete a role, in IAM's order`,
    purpose: say`A role that an attacker made, or that nobody needs, goes with all that hangs on it.`,
    notWhen: [
      say`An instance, function or service may use it: quarantine it and see what fails.`,
      say`Its trust policy is evidence: export it first.`,
    ],
    breaks: [
      say`Everything that assumes it; instances whose profile held it have no credentials any more. Policies of other resources that name the role hold a dead id afterwards, also when the role is made again.`,
    ],
    isDestructive: true,
    takes: ["role"],
  },
  "set-password-policy": {
    title: say`Set the password policy of the account`,
    purpose: say`Short, old and reused passwords are refused when users choose new ones.`,
    notWhen: [
      say`People sign in through Identity Center or another provider only: this policy does not concern them.`,
      say`Passwords are to expire for everybody at once with HardExpiry: it can lock out all users.`,
    ],
    breaks: [
      say`Passwords of today stay valid until they are changed; with a highest age, older ones must be changed at the next sign-in.`,
    ],
    takes: ["account"],
  },
  "least-privilege": {
    title: say`Narrow a policy to what the log shows in use`,
    purpose: say`A new default version of a managed policy allows the services and actions that its users were seen to use, and nothing else.`,
    notWhen: [
      say`The log covers less than a full cycle of the work (months' ends, yearly jobs): what runs seldom would be refused.`,
      say`The log holds no data events: reading and writing objects, items and messages is not in it.`,
    ],
    breaks: [say`Every call that is not in the log, and that no other policy allows, is refused.`],
    takes: ["policy"],
  },
  "restart-logging": {
    title: say`Start a trail's logging again`,
    purpose: say`A trail that was stopped writes events again.`,
    notWhen: [
      say`The trail's bucket is in the attacker's hands: set the trail's bucket right first.`,
    ],
    breaks: [
      say`Nothing. What happened while it was stopped stays unrecorded by this trail; Event history holds 90 days of management events.`,
    ],
    isPrintOnly: true,
    takes: ["trail"],
  },
  "harden-trail": {
    title: say`Harden a trail`,
    purpose: say`The trail covers all Regions and global services, signs what it writes (log file validation), and records all management events.`,
    notWhen: [
      say`Another trail does it already and costs matter: further copies of management events are charged.`,
    ],
    breaks: [say`Nothing stops; event selectors of the trail are replaced.`],
    isPrintOnly: true,
    takes: ["trail"],
  },
};

/** What there is to know of a fix before a thing is named. */
export function kindOf(name: FixName): FixKind {
  const { isDestructive = false, isPrintOnly = false, ...words } = kinds[name];
  return { name, ...words, isDestructive, isPrintOnly };
}

/** The title of a fix with the thing that it is made for. */
export function titleOf(name: FixName, of: Spans): Spans {
  return say`${kinds[name].title}: ${of}`;
}
