/** Fixes of sign-in passwords. */
import { askFor } from "../remediation/ask-questions.ts";
import { cite, log, say } from "../span.ts";
import type { Spans } from "../span.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure, untold } from "./known.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { goneAlready, nameIn, unsureOf, userOf } from "./targets.ts";

/** Removes the sign-in password of a user. */
export function removeLoginProfile(request: FixRequest, known: Known): Made | NoFix {
  const found = profileOf(request, known);
  if ("refused" in found) return found;
  const { user, evidence, unknown } = found;
  const lost = [
    {
      what: say`The password of ${log(user, "user")}`,
      why: say`CloudTrail does not record it and AWS does not give it away: the undo sets a new one.`,
    },
  ];
  return {
    plan: fixPlan(known, {
      operations: [
        call(
          "DeleteLoginProfile",
          { UserName: user },
          say`${log(user, "user")} can't sign in to the console with a password any more.`,
          evidence,
        ),
      ],
      manual: [openSessions(user)],
      lost,
    }),
    undo: undoPlan(known, {
      operations: [
        call(
          "CreateLoginProfile",
          {
            UserName: user,
            Password: askFor("$human.password", "CreateLoginProfile", "Password", false),
            PasswordResetRequired: true,
          },
          say`${log(user, "user")} can sign in again, with a password to be replaced at the first sign-in.`,
          evidence,
        ),
      ],
      lost,
    }),
    unknown,
  };
}

function openSessions(user: string): ReturnType<typeof byHand> {
  return byHand(
    say`Console sessions of ${log(user, "user")} that are open stay open until they expire (12 hours at most): revoke them, too.`,
  );
}

/** Sets a new password, or only asks for one at the next sign-in. */
export function resetPassword(request: FixRequest, known: Known): Made | NoFix {
  const found = profileOf(request, known);
  if ("refused" in found) return found;
  const { user, evidence, unknown, required } = found;
  const isKept = request.keepPassword === true;
  const lost = isKept
    ? []
    : [
        {
          what: say`The former password of ${log(user, "user")}`,
          why: say`CloudTrail does not record it, and AWS does not give it away.`,
        },
      ];
  return {
    plan: fixPlan(known, {
      operations: [
        call(
          "UpdateLoginProfile",
          {
            UserName: user,
            ...(isKept
              ? {}
              : { Password: askFor("$human.password", "UpdateLoginProfile", "Password", false) }),
            PasswordResetRequired: true,
          },
          isKept
            ? say`${log(user, "user")} must choose a new password at the next sign-in.`
            : say`The former password of ${log(user, "user")} is worthless, and the new one must be replaced at the next sign-in.`,
          evidence,
        ),
      ],
      manual: [openSessions(user)],
      lost,
    }),
    undo: undoPlan(known, {
      operations: [
        call(
          "UpdateLoginProfile",
          {
            UserName: user,
            PasswordResetRequired: required ?? {
              ask: "EARLIER_RESET_REQUIRED",
              question:
                "Had the user to choose a new password at the next sign-in before, true or false?",
            },
          },
          say`What ${log(user, "user")} must do at the next sign-in is again as it was before.`,
          evidence,
        ),
      ],
      lost,
    }),
    unknown: [
      ...unknown,
      ...(required === null
        ? [
            say`Whether a new password was asked for before is not in the log: the undo asks for it.`,
          ]
        : []),
    ],
    breaks: isKept
      ? [
          say`Whoever knows the present password can sign in once more, and choose the new one: only for a user whose password nobody else has.`,
        ]
      : [],
  };
}

function profileOf(
  request: FixRequest,
  known: Known,
):
  | NoFix
  | {
      readonly user: string;
      readonly evidence: readonly string[];
      readonly unknown: readonly Spans[];
      readonly required: boolean | null;
    } {
  if (request.target.startsWith("root/"))
    return { refused: say`The password of the root user is changed by the root user alone.` };
  const user = nameIn(request.target, "user");
  if (user === null) return { refused: say`A sign-in password is a user's: name the user.` };
  const state = userOf(known, user);
  if (state !== null && state.life.exists === false) return goneAlready(state);
  const profile = state?.loginProfile ?? untold;
  if (isSure(profile) && profile.value === null)
    return {
      refused: say`${log(user, "user")} has no sign-in password ${cite(profile.by.eventId)}.`,
    };
  const required =
    profile.known && profile.value !== null ? profile.value.passwordResetRequired : untold;
  return {
    user,
    evidence: factEvents(profile),
    required: isSure(required) ? required.value : null,
    unknown: [
      ...unsureOf(state, user, "user"),
      ...(isSure(profile)
        ? []
        : [
            say`Whether ${log(user, "user")} has a sign-in password is not sure: the call fails with NoSuchEntity if there is none, and nothing is changed then.`,
          ]),
    ],
  };
}
