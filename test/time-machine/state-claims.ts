import type {
  AccountState,
  CredentialState,
  GroupState,
  InlineState,
  OtherState,
  PolicyState,
  RoleState,
  StateFact,
  StateLife,
  StateList,
  StateTag,
  UserState,
} from "../../shared/state/state-types.ts";
import type { FactTable } from "./truth-facts.ts";
import { documentFact } from "./truth-facts.ts";

/** What a state told of the log says, compared with the truth. */
export interface Compared {
  /** Facts that are known, and as the truth is. */
  readonly right: number;
  /** Facts that the state says may be otherwise, because the log does not tell the order within one second. */
  readonly open: readonly { readonly path: string; readonly ids: readonly string[] }[];
  /** Facts of the truth that the state does not know. */
  readonly unknown: readonly string[];
  /** Facts that are known and not true. */
  readonly wrong: readonly string[];
}

/** One thing that a state says: a value as JSON, or null where it says that there is none. */
interface Claim {
  readonly value: string | null;
  /** eventIDs that leave it open; null where it is sure. */
  readonly open: readonly string[] | null;
}

interface Claims {
  readonly facts: Map<string, Claim>;
  /** Paths of lists that are said to be complete. */
  readonly complete: Set<string>;
  /** Documents that are known to be there and not what they say. */
  readonly members: Set<string>;
}

