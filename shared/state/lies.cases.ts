/** Compares what is told with the truth, for tests. */
import { account } from "./model-world.cases.ts";
import type { Truth } from "./model-world.cases.ts";
import type { AccountState, StateFact, StateList, StateTag } from "./state.ts";

const text = (v: string) => v;
const arn = (name: string | null) =>
  name === null ? null : `arn:aws:iam::${account}:policy/${name}`;
const tail = (v: string) => v.slice(v.lastIndexOf("/") + 1);

/** What a state says that is not so; it may say less than the truth. */
export function lies(state: AccountState, truth: Truth): readonly string[] {
  const out: string[] = [];
  const fact = <T>(where: string, told: StateFact<T>, real: T) => {
    if (told.known && told.uncertain === undefined && told.value !== real)
      out.push(`${where}: ${String(told.value)} is ${String(real)}`);
  };
  const list = <T>(
    where: string,
    told: StateList<T>,
    real: readonly string[],
    read: (v: T) => string,
  ) => {
    for (const { value, uncertain } of told.items)
      if (uncertain === undefined && !real.includes(read(value)))
        out.push(`${where}: ${read(value)} is not there`);
    for (const { value } of told.gone)
      if (real.includes(read(value))) out.push(`${where}: ${read(value)} is not gone`);
    if (!told.complete) return;
    const named = told.items.map(({ value }) => read(value));
    for (const one of real) if (!named.includes(one)) out.push(`${where}: lacks ${one}`);
  };
  const tags = (where: string, told: StateList<StateTag>, real: ReadonlyMap<string, string>) => {
    list(where, told, [...real.keys()], ({ key }) => key);
    for (const { value, uncertain } of told.items)
      if (uncertain === undefined && real.get(value.key) !== value.value)
        out.push(`${where}: ${value.key} is not ${value.value}`);
  };
  for (const kind of ["users", "groups", "roles", "policies", "instanceProfiles"] as const) {
    const table: ReadonlyMap<string, unknown> =
      kind === "instanceProfiles" ? truth.profiles : truth[kind];
    for (const { key, name, life } of state[kind]) {
      if (life.exists === true && !table.has(name)) out.push(`${key} does not exist`);
      if (life.exists === false && table.has(name)) out.push(`${key} exists`);
    }
  }
  for (const u of state.users) {
    const real = truth.users.get(u.name);
    if (real === undefined || u.life.exists !== true) continue;
    fact(`${u.key} id`, u.id, real.id);
    fact(`${u.key} path`, u.path, real.path);
    fact(`${u.key} boundary`, u.boundary, arn(real.boundary));
    tags(`${u.key} tags`, u.tags, real.tags);
    list(`${u.key} inline`, u.inline, [...real.inline.keys()], (i) => i.name);
    for (const { value, uncertain } of u.inline.items)
      if (uncertain === undefined && real.inline.has(value.name))
        fact(`${u.key} ${value.name}`, value.document, real.inline.get(value.name) ?? "");
    list(`${u.key} attached`, u.attached, [...real.attached], tail);
    const groups = [...truth.groups].filter(([, g]) => g.members.has(u.name)).map(([n]) => n);
    list(`${u.key} groups`, u.groups, groups, text);
    list(`${u.key} keys`, u.accessKeys, [...real.keys.keys()], (k) => k.id);
    for (const { value } of u.accessKeys.items)
      if (real.keys.has(value.id))
        fact(`${u.key} ${value.id}`, value.status, real.keys.get(value.id) ?? "");
    list(`${u.key} mfa`, u.mfaDevices, [...real.mfa], text);
    const { loginProfile } = u;
    if (
      loginProfile.known &&
      loginProfile.uncertain === undefined &&
      (loginProfile.value !== null) !== real.login
    )
      out.push(`${u.key} login is ${String(real.login)}`);
  }
  for (const g of state.groups) {
    const real = truth.groups.get(g.name);
    if (real === undefined || g.life.exists !== true) continue;
    fact(`${g.key} id`, g.id, real.id);
    list(`${g.key} users`, g.users, [...real.members], text);
    list(`${g.key} inline`, g.inline, [...real.inline.keys()], (i) => i.name);
    list(`${g.key} attached`, g.attached, [...real.attached], tail);
  }
  for (const r of state.roles) {
    const real = truth.roles.get(r.name);
    if (real === undefined || r.life.exists !== true) continue;
    fact(`${r.key} id`, r.id, real.id);
    fact(`${r.key} trust`, r.trust, real.trust);
    fact(`${r.key} description`, r.description, real.description);
    fact(`${r.key} boundary`, r.boundary, arn(real.boundary));
    tags(`${r.key} tags`, r.tags, real.tags);
    list(`${r.key} inline`, r.inline, [...real.inline.keys()], (i) => i.name);
    list(`${r.key} attached`, r.attached, [...real.attached], tail);
    const profiles = [...truth.profiles].filter(([, p]) => p.role === r.name).map(([n]) => n);
    list(`${r.key} profiles`, r.instanceProfiles, profiles, text);
  }
  for (const p of state.policies) {
    const real = truth.policies.get(p.name);
    if (real === undefined || p.life.exists !== true) continue;
    fact(`${p.key} id`, p.id, real.id);
    fact(`${p.key} default`, p.defaultVersion, real.default);
    list(`${p.key} versions`, p.versions, [...real.versions.keys()], (v) => v.id);
    for (const { value } of p.versions.items)
      if (real.versions.has(value.id))
        fact(`${p.key} ${value.id}`, value.document, real.versions.get(value.id) ?? "");
    const holders = (table: ReadonlyMap<string, { readonly attached: ReadonlySet<string> }>) =>
      [...table].filter(([, h]) => h.attached.has(p.name)).map(([n]) => n);
    list(`${p.key} users`, p.users, holders(truth.users), text);
    list(`${p.key} groups`, p.groups, holders(truth.groups), text);
    list(`${p.key} roles`, p.roles, holders(truth.roles), text);
    const bound = [
      ...[...truth.users].filter(([, u]) => u.boundary === p.name).map(([n]) => `user/${n}`),
      ...[...truth.roles].filter(([, r]) => r.boundary === p.name).map(([n]) => `role/${n}`),
    ];
    list(`${p.key} boundaryOf`, p.boundaryOf, bound, text);
  }
  for (const p of state.instanceProfiles) {
    const real = truth.profiles.get(p.name);
    if (real === undefined || p.life.exists !== true) continue;
    list(`${p.key} roles`, p.roles, real.role === null ? [] : [real.role], text);
  }
  fact("alias", state.settings.alias, truth.alias.value);
  return out;
}
