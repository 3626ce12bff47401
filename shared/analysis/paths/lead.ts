import { actorKey } from "../../state/actor-key.ts";
import type { AccountFacts } from "../../state/account-facts.ts";
import { entityPower } from "../powers.ts";
import type { Power } from "../powers.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { PathRule, Thing } from "./rule.ts";
import { ownAddress } from "./step.ts";
import type { Step } from "./step.ts";
import type { SessionStart } from "../sessions.ts";
import type { Ask, Use, Watch } from "./use.ts";

/** A path whose calls were all made; its use is still to be found. */
export interface Lead {
  readonly id: number;
  readonly rule: PathRule;
  readonly ids: readonly string[];
  readonly account: string | null;
  readonly thing: Thing;
  readonly steps: readonly Step[];
  readonly ask: Ask | null;
  /** What the thing may do, or the role that a service got, where the log shows strong rights. */
  readonly power: Power | null;
  /** The actor of a step had administrator rights already. */
  readonly isRich: boolean;
  /** The actor of the steps had made the user itself. */
  readonly isOwnUser: boolean;
  /** Of a password: it had to be changed at the first sign-in. */
  readonly isReset: boolean;
  /** The first change of IAM by the role, where the log holds one in time. */
  write: Use | null;
}

/** Hours in which the use of a path counts. */
export function useHours({ kind }: PathRule): number {
  return kind === "key" ? 7 * 24 : 24;
}

/** The strong right that whoever walks a path would get. */
export function gainOf(account: AccountFacts, thing: Thing, ask: Ask | null): Power | null {
  if (thing.type === "user") return entityPower(account, "user", thing.id);
  if (thing.type === "role") return entityPower(account, "role", thing.id);
  return ask?.kind === "session" ? entityPower(account, "role", ask.role) : null;
}

/** Names of roles that say administrator by themselves. */
const adminNames =
  /^(?:AWSReservedSSO_AdministratorAccess_|OrganizationAccountAccessRole$|AWSControlTowerExecution$)/;

/**
 * Whether a caller is the root user, or an administrator by the log or by its role's name: it gains little. Rights that
 * it gave itself don't count: `isOwnGift` tells of the events that a right rests on.
 */
export function isRichCaller(
  { identity }: CloudTrailEvent,
  account: AccountFacts,
  isOwnGift: (event: string) => boolean,
): boolean {
  if (identity.type === "Root") return true;
  const isUser = identity.type === "IAMUser";
  const name = isUser ? identity.userName : identity.issuerName;
  if (name === null) return false;
  if (!isUser && adminNames.test(name)) return true;
  const power = entityPower(account, isUser ? "user" : "role", name);
  return power?.isAdmin === true && !power.by.some(isOwnGift);
}

/** Whether the log shows that the actor of a step made the user. */
export function isMadeBy(account: AccountFacts, user: string, event: CloudTrailEvent): boolean {
  const made = account.users.get(user.toLowerCase())?.created ?? null;
  return made !== null && made.actor === actorKey(event);
}

/** Under which keys the sessions that would walk a path are looked for. */
export function sessionKeys({ ask, account }: Lead): readonly string[] {
  if (ask?.kind !== "session") return [];
  const owner = account ?? "";
  const role = ask.role === null ? [] : [`${owner} role/${ask.role.toLowerCase()}`];
  return [...role, ...ask.names.map((name) => `${owner} name/${name.toLowerCase()}`)];
}

/** What the case is to be asked for; null: nothing. `keysOf`: the access keys that a caller made for others. */
export function watchOf(lead: Lead, keysOf: (caller: string) => readonly string[]): Watch | null {
  const last = lead.steps.at(-1);
  if (lead.ask === null || last === undefined || last.at === null) return null;
  const until = new Date(Date.parse(last.at) + useHours(lead.rule) * 3_600_000).toISOString();
  const origins = new Set(lead.steps.flatMap((step) => step.origins));
  const made = [...origins].flatMap(keysOf).map((key) => `key/${key}`);
  return {
    id: lead.id,
    account: lead.account,
    after: last.at,
    until,
    ip: last.ip,
    callers: [...origins, ...made],
    ips: [...new Set(lead.steps.flatMap(({ ip }) => ip ?? []))],
    ask: lead.ask,
  };
}

/** A change of IAM as a use. */
export function useOf(event: CloudTrailEvent, start: SessionStart | null): Use {
  return {
    id: event.id,
    at: event.at,
    name: event.name,
    source: event.source,
    ip: ownAddress(event.sourceIp),
    identity: event.identity,
    start,
    how: "write",
    isNew: false,
  };
}
