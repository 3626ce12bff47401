import { thingKey } from "./account-facts.ts";
import type { AccountFacts, EntityFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { findEntity, findPolicy, findThing, tableOf } from "./find.ts";
import { link, madeOnce, renameLink, unlink } from "./links.ts";
import type { Links } from "./links.ts";

/** Gives a user or group its new name, everywhere. */
export function renameEntity(
  account: AccountFacts,
  entity: EntityFacts,
  name: string,
  mark: Mark,
): void {
  const { kind, name: old } = entity;
  const table = tableOf(account, kind);
  table.delete(old.toLowerCase());
  entity.name = name;
  table.set(name.toLowerCase(), entity);
  account.touched?.add(`${kind}/${name.toLowerCase()}`);
  const key = `${kind}/${name.toLowerCase()}`;
  const { firsts } = account;
  if (firsts !== null && !firsts.has(key) && firsts.get(`${kind}/${old.toLowerCase()}`) === entity)
    firsts.set(key, entity);
  account.renames.push({ kind, from: old, to: name, by: mark });
  if (old.toLowerCase() !== name.toLowerCase()) {
    unlink(account.lives, `${kind}/${old.toLowerCase()}`, old, mark, madeOnce);
    link(account.lives, `${kind}/${name.toLowerCase()}`, name, mark, madeOnce);
  }
  forgetNamesake(account, kind, name);
  for (const { value } of entity.members.values()) {
    const other = findEntity(account, kind === "user" ? "group" : "user", value);
    if (other !== null) renameLink(other.members, old, name, name);
  }
  for (const { value } of entity.attached.values()) {
    const policy = findPolicy(account, value);
    if (policy !== null)
      renameLink(kind === "user" ? policy.users : policy.groups, old, name, name);
  }
  const id = `${kind}/${name}`;
  for (const { value } of entity.boundaries.values()) {
    const policy = findPolicy(account, value);
    if (policy !== null) renameLink(policy.boundaryOf, `${kind}/${old}`, id, id);
  }
  if (kind === "user") renameCredentials(account, entity, old, mark);
}

/** What was ended under that name belonged to another thing, now gone: of the one that has the name now it tells nothing. */
function forgetNamesake(account: AccountFacts, kind: EntityFacts["kind"], name: string): void {
  const id = name.toLowerCase();
  for (const other of tableOf(account, kind === "user" ? "group" : "user").values())
    if (forgetEnded(other.members, id))
      account.touched?.add(`${other.kind}/${other.name.toLowerCase()}`);
  for (const [key, policy] of account.policies) {
    const isChanged = [
      forgetEnded(kind === "user" ? policy.users : policy.groups, id),
      forgetEnded(policy.boundaryOf, `${kind}/${id}`),
    ].includes(true);
    if (isChanged) account.touched?.add(`policy/${key}`);
  }
}

function forgetEnded(links: Links<unknown>, id: string): boolean {
  const known = links.get(id);
  return known !== undefined && known.ended !== null && links.delete(id);
}

function renameCredentials(
  account: AccountFacts,
  user: EntityFacts,
  old: string,
  mark: Mark,
): void {
  for (const [kind, links] of Object.entries(user.credentials)) {
    for (const { value } of links.values()) {
      const key = `${kind}/${value.toLowerCase()}`;
      const values = account.things.get(key)?.values;
      const owner = values?.get("UserName");
      if (owner?.value !== old) continue;
      account.touched?.add(key);
      values?.set("UserName", { ...owner, value: user.name, by: mark });
    }
  }
  const profile = findThing(account, "login-profile", old);
  if (profile === null) return;
  account.things.delete(thingKey("login-profile", old));
  account.things.set(thingKey("login-profile", user.name), profile);
  profile.id = user.name;
}
