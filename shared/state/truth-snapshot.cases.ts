/** The truth of the tests' small IAM as the entries of a snapshot file. */
import { readPolicyDocument } from "../iam/policy-document.ts";
import type { CredentialRow, KeyRow, SnapshotFact } from "../snapshot/facts.ts";
import { baselineEvents } from "./baseline.ts";
import { account, arnOf } from "./model-world.cases.ts";
import type { Owner, Truth } from "./model-world.cases.ts";
import type { Margin, ShownEvent } from "./shown.ts";

const common = (kind: string, name: string, one: Owner) => ({
  name,
  id: one.id,
  arn: `arn:aws:iam::${account}:${kind}${one.path}${name}`,
  path: one.path,
  createdAt: null,
  inline: [...one.inline].map(([own, text]) => ({
    name: own,
    document: readPolicyDocument(text),
  })),
  attached: [...one.attached].map((own) => ({ name: own, arn: arnOf(own) })),
  boundary: one.boundary === null ? null : arnOf(one.boundary),
  tags: [...one.tags].map(([key, value]) => ({ key, value })),
});

/** What get-account-authorization-details answers. */
export function detailsOf(truth: Truth): readonly SnapshotFact[] {
  return [
    ...[...truth.users].map(([name, u]): SnapshotFact => ({
      type: "user",
      ...common("user", name, u),
      groups: [...truth.groups].flatMap(([group, g]) => (g.members.has(name) ? [group] : [])),
    })),
    ...[...truth.groups].map(([name, g]): SnapshotFact => ({
      type: "group",
      ...common("group", name, g),
    })),
    ...[...truth.roles].map(([name, r]): SnapshotFact => ({
      type: "role",
      ...common("role", name, r),
      trust: readPolicyDocument(r.trust),
      instanceProfiles: [...truth.profiles].flatMap(([own, p]) =>
        p.role === name ? [{ name: own, arn: null }] : [],
      ),
      lastUsedAt: null,
      lastUsedRegion: null,
    })),
    ...[...truth.policies].map(([name, p]): SnapshotFact => ({
      type: "policy",
      name,
      id: p.id,
      arn: arnOf(name),
      path: "/",
      defaultVersion: p.default,
      attachments: null,
      boundaryUses: null,
      isAttachable: true,
      createdAt: null,
      updatedAt: null,
      versions: [...p.versions].map(([id, text]) => ({
        id,
        isDefault: id === p.default,
        createdAt: null,
        document: readPolicyDocument(text),
      })),
    })),
  ];
}

/** What the credential report says. */
export function reportOf(truth: Truth): readonly CredentialRow[] {
  const none = { kind: "none" } as const;
  return [...truth.users].map(([name, u]): CredentialRow => {
    const statuses = [...u.keys.values()];
    const key = (number: 1 | 2): KeyRow => ({
      number,
      active: statuses[number - 1] === "Active",
      rotated: statuses[number - 1] === undefined ? none : { kind: "at", at: 1 },
      lastUsed: none,
      lastUsedRegion: null,
      lastUsedService: null,
    });
    return {
      type: "credentials",
      user: name,
      arn: `arn:aws:iam::${account}:user/${name}`,
      isRoot: false,
      createdAt: none,
      passwordEnabled: u.login,
      passwordLastUsed: none,
      passwordLastChanged: none,
      passwordNextRotation: none,
      mfaActive: u.mfa.size > 0,
      keys: [key(1), key(2)],
      activeCertificates: 0,
    };
  });
}

/** Both files, made at a time. */
export function snapshotOf(
  truth: Truth,
  at: string,
  margin: Margin = { before: 0, after: 0 },
): readonly ShownEvent[] {
  return (["authorization-details", "credential-report"] as const).flatMap((kind, n) =>
    baselineEvents({
      input: n + 1,
      path: `${kind}.json`,
      sha256: "00",
      kind,
      account,
      moment: { at: Date.parse(at) / 1000, basis: "generated", notBefore: null, refuted: null },
      isPartial: false,
      items: (kind === "credential-report" ? reportOf(truth) : detailsOf(truth)).map((fact, i) => ({
        fact,
        place: { page: 1, pointer: `/${i}`, offset: i, length: 1 },
      })),
      margin,
    }),
  );
}
