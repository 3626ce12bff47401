/** Fixes of access keys. */
import { askFor } from "../remediation/ask-questions.ts";
import type { Operation } from "../remediation/plan.ts";
import { cite, log, num, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import type { CredentialState, StateItem, StateList } from "../state/state-types.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure, itemEvents, untold } from "./known.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { goneAlready, nameIn, userOf } from "./targets.ts";

/** Days between switching a key off and its deletion, unless asked for otherwise. */
export const usualWait = 14;

const day = 86_400_000;

interface Key {
  readonly id: string;
  readonly user: string;
  readonly item: StateItem<CredentialState> | null;
  /** Active, Inactive, or null: not known. */
  readonly status: string | null;
  readonly evidence: readonly string[];
}

function keyOf(request: FixRequest, known: Known): Key | NoFix {
  const { item: id, target } = request;
  if (id === null) return { refused: say`Name the access key.` };
  if (target.startsWith("root/"))
    return {
      refused: say`Access keys of the root user can be switched off and deleted only by the root user: sign in as root, open Security credentials, and do it there.`,
    };
  const user = nameIn(target, "user");
  if (user === null) return { refused: say`An access key is a user's: name the user.` };
  const state = userOf(known, user);
  if (state !== null && state.life.exists === false) return goneAlready(state);
  const keys: StateList<CredentialState> | null = state?.accessKeys ?? null;
  const gone = keys?.gone.find(({ value }) => value.id === id);
  const item = keys?.items.find(({ value }) => value.id === id) ?? null;
  if (item === null && gone !== undefined)
    return { refused: say`${log(id, "key")} was deleted ${cite(gone.ended.eventId)}.` };
  if (item === null && keys?.complete === true)
    return {
      refused: say`${log(user, "user")} has no access key ${log(id, "key")}: the log shows all keys of this user.`,
    };
  const status = item?.value.status ?? untold;
  return {
    id,
    user,
    item,
    status: isSure(status) ? status.value : null,
    evidence: [...(item === null ? [] : itemEvents(item)), ...factEvents(status)],
  };
}

function switchOff({ id, user, evidence }: Key): Operation {
  return call(
    "UpdateAccessKey",
    { UserName: user, AccessKeyId: id, Status: "Inactive" },
    say`Calls signed with ${log(id, "key")} are refused from now on; the key can be switched on again.`,
    evidence,
  );
}

/** Makes an access key inactive. */
export function deactivateKey(request: FixRequest, known: Known): Made | NoFix {
  const key = keyOf(request, known);
  if ("refused" in key) return key;
  const { id, user, status, evidence } = key;
  if (status === "Inactive")
    return {
      plan: fixPlan(known, {
        manual: [byHand(say`Nothing to do: ${log(id, "key")} is inactive already.`, evidence)],
      }),
      undo: undoPlan(known, {}),
      unknown: [],
    };
  return {
    plan: fixPlan(known, {
      operations: [switchOff(key)],
      manual: [
        byHand(
          say`Temporary credentials that the key made (GetSessionToken, GetFederationToken, and roles it assumed) work on until they expire: revoke the sessions of ${log(user, "user")} and of these roles, too.`,
        ),
      ],
    }),
    undo: undoPlan(known, { operations: [switchOn(key)] }),
    unknown: unknownStatus(key),
  };
}

function switchOn({ id, user, status, evidence }: Key): Operation {
  return call(
    "UpdateAccessKey",
    {
      UserName: user,
      AccessKeyId: id,
      Status: status ?? askFor("$prior.accessKeyStatus", "UpdateAccessKey", "Status", false),
    },
    say`${log(id, "key")} is again as it was before.`,
    evidence,
  );
}

function unknownStatus({ id, user, item, status }: Key): readonly Spans[] {
  return [
    ...(item === null
      ? [
          say`No event about IAM shows that ${log(id, "key")} belongs to ${log(user, "user")}: the call fails if it does not.`,
        ]
      : []),
    ...(status === null
      ? [say`Whether ${log(id, "key")} was active before is not in the log: the undo asks for it.`]
      : []),
  ];
}

/** Deletes an access key: at once where it has been inactive for as long as asked, else it is switched off first. */
export function deleteKey(request: FixRequest, known: Known): Made | NoFix {
  const key = keyOf(request, known);
  if ("refused" in key) return key;
  const { id, user, item, status, evidence } = key;
  const days = request.waitDays ?? usualWait;
  const fact = item?.value.status ?? untold;
  const since = isSure(fact) && fact.value === "Inactive" ? fact.by.at : null;
  const from = since ?? known.at;
  const due = Date.parse(from) + days * day;
  const isDue = days === 0 || (since !== null && due <= Date.parse(known.at));
  const isInactive = status === "Inactive";
  const remove = call(
    "DeleteAccessKey",
    { UserName: user, AccessKeyId: id },
    isInactive && since !== null
      ? say`${log(id, "key")} has been inactive since ${{ t: "time", at: since }}, as far as the log tells.`
      : say`${log(id, "key")} goes without a wait.`,
    evidence,
  );
  const waits = isDue
    ? []
    : [
        byHand(
          say`Delete ${log(id, "key")} not before ${{ t: "time", at: new Date(due).toISOString() }}, ${num(days)} ${text(days === 1 ? "day" : "days")} after it was switched off, and only if nothing has failed without it: ask for this fix again then, or run aws iam delete-access-key.`,
          evidence,
        ),
      ];
  const lost = isDue
    ? [
        {
          what: say`Access key ${log(id, "key")}`,
          why: say`AWS keeps no secret key and never gives an id again: its owner needs a new key (create-access-key) if it was needed.`,
        },
      ]
    : [];
  return {
    plan: fixPlan(known, {
      operations: isDue ? [remove] : isInactive ? [] : [switchOff(key)],
      manual: waits,
      lost,
    }),
    undo: undoPlan(known, { operations: isDue || isInactive ? [] : [switchOn(key)], lost }),
    unknown: [
      ...(isDue ? unknownStatus(key).slice(0, item === null ? 1 : 0) : unknownStatus(key)),
      ...(isDue && days > 0
        ? [
            say`Whether ${log(id, "key")} was switched on again after the log ends is not in it, and a call with an inactive key is refused before CloudTrail records it: ask whether anything failed, and look at its last use (aws iam get-access-key-last-used).`,
          ]
        : []),
    ],
  };
}
