/** The least policies that a plan needs: to look, and to fix. */
import type { Need } from "./call-model.ts";
import type { Account, World } from "./facts.ts";
import { partOf, splitThing } from "./facts.ts";
import type { Judged } from "./judge.ts";
import { needsOfCall } from "./judge.ts";
import { textOf } from "./input.ts";

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The read calls of each group of parts; the ones of `readers` in main/live. */
const readCalls: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  user: {
    "": ["GetUser"],
    attached: ["ListAttachedUserPolicies"],
    inline: ["ListUserPolicies", "GetUserPolicy"],
    group: ["ListGroupsForUser"],
    key: ["ListAccessKeys"],
    login: ["GetLoginProfile"],
    mfa: ["ListMFADevices"],
    ssh: ["ListSSHPublicKeys", "GetSSHPublicKey"],
    signing: ["ListSigningCertificates"],
    service: ["ListServiceSpecificCredentials"],
  },
  group: {
    "": ["GetGroup"],
    attached: ["ListAttachedGroupPolicies"],
    inline: ["ListGroupPolicies", "GetGroupPolicy"],
  },
  role: {
    "": ["GetRole"],
    attached: ["ListAttachedRolePolicies"],
    inline: ["ListRolePolicies", "GetRolePolicy"],
    profile: ["ListInstanceProfilesForRole"],
  },
  policy: {
    "": ["GetPolicy"],
    version: ["ListPolicyVersions", "GetPolicyVersion"],
    holder: ["ListEntitiesForPolicy"],
  },
  profile: { "": ["GetInstanceProfile"] },
  mfa: { "": ["ListVirtualMFADevices", "ListMFADeviceTags"] },
  saml: { "": ["GetSAMLProvider", "ListSAMLProviderTags"] },
  oidc: { "": ["GetOpenIDConnectProvider"] },
  certificate: { "": ["GetServerCertificate", "ListServerCertificateTags"] },
  account: { alias: ["ListAccountAliases"], passwordPolicy: ["GetAccountPasswordPolicy"] },
};

/** Calls that IAM allows or refuses for the whole account. */
const everywhere: ReadonlySet<string> = new Set([
  "ListAccountAliases",
  "CreateAccountAlias",
  "DeleteAccountAlias",
  "GetAccountPasswordPolicy",
  "UpdateAccountPasswordPolicy",
  "DeleteAccountPasswordPolicy",
  "ListVirtualMFADevices",
]);

const types: Readonly<Record<string, string>> = {
  profile: "instance-profile",
  certificate: "server-certificate",
};

/** The ARN of a thing for a policy: as it was read, else with any path. */
export function resourceOf(thing: string, world: World, account: Account): string {
  const [kind, name] = splitThing(thing);
  if (kind === "account") return "*";
  if (name.startsWith("arn:")) return name;
  const read = partOf(world, thing, "arn");
  // Either at the root path or below any.
  return read ?? `arn:${account.partition}:iam::${account.id}:${types[kind] ?? kind}/*${name}`;
}

/** What a call needs permission for: action, resource, and conditions that narrow it. */
export interface Grant {
  /** e.g. iam:AttachUserPolicy */
  readonly action: string;
  readonly resource: string;
  /** ARN of the policy that is attached or taken off, or of the boundary. */
  readonly policy: string | null;
}

/** The grants that one call needs. */
export function grantsOf(
  { call, model }: Judged,
  world: World,
  account: Account,
): readonly Grant[] {
  const { operation, input } = call;
  if (model === null || input === null) return [];
  const [first] = needsOfCall(model, input, account);
  const action = operation.api.slice("iam:".length);
  const resource =
    first === undefined || everywhere.has(action) ? "*" : resourceOf(first.thing, world, account);
  const isAttaching = /^(?:At|De)tach(?:User|Group|Role)Policy$/.test(action);
  const own: Grant = {
    action: operation.api,
    resource,
    policy: isAttaching ? textOf(input, "PolicyArn") : null,
  };
  const extra: Grant[] = [];
  if (action === "AddRoleToInstanceProfile")
    extra.push({
      action: "iam:PassRole",
      resource: resourceOf(`role/${textOf(input, "RoleName")}`, world, account),
      policy: null,
    });
  if (action.startsWith("Create") && input["Tags"] !== undefined)
    extra.push({ action: `iam:Tag${action.slice("Create".length)}`, resource, policy: null });
  if (/^Create(?:User|Role)$/.test(action) && input["PermissionsBoundary"] !== undefined)
    extra.push({
      action: `iam:Put${action.slice("Create".length)}PermissionsBoundary`,
      resource,
      policy: null,
    });
  return [own, ...extra];
}

/** The policy to look: what the preview and the reading back ask. */
export function readPolicy(needs: readonly Need[], world: World, account: Account): string {
  return policyText(readStatements(needs, world, account));
}

/** The policy to fix: as `readPolicy`, and the calls. Undoing needs its own. */
export function fixPolicy(
  needs: readonly Need[],
  grants: readonly Grant[],
  world: World,
  account: Account,
): string {
  const plain = grants.filter(({ policy }) => policy === null);
  const bound = grants.filter(({ policy }) => policy !== null);
  return policyText([
    ...readStatements(needs, world, account),
    ...grouped(plain.map(({ action, resource }) => ({ action, resource }))).map((one, i) => ({
      Sid: `TrailproofFix${i + 1}`,
      Effect: "Allow" as const,
      ...one,
    })),
    ...grouped(bound.map(({ action, resource }) => ({ action, resource }))).map((one, i) => ({
      Sid: `TrailproofAttach${i + 1}`,
      Effect: "Allow" as const,
      ...one,
      Condition: {
        ArnEquals: {
          "iam:PolicyARN": [
            ...new Set(
              bound.flatMap(({ action, resource, policy }) =>
                policy !== null && one.Action.includes(action) && one.Resource.includes(resource)
                  ? [policy]
                  : [],
              ),
            ),
          ].toSorted(),
        },
      },
    })),
  ]);
}

function readStatements(
  needs: readonly Need[],
  world: World,
  account: Account,
): readonly Statement[] {
  const pairs = needs.flatMap(({ thing, groups }) => {
    const [kind] = splitThing(thing);
    const calls = ["", ...groups].flatMap((group) => readCalls[kind]?.[group] ?? []);
    return calls.map((call) => ({
      action: `iam:${call}`,
      resource: everywhere.has(call) ? "*" : resourceOf(thing, world, account),
    }));
  });
  return [
    ...grouped(pairs).map((one, i) => ({
      Sid: `TrailproofRead${i + 1}`,
      Effect: "Allow" as const,
      ...one,
    })),
    {
      Sid: "TrailproofSimulate",
      Effect: "Allow",
      Action: ["iam:SimulatePrincipalPolicy"],
      Resource: "*",
    },
  ];
}

/** Actions with the same resources in one statement. */
function grouped(
  pairs: readonly { readonly action: string; readonly resource: string }[],
): readonly { readonly Action: readonly string[]; readonly Resource: readonly string[] }[] {
  const byAction = Map.groupBy(pairs, ({ action }) => action);
  const byResources = Map.groupBy([...byAction], ([, all]) =>
    [...new Set(all.map(({ resource }) => resource))].toSorted().join("\n"),
  );
  return [...byResources].map(([resources, actions]) => ({
    Action: actions.map(([action]) => action).toSorted(),
    Resource: resources.split("\n"),
  }));
}

function policyText(Statement: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
}
