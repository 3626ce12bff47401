import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, irreversible, reversible } from "./define-inverse.ts";

/** Access keys, the long-term credentials for the API. */
export const accessKeyActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateAccessKey",
    target: "user",
    targetFields: ["request.userName", "response.accessKey.userName", "identity.userName"],
    done: "was given a new access key",
    severity: "medium",
    severityReason:
      "A long-term credential now exists that works from anywhere until somebody switches it off.",
    mitre: ["T1098.001"],
    inverse: reversible(
      [
        call(
          "UpdateAccessKey",
          {
            UserName: "$rp.userName|else:$re.accessKey.userName|else:$human.userName",
            AccessKeyId: "$re.accessKey.accessKeyId",
            Status: "Inactive",
          },
          "first: containment, reversible",
        ),
        call(
          "DeleteAccessKey",
          {
            UserName: "$rp.userName|else:$re.accessKey.userName|else:$human.userName",
            AccessKeyId: "$re.accessKey.accessKeyId",
          },
          "after evidence is kept and no legitimate use is seen",
        ),
      ],
      {
        lost: ["whatever was already done with the key"],
        note: "A record without a user name means the caller made the key for itself; for the root user only root itself can switch the key off, without naming a user.",
      },
    ),
  }),
  writeAction({
    name: "UpdateAccessKey",
    target: "access-key",
    targetFields: ["request.accessKeyId"],
    done: "had its status set",
    severity: "medium",
    severityReason:
      "Switching a dormant key on again creates lasting access, and switching one off is either containment or an outage for its owner.",
    mitre: ["T1098.001", "T1531"],
    inverse: reversible(
      [
        call("UpdateAccessKey", {
          UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
          AccessKeyId: "$rp.accessKeyId",
          Status: "$prior.accessKeyStatus",
        }),
      ],
      {
        note: "The earlier status is the opposite of the one requested, unless the call changed nothing.",
      },
    ),
  }),
  writeAction({
    name: "DeleteAccessKey",
    target: "access-key",
    targetFields: ["request.accessKeyId"],
    done: "deleted",
    severity: "low",
    severityReason:
      "Deleting a key is mostly rotation or clean-up, but it also takes the key away from its owner and removes a trace.",
    mitre: ["T1531", "T1070"],
    inverse: irreversible(
      [
        call(
          "CreateAccessKey",
          { UserName: "$rp.userName|else:$ui.userName|else:$human.userName" },
          "only if the owner needs a replacement",
        ),
      ],
      {
        lost: ["the old key id and its secret, for good"],
        note: "Only a new key can replace it, and everything that used the old one must be configured again.",
      },
    ),
  }),
  readAction({
    name: "GetAccessKeyLastUsed",
    target: "access-key",
    targetFields: ["request.accessKeyId"],
    done: "had its last use read",
    severityReason:
      "Reads when and where a key was last used, which administrators do before a rotation and attackers to learn about a found key.",
    mitre: ["T1087.004"],
  }),
  readAction({
    name: "ListAccessKeys",
    target: "user",
    targetFields: ["request.userName", "identity.userName"],
    done: "had its access keys listed",
    severityReason:
      "Lists the ids of the access keys of a user, never their secrets, and changes nothing.",
    mitre: ["T1087.004"],
  }),
];
