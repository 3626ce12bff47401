import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { Finding } from "../../finding.ts";
import { isIamWrite } from "../../knowledge/classify.ts";
import { text } from "../../span.ts";
import type { AccountFacts } from "../../state/account-facts.ts";
import { answered, askedUser } from "../../state/request.ts";
import type { SessionStart } from "../sessions.ts";
import { isCaller, ownThing } from "../self.ts";
import { placesOf } from "./all-rules.ts";
import type { Place } from "./all-rules.ts";
import { isHelpDesk } from "./identity-rules.ts";
import { judge } from "./judge.ts";
import { gainOf, isMadeBy, isRichCaller, sessionKeys, useHours, useOf, watchOf } from "./lead.ts";
import type { Lead } from "./lead.ts";
import { pathFinding } from "./path-finding.ts";
import type { PathRule, Told } from "./rule.ts";
import { variants } from "./service-rules.ts";
import { createSessionPaths } from "./session-paths.ts";
import { judgeSignIn } from "./sign-in-path.ts";
import { follows, joinOf, originsOf, stepOf } from "./step.ts";
import type { Step } from "./step.ts";
import { createTable } from "./table.ts";
import type { Uses, Watch } from "./use.ts";

/** Recognizes the known ways to more rights in a stream of events. */
export interface Paths {
  /**
   * Takes the next event, after `account` has taken it in; answers the paths that it ends. `start`: who began the
   * session that signed it.
   */
  readonly next: (
    event: CloudTrailEvent,
    start: SessionStart | null,
    account: AccountFacts,
  ) => readonly Finding[];
  /** What would show the use of the paths that are open. */
  readonly watches: () => readonly Watch[];
  /** After the last event: the paths whose use the answers show. */
  readonly finish: (uses: Uses) => readonly Finding[];
}

/** Hours between two steps. */
const stepHours = 24;
/** Beginnings, leads of a kind, and other things that are remembered: the oldest are forgotten. */
const most = 10_000;

/** The steps that a path has come to, at one thing. */
interface Progress {
  readonly steps: readonly Step[];
  readonly ask: Lead["ask"];
  readonly isRich: boolean;
  readonly isOwnUser: boolean;
  readonly isReset: boolean;
}

