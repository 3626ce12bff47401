import { rankOf } from "../../severity.ts";
import { cite, log, say } from "../../span.ts";
import { findProfile } from "../../state/find.ts";
import { standing } from "../../state/links.ts";
import { asked } from "../../state/request.ts";
import { automationOf } from "../client.ts";
import { serviceOf } from "../modifiers.ts";
import { handingCalls } from "../past/handing-calls.ts";
import { passedRoles } from "../past/passed-role.ts";
import { later } from "../phrases.ts";
import type { Power } from "../powers.ts";
import { entityPower } from "../powers.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** As many earlier calls of the same kind, on different days, make handing over a routine. */
const routine = 3;

/** IAM-030: a service is made to act with a strong role. */
export const rolePassed: Detection = {
  id: "IAM-030",
  title: "Strong role passed to a service",
  about:
    "A role that the log shows to hold strong rights is handed to a service, by an actor that the log does not show to be an administrator and that did not hand it over in the seven days before; code that makes resources, and actors that do so on several days, count less. Within a day after that, the first change of IAM by a session of the role is told again.",
  events: ["iam:*", ...Object.keys(handingCalls).map((key) => key.replace(" ", ":"))],
  severity: "high",
  mitre: [
    ["T1548.005", "What runs in the service acts with the rights of the role."],
    ["T1098.003", "Whoever controls the resource reaches those rights."],
  ],
  benign: ["A deployment that has always worked with this role, before the log begins."],
  respond: [
    "Use of the role by the resource confirmed by its owner, or the role taken from it and its sessions revoked",
  ],
  check: (situation) => {
    const { event } = situation;
    return event.source === "iam.amazonaws.com" && event.name !== "AddRoleToInstanceProfile"
      ? used(situation)
      : handedOver(situation);
  },
};

function handedOver(situation: Situation) {
  const { event, account, past, mark, habit } = situation;
  const given = passedRoles(event);
  const all = given.length > 0 ? given : [asked(event, "roleName")];
  const known = past.of("passed", mark.actor);
  let best: { readonly role: string; readonly power: Power } | null = null;
  for (const handed of all) {
    if (handed === null || known.some(({ what }) => what === handed)) continue;
    const role = roleOf(situation, handed);
    const power = entityPower(account, "role", role);
    if (role === null || power === null) continue;
    if (best === null || (power.isAdmin && !best.power.isAdmin)) best = { role, power };
  }
  if (best === null || isStrong(situation)) return null;
  const { role, power } = best;
  const isCode = automationOf(event.userAgent) !== null || serviceOf(situation) !== null;
  const isRoutine = habit.times >= routine && habit.days > 1;
  return hit(
    isCode || isRoutine ? "low" : power.isAdmin ? "high" : "medium",
    say`Role ${log(role, "role")} was handed to a service for the first time by this actor, and it holds strong rights ${power.by.slice(0, 2).map((id) => cite(id))}. ${power.text}`,
    { context: power.by },
  );
}

/** A change of IAM by a session of a strong role that somebody else had handed to a service. */
function used({ event, account, past, mark, subject }: Situation) {
  const { type, issuerName: role } = event.identity;
  if (type !== "AssumedRole" || role === null || rankOf(subject.severity) < rankOf("medium"))
    return null;
  const [handed] = past
    .of("handed", role)
    .filter(({ what }) => what !== mark.actor)
    .slice(-1);
  if (handed === undefined) return null;
  const at = handed.mark.at ?? "";
  // Told once, for the first change after it.
  if (past.of("acted", `role/${role}`).some((call) => (call.mark.at ?? "") >= at)) return null;
  const power = entityPower(account, "role", role);
  if (power?.isAdmin !== true) return null;
  return hit(
    "critical",
    say`Role ${log(role, "role")}, which has administrator rights by the log, had been handed to a service ${cite(handed.mark.id)} by another identity (${log(handed.name)}); ${later(handed.mark.at, event.at)} one of its sessions made this change.`,
    { context: [handed.mark.id, ...power.by] },
  );
}

function roleOf({ account }: Situation, handed: string): string | null {
  if (!handed.startsWith("profile/")) return handed;
  const profile = findProfile(account, handed.slice("profile/".length));
  return profile === null ? null : (standing(profile.roles).at(-1)?.value ?? null);
}

/** Whether the log shows the actor itself to hold strong rights: then it gains nothing. */
function isStrong({ event, account }: Situation): boolean {
  const who = event.identity;
  const power =
    who.type === "IAMUser"
      ? entityPower(account, "user", who.userName)
      : entityPower(account, "role", who.issuerName);
  return who.type === "Root" || power?.isAdmin === true;
}
