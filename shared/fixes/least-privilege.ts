/** A managed policy narrowed to what the log shows in use, as a new default version. */
import { isAwsManaged, parseArn } from "../iam/arn.ts";
import { askFor } from "../remediation/ask-questions.ts";
import type { PlanValue } from "../remediation/plan.ts";
import { counted, joined, log, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import type { PolicyState, StateList } from "../state/state-types.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure } from "./known.ts";
import type { Known, Used } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { longestPolicy, narrowPolicy } from "./narrow-policy.ts";
import type { Narrowed } from "./narrow-policy.ts";
import { goneAlready, groupOf, nameIn, policyOf, roleOf, userOf } from "./targets.ts";
import { actionsOf } from "./used-actions.ts";
import { makeRoom } from "./version-room.ts";

/** Makes a narrower default version of a managed policy of the account. */
export function leastPrivilege({ target }: FixRequest, known: Known): Made | NoFix {
  const arn = nameIn(target, "policy");
  if (arn === null || parseArn(arn) === null) return { refused: say`Name the policy by its ARN.` };
  if (isAwsManaged(arn))
    return {
      refused: say`${log(arn, "arn")} is AWS's own and can't be changed: detach it, and attach a policy of the account's own.`,
    };
  const state = policyOf(known, arn);
  if (state === null)
    return {
      refused: say`No event of IAM names ${log(arn, "arn")}: its document is not known, and nothing can be narrowed.`,
    };
  if (state.life.exists === false) return goneAlready(state);
  const former = isSure(state.defaultVersion) ? state.defaultVersion.value : null;
  const version = state.versions.items.find(({ value }) => value.id === former);
  const document = version?.value.document;
  if (document === undefined || !isSure(document))
    return {
      refused: say`The document of the default version of ${log(arn, "arn")} is not in the log: without it a new version could allow more than today's. Import the account's authorization details, or a log that holds its creation.`,
    };
  const holders = holdersOf(state, known);
  if (holders.arns.length === 0)
    return {
      refused: say`The log does not show anybody who has ${log(arn, "arn")}: nothing tells what of it is used.`,
    };
  const used = known.used(holders.arns);
  const narrowed = narrowPolicy(document.value, [
    ...new Set(used.calls.flatMap((one) => actionsOf(one))),
  ]);
  if (narrowed === null)
    return { refused: say`The document of ${log(arn, "arn")} can't be read as a policy.` };
  if (narrowed.document === null)
    return {
      refused: say`The log shows no call of those who have ${log(arn, "arn")} that it allows: there is nothing to narrow it to. Detach it, if the log is long enough to say that nobody needs it.`,
    };
  if (narrowed.narrowed.length === 0)
    return {
      refused: say`${log(arn, "arn")} allows nothing beyond what the log shows in use or can't show.`,
    };
  if (narrowed.document.length > longestPolicy)
    return {
      refused: say`What is in use needs ${text(String(narrowed.document.length))} characters, more than a policy takes (${text(String(longestPolicy))}): split it by hand.`,
    };
  return made(known, state, {
    former,
    narrowed: narrowed.document,
    words: narrowed,
    used,
    holders,
    evidence: [...factEvents(document), ...factEvents(state.defaultVersion)],
  });
}

interface Case {
  readonly former: string | null;
  readonly narrowed: string;
  readonly words: Narrowed;
  readonly used: Used;
  readonly holders: Holders;
  readonly evidence: readonly string[];
}

function made(
  known: Known,
  state: PolicyState,
  { former, narrowed, words, used, holders, evidence }: Case,
): Made {
  const { arn } = state;
  const room = makeRoom(state, former);
  const next = nextVersion(state.versions);
  // Never filled in: one that somebody else made since would be deleted instead.
  const fresh: PlanValue = {
    ask: "NEW_VERSION_ID",
    question: `Which version did the plan make (${next === null ? "such as v4" : `${next}, if nobody has made one since the log ends`}; before the undo aws iam list-policy-versions shows it as the default)?`,
  };
  return {
    plan: fixPlan(known, {
      operations: [
        ...room.operations,
        call(
          "CreatePolicyVersion",
          { PolicyArn: arn, PolicyDocument: narrowed, SetAsDefault: true },
          say`${log(arn, "arn")} allows ${counted(words.used.length, "action")} that its holders used${words.kept.length > 0 ? say`, and ${counted(words.kept.length, "action")} that it names and whose use the log can't show` : say``}. The former version stays as the way back.`,
          [...evidence, ...used.events],
        ),
      ],
      manual: [
        byHand(
          say`Watch for AccessDenied errors of those who have the policy in the days after it, and put the former version back at once if something fails.`,
        ),
      ],
      lost: room.lost,
    }),
    undo: undoPlan(known, {
      operations: [
        call(
          "SetDefaultPolicyVersion",
          {
            PolicyArn: arn,
            VersionId:
              former ??
              askFor(
                "$prior.previousDefaultVersionId",
                "SetDefaultPolicyVersion",
                "VersionId",
                false,
              ),
          },
          say`${log(arn, "arn")} allows again what it allowed before.`,
          evidence,
        ),
        call(
          "DeletePolicyVersion",
          { PolicyArn: arn, VersionId: fresh },
          say`The narrower version goes.`,
          evidence,
        ),
        ...room.undo,
      ],
      lost: room.lost,
    }),
    unknown: [...limits(words, used), ...holders.unknown, ...room.unknown],
    breaks: [
      say`These patterns are gone or narrower: ${joined(words.narrowed.map((one) => log(one)))}. What was refused before stays refused; resources and conditions are those of the former version.`,
    ],
  };
}

/** What the log can't show of the use of a policy. */
function limits(words: Narrowed, { own, log: whole }: Used): readonly Spans[] {
  const span =
    whole === null || own === null
      ? say`The log has no times`
      : say`The log holds ${{ t: "time", at: whole.first }} to ${{ t: "time", at: whole.last }}, and calls of these identities from ${{ t: "time", at: own.first }} to ${{ t: "time", at: own.last }}`;
  return [
    say`${span}: what runs more seldom than that is not in it, and would be refused.`,
    ...(words.unseen.length > 0
      ? [
          say`Trails record data events only where they are told to. Wildcards that allowed reading and writing of data in ${text(words.unseen.join(", "))} are narrowed to what the log shows: add the actions that your programs need.`,
        ]
      : []),
    say`Some actions are checked and never recorded, such as iam:PassRole, and a few go by another name than their event: those that the policy names one by one are kept, those behind a wildcard are not.`,
  ];
}

interface Holders {
  /** ARNs of users and roles. */
  readonly arns: readonly string[];
  readonly unknown: readonly Spans[];
}

function holdersOf(state: PolicyState, known: Known): Holders {
  const partition = parseArn(state.arn)?.partition ?? "aws";
  const own = (kind: "user" | "role", name: string): string => {
    const arn = (kind === "user" ? userOf(known, name) : roleOf(known, name))?.arn;
    return arn?.known === true
      ? arn.value
      : `arn:${partition}:iam::${known.account ?? ""}:${kind}/${name}`;
  };
  const groups = state.groups.items.map(({ value }) => groupOf(known, value));
  const members = groups.flatMap((group) => group?.users.items.map(({ value }) => value) ?? []);
  const names = [...new Set([...state.users.items.map(({ value }) => value), ...members])];
  const lists = [
    state.users,
    state.groups,
    state.roles,
    ...groups.flatMap((group) => group?.users ?? []),
  ];
  return {
    arns: [
      ...names.map((name) => own("user", name)),
      ...state.roles.items.map(({ value }) => own("role", value)),
    ],
    unknown: lists.every(({ complete }) => complete)
      ? []
      : [
          say`The log does not show everybody who has ${log(state.arn, "arn")}: what others use is not counted, and would be refused. Look first (aws iam list-entities-for-policy).`,
        ],
  };
}

/** The number of the next version; null: the log does not tell it. */
function nextVersion({ complete, items, gone }: StateList<{ readonly id: string }>): string | null {
  if (!complete) return null;
  const numbers = [...items, ...gone].map(({ value }) =>
    Number(/^v(\d+)$/.exec(value.id)?.[1] ?? Number.NaN),
  );
  const highest = Math.max(...numbers);
  return Number.isFinite(highest) ? `v${highest + 1}` : null;
}
