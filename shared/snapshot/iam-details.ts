/** Users, groups, roles and managed policies of get-account-authorization-details. */
import type { Json } from "../cloudtrail-event.ts";
import { booleanField, field, textField } from "../cloudtrail-event.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import type {
  AttachedPolicy,
  GroupDetail,
  InlinePolicy,
  PolicyDetail,
  RoleDetail,
  Tags,
  UserDetail,
} from "./facts.ts";
import { countField, innerText, objectsField, textsField, timeField } from "./members.ts";

type Detail = UserDetail | GroupDetail | RoleDetail | PolicyDetail;

/** The lists of an answer, and what reads an element of each; null for an element without a name and an ARN. */
export const detailLists: ReadonlyMap<string, (value: Json) => Detail | null> = new Map<
  string,
  (value: Json) => Detail | null
>([
  ["UserDetailList", readUser],
  ["GroupDetailList", readGroup],
  ["RoleDetailList", readRole],
  ["Policies", readPolicy],
]);

function readUser(value: Json): UserDetail | null {
  const entity = entityOf(value, "User");
  return (
    entity && {
      ...entity,
      type: "user",
      groups: textsField(value, "GroupList"),
      boundary: innerText(value, "PermissionsBoundary", "PermissionsBoundaryArn"),
      tags: tagsOf(value),
    }
  );
}

function readGroup(value: Json): GroupDetail | null {
  const entity = entityOf(value, "Group");
  return entity && { ...entity, type: "group" };
}

function readRole(value: Json): RoleDetail | null {
  const entity = entityOf(value, "Role");
  return (
    entity && {
      ...entity,
      type: "role",
      trust: readPolicyDocument(field(value, "AssumeRolePolicyDocument")),
      instanceProfiles: objectsField(value, "InstanceProfileList").flatMap((one) => {
        const name = textField(one, "InstanceProfileName");
        return name === null ? [] : [{ name, arn: textField(one, "Arn") }];
      }),
      boundary: innerText(value, "PermissionsBoundary", "PermissionsBoundaryArn"),
      tags: tagsOf(value),
      lastUsedAt: timeField(field(value, "RoleLastUsed"), "LastUsedDate"),
      lastUsedRegion: innerText(value, "RoleLastUsed", "Region"),
    }
  );
}

function readPolicy(value: Json): PolicyDetail | null {
  const name = textField(value, "PolicyName");
  const arn = textField(value, "Arn");
  if (name === null || arn === null) return null;
  return {
    type: "policy",
    name,
    id: textField(value, "PolicyId"),
    arn,
    path: textField(value, "Path"),
    defaultVersion: textField(value, "DefaultVersionId"),
    attachments: countField(value, "AttachmentCount"),
    boundaryUses: countField(value, "PermissionsBoundaryUsageCount"),
    isAttachable: booleanField(value, "IsAttachable"),
    createdAt: timeField(value, "CreateDate"),
    updatedAt: timeField(value, "UpdateDate"),
    versions: objectsField(value, "PolicyVersionList").flatMap((one) => {
      const id = textField(one, "VersionId");
      if (id === null) return [];
      return [
        {
          id,
          isDefault: booleanField(one, "IsDefaultVersion"),
          createdAt: timeField(one, "CreateDate"),
          document: readPolicyDocument(field(one, "Document")),
        },
      ];
    }),
  };
}

type EntityMembers = Omit<GroupDetail, "type">;

function entityOf(value: Json, kind: "User" | "Group" | "Role"): EntityMembers | null {
  const name = textField(value, `${kind}Name`);
  const arn = textField(value, "Arn");
  if (name === null || arn === null) return null;
  return {
    name,
    id: textField(value, `${kind}Id`),
    arn,
    path: textField(value, "Path"),
    createdAt: timeField(value, "CreateDate"),
    inline: inlineOf(value, `${kind}PolicyList`),
    attached: attachedOf(value),
  };
}

function inlineOf(value: Json, list: string): readonly InlinePolicy[] {
  return objectsField(value, list).map((one) => ({
    name: textField(one, "PolicyName") ?? "",
    document: readPolicyDocument(field(one, "PolicyDocument")),
  }));
}

function attachedOf(value: Json): readonly AttachedPolicy[] {
  return objectsField(value, "AttachedManagedPolicies").flatMap((one) => {
    const arn = textField(one, "PolicyArn");
    return arn === null ? [] : [{ name: textField(one, "PolicyName") ?? arn, arn }];
  });
}

function tagsOf(value: Json): Tags {
  return objectsField(value, "Tags").flatMap((one) => {
    const key = textField(one, "Key");
    const tag = field(one, "Value");
    return key === null || typeof tag !== "string" ? [] : [{ key, value: tag }];
  });
}
