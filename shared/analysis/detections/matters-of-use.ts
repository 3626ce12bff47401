import { say } from "../../span.ts";
import type { MatterWords } from "./matter.ts";

/** Of what was done with them, and of who acts, IAM-027 to 053. */
export const mattersOfUse: MatterWords = {
  "IAM-027": [
    "Work stops",
    ({ account, who }) =>
      say`People and programs of ${account} lose access all at once, and those who could repair it may be among them. As long as ${who} has its credentials, it can go on.`,
  ],
  "IAM-028": [
    "Traces are harder to find",
    ({ target }) =>
      say`An identity that no longer exists can't be asked or inspected: what it did is only in the log, under a name that no list shows any more (${target}).`,
  ],
  "IAM-029": [
    "Programs lose their access",
    ({ target }) =>
      say`What runs on instances with ${target} gets no new credentials and fails when the current ones expire, some hours later, when nobody thinks of this change.`,
  ],
  "IAM-030": [
    "Rights by a service",
    ({ target, who }) =>
      say`By deciding what runs there, ${who} can act with the rights of ${target} without ever being allowed to take it on; the calls then stand in the log under the role's name.`,
  ],
  "IAM-031": [
    "Others decide who comes in",
    ({ account }) =>
      say`Whoever runs the provider, or got hold of its signing key, can vouch for anybody, and ${account} believes it wherever a role trusts the provider.`,
  ],
  "IAM-032": [
    "Weaker passwords",
    ({ account }) =>
      say`It concerns every password of ${account} that is set from now on: short and reused ones are found by guessing, and hold the access of people.`,
  ],
  "IAM-033": [
    "Certificates open roles",
    ({ account }) =>
      say`Whoever controls the certificate authority can make certificates that become sessions in ${account}: no user, no key and no password is needed, and none would show in a list of credentials.`,
  ],
  "IAM-034": [
    "Administrators in many accounts",
    ({ target }) =>
      say`One change in Identity Center reaches every account that it is assigned in, while the logs of those accounts show only a service at work. It concerns: ${target}.`,
  ],
  "IAM-035": [
    "Nothing limits the root user",
    ({ account }) =>
      say`No policy binds it, and the log can't tell which person used it. Whoever holds its password or key can close ${account} or take it away.`,
  ],
  "IAM-036": [
    "A password was enough",
    ({ target }) =>
      say`Whoever knows the password, from a leak, a guess or a forged sign-in page, comes in the same way (${target}).`,
  ],
  "IAM-037": [
    "Passwords are being tried",
    ({ account }) =>
      say`One right guess gives all that the user may do in ${account}, and a sign-in with a guessed password looks like any other.`,
  ],
  "IAM-038": [
    "A credential is being tried out",
    ({ who, account }) =>
      say`Whoever tries what is allowed does not know it: the owner of the credential of ${who} would. The calls that succeeded in between are the ones that matter in ${account}.`,
  ],
  "IAM-039": [
    "The account is being mapped",
    ({ who, account }) =>
      say`With what it read, ${who} knows which users, roles and keys of ${account} are worth taking, and which ways to more rights are open.`,
  ],
  "IAM-040": [
    "Names are being found out",
    ({ who }) =>
      say`The answers tell ${who} which users and roles exist in accounts that it can't see; the names found are then tried as entrances.`,
  ],
  "IAM-041": [
    "An attack, or a test of one",
    ({ who }) =>
      say`Such tools automate what attackers do after they found a key. Either a test was ordered, or the credential of ${who} is in other hands.`,
  ],
  "IAM-042": [
    "Perhaps in other hands",
    ({ who }) =>
      say`Stolen keys work everywhere, their owners in few places. A change that breaks the habit of ${who} may be another person's.`,
  ],
  "IAM-043": [
    "A role was entered by its own lock",
    ({ target, who }) =>
      say`Who may use the rights of ${target} was changed and used in one move: ${who} acts with them, and the trust policy looks as if it had always allowed that.`,
  ],
  "IAM-044": [
    "A workload acts like a person",
    ({ who }) =>
      say`Programs rarely change identities. Whoever can run code on the machine, or read its credentials through a flaw of what it serves, acts as ${who}.`,
  ],
  "IAM-045": [
    "Unlimited within the task",
    ({ target }) =>
      say`Neither policies of that account nor its administrators limit such a session: for some minutes it could do what only its root user may. It concerns: ${target}.`,
  ],
  "IAM-046": [
    "The log goes blind",
    ({ account }) =>
      say`What isn't recorded can't be found later: statements about ${account} after this moment, also those of this report, hold only as far as something else recorded it.`,
  ],
  "IAM-047": [
    "Limits for many accounts move",
    ({ account }) =>
      say`What the organization forbade, accounts below may do now, without any change in them: their own logs don't show it. The call was made in ${account}.`,
  ],
  "IAM-048": [
    "The key is public",
    ({ target }) =>
      say`AWS found an access key in public; programs that search for keys use them within minutes. The quarantine forbids only a part of what ${target} may do.`,
  ],
  "IAM-049": [
    "Hours without evidence",
    ({ account }) =>
      say`Nothing that happened in ${account} in this time is in the log: neither that something was done, nor that nothing was.`,
  ],
  "IAM-050": [
    "A partner acts in the account",
    ({ account, who }) =>
      say`The partner gets rights of ${who} in ${account} for some time; which of its people use them is only in its own log.`,
  ],
  "IAM-051": [
    "Access by a label",
    ({ target }) =>
      say`Where policies decide by tags, a tag is a right: ${target} may reach other things now, although no policy and no membership changed.`,
  ],
  "IAM-052": [
    "The trail of an identity is cut",
    ({ target }) =>
      say`Policies, reports and searches that name ${target} miss it or mean another one from now on.`,
  ],
  "IAM-053": [
    "Work where nobody looks",
    ({ who, account }) =>
      say`What runs in a Region that ${account} hardly uses is missed by watches and budgets that are set by Region; the code that was started there acts with a role, and ${who} can reach it.`,
  ],
};
