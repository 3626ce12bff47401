/** Fixes that deny everything: quarantine, and sessions revoked. */
import { readPolicyDocument } from "../iam/policy-document.ts";
import { askFor } from "../remediation/ask-questions.ts";
import type { Operation, PlanValue } from "../remediation/plan.ts";
import { cite, log, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import type {
  InlineState,
  RoleState,
  StateFact,
  StateList,
  UserState,
} from "../state/state-types.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure, itemEvents, listEvents, unknownList, untold } from "./known.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { denyAll, quarantineName } from "./remove-parts.ts";
import { roleUse } from "./role-use.ts";
import {
  goneAlready,
  nameIn,
  partitionOf,
  roleOf,
  unsureOf,
  untouchable,
  userOf,
} from "./targets.ts";

/** The inline policy by which the console revokes sessions (IAM User Guide, "Revoking temporary credentials"). */
export const revokeName = "AWSRevokeOlderSessions";

/** A user or role that is contained. */
interface Holder {
  readonly word: "User" | "Role";
  readonly member: "UserName" | "RoleName";
  readonly name: string;
  readonly state: UserState | RoleState | null;
  readonly label: Spans;
  readonly unknown: readonly Spans[];
  /** What is refused of those who use it. */
  readonly breaks: readonly Spans[];
}

function holderOf({ target }: FixRequest, known: Known): Holder | NoFix {
  if (target.startsWith("root/"))
    return {
      refused: say`No IAM policy binds the root user: change its password, delete its keys, and turn its MFA on.`,
    };
  const user = nameIn(target, "user");
  const role = nameIn(target, "role");
  const name = user ?? role;
  if (name === null) return { refused: say`Name a user or a role.` };
  const state = user === null ? roleOf(known, name) : userOf(known, name);
  if (state !== null && state.life.exists === false) return goneAlready(state);
  const isKept = role === null ? null : untouchable(role, state);
  if (isKept !== null) return isKept;
  const kind = user === null ? "role" : "user";
  const use = role === null ? null : roleUse(state?.kind === "role" ? state : null, role);
  return {
    word: user === null ? "Role" : "User",
    member: user === null ? "RoleName" : "UserName",
    name,
    state,
    label: say`${log(name, kind)}`,
    unknown: [...unsureOf(state, name, kind), ...(use?.unknown ?? [])],
    breaks: use?.breaks ?? [],
  };
}

/** Sessions of other roles that were begun before the fix are not touched by it. */
function otherSessions({ label }: Holder): ReturnType<typeof byHand> {
  return byHand(
    say`Sessions of other roles that ${label} assumed before go on until they expire: look for its AssumeRole events, and revoke the sessions of these roles, too.`,
  );
}

/** Denies everything to a user or role, by an inline policy or by a boundary. */
export function quarantine(request: FixRequest, known: Known): Made | NoFix {
  const holder = holderOf(request, known);
  if ("refused" in holder) return holder;
  return request.by === "boundary" ? byBoundary(holder, known) : byDeny(holder, known);
}

function byDeny(holder: Holder, known: Known): Made {
  return putInline(holder, known, quarantineName, denyAll, {
    why: say`${holder.label} may do nothing any more: a deny wins over every allow, also in sessions that are open.`,
    undo: say`${holder.label} may do again what its own policies allow.`,
    manual: [],
  });
}

/** Puts an inline policy under a name of ours; what stood under the name before comes back. */
function putInline(
  holder: Holder,
  known: Known,
  policy: string,
  document: string,
  words: { readonly why: Spans; readonly undo: Spans; readonly manual: readonly Spans[] },
): Made {
  const { word, member, name, state, label, unknown, breaks } = holder;
  const list: StateList<InlineState> = state?.inline ?? unknownList;
  const before = list.items.find(({ value }) => value.name === policy) ?? null;
  const evidence = before === null ? listEvents(list) : itemEvents(before);
  const target = { [member]: name, PolicyName: policy };
  const wasThere = before !== null;
  const former: StateFact<string> = before?.value.document ?? untold;
  const isOpen =
    !wasThere && !list.complete && !list.gone.some(({ value }) => value.name === policy);
  const takeOff = call(
    `Delete${word}Policy`,
    target,
    words.undo,
    evidence,
    isOpen ? "partial" : "exact",
  );
  const putBack = call(
    `Put${word}Policy`,
    {
      ...target,
      PolicyDocument: isSure(former)
        ? former.value
        : askFor("$prior.inlineDocument", `Put${word}Policy`, "PolicyDocument", false),
    },
    say`The inline policy ${log(policy, "policy")} of ${label} is again as it was before.`,
    evidence,
  );
  return {
    plan: fixPlan(known, {
      operations: [
        call(`Put${word}Policy`, { ...target, PolicyDocument: document }, words.why, evidence),
      ],
      manual: [...words.manual.map((one) => byHand(one)), otherSessions(holder)],
    }),
    breaks,
    undo: undoPlan(known, { operations: [wasThere ? putBack : takeOff] }),
    unknown: [
      ...unknown,
      ...(isOpen
        ? [
            say`The log does not show all inline policies of ${label}. One named ${text(policy)} would be replaced, and the undo would delete it: look first.`,
          ]
        : []),
      ...(wasThere
        ? [
            say`An inline policy ${text(policy)} is there already and is replaced ${cite(before.by.eventId)}.`,
          ]
        : []),
    ],
  };
}

function byBoundary(holder: Holder, known: Known): Made {
  const { word, member, name, state, label, unknown, breaks } = holder;
  const boundary: StateFact<string | null> = state?.boundary ?? untold;
  const evidence = factEvents(boundary);
  const partition = partitionOf(state);
  const target = { [member]: name };
  const plan = fixPlan(known, {
    operations: [
      call(
        `Put${word}PermissionsBoundary`,
        { ...target, PermissionsBoundary: `arn:${partition}:iam::aws:policy/AWSDenyAll` },
        isSure(boundary) && boundary.value !== null
          ? say`${label} may do nothing any more: AWSDenyAll takes the place of the boundary ${log(boundary.value, "arn")}.`
          : say`${label} may do nothing any more: its boundary, AWSDenyAll, denies everything.`,
        evidence,
      ),
    ],
    manual: [otherSessions(holder)],
  });
  const remove = call(
    `Delete${word}PermissionsBoundary`,
    target,
    say`${label} has no permissions boundary again.`,
    evidence,
  );
  const putBack = (former: PlanValue): Operation =>
    call(
      `Put${word}PermissionsBoundary`,
      { ...target, PermissionsBoundary: former },
      say`${label} has its former permissions boundary again.`,
      evidence,
    );
  if (isSure(boundary))
    return {
      plan,
      undo: undoPlan(known, {
        operations: [boundary.value === null ? remove : putBack(boundary.value)],
      }),
      unknown,
      breaks,
    };
  return {
    plan,
    breaks,
    undo: undoPlan(known, {
      operations: [
        remove,
        putBack({
          ask: "EARLIER_BOUNDARY_ARN",
          question: `Which policy (ARN) was the permissions boundary before? Leave it empty if there was none.`,
          each: true,
        }),
      ],
    }),
    unknown: [
      ...unknown,
      say`The former boundary of ${label} is not in the log, and the call replaces it: note it first (aws iam get-${text(word.toLowerCase())}), the undo asks for it.`,
    ],
  };
}

/** Ends sessions: all credentials that were issued before the moment of planning are denied everything. */
export function revokeSessions(request: FixRequest, known: Known): Made | NoFix {
  const holder = holderOf(request, known);
  if ("refused" in holder) return holder;
  const earlier = revokedUntil(holder);
  if (earlier !== null && Date.parse(earlier.at) > Date.parse(known.at))
    return {
      refused: say`${log(revokeName, "policy")} of ${holder.label} denies sessions from before ${{ t: "time", at: earlier.at }} already ${cite(earlier.eventId)}, which is later than ${{ t: "time", at: known.at }}: this would let sessions act again.`,
    };
  const document = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Deny",
        Action: ["*"],
        Resource: ["*"],
        Condition: { DateLessThan: { "aws:TokenIssueTime": known.at } },
      },
    ],
  });
  return putInline(holder, known, revokeName, document, {
    why: say`Temporary credentials of ${holder.label} that were issued before ${{ t: "time", at: known.at }} are denied everything; later ones are not.`,
    undo: say`Sessions of ${holder.label} from before ${{ t: "time", at: known.at }} that have not expired may act again.`,
    manual: [
      say`The moment is the one at which this was planned, by this machine's clock. Sessions that were issued later are not denied: make it at once, or plan it again, and see that the clock is right.`,
      say`Close the way by which sessions are got before or right after it (trust policy, keys, password), or new ones follow.`,
    ],
  });
}

/** The moment up to which sessions are revoked already, with the event that says so; null: none is known. */
function revokedUntil({ state }: Holder): { readonly at: string; readonly eventId: string } | null {
  const item = state?.inline.items.find(({ value }) => value.name === revokeName);
  const document = item?.value.document;
  if (item === undefined || document?.known !== true) return null;
  const times = readPolicyDocument(document.value)
    .statements.filter(({ effect }) => effect === "Deny")
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => key.toLowerCase() === "aws:tokenissuetime")
    .flatMap(({ values }) => values)
    .filter((value) => !Number.isNaN(Date.parse(value)))
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const at = times.at(-1);
  return at === undefined ? null : { at, eventId: item.by.eventId };
}
