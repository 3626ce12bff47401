import type { Tags, Truth } from "./truth.ts";

/**
 * A state as single facts: a text of ours as path, JSON as value. Lists and tables are one fact a member, so that a log that
 * knows one of them can be compared. What is not there has no fact.
 */
export type FactTable = ReadonlyMap<string, string>;

/** A document without its white space, which means nothing; any other text as it is. */
export function documentFact(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

/** The facts of moto's state. */
export function truthFacts(truth: Truth): FactTable {
  const facts = new Map<string, string>();
  const put = (path: string, value: unknown): void => void facts.set(path, JSON.stringify(value));
  const tags = (path: string, all: Tags): void => {
    for (const [key, value] of Object.entries(all)) put(`${path}/tag/${key}`, value);
  };
  const list = (path: string, all: readonly string[]): void => {
    for (const one of all) put(`${path}/${one}`, true);
  };
  const holder = (
    path: string,
    one: { path: string; attached: readonly string[]; inline: Readonly<Record<string, string>> },
  ): void => {
    put(path, true);
    put(`${path}/path`, one.path);
    list(`${path}/attached`, one.attached);
    for (const [name, document] of Object.entries(one.inline))
      put(`${path}/inline/${name}`, documentFact(document));
  };
  for (const [name, user] of Object.entries(truth.users)) {
    const at = `user/${name}`;
    holder(at, user);
    tags(at, user.tags);
    list(`${at}/group`, user.groups);
    if (user.boundary !== null) put(`${at}/boundary`, user.boundary);
    if (user.login !== null) {
      put(`${at}/login`, true);
      put(`${at}/login/reset`, user.login);
    }
    list(`${at}/mfa`, user.mfa);
    for (const [id, status] of Object.entries(user.keys)) put(`${at}/key/${id}`, status);
    for (const [kind, all] of [
      ["ssh", user.ssh],
      ["signing", user.signing],
      ["service", user.services],
    ] as const)
      for (const [id, [status, body]] of Object.entries(all)) {
        put(`${at}/${kind}/${id}`, status);
        put(`${at}/${kind}/${id}/is`, body.trim());
      }
  }
  for (const [name, group] of Object.entries(truth.groups)) {
    holder(`group/${name}`, group);
    list(`group/${name}/member`, group.members);
  }
  for (const [name, role] of Object.entries(truth.roles)) {
    const at = `role/${name}`;
    holder(at, role);
    tags(at, role.tags);
    list(`${at}/profile`, role.profiles);
    put(`${at}/trust`, documentFact(role.trust));
    put(`${at}/maxSession`, role.maxSession);
    if (role.description !== "") put(`${at}/description`, role.description);
    if (role.boundary !== null) put(`${at}/boundary`, role.boundary);
  }
  for (const [arn, policy] of Object.entries(truth.policies)) {
    const at = `policy/${arn}`;
    put(at, true);
    put(`${at}/path`, policy.path);
    tags(at, policy.tags);
    put(`${at}/default`, policy.default);
    if (policy.description !== "") put(`${at}/description`, policy.description);
    for (const [id, document] of Object.entries(policy.versions))
      put(`${at}/version/${id}`, documentFact(document));
  }
  for (const [name, profile] of Object.entries(truth.profiles)) {
    const at = `profile/${name}`;
    put(at, true);
    put(`${at}/path`, profile.path);
    tags(at, profile.tags);
    list(`${at}/role`, profile.roles);
  }
  for (const [serial, device] of Object.entries(truth.mfa)) {
    put(`mfa/${serial}`, true);
    tags(`mfa/${serial}`, device.tags);
  }
  for (const [arn, provider] of Object.entries(truth.saml)) {
    put(`saml/${arn}`, true);
    put(`saml/${arn}/metadata`, provider.metadata);
    tags(`saml/${arn}`, provider.tags);
  }
  for (const [arn, provider] of Object.entries(truth.oidc)) {
    put(`oidc/${arn}`, true);
    list(`oidc/${arn}/client`, provider.clients);
    put(`oidc/${arn}/thumbprints`, provider.thumbprints);
    tags(`oidc/${arn}`, provider.tags);
  }
  for (const [name, certificate] of Object.entries(truth.certificates)) {
    put(`certificate/${name}`, true);
    put(`certificate/${name}/path`, certificate.path);
    tags(`certificate/${name}`, certificate.tags);
  }
  if (truth.alias !== null) put("alias", truth.alias);
  if (truth.passwordPolicy !== null) {
    put("passwordPolicy", true);
    for (const [rule, value] of Object.entries(truth.passwordPolicy))
      put(`passwordPolicy/${rule.replaceAll("_", "")}`, value);
  }
  return facts;
}

/** What differs between two states: `path: value of the first → value of the second`. */
export function differences(first: FactTable, second: FactTable): readonly string[] {
  const paths = new Set([...first.keys(), ...second.keys()]);
  return [...paths].flatMap((path) => {
    const [one, other] = [first.get(path), second.get(path)];
    return one === other ? [] : [`${path}: ${one ?? "nothing"} → ${other ?? "nothing"}`];
  });
}
