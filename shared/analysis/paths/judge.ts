import type { Severity } from "../../severity.ts";
import { cite, log, say } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { identityLabel } from "../actor.ts";
import { later } from "../phrases.ts";
import { callerOf, joinOf } from "./step.ts";
import type { Join, Step } from "./step.ts";
import type { Lead } from "./lead.ts";
import type { Use } from "./use.ts";

/** What the end of a path is worth, and what it rests on. */
export interface Verdict {
  readonly severity: Severity;
  /** Why these calls belong together, and what they come to. */
  readonly why: Spans;
  /** The use as a sentence without full stop. */
  readonly used: Spans | null;
  readonly use: Use | null;
  readonly confidence: "high" | "medium" | "low";
}

const ranks: Readonly<Record<Join, number>> = { actor: 0, address: 1 };

/** The origins of whoever made an access key for another user. */
export type MakerOf = (accessKeyId: string) => readonly string[];

/** How a use belongs to any of the steps, the surest way. */
function joinOfAll(steps: readonly Step[], use: Use, makerOf: MakerOf): Join | null {
  const { origins, ip } = callerOf(use);
  const makers = origins.flatMap((one) => (one.startsWith("key/") ? makerOf(one.slice(4)) : []));
  const all = steps.flatMap((step) => joinOf(step, { origins: [...origins, ...makers], ip }) ?? []);
  return all.toSorted((a, b) => ranks[a] - ranks[b])[0] ?? null;
}

/** What a lead comes to, given the uses that were found; null: nothing that is told. */
export function judge(lead: Lead, uses: readonly Use[], makerOf: MakerOf): Verdict | null {
  const { kind } = lead.rule;
  if (kind === "key") return judgeKey(lead, uses);
  if (kind === "role") return judgeRole(lead, uses, makerOf);
  return judgeService(lead, uses);
}

function lastAt({ steps }: Lead): string | null {
  return steps.at(-1)?.at ?? null;
}

function judgeKey(lead: Lead, uses: readonly Use[]): Verdict | null {
  const first = uses.find(({ how }) => how === "call") ?? uses[0];
  const near = uses.find(({ how }) => how === "address");
  const use = near ?? first;
  if (use === undefined || (lead.isOwnUser && near === undefined)) return null;
  const used = say`the key signed ${log(use.name)} ${cite(use.id)}, ${from(use)}`;
  if (near === undefined)
    return {
      severity: "medium",
      why: say`Somebody used the new key ${later(lastAt(lead), use.at)}, from another address than its maker's: it may have been handed to its user, as it should be, or not.`,
      used,
      use,
      confidence: "low",
    };
  return {
    severity: lead.power === null ? "high" : "critical",
    why: say`The new key was used from the very address from which it had been made, ${later(lastAt(lead), use.at)}: its maker can act as ${lead.thing.label}.`,
    used,
    use,
    confidence: "medium",
  };
}

function from({ ip }: Use): Spans {
  return ip === null
    ? say`from an address that the record does not give`
    : say`from ${log(ip, "ip")}`;
}

function judgeRole(lead: Lead, uses: readonly Use[], makerOf: MakerOf): Verdict | null {
  const people = uses.filter(({ identity }) => identity.type !== "AWSService");
  const found = (wanted: (use: Use) => boolean): Use | undefined => people.find(wanted);
  const same = found((use) => joinOfAll(lead.steps, use, makerOf) === "actor");
  const near = found((use) => joinOfAll(lead.steps, use, makerOf) === "address");
  const isOpened = lead.steps.some(({ name }) => name === "UpdateAssumeRolePolicy");
  const outside = isOpened ? found((use) => isOutside(use, lead)) : undefined;
  const stranger = lead.power === null ? undefined : found(({ isNew }) => isNew);
  const use = same ?? near ?? outside ?? stranger;
  if (use === undefined) return null;
  const isStrong = lead.power !== null;
  const who = starter(use);
  const base = {
    use,
    used: say`${who} began a session of ${lead.thing.label} by ${log(use.name)} ${cite(use.id)}, ${from(use)}`,
  };
  const when = later(lastAt(lead), use.at);
  if (use === same)
    return {
      ...base,
      severity: isStrong ? "critical" : "high",
      confidence: "high",
      why: say`The same actor changed the role and took it on, ${when}.`,
    };
  if (use === near)
    return {
      ...base,
      severity: isStrong ? "high" : "medium",
      confidence: "medium",
      why: say`The role was taken on, ${when}, from the very address from which it had been changed, by another identity: one person with both, or two at one place.`,
    };
  if (use === outside)
    return {
      ...base,
      severity: isStrong ? "critical" : "high",
      confidence: "medium",
      why: say`A caller of another account took the role on, ${when}, after its trust had been rewritten.`,
    };
  return {
    ...base,
    severity: "medium",
    confidence: "low",
    why: say`Another identity took the role on for the first time in the log, ${when}; nothing but the order shows that the two belong together.`,
  };
}

function isOutside({ identity }: Use, { account }: Lead): boolean {
  return identity.accountId !== null && account !== null && identity.accountId !== account;
}

function starter({ identity, start }: Use): Spans {
  return start === null
    ? identityLabel(identity)
    : say`${identityLabel(identity)} (begun by ${identityLabel(start.identity)})`;
}

function judgeService(lead: Lead, uses: readonly Use[]): Verdict | null {
  const near = uses.find(({ how }) => how === "address");
  const begun = uses.find(({ how, identity }) => how === "begun" && identity.type === "AWSService");
  const { write } = lead;
  const use =
    write ?? near ?? (lead.power === null || lead.rule.kind !== "passed" ? undefined : begun);
  const when = later(lastAt(lead), use?.at ?? null);
  if (use === undefined || use === null) {
    const { alone } = lead.rule;
    if (alone === undefined) return null;
    return {
      severity: alone,
      use: null,
      used: null,
      confidence: "low",
      why: say`These calls in this order put code of the actor's choice where the role of ${lead.thing.label} can be used.`,
    };
  }
  const session = identityLabel(use.identity);
  if (use === write)
    return {
      severity: "high",
      use,
      confidence: "medium",
      used: say`${session} changed IAM by ${log(use.name)} ${cite(use.id)}, ${from(use)}`,
      why: say`The role made its first change of IAM in the log ${when}.`,
    };
  if (use === near)
    return {
      severity: "high",
      use,
      confidence: "high",
      used: say`${session} made the call ${log(use.name)} ${cite(use.id)}, ${from(use)}`,
      why: say`Credentials of the role were used from the actor's own address, ${when}: they had left the service.`,
    };
  return {
    severity: "medium",
    use,
    confidence: "medium",
    used: say`the service began a session of the role by ${log(use.name)} ${cite(use.id)}`,
    why: say`The service took the role on, ${when}, and the log shows strong rights of it. What was done with them by this actor's code is not told apart here.`,
  };
}
