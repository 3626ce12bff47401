import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import { account, iamArn, type Role, roleArn, uniqueId } from "./cast.ts";
import type { Change } from "./stage.ts";

/** How a client writes a document: the console with line breaks, tools in one line. */
export type Writing = "console" | "tool";

function written(document: JsonObject, writing: Writing): string {
  return JSON.stringify(document, null, writing === "console" ? "\t" : undefined);
}

/** Percent-encoding of RFC 3986, in which IAM answers with documents. */
function encoded(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A managed policy of the account. */
export interface ManagedPolicy {
  readonly name: string;
  readonly path: string;
  readonly description?: string;
}

/** ARN of a managed policy of the account. */
export function policyArn(policy: ManagedPolicy): string {
  return iamArn(`policy${policy.path}${policy.name}`);
}

/** CreatePolicy: the answer names the ARN, not the document. */
export function createPolicy(
  policy: ManagedPolicy,
  document: JsonObject,
  writing: Writing,
): Change {
  const { name, path, description } = policy;
  return {
    name: "CreatePolicy",
    request: {
      policyName: name,
      ...(path === "/" ? {} : { path }),
      policyDocument: written(document, writing),
      ...(description === undefined ? {} : { description }),
    },
    response: (date) => ({
      policy: {
        policyName: name,
        policyId: uniqueId("ANPA", name),
        arn: policyArn(policy),
        path,
        defaultVersionId: "v1",
        attachmentCount: 0,
        permissionsBoundaryUsageCount: 0,
        isAttachable: true,
        createDate: date,
        updateDate: date,
      },
    }),
  };
}

/** CreatePolicyVersion: the answer names the version id that IAM chose. */
export function createPolicyVersion(
  policy: ManagedPolicy,
  version: { readonly id: string; readonly document: JsonObject; readonly isDefault: boolean },
  writing: Writing,
): Change {
  return {
    name: "CreatePolicyVersion",
    request: {
      policyArn: policyArn(policy),
      policyDocument: written(version.document, writing),
      setAsDefault: version.isDefault,
    },
    response: (date) => ({
      policyVersion: {
        versionId: version.id,
        isDefaultVersion: version.isDefault,
        createDate: date,
      },
    }),
  };
}

/** DeletePolicyVersion; IAM refuses the default version. */
export function deletePolicyVersion(policy: ManagedPolicy, versionId: string): Change {
  return { name: "DeletePolicyVersion", request: { policyArn: policyArn(policy), versionId } };
}

/** DeletePolicy; IAM refuses a policy that is attached or has other versions. */
export function deletePolicy(policy: ManagedPolicy): Change {
  return { name: "DeletePolicy", request: { policyArn: policyArn(policy) } };
}

/** Attach and detach calls; `arn` may be of an AWS managed policy. */
export function attachment(
  verb: "Attach" | "Detach",
  kind: "Group" | "Role" | "User",
  name: string,
  arn: string,
): Change {
  return {
    name: `${verb}${kind}Policy`,
    request: { [`${kind.toLowerCase()}Name`]: name, policyArn: arn },
  };
}

/** PutRolePolicy: makes or silently replaces an inline policy. */
export function putRolePolicy(
  role: Role,
  policyName: string,
  document: JsonObject,
  writing: Writing,
): Change {
  return {
    name: "PutRolePolicy",
    request: { roleName: role.name, policyName, policyDocument: written(document, writing) },
  };
}

/** CreateRole: the answer repeats the trust policy, percent-encoded. */
export function createRole(
  role: Role,
  document: JsonObject,
  writing: Writing,
  description?: string,
): Change {
  const text = written(document, writing);
  const described = description === undefined ? {} : { description };
  return {
    name: "CreateRole",
    request: {
      path: role.path,
      roleName: role.name,
      assumeRolePolicyDocument: text,
      ...described,
      maxSessionDuration: 3600,
    },
    response: (date) => ({
      role: {
        path: role.path,
        roleName: role.name,
        roleId: uniqueId("AROA", role.name),
        arn: roleArn(role),
        createDate: date,
        assumeRolePolicyDocument: encoded(text),
        ...described,
        maxSessionDuration: 3600,
      },
    }),
  };
}

/** UpdateAssumeRolePolicy: replaces the trust policy. */
export function updateTrust(role: Role, document: JsonObject): Change {
  return {
    name: "UpdateAssumeRolePolicy",
    request: { roleName: role.name, policyDocument: written(document, "tool") },
  };
}

/** CreateGroup. */
export function createGroup(groupName: string): Change {
  return {
    name: "CreateGroup",
    request: { groupName },
    response: (date) => ({
      group: {
        path: "/",
        groupName,
        groupId: uniqueId("AGPA", groupName),
        arn: iamArn(`group/${groupName}`),
        createDate: date,
      },
    }),
  };
}

/** AddUserToGroup. */
export function addUserToGroup(groupName: string, userName: string): Change {
  return { name: "AddUserToGroup", request: { groupName, userName } };
}

/** CreateUser, with a tag. */
export function createUser(userName: string): Change {
  return {
    name: "CreateUser",
    request: { userName, tags: [{ key: "team", value: "shop" }] },
    response: (date) => ({
      user: {
        path: "/",
        userName,
        userId: uniqueId("AIDA", userName),
        arn: iamArn(`user/${userName}`),
        createDate: date,
        tags: [{ key: "team", value: "shop" }],
      },
    }),
  };
}

/** CreateLoginProfile; the password is in no record. */
export function createLoginProfile(userName: string): Change {
  return {
    name: "CreateLoginProfile",
    request: { userName, passwordResetRequired: true },
    response: (createDate) => ({
      loginProfile: { userName, createDate, passwordResetRequired: true },
    }),
  };
}

/** CreateAccessKey: the answer names the key id; the secret is in no record. */
export function createAccessKey(userName: string, accessKeyId: string): Change {
  return {
    name: "CreateAccessKey",
    request: { userName },
    response: (createDate) => ({
      accessKey: { userName, accessKeyId, status: "Active", createDate },
    }),
  };
}

/** EnableMFADevice and DeactivateMFADevice of a virtual device that is named after its user. */
export function mfaDevice(verb: "Enable" | "Deactivate", userName: string): Change {
  return {
    name: `${verb}MFADevice`,
    request: { userName, serialNumber: `arn:aws:iam::${account}:mfa/${userName}` },
  };
}

/** CreateInstanceProfile: an empty one. */
export function createInstanceProfile(instanceProfileName: string): Change {
  return {
    name: "CreateInstanceProfile",
    request: { instanceProfileName, path: "/" },
    response: (createDate) => ({
      instanceProfile: {
        path: "/",
        instanceProfileName,
        instanceProfileId: uniqueId("AIPA", instanceProfileName),
        arn: iamArn(`instance-profile/${instanceProfileName}`),
        createDate,
        roles: [],
      },
    }),
  };
}

/** AddRoleToInstanceProfile and RemoveRoleFromInstanceProfile. */
export function profileRole(
  verb: "AddRoleTo" | "RemoveRoleFrom",
  instanceProfileName: string,
  role: Role,
): Change {
  return {
    name: `${verb}InstanceProfile`,
    request: { instanceProfileName, roleName: role.name },
  };
}