/** Compares what the log tells with the truth. */
export function compareState(state: AccountState, truth: FactTable): Compared {
  const { facts, complete, members } = claimsOf(state);
  const wrong: string[] = [];
  const unknown: string[] = [];
  const open: { path: string; ids: readonly string[] }[] = [];
  let right = 0;
  const openTags = new Map<string, readonly string[]>();
  for (const [path, claim] of facts)
    if (claim.open !== null && /^(?:user|role)\/[^/]*\/tag\//.test(path))
      openTags.set(path.toLowerCase(), claim.open);
  for (const [path, claim] of facts) {
    const is = truth.get(path) ?? null;
    if (claim.open !== null) open.push({ path, ids: claim.open });
    else if (claim.value === is) right++;
    else wrong.push(`${path}: said ${claim.value ?? "none"}, is ${is ?? "none"}`);
  }
  for (const path of truth.keys()) {
    if (facts.has(path)) continue;
    const list = path.indexOf("/client/");
    const whole = facts.get(path.slice(0, list === -1 ? path.indexOf("/") : list + 7));
    if (whole !== undefined && whole.open !== null) {
      // A rule of a password policy that may be the other one, an audience of a list that may be another one.
      open.push({ path, ids: whole.open });
      continue;
    }
    // Tags of users and roles are one whatever the case of their keys: which spelling stands is open as well.
    const other = openTags.get(path.toLowerCase());
    if (other !== undefined) {
      open.push({ path, ids: other });
      continue;
    }
    if (members.has(path)) {
      unknown.push(path);
      continue;
    }
    const said = [...complete].find((one) => path.startsWith(`${one}/`));
    if (said === undefined) unknown.push(path);
    else wrong.push(`${path}: is there, and ${said} was said to be complete`);
  }
  return { right, open, unknown, wrong };
}

type Put = <T>(path: string, fact: StateFact<T> | null, value: (known: T) => unknown) => void;

function claimsOf(state: AccountState): Claims {
  const facts = new Map<string, Claim>();
  const complete = new Set<string>();
  const members = new Set<string>();
  const put: Put = (path, fact, value) => {
    if (fact === null || !fact.known) return;
    const told = value(fact.value);
    facts.set(path, {
      value: told === null ? null : JSON.stringify(told),
      open: fact.uncertain ?? null,
    });
  };
  const exists = (path: string, life: StateLife): boolean => {
    if (life.exists !== null)
      facts.set(path, {
        value: life.exists ? "true" : null,
        open: life.uncertain ?? null,
      });
    return life.exists === true;
  };
  const list = <T>(path: string, all: StateList<T>, key: (one: T) => string): void => {
    if (all.complete) complete.add(path);
    for (const { value } of all.gone)
      facts.set(`${path}/${key(value)}`, { value: null, open: null });
    for (const { value, uncertain } of all.items)
      facts.set(`${path}/${key(value)}`, { value: "true", open: uncertain ?? null });
  };
  const tags = (path: string, all: StateList<StateTag>): void => {
    list(`${path}/tag`, all, (tag) => tag.key);
    for (const { value, uncertain } of all.items)
      facts.set(`${path}/tag/${value.key}`, {
        value: JSON.stringify(value.value),
        open: uncertain ?? null,
      });
  };
  const inline = (path: string, all: StateList<InlineState>): void => {
    list(`${path}/inline`, all, (one) => one.name);
    for (const { value, uncertain } of all.items) {
      const known = value.document.known
        ? JSON.stringify(documentFact(value.document.value))
        : null;
      members.add(`${path}/inline/${value.name}`);
      if (known === null) facts.delete(`${path}/inline/${value.name}`);
      else facts.set(`${path}/inline/${value.name}`, { value: known, open: uncertain ?? null });
    }
  };
  const credentials = (path: string, all: StateList<CredentialState>): void => {
    list(path, all, (one) => one.id);
    for (const { value: one, uncertain } of all.items) {
      facts.delete(`${path}/${one.id}`);
      put(`${path}/${one.id}`, one.status, (status) => status);
      const known = facts.get(`${path}/${one.id}`);
      if (uncertain !== undefined && known !== undefined)
        facts.set(`${path}/${one.id}`, { ...known, open: uncertain });
      put(`${path}/${one.id}/is`, one.service ?? one.body, (body) => body.trim());
      const body = facts.get(`${path}/${one.id}/is`);
      if (uncertain !== undefined && body !== undefined)
        facts.set(`${path}/${one.id}/is`, { ...body, open: uncertain });
    }
  };
  const self = (name: string): string => name;
  const user = (one: UserState): void => {
    const at = `user/${one.name}`;
    if (!exists(at, one.life)) return;
    put(`${at}/path`, one.path, self);
    put(`${at}/boundary`, one.boundary, (arn) => arn);
    tags(at, one.tags);
    inline(at, one.inline);
    list(`${at}/attached`, one.attached, self);
    list(`${at}/group`, one.groups, self);
    list(`${at}/mfa`, one.mfaDevices, self);
    put(`${at}/login`, one.loginProfile, (profile) => (profile === null ? null : true));
    if (one.loginProfile.known && one.loginProfile.value !== null)
      put(`${at}/login/reset`, one.loginProfile.value.passwordResetRequired, (reset) => reset);
    credentials(`${at}/key`, one.accessKeys);
    credentials(`${at}/ssh`, one.sshKeys);
    credentials(`${at}/signing`, one.signingCertificates);
    credentials(`${at}/service`, one.serviceCredentials);
  };
  const group = (one: GroupState): void => {
    const at = `group/${one.name}`;
    if (!exists(at, one.life)) return;
    put(`${at}/path`, one.path, self);
    inline(at, one.inline);
    list(`${at}/attached`, one.attached, self);
    list(`${at}/member`, one.users, self);
  };
  const role = (one: RoleState): void => {
    const at = `role/${one.name}`;
    if (!exists(at, one.life)) return;
    put(`${at}/path`, one.path, self);
    put(`${at}/boundary`, one.boundary, (arn) => arn);
    put(`${at}/trust`, one.trust, documentFact);
    put(`${at}/description`, one.description, (text) => text);
    put(`${at}/maxSession`, one.maxSessionDuration, (seconds) => seconds);
    tags(at, one.tags);
    inline(at, one.inline);
    list(`${at}/attached`, one.attached, self);
    list(`${at}/profile`, one.instanceProfiles, self);
  };
  const policy = (one: PolicyState): void => {
    const at = `policy/${one.arn}`;
    if (one.isAwsManaged || !exists(at, one.life)) return;
    facts.set(`${at}/path`, { value: JSON.stringify(one.path), open: null });
    put(`${at}/description`, one.description, (text) => text);
    put(`${at}/default`, one.defaultVersion, self);
    tags(at, one.tags);
    list(`${at}/version`, one.versions, (version) => version.id);
    for (const { value, uncertain } of one.versions.items) {
      const known = value.document.known
        ? JSON.stringify(documentFact(value.document.value))
        : null;
      members.add(`${at}/version/${value.id}`);
      if (known === null) facts.delete(`${at}/version/${value.id}`);
      else facts.set(`${at}/version/${value.id}`, { value: known, open: uncertain ?? null });
    }
  };
  const other = (one: OtherState): void => {
    const id = one.key.slice(one.key.indexOf("/") + 1);
    const kind = { "saml-provider": "saml", "oidc-provider": "oidc", "mfa-device": "mfa" };
    const word = one.kind === "server-certificate" ? "certificate" : null;
    const at = `${word ?? Object.entries(kind).find(([name]) => name === one.kind)?.[1]}/${id}`;
    if (!exists(at, one.life)) return;
    tags(at, one.tags);
    const value = (name: string): StateFact<unknown> | null => one.values[name] ?? null;
    if (one.kind === "saml-provider")
      put(`${at}/metadata`, value("SAMLMetadataDocument"), (text) => text);
    if (one.kind === "server-certificate") put(`${at}/path`, value("Path"), (path) => path);
    if (one.kind !== "oidc-provider") return;
    put(`${at}/thumbprints`, value("ThumbprintList"), (all) => all);
    const clients = value("ClientIDList");
    if (clients?.known !== true || !Array.isArray(clients.value)) return;
    if (clients.uncertain === undefined) complete.add(`${at}/client`);
    else facts.set(`${at}/client`, { value: null, open: clients.uncertain });
    for (const client of clients.value)
      facts.set(`${at}/client/${String(client)}`, {
        value: "true",
        open: clients.uncertain ?? null,
      });
  };
  state.users.forEach(user);
  state.groups.forEach(group);
  state.roles.forEach(role);
  state.policies.forEach(policy);
  state.others.forEach(other);
  for (const one of state.instanceProfiles) {
    const at = `profile/${one.name}`;
    if (!exists(at, one.life)) continue;
    put(`${at}/path`, one.path, self);
    tags(at, one.tags);
    list(`${at}/role`, one.roles, self);
  }
  put("alias", state.settings.alias, (alias) => alias);
  const rules = state.settings.passwordPolicy;
  put("passwordPolicy", rules, (known) => (known === null ? null : true));
  if (rules.known) {
    if (rules.uncertain === undefined) complete.add("passwordPolicy");
    // What a request leaves out has AWS's default, which only for the length is not "off".
    const all = rules.value === null ? {} : { minimumPasswordLength: 6, ...rules.value };
    for (const [name, value] of Object.entries(all))
      if (value !== false)
        facts.set(`passwordPolicy/${name.toLowerCase()}`, {
          value: JSON.stringify(value),
          open: rules.uncertain ?? null,
        });
  }
  return { facts, complete, members };
}
