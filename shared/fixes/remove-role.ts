/** Deletes a role in the order that IAM asks for, and makes it again. */
import { askFor } from "../remediation/ask-questions.ts";
import type { PlanValue } from "../remediation/plan.ts";
import { log, say, text } from "../span.ts";
import type { RoleState } from "../state/state-types.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import { factEvents, isSure, itemEvents, unknownList, untold } from "./known.ts";
import type { Known } from "./known.ts";
import { call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { creationOf, denyFirst, removePolicies, sureItems, takeOffAll } from "./remove-parts.ts";
import type { Removal } from "./remove-parts.ts";
import { distinct } from "./remove-user.ts";
import { roleUse } from "./role-use.ts";
import { goneAlready, nameIn, roleOf, unsureOf, untouchable } from "./targets.ts";

/** An hour: what CreateRole takes when nothing else is said. */
const usualSession = 3600;

/** Deletes a role with all that hangs on it. */
export function deleteRole({ target }: FixRequest, known: Known): Made | NoFix {
  const name = nameIn(target, "role");
  if (name === null) return { refused: say`Name the role.` };
  const state = roleOf(known, name);
  if (state !== null && state.life.exists === false) return goneAlready(state);
  const isKept = untouchable(name, state);
  if (isKept !== null) return isKept;
  const role = state ?? unknownRole(name);
  const label = say`${log(name, "role")}`;
  const removal: Removal = {
    operations: [],
    undo: [],
    lost: [],
    unknown: [...unsureOf(state, name, "role")],
  };
  const evidence = [role.trust, role.description, role.maxSessionDuration, role.boundary].flatMap(
    (fact) => factEvents(fact),
  );
  const { input, after } = creationOf(removal, "Role", role);
  roleMembers(removal, role, input);
  removal.undo.push(
    call("CreateRole", input, say`${label} is there again, under a new unique id.`, evidence),
    ...after,
  );
  denyFirst(removal, "Role", name, role);
  const more = takeOffAll(removal, role.instanceProfiles, {
    api: "RemoveRoleFromInstanceProfile",
    input: { RoleName: name },
    member: "InstanceProfileName",
    id: (profile) => profile,
    noun: "instance profile",
    nouns: "instance profiles that hold the role (names)",
    ask: "FURTHER_INSTANCE_PROFILES",
    why: (profile) => say`Take the role out of the instance profile ${profile}.`,
  });
  removePolicies(removal, "Role", name, role);
  for (const item of sureItems(role.instanceProfiles))
    removal.undo.push(
      call(
        "AddRoleToInstanceProfile",
        { InstanceProfileName: item.value, RoleName: name },
        say`The instance profile ${log(item.value)} holds ${label} again.`,
        itemEvents(item),
      ),
    );
  if (more !== null)
    removal.undo.push(
      call(
        "AddRoleToInstanceProfile",
        { InstanceProfileName: more, RoleName: name },
        say`The further instance profiles hold ${label} again.`,
      ),
    );
  removal.operations.push(
    call(
      "DeleteRole",
      { RoleName: name },
      say`Delete ${label}: nothing hangs on it any more.`,
      evidence,
    ),
  );
  removal.lost.push(
    {
      what: say`The unique id (AROA…) of ${label}`,
      why: say`A role that is made again gets another one. Trust, resource and key policies that named it hold the dead id: save them again with its ARN.`,
    },
    {
      what: say`Running sessions of ${label}`,
      why: say`They may do nothing any more; whoever used it has to assume it anew.`,
    },
  );
  const { operations, lost, unknown } = removal;
  const use = roleUse(state, name);
  return {
    plan: fixPlan(known, { operations, lost }),
    undo: distinct(undoPlan(known, { operations: removal.undo, lost })),
    unknown: [...unknown, ...use.unknown],
    breaks: use.breaks,
  };
}

function roleMembers(removal: Removal, role: RoleState, input: Record<string, PlanValue>): void {
  const { name, trust, description, maxSessionDuration: session } = role;
  input["AssumeRolePolicyDocument"] = isSure(trust)
    ? trust.value
    : askFor("$prior.trustPolicy", "CreateRole", "AssumeRolePolicyDocument", false);
  if (!isSure(trust))
    removal.unknown.push(
      say`The trust policy is not in the log: save it first (aws iam get-role), the undo asks for it.`,
    );
  if (isSure(description) && description.value !== null) input["Description"] = description.value;
  if (isSure(session) && session.value !== usualSession)
    input["MaxSessionDuration"] = session.value;
  const unknown = [
    ...(isSure(description) ? [] : ["description"]),
    ...(isSure(session) ? [] : ["longest session"]),
  ];
  for (const what of unknown)
    removal.lost.push({
      what: say`The ${text(what)} of ${log(name, "role")}`,
      why: say`The log does not show it, and the undo leaves it out: note it before.`,
    });
}

function unknownRole(name: string): RoleState {
  return {
    kind: "role",
    key: `role/${name}`,
    name,
    life: { exists: null, why: null, created: null, deleted: null, firstSeen: null },
    id: untold,
    arn: untold,
    path: untold,
    description: untold,
    maxSessionDuration: untold,
    trust: untold,
    boundary: untold,
    tags: unknownList,
    inline: unknownList,
    attached: unknownList,
    instanceProfiles: unknownList,
    servicePrincipal: null,
  };
}