/** No paths yet. */
export function createPaths(): Paths {
  const progress = createTable<Progress>(most);
  const leads = {
    identity: createTable<Lead>(most),
    service: createTable<Lead>(most, (lead) => unwatch(lead)),
  };
  /** Leads by the role or the name of the sessions that would walk them. */
  const sessions = new Map<string, Set<Lead>>();
  const roles = createTable<string>(most);
  /** Whoever made an access key for another user, by the key. */
  const makers = createTable<{ readonly key: string; readonly by: readonly string[] }>(most);
  const makerOf = (key: string): readonly string[] => makers.get(key)?.by ?? [];
  const before = createTable<Step>(most);
  const writers = createTable<true>(most);
  /** Events by which their own actor got more. */
  const gifts = createTable<true>(most);
  const sessionPaths = createSessionPaths(most);
  let made = 0;

  function advance(
    place: Place,
    event: CloudTrailEvent,
    start: SessionStart | null,
    account: AccountFacts,
    told: Told,
  ): readonly Finding[] {
    const { rule, number, step: at } = place;
    const owner = event.account ?? "";
    if (told.ask?.kind === "session" && told.ask.role !== null)
      roles.set(`${owner} ${told.thing.key}`, told.ask.role);
    const key = `${number} ${owner} ${told.thing.key}`;
    const known = at === 0 ? null : (progress.get(key) ?? null);
    // Of most calls nothing is to be remembered: what follows costs more than this.
    if (at > 0 && known?.steps.length !== at) return [];
    const own = stepOf(event, start, told.did, makerOf(event.identity.accessKeyId ?? ""));
    if (at > 0) {
      const last = known?.steps.at(-1);
      if (known === null || last === undefined) return [];
      if (!follows(last.at, own.at, stepHours)) return [];
      if (rule.kind !== "sign-in" && !known.steps.some((one) => joinOf(one, own) !== null))
        return [];
    }
    const isMaker = told.thing.type === "user" && isMadeBy(account, told.thing.id, event);
    const now: Progress = {
      steps: [...(known?.steps ?? []), own],
      ask: told.ask ?? known?.ask ?? null,
      isRich:
        (known?.isRich ?? false) || isRichCaller(event, account, (id) => gifts.get(id) === true),
      isOwnUser: (known?.isOwnUser ?? false) || isMaker,
      isReset: (known?.isReset ?? false) || isHelpDesk(event),
    };
    if (now.steps.length < rule.steps.length) {
      progress.set(key, now);
      return [];
    }
    progress.remove(key);
    const variant = variantOf(rule, own, owner);
    const lead: Lead = {
      ...now,
      steps: [...(variant === null ? [] : [variant.step]), ...now.steps],
      id: made++,
      rule,
      ids: [...(variant === null ? [] : [variant.id]), ...rule.ids],
      account: event.account,
      thing: told.thing,
      power: gainOf(account, told.thing, now.ask),
      write: null,
    };
    if (rule.kind === "sign-in") {
      const verdict = judgeSignIn(lead);
      return verdict === null ? [] : [pathFinding([lead], verdict)];
    }
    hold(lead);
    return [];
  }

  /** The path that one becomes after a further call of the same actor, with that call. */
  function variantOf(
    { ids }: PathRule,
    own: Step,
    owner: string,
  ): { id: string; step: Step } | null {
    for (const { id, of, after } of variants) {
      if (!ids.includes(of)) continue;
      for (const origin of own.origins) {
        const call = before.get(`${after} ${owner} ${origin}`);
        if (call !== undefined && follows(call.at, own.at, stepHours)) return { id, step: call };
      }
    }
    return null;
  }

  function hold(lead: Lead): void {
    const table = lead.ask?.kind === "session" ? leads.service : leads.identity;
    table.set(String(lead.id), lead);
    for (const key of sessionKeys(lead)) {
      const held = sessions.get(key) ?? new Set();
      held.add(lead);
      sessions.set(key, held);
    }
  }

  function unwatch(lead: Lead): void {
    for (const key of sessionKeys(lead)) {
      const held = sessions.get(key);
      held?.delete(lead);
      if (held?.size === 0) sessions.delete(key);
    }
  }

  /** The first change of IAM that a role makes in the log. */
  function noteWrite(event: CloudTrailEvent, start: SessionStart | null): void {
    const { identity } = event;
    const role = identity.issuerName;
    if (identity.type !== "AssumedRole" || role === null || identity.invokedBy !== null) return;
    const owner = event.account ?? "";
    const key = `${owner} role/${role.toLowerCase()}`;
    const isFirst = writers.get(key) === undefined;
    writers.set(key, true);
    if (!isFirst) return;
    const name = `${owner} name/${(identity.sessionName ?? "").toLowerCase()}`;
    for (const lead of [...(sessions.get(key) ?? []), ...(sessions.get(name) ?? [])]) {
      const last = lead.steps.at(-1);
      if (lead.write === null && follows(last?.at ?? null, event.at, useHours(lead.rule)))
        lead.write = useOf(event, start);
    }
  }

  /** Calls by which a path becomes another one. */
  function noteBefore(event: CloudTrailEvent, start: SessionStart | null): void {
    for (const { after, did } of variants) {
      if (`${event.source.split(".")[0] ?? ""}:${event.name}` !== after) continue;
      const step = stepOf(event, start, [text(did)], []);
      for (const origin of step.origins)
        before.set(`${after} ${event.account ?? ""} ${origin}`, step);
    }
  }

  return {
    next: (event, start, account) => {
      if (event.outcome !== "success") {
        sessionPaths.refused(event, start);
        return [];
      }
      if (event.identity.invokedBy !== null || event.identity.type === "AWSService") return [];
      const out: Finding[] = [];
      if (isIamWrite(event.source, event.name)) {
        noteWrite(event, start);
        sessionPaths.done(event, start);
        if (ownThing({ event, account }) !== null) gifts.set(event.id, true);
      }
      const owner = event.account ?? "";
      const where = {
        event,
        account,
        roleOf: (thing: string) => roles.get(`${owner} ${thing}`) ?? null,
      };
      for (const place of placesOf(event.source, event.name)) {
        const rule = place.rule.steps[place.step];
        for (const told of rule?.read(where) ?? [])
          out.push(...advance(place, event, start, account, told));
      }
      noteMaker(event, start);
      noteBefore(event, start);
      return out;
    },
    watches: () => {
      const keys = new Map<string, string[]>();
      for (const { key, by } of makers.values())
        for (const caller of by) keys.set(caller, [...(keys.get(caller) ?? []), key]);
      return [...leads.identity.values(), ...leads.service.values()].flatMap(
        (lead) => watchOf(lead, (caller) => keys.get(caller) ?? []) ?? [],
      );
    },
    finish: (uses) => {
      const found = [...leads.identity.values(), ...leads.service.values()]
        .toSorted((a, b) => a.id - b.id)
        .flatMap((lead) => {
          const verdict = judge(lead, uses.get(lead.id) ?? [], makerOf);
          return verdict === null ? [] : [{ lead, verdict }];
        });
      // Several paths that end in the same use are one story: the one with the most steps is told.
      const stories = Map.groupBy(found, ({ lead, verdict }) =>
        JSON.stringify([lead.account, lead.thing.key, verdict.use?.id ?? `- ${lead.id}`]),
      );
      const told = [...stories.values()].flatMap((all) => {
        const [main] = all.toSorted(
          (a, b) => b.lead.steps.length - a.lead.steps.length || b.lead.id - a.lead.id,
        );
        if (main === undefined) return [];
        const others = all.filter((one) => one !== main).map(({ lead }) => lead);
        return [pathFinding([main.lead, ...others], main.verdict)];
      });
      return [...sessionPaths.finish(), ...told];
    },
  };

  /** A key made for another user leads back to its maker. */
  function noteMaker(event: CloudTrailEvent, start: SessionStart | null): void {
    if (event.name !== "CreateAccessKey") return;
    const id = answered(event, "accessKey", "accessKeyId");
    const user = askedUser(event);
    if (id !== null && user !== null && !isCaller(event, user))
      makers.set(id, { key: id, by: originsOf(event.identity, start) });
  }
}
