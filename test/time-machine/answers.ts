import { memberKind } from "../../shared/remediation/member-kinds.ts";
import type { Operation, Plan, PlanValue } from "../../shared/remediation/plan.ts";
import { isAsk } from "../../shared/remediation/plan.ts";
import type { Call } from "./moto.ts";
import type { Truth } from "./truth.ts";
import { policyArn } from "./values.ts";

/** What a person answers to a plan's questions: looked up in the account as it was before, and as it is now. */
export interface Knowing {
  readonly before: Truth;
  readonly now: () => Truth;
}

/** A question that nobody who looks at the account could answer; the call is left out. */
const skipped = Symbol("skipped");
type Answer = unknown;

type Input = Readonly<Record<string, PlanValue>>;

const text = (value: PlanValue | undefined): string => (typeof value === "string" ? value : "");

/** The calls of one operation, its questions answered; none where nobody can answer them. */
export function callsOf(operation: Operation, knowing: Knowing): readonly Call[] | null {
  const api = operation.api.replace(/^iam:/, "");
  const plain: Record<string, unknown> = {};
  let each: { readonly member: string; readonly values: readonly unknown[] } | null = null;
  for (const [member, value] of Object.entries(operation.input)) {
    if (!isAsk(value)) {
      plain[member] = value;
      continue;
    }
    const answer = answerTo(api, member, operation.input, knowing);
    if (answer === skipped) return null;
    if (value.each === true) each = { member, values: Array.isArray(answer) ? answer : [answer] };
    else
      plain[member] =
        Array.isArray(answer) && memberKind(member) === "text" ? (answer[0] ?? "") : answer;
  }
  if (each === null) return [{ api, input: plain }];
  const { member, values } = each;
  return values.map((value) => ({ api, input: { ...plain, [member]: value } }));
}

/**
 * The answers to all of a plan's questions as the scripts take them, by variable; null where nobody can answer one. Lists of
 * things are separated by spaces.
 */
export function answersOf(plan: Plan, knowing: Knowing): ReadonlyMap<string, string> | null {
  const answers = new Map<string, string>();
  for (const { api, input } of plan.operations) {
    for (const [member, value] of Object.entries(input)) {
      if (!isAsk(value)) continue;
      const answer = answerTo(api.replace(/^iam:/, ""), member, input, knowing);
      const isList = value.each === true && Array.isArray(answer);
      if (answer === skipped) return null;
      const one: unknown =
        Array.isArray(answer) && memberKind(member) === "text" ? answer[0] : answer;
      if (isList) answers.set(value.ask, answer.join(" "));
      else answers.set(value.ask, typeof one === "string" ? one : JSON.stringify(one));
    }
  }
  return answers;
}

/** Things now, by the call that takes them away and the member that names them. */
function liveAnswer(api: string, member: string, input: Input, now: Truth): Answer {
  const user = now.users[text(input["UserName"])];
  const group = now.groups[text(input["GroupName"])];
  const role = now.roles[text(input["RoleName"])];
  const arn = text(input["PolicyArn"]);
  const policy = now.policies[arn];
  const holders = (table: Readonly<Record<string, { attached: readonly string[] }>>): string[] =>
    Object.keys(table).filter((name) => table[name]?.attached.includes(arn));
  switch (`${api}.${member}`) {
    case "DetachUserPolicy.PolicyArn":
      return user?.attached ?? [];
    case "DetachGroupPolicy.PolicyArn":
      return group?.attached ?? [];
    case "DetachRolePolicy.PolicyArn":
      return role?.attached ?? [];
    case "DetachUserPolicy.UserName":
      return holders(now.users);
    case "DetachGroupPolicy.GroupName":
      return holders(now.groups);
    case "DetachRolePolicy.RoleName":
      return holders(now.roles);
    case "DeleteUserPolicy.PolicyName":
      return Object.keys(user?.inline ?? {});
    case "DeleteGroupPolicy.PolicyName":
      return Object.keys(group?.inline ?? {});
    case "DeleteRolePolicy.PolicyName":
      return Object.keys(role?.inline ?? {});
    case "RemoveUserFromGroup.GroupName":
      return user?.groups ?? [];
    case "RemoveUserFromGroup.UserName":
      return group?.members ?? [];
    case "DeleteAccountAlias.AccountAlias":
      return now.alias === null ? [] : [now.alias];
    case "DeleteAccessKey.AccessKeyId":
      return Object.keys(user?.keys ?? {});
    case "DeleteSigningCertificate.CertificateId":
      return Object.keys(user?.signing ?? {});
    case "DeleteSSHPublicKey.SSHPublicKeyId":
      return Object.keys(user?.ssh ?? {});
    case "DeleteServiceSpecificCredential.ServiceSpecificCredentialId":
      return Object.keys(user?.services ?? {});
    case "DeactivateMFADevice.SerialNumber":
      return user?.mfa ?? [];
    case "DeletePolicyVersion.VersionId":
      return Object.keys(policy?.versions ?? {}).filter((id) => id !== policy?.default);
    case "RemoveRoleFromInstanceProfile.RoleName":
      return now.profiles[text(input["InstanceProfileName"])]?.roles ?? [];
    case "RemoveRoleFromInstanceProfile.InstanceProfileName":
      return role?.profiles ?? [];
    default:
      return undefined;
  }
}

