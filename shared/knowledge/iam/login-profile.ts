import type { ActionEntry } from "../entry.ts";
import { readAction, writeAction } from "./define-action.ts";
import { call, irreversible, partlyReversible, reversible } from "./define-inverse.ts";

/** Console passwords of IAM users. */
export const loginProfileActions: readonly ActionEntry[] = [
  writeAction({
    name: "CreateLoginProfile",
    target: "login-profile",
    targetFields: ["request.userName", "response.loginProfile.userName", "identity.userName"],
    done: "created",
    severity: "medium",
    severityReason:
      "The user can sign in to the console from now on with a password that the caller chose.",
    mitre: ["T1098.001", "T1078.004"],
    inverse: reversible(
      [
        call("DeleteLoginProfile", {
          UserName: "$rp.userName|else:$re.loginProfile.userName|else:$human.userName",
        }),
      ],
      {
        lost: [
          "console sessions that are already open: they last until they expire unless a policy denies them",
        ],
        note: "For some seconds after the creation AWS refuses the deletion (EntityTemporarilyUnmodifiable): try again. A password of the root user can be deleted only by root or by a privileged root session, without naming a user.",
      },
    ),
  }),
  writeAction({
    name: "UpdateLoginProfile",
    target: "login-profile",
    targetFields: ["request.userName"],
    done: "reset or marked for reset",
    severity: "medium",
    severityReason:
      "Whoever sets the password of another user can sign in as that user and locks the owner out; the log does not tell whether a password was set.",
    mitre: ["T1098.001", "T1078.004"],
    inverse: irreversible(
      [
        call(
          "UpdateLoginProfile",
          {
            UserName: "$rp.userName",
            Password: "$generated.password",
            PasswordResetRequired: true,
          },
          "put the account back into its owner's hands",
        ),
        call(
          "DeleteLoginProfile",
          { UserName: "$rp.userName" },
          "or remove console access while investigating",
        ),
      ],
      {
        lost: ["the former password"],
        note: "CloudTrail records neither the password nor a hash of it.",
      },
    ),
  }),
  writeAction({
    name: "DeleteLoginProfile",
    target: "login-profile",
    targetFields: ["request.userName", "identity.userName"],
    done: "deleted",
    severity: "low",
    severityReason:
      "The user can no longer sign in to the console, which is clean-up, containment or a lockout.",
    mitre: ["T1531"],
    inverse: partlyReversible(
      [
        call("CreateLoginProfile", {
          UserName: "$rp.userName|else:$ui.userName|else:$human.userName",
          Password: "$generated.password",
          PasswordResetRequired: true,
        }),
      ],
      {
        lost: ["the former password"],
        note: "Hand the new password to the user over a safe channel; it must be changed at the first sign-in.",
      },
    ),
  }),
  writeAction({
    name: "ChangePassword",
    target: "login-profile",
    targetFields: ["identity.userName"],
    done: "changed by its owner",
    severity: "low",
    severityReason:
      "Users change their own password as a routine, but a thief of the old password does so as well.",
    mitre: ["T1098"],
    inverse: irreversible(
      [
        call(
          "UpdateLoginProfile",
          {
            UserName: "$ui.userName",
            Password: "$generated.password",
            PasswordResetRequired: true,
          },
          "only if takeover is confirmed",
        ),
      ],
      {
        lost: ["the former password"],
        note: "Reset the password only when there is reason to believe that the account was taken over.",
      },
    ),
  }),
  readAction({
    name: "GetLoginProfile",
    target: "login-profile",
    targetFields: ["request.userName", "identity.userName"],
    done: "was looked up",
    severityReason:
      "Reads whether a user has a console password, never the password itself, and changes nothing.",
    mitre: ["T1087.004"],
  }),
];
