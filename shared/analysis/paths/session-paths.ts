import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { Finding } from "../../finding.ts";
import { log, say } from "../../span.ts";
import { identityLabel } from "../actor.ts";
import { subjectOf } from "../subject.ts";
import { asked } from "../../state/request.ts";
import { lowered } from "../phrases.ts";
import type { SessionStart } from "../sessions.ts";
import type { Lead } from "./lead.ts";
import { pathFinding } from "./path-finding.ts";
import type { PathRule, Thing } from "./rule.ts";
import { follows, originsOf, ownAddress, stepOf } from "./step.ts";
import type { Step } from "./step.ts";
import { createTable } from "./table.ts";

/** Paths by which a session gets its own beginner more than it had. */
export interface SessionPaths {
  /** Takes a call that was refused. */
  readonly refused: (event: CloudTrailEvent, start: SessionStart | null) => void;
  /** Takes a successful change of IAM. */
  readonly done: (event: CloudTrailEvent, start: SessionStart | null) => void;
  /** After the last event: a finding for each session and each way. */
  readonly finish: () => readonly Finding[];
}

const rule: PathRule = { ids: ["sts-001"], kind: "role", steps: [] };

/** Changes of a user by which its holder gets more. */
const gifts: Readonly<Record<string, string>> = {
  AttachUserPolicy: "iam-008",
  PutUserPolicy: "iam-007",
  AddUserToGroup: "iam-013",
  CreateAccessKey: "iam-002",
  CreateLoginProfile: "iam-004",
};

/** What a session did for whoever began it. */
interface Story {
  /** The first call. */
  readonly event: CloudTrailEvent;
  readonly role: string;
  readonly begun: Step;
  /** The user that was changed is the one who began the session, and by which path. */
  readonly gift: { readonly id: string; readonly user: string } | null;
  readonly refusals: readonly Step[];
  readonly last: readonly Step[];
}

/** Calls of a story that are kept: further ones are left out. */
const mostCalls = 20;

function tell({ event, role, begun, gift, refusals, last }: Story): Finding {
  const thing: Thing = {
    key: `role/${role.toLowerCase()}`,
    type: "role",
    id: role,
    label: say`role ${log(role, "role")}`,
  };
  const lead: Lead = {
    id: 0,
    rule,
    ids: gift === null ? ["sts-001"] : ["sts-001", gift.id],
    account: event.account,
    thing,
    steps: [...refusals, begun, ...last],
    ask: null,
    power: null,
    isRich: false,
    isOwnUser: false,
    isReset: false,
    write: null,
  };
  const open = { use: null, used: null, confidence: "high" as const };
  return gift === null
    ? pathFinding([lead], {
        ...open,
        severity: "low",
        why: say`What had been refused to the user was done through the role: the role may be meant for that, and shows then how its holders work.`,
      })
    : pathFinding([lead], {
        ...open,
        severity: "high",
        why: say`The session changed the very user who had begun it: what user ${log(gift.user, "user")} could do through the role is now its own.`,
      });
}

/** Hours between a refusal and the same call by a session. */
const refusedHours = 1;

function keyOf(event: CloudTrailEvent, origin: string): string {
  return `${event.account ?? ""} ${event.name} ${origin}`;
}

/** Nothing was refused yet; `most` refusals are remembered. */
export function createSessionPaths(most: number): SessionPaths {
  const refusals = createTable<Step>(most);
  const stories = createTable<Story>(most);

  function note(event: CloudTrailEvent, start: SessionStart): void {
    const { identity } = event;
    const beginner = firstOf(start);
    if (identity.type !== "AssumedRole" || beginner.identity.type !== "IAMUser") return;
    const role = identity.issuerName ?? identity.issuerArn ?? "";
    const what = subjectOf(event)?.target.label;
    const about = what === undefined ? [] : say` (${lowered(what)})`;
    const last = stepOf(event, start, say`called ${log(event.name)}${about}`, []);
    const begun: Step = {
      ...last,
      id: start.id,
      at: start.at,
      name: start.name,
      actor: { ...last.actor, label: identityLabel(start.identity) },
      ip: ownAddress(start.sourceIp ?? null),
      did: say`began a session of role ${log(role, "role")}`,
      start: start.before?.id ?? null,
    };
    const user = asked(event, "userName");
    const gift = Object.hasOwn(gifts, event.name) ? gifts[event.name] : undefined;
    if (gift !== undefined && user !== null && user === beginner.identity.userName) {
      take({ event, role, begun, gift: { id: gift, user }, refusals: [], last: [last] });
      return;
    }
    const refusal = originsOf(beginner.identity, null)
      .map((origin) => refusals.get(keyOf(event, origin)))
      .find((step) => step !== undefined && follows(step.at, start.at, refusedHours));
    if (refusal === undefined || !follows(refusal.at, event.at, refusedHours)) return;
    for (const origin of refusal.origins) refusals.remove(keyOf(event, origin));
    take({ event, role, begun, gift: null, refusals: [refusal], last: [last] });
  }

  /** Adds to what is told of a session in the same way, or begins it. */
  function take(one: Story): void {
    const key = `${one.begun.id} ${one.gift?.id ?? ""}`;
    const known = stories.get(key);
    stories.set(
      key,
      known === undefined
        ? one
        : {
            ...known,
            refusals: [...known.refusals, ...one.refusals].slice(0, mostCalls),
            last: [...known.last, ...one.last].slice(0, mostCalls),
          },
    );
  }

  return {
    refused: (event, start) => {
      if (event.outcome !== "denied" || event.source !== "iam.amazonaws.com") return;
      if (event.identity.type !== "IAMUser") return;
      const step = stepOf(event, start, say`was refused ${log(event.name)}`, []);
      for (const origin of step.origins) refusals.set(keyOf(event, origin), step);
    },
    done: (event, start) => {
      if (start !== null) note(event, start);
    },
    finish: () => stories.values().map((one) => tell(one)),
  };
}

/** The call that a chain of sessions began with. */
function firstOf(start: SessionStart): SessionStart {
  let at = start;
  while (at.before) at = at.before;
  return at;
}
