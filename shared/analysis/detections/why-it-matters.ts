import type { Impact } from "../../finding.ts";
import { log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { lowered, raised } from "../phrases.ts";

/** Whom and what a finding is about, for sentences. */
export interface Concerned {
  /** The label of the target: "Role Deploy". */
  readonly target: Spans;
  readonly who: Spans;
  readonly account: string | null;
}

interface Named {
  /** "role Deploy". */
  readonly target: Spans;
  readonly who: Spans;
  /** "account 123456789012", or "the account". */
  readonly account: Spans;
}

type Reason = readonly [risk: string, words: (of: Named) => Spans];

const reasons: Readonly<Record<string, Reason>> = {
  "IAM-001": [
    "Administrator rights",
    ({ target, account }) =>
      say`Whoever acts as ${target}, or holds it, can read, change and delete everything in ${account} as far as the document reaches, and can give the same rights to others, so that taking the document back later may not be enough.`,
  ],
  "IAM-002": [
    "Administrator rights",
    ({ target, account }) =>
      say`From then on a single stolen credential of ${target} is enough to take ${account} over: its holder can make users and keys that outlast this policy.`,
  ],
  "IAM-003": [
    "Rights that grow by themselves",
    ({ target }) =>
      say`A list of exceptions forbids what its author thought of. Every service and action that AWS adds is open to ${target} on the day it appears, without anybody's decision.`,
  ],
  "IAM-004": [
    "Rights by a service",
    ({ target, account }) =>
      say`With ${target}, code can be run in a service as any role of ${account}, the strongest one included: rights that nobody gave it directly.`,
  ],
  "IAM-005": [
    "A way to more rights",
    ({ target }) =>
      say`What ${target} may do is not what its policies list: with these permissions it can raise its own rights step by step, and each step looks like ordinary administration.`,
  ],
  "IAM-006": [
    "Entrance for everybody",
    ({ target, account }) =>
      say`Anybody with any AWS account in the world can act as ${target} and use its rights in ${account}; open roles are found by programs that try names.`,
  ],
  "IAM-007": [
    "Entrance from outside",
    ({ target, account }) =>
      say`Who may act as ${target} is decided in the other account from then on, out of sight of ${account}: its log shows the calls, but not the people.`,
  ],
  "IAM-008": [
    "Entrance for strangers",
    ({ target }) =>
      say`The provider vouches for all of its customers. Without a subject that is named exactly, a repository or workload of a stranger can act as ${target}.`,
  ],
  "IAM-009": [
    "A password or key is enough",
    ({ target }) =>
      say`A stolen password or key gives the full reach of ${target}: no second factor stands in the way of the most sensitive calls.`,
  ],
  "IAM-010": [
    "Rights changed without a new policy",
    ({ target }) =>
      say`Everyone who holds ${target} has other rights from this moment on. Reviews that look at who holds which policy see no difference.`,
  ],
  "IAM-011": [
    "Access under another name",
    ({ target, who }) =>
      say`Calls made with the key stand in the log under the name of ${target}, not of ${who}, and go on after the access of ${who} has ended.`,
  ],
  "IAM-012": [
    "Unlimited access that lasts",
    ({ account }) =>
      say`Whoever holds the key owns ${account}: no policy, boundary or second factor limits it, and closing the account or changing its contact data is possible as well.`,
  ],
  "IAM-013": [
    "Access under another name",
    ({ target }) =>
      say`Whoever chose the password knows it and can sign in as that user; what is done then counts as the user's own work (${target}).`,
  ],
  "IAM-014": [
    "Takeover of a user",
    ({ target }) =>
      say`Whoever set the password can sign in in the owner's place, with all rights of that user, while the owner is locked out (${target}).`,
  ],
  "IAM-015": [
    "A password is enough",
    ({ target }) =>
      say`It removes the one hurdle that a stolen password does not take. Policies that ask for a second factor now shut the user out, or, where there are none, let anybody in who knows the password (${target}).`,
  ],
  "IAM-016": [
    "A foothold in another's access",
    ({ target }) =>
      say`Whoever holds the new device passes every check for a second factor as that user, also after the password was changed (${target}).`,
  ],
  "IAM-017": [
    "An old credential works again",
    ({ target }) =>
      say`Credentials are switched off because they are not needed or not trusted. Whoever kept a copy can use it again (${target}).`,
  ],
  "IAM-018": [
    "Access that reviews miss",
    ({ target }) =>
      say`Such credentials stand in no usual list of keys and passwords and don't expire: access through them may stay unnoticed for years (${target}).`,
  ],
  "IAM-019": [
    "Access that outlives its key",
    ({ who }) =>
      say`Switching off the key of ${who} does not end the session: it works on for up to 36 hours, long enough to make other access.`,
  ],
  "IAM-020": [
    "Lasting control of the account",
    ({ target, account }) =>
      say`User, rights and credential together are everything that is needed to come back: ${target} controls ${account} independently of whoever made it.`,
  ],
  "IAM-021": [
    "Lasting control from outside",
    ({ target, account }) =>
      say`An outside account can administer ${account} through ${target} whenever it likes; changing every password and key inside does not end that.`,
  ],
  "IAM-022": [
    "Rights without a second pair of eyes",
    ({ who }) =>
      say`Rights are limits only if those they bind can't move them. ${raised(who)} decided about its own, so nobody else did.`,
  ],
  "IAM-023": [
    "Strong rights by membership",
    ({ target }) =>
      say`The new member can use everything that ${target} may do, at once, although no policy was changed: reviews of policies don't see it.`,
  ],
  "IAM-024": [
    "A ceiling is gone",
    ({ target }) =>
      say`Boundaries are what lets teams manage roles on their own. Without it, every policy that ${target} holds, or is given, counts in full.`,
  ],
  "IAM-025": [
    "A guard rail is gone",
    ({ target }) =>
      say`Denials win over every grant; without this one, rights that were given long ago and never worked become usable. It concerns: ${target}.`,
  ],
  "IAM-026": [
    "Rights lost, and hard to rebuild",
    ({ target }) =>
      say`Whoever worked with ${target} lost its rights, and its document is gone from the account: only this log, or the code that made it, still holds it.`,
  ],
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
};

/** Why what a detection tells matters here, with the names of the finding; null for a number that has no words. */
export function whyItMatters(id: string, { target, who, account }: Concerned): Impact | null {
  const reason = Object.hasOwn(reasons, id) ? reasons[id] : undefined;
  if (reason === undefined) return null;
  const [risk, words] = reason;
  const of = {
    target: lowered(target),
    who,
    account: account === null ? say`the account` : say`account ${log(account, "account")}`,
  };
  return { risk, state: "possible", text: words(of) };
}