function answerTo(api: string, member: string, input: Input, { before, now }: Knowing): Answer {
  const live = liveAnswer(api, member, input, now());
  if (live !== undefined) return live;
  if (member === "Password") return "Sample-Password-2";
  if (member === "AuthenticationCode1") return "123456";
  if (member === "AuthenticationCode2") return "654321";
  const was = priorAnswer(api, member, input, before);
  return was === undefined || was === null ? skipped : was;
}

/** Of an OIDC provider, whose URL may itself be asked for. */
const scheme = "https://";

/** Values of before, by the call that puts them back. */
function priorAnswer(api: string, member: string, input: Input, before: Truth): Answer {
  const userName = text(input["UserName"]);
  const user = before.users[userName];
  const group = before.groups[text(input["GroupName"])];
  const role = before.roles[text(input["RoleName"])];
  const holder = user ?? group ?? role;
  const policy = before.policies[text(input["PolicyArn"])];
  const arn = text(input["PolicyArn"]);
  const holders = (table: Readonly<Record<string, { attached: readonly string[] }>>): string[] =>
    Object.keys(table).filter((name) => table[name]?.attached.includes(arn));
  const rule =
    before.passwordPolicy?.[
      member.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase()
    ];
  switch (`${api}.${member}`) {
    case "SetDefaultPolicyVersion.VersionId":
      return policy?.default;
    case "AttachUserPolicy.PolicyArn":
    case "AttachGroupPolicy.PolicyArn":
    case "AttachRolePolicy.PolicyArn":
      return holder?.attached ?? [];
    case "AttachUserPolicy.UserName":
      return holders(before.users);
    case "AttachGroupPolicy.GroupName":
      return holders(before.groups);
    case "AttachRolePolicy.RoleName":
      return holders(before.roles);
    case "AddUserToGroup.GroupName":
      return user?.groups ?? [];
    case "AddUserToGroup.UserName":
      return group?.members ?? [];
    case "AddRoleToInstanceProfile.RoleName":
      return before.profiles[text(input["InstanceProfileName"])]?.roles[0];
    case "AddRoleToInstanceProfile.InstanceProfileName":
      return role?.profiles ?? [];
    case "PutUserPolicy.PolicyDocument":
    case "PutGroupPolicy.PolicyDocument":
    case "PutRolePolicy.PolicyDocument":
      return holder?.inline[text(input["PolicyName"])];
    case "UpdateAssumeRolePolicy.PolicyDocument":
    case "CreateRole.AssumeRolePolicyDocument":
      return role?.trust;
    case "UpdateRole.Description":
    case "UpdateRoleDescription.Description":
      return role?.description;
    case "UpdateRole.MaxSessionDuration":
      return role?.maxSession;
    case "PutUserPermissionsBoundary.PermissionsBoundary":
    case "PutRolePermissionsBoundary.PermissionsBoundary":
      return (user ?? role)?.boundary;
    case "UpdateUser.NewPath":
      return before.users[text(input["NewUserName"]) || userName]?.path;
    case "UpdateGroup.NewPath":
      return before.groups[text(input["NewGroupName"]) || text(input["GroupName"])]?.path;
    case "UpdateServerCertificate.NewPath":
      return before.certificates[
        text(input["NewServerCertificateName"]) || text(input["ServerCertificateName"])
      ]?.path;
    case "UpdateAccessKey.Status":
      return user?.keys[text(input["AccessKeyId"])];
    case "UpdateSSHPublicKey.Status":
      return user?.ssh[text(input["SSHPublicKeyId"])]?.[0];
    case "UpdateSigningCertificate.Status":
      return user?.signing[text(input["CertificateId"])]?.[0];
    case "UpdateServiceSpecificCredential.Status":
      return user?.services[text(input["ServiceSpecificCredentialId"])]?.[0];
    case "UpdateSAMLProvider.SAMLMetadataDocument":
      return before.saml[text(input["SAMLProviderArn"])]?.metadata;
    case "CreateSAMLProvider.SAMLMetadataDocument":
      return Object.entries(before.saml).find(([one]) =>
        one.endsWith(`/${text(input["Name"])}`),
      )?.[1].metadata;
    case "UpdateOpenIDConnectProviderThumbprint.ThumbprintList":
      return before.oidc[text(input["OpenIDConnectProviderArn"])]?.thumbprints;
    case "CreateOpenIDConnectProvider.ClientIDList":
      return Object.values(before.oidc).find((one) => `${scheme}${one.url}` === input["Url"])
        ?.clients;
    case "CreatePolicy.PolicyDocument": {
      const made =
        before.policies[policyArn(text(input["Path"]) || "/", text(input["PolicyName"]))];
      return made?.versions[made.default];
    }
    case "CreateAccountAlias.AccountAlias":
      return before.alias;
    default:
      return api === "UpdateAccountPasswordPolicy" ? rule : undefined;
  }
}
