import type { ActionEntry } from "../entry.ts";
import { writeAction } from "./define-action.ts";
import { call, partlyReversible, reversible } from "./define-inverse.ts";

/** Groups: creation, members and deletion. */
export const groupActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateGroup",
    target: "group",
    targetFields: ["request.groupName"],
    done: "created",
    severity: "low",
    severityReason: "A new group gives nothing to anyone until policies and members are added.",
    mitre: ["T1098"],
    inverse: reversible([
      call(
        "RemoveUserFromGroup",
        { GroupName: "$rp.groupName", UserName: "$live.each member" },
        "for each",
      ),
      call(
        "DetachGroupPolicy",
        { GroupName: "$rp.groupName", PolicyArn: "$live.each" },
        "for each",
      ),
      call(
        "DeleteGroupPolicy",
        { GroupName: "$rp.groupName", PolicyName: "$live.each" },
        "for each",
      ),
      call("DeleteGroup", { GroupName: "$rp.groupName" }, "last"),
    ]),
  }),
  writeAction({
    name: "UpdateGroup",
    target: "group",
    targetFields: ["request.groupName"],
    done: "renamed or moved to another path",
    severity: "low",
    severityReason: "A new name or path can make policies that name the group miss it or match it.",
    mitre: ["T1098"],
    inverse: reversible([
      call("UpdateGroup", {
        GroupName: "$rp.newGroupName|else:$rp.groupName",
        NewGroupName: "$rp.groupName",
        NewPath: "$prior.group.path",
      }),
    ]),
  }),
  writeAction({
    name: "DeleteGroup",
    target: "group",
    targetFields: ["request.groupName"],
    done: "deleted",
    severity: "medium",
    severityReason: "The members lose everything that the group gave them or forbade them.",
    mitre: ["T1531"],
    inverse: partlyReversible(
      [
        call("CreateGroup", { GroupName: "$rp.groupName", Path: "$prior.group.path" }),
        call(
          "AttachGroupPolicy",
          { GroupName: "$rp.groupName", PolicyArn: "$prior.group.attachedPolicies[]" },
          "for each",
        ),
        call(
          "PutGroupPolicy",
          {
            GroupName: "$rp.groupName",
            PolicyName: "$prior.group.inline[].name",
            PolicyDocument: "$prior.group.inline[].document",
          },
          "for each",
        ),
        call(
          "AddUserToGroup",
          { GroupName: "$rp.groupName", UserName: "$prior.group.members[]" },
          "for each",
        ),
      ],
      {
        lost: ["the unique id (AGPA…) of the group"],
        note: "AWS refuses to delete a group that still has members or policies, so the events just before this one name what to restore.",
      },
    ),
  }),
  writeAction({
    name: "AddUserToGroup",
    target: "group",
    targetFields: ["request.groupName"],
    done: "got a new member",
    severity: "medium",
    severityReason:
      "Membership gives the user at once what the group is granted, as far as no boundary or deny stands against it.",
    mitre: ["T1098.003"],
    inverse: reversible([
      call(
        "RemoveUserFromGroup",
        { GroupName: "$rp.groupName", UserName: "$rp.userName" },
        "it was not in place before",
      ),
    ]),
  }),
  writeAction({
    name: "RemoveUserFromGroup",
    target: "group",
    targetFields: ["request.groupName"],
    done: "lost a member",
    severity: "low",
    severityReason:
      "The user loses what only this group granted, and gains access where the group carried a deny.",
    mitre: ["T1531"],
    inverse: reversible([
      call("AddUserToGroup", { GroupName: "$rp.groupName", UserName: "$rp.userName" }),
    ]),
  }),
];
