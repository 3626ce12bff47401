/** Policies, boundaries and memberships of users, groups and roles. */
import type { CallModel, CallTable, Need } from "./call-model.ts";
import { isAwsPolicy, member, mustBe, set } from "./call-model.ts";
import type { Effect, World } from "./facts.ts";
import { documentText, partOf } from "./facts.ts";
import type { Input } from "./input.ts";
import { textOf } from "./input.ts";

type Kind = "user" | "group" | "role";
const nouns: Readonly<Record<Kind, string>> = { user: "User", group: "Group", role: "Role" };

const thingOf = (kind: Kind, input: Input): string =>
  `${kind}/${textOf(input, `${nouns[kind]}Name`)}`;

/** A customer's policy that must be there; AWS's own are. */
function policyNeed(arn: string): readonly Need[] {
  return isAwsPolicy(arn) || arn === "" ? [] : [{ thing: `policy/${arn}`, groups: [] }];
}

/** The other side: a policy has a holder as long as it is attached or is a boundary. */
function holding(
  kind: Kind,
  input: Input,
  world: World,
  arn: string | null,
  { isThere, isStillHeld }: { readonly isThere: boolean; readonly isStillHeld: boolean },
): readonly Effect[] {
  const policy = `policy/${arn ?? ""}`;
  if (!world.has(policy) || (!isThere && isStillHeld)) return [];
  return [member(policy, `holder|${thingOf(kind, input).replace("/", " ")}`, isThere)];
}

function attaching(kind: Kind, isThere: boolean): CallModel {
  return {
    follows: (input, world) => {
      const arn = textOf(input, "PolicyArn");
      const isStillHeld = partOf(world, thingOf(kind, input), "boundary") === arn;
      return holding(kind, input, world, arn, { isThere, isStillHeld });
    },
    needs: (input) => [
      { thing: thingOf(kind, input), groups: ["attached"] },
      ...(isThere ? policyNeed(textOf(input, "PolicyArn")) : []),
    ],
    effects: (input) => [
      member(thingOf(kind, input), `attached|${textOf(input, "PolicyArn")}`, isThere),
    ],
    refusals: (input, world) =>
      isThere
        ? [
            ...mustBe(world, thingOf(kind, input)),
            ...mustBe(world, `policy/${textOf(input, "PolicyArn")}`),
          ]
        : [],
  };
}

function inline(kind: Kind, isThere: boolean): CallModel {
  return {
    needs: (input) => [{ thing: thingOf(kind, input), groups: ["inline"] }],
    effects: (input) => [
      set(
        thingOf(kind, input),
        `inline|${textOf(input, "PolicyName")}`,
        isThere ? documentText(textOf(input, "PolicyDocument")) : null,
      ),
    ],
    refusals: (input, world) => (isThere ? mustBe(world, thingOf(kind, input)) : []),
  };
}

function boundary(kind: Kind, isThere: boolean): CallModel {
  return {
    follows: (input, world) => {
      const thing = thingOf(kind, input);
      const was = partOf(world, thing, "boundary");
      const isStillHeld = partOf(world, thing, `attached|${was ?? ""}`) !== null;
      return [
        ...holding(kind, input, world, was, { isThere: false, isStillHeld }),
        ...(isThere
          ? holding(kind, input, world, textOf(input, "PermissionsBoundary"), {
              isThere,
              isStillHeld: true,
            })
          : []),
      ];
    },
    needs: (input) => [
      { thing: thingOf(kind, input), groups: [] },
      ...(isThere ? policyNeed(textOf(input, "PermissionsBoundary")) : []),
    ],
    effects: (input) => [
      set(thingOf(kind, input), "boundary", isThere ? textOf(input, "PermissionsBoundary") : null),
    ],
    refusals: (input, world) =>
      isThere
        ? [
            ...mustBe(world, thingOf(kind, input)),
            ...mustBe(world, `policy/${textOf(input, "PermissionsBoundary")}`),
          ]
        : [],
  };
}

const group = (input: Input): string => thingOf("group", input);
const user = (input: Input): string => thingOf("user", input);
const role = (input: Input): string => thingOf("role", input);
const profile = (input: Input): string => `profile/${textOf(input, "InstanceProfileName")}`;

function membership(isThere: boolean): CallModel {
  return {
    needs: (input) => [
      { thing: group(input), groups: [] },
      { thing: user(input), groups: ["group"] },
    ],
    effects: (input) => [
      member(user(input), `group|${textOf(input, "GroupName")}`, isThere),
      member(group(input), `member|${textOf(input, "UserName")}`, isThere),
    ],
    refusals: (input, world) =>
      isThere ? [...mustBe(world, group(input)), ...mustBe(world, user(input))] : [],
  };
}

function profileRole(isThere: boolean): CallModel {
  return {
    needs: (input) => [
      { thing: profile(input), groups: [] },
      { thing: role(input), groups: ["profile"] },
    ],
    effects: (input) => [
      member(profile(input), `role|${textOf(input, "RoleName")}`, isThere),
      member(role(input), `profile|${textOf(input, "InstanceProfileName")}`, isThere),
    ],
    refusals: (input, world) =>
      isThere ? [...mustBe(world, profile(input)), ...mustBe(world, role(input))] : [],
  };
}

/** The rows of this topic. */
export const holderCalls: CallTable = {
  AttachUserPolicy: attaching("user", true),
  AttachGroupPolicy: attaching("group", true),
  AttachRolePolicy: attaching("role", true),
  DetachUserPolicy: attaching("user", false),
  DetachGroupPolicy: attaching("group", false),
  DetachRolePolicy: attaching("role", false),
  PutUserPolicy: inline("user", true),
  PutGroupPolicy: inline("group", true),
  PutRolePolicy: inline("role", true),
  DeleteUserPolicy: inline("user", false),
  DeleteGroupPolicy: inline("group", false),
  DeleteRolePolicy: inline("role", false),
  PutUserPermissionsBoundary: boundary("user", true),
  PutRolePermissionsBoundary: boundary("role", true),
  DeleteUserPermissionsBoundary: boundary("user", false),
  DeleteRolePermissionsBoundary: boundary("role", false),
  AddUserToGroup: membership(true),
  RemoveUserFromGroup: membership(false),
  AddRoleToInstanceProfile: profileRole(true),
  RemoveRoleFromInstanceProfile: profileRole(false),
};
