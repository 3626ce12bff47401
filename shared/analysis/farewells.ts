import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Finding, Reason } from "../finding.ts";
import { rankOf } from "../severity.ts";
import { cite, say, text } from "../span.ts";
import { actorKey } from "../state/actor-key.ts";
import { secondsBetween } from "../state/fact.ts";
import { asked, askedUser } from "../state/request.ts";
import { duration } from "./phrases.ts";
import { sumSeverity } from "./severity-sum.ts";
import { modifier } from "./situation.ts";
import type { Situation } from "./situation.ts";

/** A finding with the situation it was made of. */
export interface Placed {
  readonly finding: Finding;
  readonly situation: Situation;
}

/**
 * Holds grave findings about what an identity lost back for ten minutes: where the same actor then deletes the identity,
 * they were steps of that, as the console makes them, and count less.
 */
export interface Farewells {
  /** Takes a finding; false when it is none of those and may be placed at once. */
  readonly hold: (placed: Placed) => boolean;
  /** Takes the next event; answers the findings that it settles, and those that waited long enough. */
  readonly next: (event: CloudTrailEvent) => readonly Placed[];
  readonly finish: () => readonly Placed[];
}

const longest = 600;
const most = 1000;
const serious = rankOf("high");

/** What is taken from an identity before it can be deleted, with its kind. */
const losses: Readonly<Record<string, "user" | "role" | "group">> = {
  DeactivateMFADevice: "user",
  DeleteUserPermissionsBoundary: "user",
  DetachUserPolicy: "user",
  DeleteUserPolicy: "user",
  RemoveUserFromGroup: "user",
  DeleteRolePermissionsBoundary: "role",
  DetachRolePolicy: "role",
  DeleteRolePolicy: "role",
  DetachGroupPolicy: "group",
  DeleteGroupPolicy: "group",
};
const ends: Readonly<Record<string, "user" | "role" | "group">> = {
  DeleteUser: "user",
  DeleteRole: "role",
  DeleteGroup: "group",
};

function keyOf(event: CloudTrailEvent, kind: "user" | "role" | "group"): string {
  const name = kind === "user" ? askedUser(event) : asked(event, `${kind}Name`);
  return JSON.stringify([event.account, kind, name?.toLowerCase() ?? null, actorKey(event)]);
}

/** Nothing held yet. */
export function createFarewells(): Farewells {
  let held: { readonly key: string; readonly placed: Placed }[] = [];

  return {
    hold: (placed) => {
      const { event } = placed.situation;
      const kind = Object.hasOwn(losses, event.name) ? losses[event.name] : undefined;
      if (
        kind === undefined ||
        event.source !== "iam.amazonaws.com" ||
        event.outcome !== "success" ||
        event.at === null ||
        rankOf(placed.finding.severity) < serious ||
        held.length >= most
      )
        return false;
      held.push({ key: keyOf(event, kind), placed });
      return true;
    },
    next: (event) => {
      if (held.length === 0) return [];
      const out: Placed[] = [];
      const kind =
        event.source === "iam.amazonaws.com" &&
        event.outcome === "success" &&
        Object.hasOwn(ends, event.name)
          ? ends[event.name]
          : undefined;
      const key = kind === undefined ? null : keyOf(event, kind);
      held = held.filter((one) => {
        const age = secondsBetween(one.placed.finding.time, event.at);
        const isOver = age === null || age > longest;
        if (one.key === key && !isOver) out.push(settled(one.placed, event, kind ?? "user", age));
        else if (isOver) out.push(one.placed);
        else return true;
        return false;
      });
      return out;
    },
    finish: () => {
      const all = held.map(({ placed }) => placed);
      held = [];
      return all;
    },
  };
}

function settled(
  { finding, situation }: Placed,
  end: CloudTrailEvent,
  kind: "user" | "role" | "group",
  age: number,
): Placed {
  const words = say`The same actor deleted the ${text(kind)} ${age === 0 ? say`in the same second` : say`${duration(age)} later`} ${cite(end.id)}: this was a step of it.`;
  const reasons: readonly Reason[] = [...finding.reasons, modifier("-2", words)];
  return {
    situation,
    finding: {
      ...finding,
      reasons,
      severity: sumSeverity(reasons),
      context: [...finding.context, end.id],
      happened: [...finding.happened, words],
    },
  };
}
