import { say } from "../../span.ts";
import { raised } from "../phrases.ts";
import type { MatterWords } from "./matter.ts";

/** Of rights and credentials, IAM-001 to 026. */
export const mattersOfRights: MatterWords = {
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
};
