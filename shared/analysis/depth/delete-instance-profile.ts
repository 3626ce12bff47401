import type { Impact, Reason } from "../../finding.ts";
import { cite, counted, log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { InstanceUse, ProfileFacts } from "../../state/account-facts.ts";
import { secondsBetween } from "../../state/fact.ts";
import { findEntity, findProfile } from "../../state/find.ts";
import { linkEvents, standing, takenOff } from "../../state/links.ts";
import type { Link } from "../../state/links.ts";
import { asked } from "../../state/request.ts";
import { cites, duration, some } from "../phrases.ts";
import { detection, modifier } from "../situation.ts";
import type { Depth, NotKnown, Situation } from "../situation.ts";
import { withAssociations } from "./instance-plan.ts";
import { approvalImpact, excludedAll } from "./shared-impact.ts";

const risks = [
  "Unintended access",
  "Loss of permissions and configuration",
  "Disruption of dependent resources",
] as const;

interface Case {
  readonly situation: Situation;
  readonly name: string;
  readonly profile: ProfileFacts | null;
  /** The role it held last; null when the log does not show it. */
  readonly role: Link<string> | null;
  readonly using: readonly Link<InstanceUse>[];
  readonly gone: readonly Link<InstanceUse>[];
}

/**
 * DeleteInstanceProfile removes the container that hands a role to EC2 instances. AWS refuses it while a role is
 * inside (DeleteConflict), and it never deletes the role. Running instances keep their credentials until these
 * expire and get no new ones.
 */
export function deleteInstanceProfile(situation: Situation): Depth {
  const { event, account, mark } = situation;
  const name = asked(event, "instanceProfileName");
  if (event.outcome !== "success" || name === null) {
    return { impact: excludedAll(situation, risks) };
  }
  const profile = findProfile(account, name);
  const roles =
    profile === null ? [] : [...takenOff(profile.roles, mark), ...standing(profile.roles)];
  const instances = profile === null ? [] : [...profile.instances.values()];
  const c: Case = {
    situation,
    name,
    profile,
    role: roles.at(-1) ?? null,
    using: instances.filter((l) => l.ended === null),
    gone: instances.filter((l) => l.ended !== null),
  };
  return {
    oneLine:
      c.using.length > 0
        ? say`Instance profile ${log(name)} was deleted while, by the log, ${counted(c.using.length, "instance")} still relied on it.`
        : say`Instance profile ${log(name)} was deleted. The role it handed to instances still exists.`,
    happened: happened(c),
    reasons: quiet(c),
    impact: impacts(c),
    unknown: unknowns(c),
    benign: benign(c),
    done: done(c),
    context: [
      ...(c.role === null ? [] : linkEvents(c.role)),
      ...instances.flatMap((l) => linkEvents(l)),
      ...(profile?.created ? [profile.created.id] : []),
    ],
    plan: (plan) => withAssociations(plan, name, c.using),
  };
}

function happened({ situation, role, using, gone }: Case): readonly Spans[] {
  const { event, account } = situation;
  const removed = role?.ended ?? null;
  const gap = secondsBetween(removed?.at ?? null, event.at);
  const entity = findEntity(account, "role", role?.value ?? null);
  const isRoleGone = entity !== null && entity.deleted !== null;
  return [
    ...(role === null
      ? [
          say`Which role the profile held is not in the log. AWS deletes a profile only when no role is in it.`,
        ]
      : removed === null
        ? [
            say`The profile had held role ${log(role.value, "role")} ${cites(linkEvents(role))}. AWS deletes a profile only when no role is in it, so the role's removal is missing from the log or stands in the same second.`,
          ]
        : [
            say`Role ${log(role.value, "role")} had been taken out of the profile${gap === null ? [] : say` ${duration(gap)} before`} ${cite(removed.id)}; AWS deletes a profile only when no role is in it.`,
          ]),
    isRoleGone && entity.deleted !== null
      ? say`The role itself was deleted by a call of its own ${cite(entity.deleted.id)}.`
      : say`The role itself is not deleted by this call, and nobody gained a permission by it.`,
    ...(using.length > 0
      ? [
          say`Instances that used the profile and are not seen to have stopped doing so: ${instanceList(using)}. They keep their current credentials until these expire, within hours, and get no new ones.`,
        ]
      : []),
    ...(gone.length > 0
      ? [say`Instances that had used it before and no longer do: ${instanceList(gone)}.`]
      : []),
    ...(using.length + gone.length === 0
      ? [say`No use of the profile by an EC2 instance is in the log.`]
      : []),
  ];
}

function instanceList(all: readonly Link<InstanceUse>[]): Spans {
  return some(
    all.map((use) => {
      const { instanceId, region } = use.value;
      const where = region === null ? [] : say` in ${log(region)}`;
      return say`${log(instanceId, "host")}${where} ${cites(linkEvents(use))}`;
    }),
    6,
  );
}

/** Instances that still used a deleted profile, as lines of the sum. */
export function brokenInstances({ event, account }: Situation): readonly Reason[] {
  const profile = findProfile(account, asked(event, "instanceProfileName"));
  const using = profile === null ? [] : standing(profile.instances);
  return using.length === 0
    ? []
    : [
        detection(
          "high",
          say`By the log ${counted(using.length, "instance")} still used the profile: ${instanceList(using)}.`,
        ),
      ];
}

function quiet({ using, gone, role, situation }: Case): readonly Reason[] {
  if (using.length > 0) return [];
  const deleted = findEntity(situation.account, "role", role?.value ?? null)?.deleted ?? null;
  if (gone.length > 0) {
    return [
      modifier(
        "-1",
        say`The instances that had used the profile had stopped: ${instanceList(gone)}.`,
      ),
    ];
  }
  return deleted === null
    ? []
    : [
        modifier(
          "-1",
          say`The role was deleted as well ${cite(deleted.id)}: both were taken down.`,
        ),
      ];
}

function impacts(c: Case): readonly Impact[] {
  const { situation, using, gone, role, name } = c;
  const roleName = role === null ? say`its role` : say`role ${log(role.value, "role")}`;
  const dependants: Impact =
    using.length > 0
      ? {
          risk: risks[2],
          state: "shown",
          text: say`By the log these relied on it: ${instanceList(using)}. Whatever runs there and calls AWS with ${roleName} fails when the current credentials expire.`,
        }
      : {
          risk: risks[2],
          state: "possible",
          text:
            gone.length > 0
              ? say`The instances the log knows no longer used it. Launch templates, Auto Scaling groups and automation, also of other accounts, can still name ${log(name)}: new instances would then fail to start.`
              : say`Launch templates, Auto Scaling groups and automation, also of other accounts, can still name ${log(name)}: new instances would then fail to start.`,
        };
  const paper = approvalImpact(situation, risks[1], role === null ? "partly" : "kept");
  return [
    {
      risk: risks[0],
      state: "excluded",
      text: say`Deleting a profile grants nothing to anybody and leaves the role and its policies as they are ${cite(situation.event.id)}. It takes credentials away.`,
    },
    {
      ...paper,
      state: "shown",
      text: say`The profile, its path and its tags are gone ${cite(situation.event.id)}; instances can no longer get the permissions of ${roleName} through it. ${paper.text}`,
    },
    dependants,
  ];
}

function unknowns({ name, role, using, gone }: Case): readonly NotKnown[] {
  const out: NotKnown[] = [];
  if (role === null) {
    out.push({ what: say`The role that ${log(name)} held.`, why: "before-first-event" });
  }
  out.push({
    what:
      using.length + gone.length === 0
        ? say`Whether an instance used ${log(name)}: EC2 events stand in the logs of each Region, and starts before the first event are not known.`
        : say`Whether further instances used ${log(name)}: EC2 events stand in the logs of each Region.`,
    why: "not-in-log",
  });
  return out;
}

function benign({ using, gone }: Case): readonly Spans[] {
  return [
    using.length > 0
      ? say`Clean-up in the belief that nothing used the profile any more; the log speaks against it.`
      : gone.length > 0
        ? say`Clean-up after the instances were gone: those the log knows had stopped using it.`
        : say`Clean-up of a profile that nothing used any more.`,
    say`The console deletes a profile of the same name together with its role.`,
  ];
}

function done({ name, role, using }: Case): readonly Spans[] {
  const held = role === null ? say`its role` : say`role ${log(role.value, "role")}`;
  return [
    say`Instance profile ${log(name)} made again with ${held}, or its owner has confirmed that it is no longer needed`,
    ...using.map(
      ({ value }) =>
        say`Instance ${log(value.instanceId, "host")} has a profile again and its calls to AWS succeed`,
    ),
    say`Launch templates and Auto Scaling groups searched for ${log(name)}`,
  ];
}
