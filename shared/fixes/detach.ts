/** Takes a managed policy off. */
import { managedDocument } from "../iam/managed-documents.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import { cite, log, say } from "../span.ts";
import type { StateList } from "../state/state-types.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { itemEvents, unknownList } from "./known.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import {
  goneAlready,
  groupOf,
  nameIn,
  policyOf,
  roleOf,
  unsureOf,
  untouchable,
  userOf,
} from "./targets.ts";

/** Takes a managed policy off a user, role or group. */
export function detachPolicy(request: FixRequest, known: Known): Made | NoFix {
  const { target, item: arn } = request;
  if (arn === null) return { refused: say`Name the policy by its ARN.` };
  const user = nameIn(target, "user");
  const role = nameIn(target, "role");
  const group = nameIn(target, "group");
  const name = user ?? role ?? group;
  if (name === null) return { refused: say`Name the user, role or group that has the policy.` };
  const [word, member] =
    user !== null
      ? (["User", "UserName"] as const)
      : role !== null
        ? (["Role", "RoleName"] as const)
        : (["Group", "GroupName"] as const);
  const state =
    user !== null
      ? userOf(known, name)
      : role !== null
        ? roleOf(known, name)
        : groupOf(known, name);
  const kind = user !== null ? "user" : role !== null ? "role" : "group";
  if (state !== null && state.life.exists === false) return goneAlready(state);
  const isKept = role === null ? null : untouchable(role, roleOf(known, role));
  if (isKept !== null) return isKept;
  const list: StateList<string> = state?.attached ?? unknownList;
  const item = list.items.find(({ value }) => value === arn) ?? null;
  const gone = list.gone.find(({ value }) => value === arn);
  if (item === null && gone !== undefined)
    return {
      refused: say`${log(arn, "arn")} was detached from ${log(name, kind)} ${cite(gone.ended.eventId)}.`,
    };
  if (item === null && list.complete)
    return {
      refused: say`${log(arn, "arn")} is not attached to ${log(name, kind)}: the log shows all that is.`,
    };
  const evidence = item === null ? [] : itemEvents(item);
  const input = { [member]: name, PolicyArn: arn };
  const isDenying = denies(arn, known);
  const isSureThere = item !== null && item.uncertain === undefined;
  return {
    plan: fixPlan(known, {
      operations: [
        call(
          `Detach${word}Policy`,
          input,
          say`${log(name, kind)} has no longer what ${log(arn, "arn")} allows.`,
          evidence,
        ),
      ],
      manual:
        kind === "group"
          ? []
          : [
              byHand(
                say`What other policies, groups or a trust policy allow ${log(name, kind)} stays: look at its effective rights after it.`,
              ),
            ],
    }),
    undo: undoPlan(known, {
      operations: [
        call(
          `Attach${word}Policy`,
          input,
          say`${log(name, kind)} has ${log(arn, "arn")} again.`,
          evidence,
          isSureThere ? "exact" : "partial",
        ),
      ],
    }),
    breaks:
      isDenying === true
        ? [
            say`${log(arn, "arn")} denies something: without it ${log(name, kind)} may do more than today.`,
          ]
        : [],
    unknown: [
      ...unsureOf(state, name, kind),
      ...(isSureThere
        ? []
        : [
            say`It is not sure that ${log(arn, "arn")} is attached to ${log(name, kind)}: the call fails with NoSuchEntity if it is not, and the undo must not be made then.`,
          ]),
    ],
  };
}

/** Whether the default version of a policy denies something; null: its document is not known. */
function denies(arn: string, known: Known): boolean | null {
  const state = policyOf(known, arn);
  const version = state?.defaultVersion;
  const document =
    version?.known === true
      ? state?.versions.items.find(({ value }) => value.id === version.value)?.value.document
      : undefined;
  const read = document?.known === true ? readPolicyDocument(document.value) : managedDocument(arn);
  if (read === null || read.status !== "ok") return null;
  return read.statements.some(({ effect }) => effect === "Deny");
}
