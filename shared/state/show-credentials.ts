/** What the credential report, the summary and the password policy show. */
import type { PlanValue } from "../remediation/plan.ts";
import type { CredentialRow, PasswordPolicyFact, SummaryFact } from "../snapshot/facts.ts";
import type { CredentialKind, EntityFacts } from "./account-facts.ts";
import { entityFor, entityPlace, findThing } from "./find.ts";
import type { Links } from "./links.ts";
import { show } from "./links.ts";
import { isBlind, showAll, showFact } from "./show-parts.ts";
import type { Entry } from "./show-parts.ts";
import { shownThing } from "./show-thing.ts";

/** A row of the credential report: it counts credentials and does not name them. */
export function showCredentials(entry: (thing: string) => Entry, row: CredentialRow): void {
  if (row.isRoot) {
    const own = entry("account/");
    showNone(own, own.account.root, row);
    return;
  }
  const { account, mark } = entry("");
  const own = entry(`user/${row.user}`);
  const user = shownThing(own, entityPlace(account, "user", row.user), null, () =>
    entityFor(account, "user", row.user, mark),
  );
  if (user === null) return;
  if (row.passwordEnabled === true) showPassword(own, user);
  showNone(own, user.credentials, row);
}

/** The link of a login profile has no name of its own. */
const password = "password";

function showPassword(entry: Entry, user: EntityFacts): void {
  const links = user.credentials["login-profile"];
  showAll(entry, links, [{ key: password, value: password }], {
    part: "login-profile",
    text: () => user.name,
  });
}

/** What the row says is not there. */
function showNone(
  entry: Entry,
  credentials: EntityFacts["credentials"],
  { mfaActive, passwordEnabled, isRoot, keys }: CredentialRow,
): void {
  const none = (kind: CredentialKind & ("access-key" | "mfa-device" | "login-profile")) =>
    showAll(entry, credentials[kind], [], {
      part: kind,
      text: (id) => id,
      other: (id) => {
        const thing = findThing(entry.account, kind, kind === "login-profile" ? nameOf(entry) : id);
        if (thing !== null && kind !== "mfa-device") thing.deleted ??= entry.mark;
      },
    });
  if (mfaActive === false) none("mfa-device");
  // Of the root user the report says nothing of a password.
  if (passwordEnabled === false && !isRoot) none("login-profile");
  // A key that is not active may be there: only one that was never rotated is not.
  if (keys.every(({ active, rotated }) => active === false && rotated.kind === "none"))
    none("access-key");
}

function nameOf({ thing }: Entry): string {
  return thing.slice(thing.indexOf("/") + 1);
}

/** The summary tells of the root user's credentials, and of IAM's counts, which posture compares. */
export function showSummary(entry: Entry, { counts }: SummaryFact): void {
  const none = (links: Links<string>, part: "access-key" | "mfa-device") =>
    showAll(entry, links, [], { part, text: (id) => id });
  if (counts.get("AccountAccessKeysPresent") === 0)
    none(entry.account.root["access-key"], "access-key");
  if (counts.get("AccountMFAEnabled") === 0) none(entry.account.root["mfa-device"], "mfa-device");
  if (counts.get("AccountPasswordPresent") === 1 && !isBlind(entry))
    show(entry.account.root["login-profile"], password, password, entry.mark);
}

/** Members of UpdateAccountPasswordPolicy, with what AWS sets where the call leaves one out. */
const defaults: Readonly<Record<string, PlanValue>> = {
  minimumPasswordLength: 6,
  requireSymbols: false,
  requireNumbers: false,
  requireUppercaseCharacters: false,
  requireLowercaseCharacters: false,
  allowUsersToChangePassword: false,
  maxPasswordAge: 0,
  passwordReusePrevention: 0,
  hardExpiry: false,
};

/** The account's password policy. */
export function showPasswordPolicy(entry: Entry, fact: PasswordPolicyFact): void {
  const { account } = entry;
  account.touched?.add("account/");
  const key = "passwordPolicy";
  const value: PlanValue | null = fact.isSet ? members(fact) : null;
  account.values.set(
    key,
    showFact<PlanValue | null>(entry, account.values.get(key), value, {
      life: account,
      name: key,
      part: "password-policy",
      isSame: (a, b) => whole(a) === whole(b),
      text: (v) => (v === null ? null : JSON.stringify(v)),
      latest: () => account.values.get(key),
    }),
  );
}

function members(fact: PasswordPolicyFact): PlanValue {
  const all: Readonly<Record<string, number | boolean | null>> = {
    minimumPasswordLength: fact.minimumLength,
    requireSymbols: fact.symbols,
    requireNumbers: fact.numbers,
    requireUppercaseCharacters: fact.uppercase,
    requireLowercaseCharacters: fact.lowercase,
    allowUsersToChangePassword: fact.usersMayChange,
    maxPasswordAge: fact.maxAge,
    passwordReusePrevention: fact.reusePrevention,
    hardExpiry: fact.hardExpiry,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

function whole(value: PlanValue | null): string | null {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  const set = new Map(Object.entries(value));
  return JSON.stringify(Object.entries(defaults).map(([name, usual]) => set.get(name) ?? usual));
}
