import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyAccount } from "./account-facts.ts";
import type { AccountFacts } from "./account-facts.ts";
import { conflictsOf } from "./drift.ts";
import { lies } from "./lies.cases.ts";
import { account, arnOf } from "./model-world.cases.ts";
import type { Step, Truth } from "./model-world.cases.ts";
import { play } from "./random-history.cases.ts";
import type { History } from "./random-history.cases.ts";
import { accountState, foldEvents, orderEvents } from "./state.ts";
import type { AccountState } from "./state.ts";
import { snapshotOf } from "./truth-snapshot.cases.ts";
import type { ShownEvent } from "./shown.ts";

const number = fc.nat(59);
const step: fc.Arbitrary<Step> = fc.record({
  call: fc.nat(500),
  a: number,
  b: number,
  c: number,
  later: fc.constantFrom(0, 0, 1, 1, 100),
});
const steps: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 20, maxLength: 160 });
/** Enough for users, groups, roles and policies to stand. */
const manySteps: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 250, maxLength: 400 });
const runs = Number(process.env["STATE_RUNS"] ?? 200);
const seed = Number(process.env["STATE_SEED"] ?? 6);
const margins = [
  { before: 0, after: 0 },
  { before: 60, after: 900 },
];

/** The truth at one of the times, as files. */
function snapshotIn({ truths }: History, where: number): readonly ShownEvent[] | null {
  const times = [...truths.keys()].filter((at) => at !== "");
  const at = times[where % times.length];
  const truth = at === undefined ? undefined : truths.get(at);
  const margin = margins[where % 2];
  return at === undefined || truth === undefined ? null : snapshotOf(truth, at, margin);
}

/** The truth at one of the times, in files that bear a later time and tell nothing better than their time of change. */
function copyIn({ truths }: History, where: number, later: number): readonly ShownEvent[] | null {
  const times = [...truths.keys()].filter((at) => at !== "");
  const from = where % times.length;
  const at = times[from];
  const stamped = times[Math.min(times.length - 1, from + (later % 12))];
  const truth = at === undefined ? undefined : truths.get(at);
  if (at === undefined || stamped === undefined || truth === undefined) return null;
  const before = (Date.parse(stamped) - Date.parse(at)) / 1000;
  return snapshotOf(truth, stamped, { before, after: 0 });
}

/** Contradictions that a file takes part in. */
function withFile(facts: AccountFacts) {
  return conflictsOf(facts).filter(({ by }) => by.some(({ file }) => file !== undefined));
}

function story(history: History, shown: readonly ShownEvent[]): string {
  const lines = orderEvents([...history.events, ...shown]).map((e) =>
    "shown" in e
      ? `${e.at ?? ""} FILE ${JSON.stringify((e as ShownEvent).shown.fact)}`
      : `${e.at ?? ""} ${e.id} ${e.name} ${JSON.stringify(e.request)} ${JSON.stringify(e.response)}`,
  );
  return lines.join("\n");
}

/** Leaves out things whose name came to them, or left them, so near to the file that it may show another under it. */
function notFresh({ events }: History, [first]: readonly ShownEvent[]): (line: string) => boolean {
  const end = Date.parse(first?.at ?? "");
  const start = end - (first?.shown.margin.before ?? 0) * 1000;
  const near = events.filter(({ at, name }) => {
    const t = Date.parse(at ?? "");
    return (
      t >= start && t <= end && /^(?:Create|Update|Delete)(?:User|Group|Role|Policy)$/.test(name)
    );
  });
  const names = new Set(near.flatMap(({ request }) => Object.values(request ?? {})));
  const isRenamed = near.some(({ name }) => name.startsWith("Update"));
  return (line) =>
    !(isRenamed && line.endsWith(" users is unknown")) &&
    !line.split(/[ /:]/).some((one) => names.has(one));
}

/** What a snapshot holds and a state does not know. */
function unknown(state: AccountState, truth: Truth): readonly string[] {
  const out: string[] = [];
  const need = (where: string, isKnown: boolean) => {
    if (!isKnown) out.push(`${where} is unknown`);
  };
  for (const name of truth.users.keys()) {
    const u = state.users.find((one) => one.name === name);
    need(`user ${name}`, u?.life.exists === true || u?.life.uncertain !== undefined);
    if (u?.life.exists !== true) continue;
    for (const key of ["id", "arn", "path", "boundary", "loginProfile"] as const)
      need(`user ${name} ${key}`, u[key].known);
    for (const key of ["tags", "inline", "attached", "groups"] as const)
      need(`user ${name} ${key}`, u[key].complete);
    for (const { value } of u.inline.items) need(`${name} ${value.name}`, value.document.known);
  }
  for (const name of truth.roles.keys()) {
    const r = state.roles.find((one) => one.name === name);
    need(`role ${name}`, r?.life.exists === true || r?.life.uncertain !== undefined);
    if (r?.life.exists !== true) continue;
    for (const key of ["id", "arn", "path", "boundary", "trust"] as const)
      need(`role ${name} ${key}`, r[key].known);
    for (const key of ["tags", "inline", "attached", "instanceProfiles"] as const)
      need(`role ${name} ${key}`, r[key].complete);
  }
  for (const name of truth.groups.keys()) {
    const g = state.groups.find((one) => one.name === name);
    need(`group ${name}`, g?.life.exists === true || g?.life.uncertain !== undefined);
    if (g?.life.exists !== true) continue;
    need(`group ${name} inline`, g.inline.complete && g.attached.complete);
    if (truth.users.size > 0) need(`group ${name} users`, g.users.complete);
  }
  for (const name of truth.policies.keys()) {
    const p = state.policies.find((one) => one.arn === arnOf(name));
    need(`policy ${name}`, p?.life.exists === true || p?.life.uncertain !== undefined);
    if (p?.life.exists !== true) continue;
    need(`policy ${name} default`, p.defaultVersion.known);
    need(`policy ${name} versions`, p.versions.complete);
    for (const { value } of p.versions.items) need(`${name} ${value.id}`, value.document.known);
  }
  return out;
}

const logs = [
  ["the whole log", 0],
  ["a log that starts in the middle", 40],
] as const;

describe.each(logs)("a snapshot in random histories, %s", (_, silent) => {
  const holds = (check: (history: History, shown: readonly ShownEvent[]) => void) =>
    fc.assert(
      fc.property(steps, fc.nat(500), (all, where) => {
        const history = play(all, silent);
        const shown = snapshotIn(history, where);
        // An account in which nothing is proves nothing.
        if (shown !== null && shown.length > 0) check(history, shown);
      }),
      { numRuns: runs, seed },
    );
  const expectTrue = (
    where: string,
    state: AccountState,
    truth: Truth,
    history: History,
    shown: readonly ShownEvent[],
  ) => {
    const told = lies(state, truth);
    if (told.length > 0) throw new Error(`${where}\n${told.join("\n")}\n${story(history, shown)}`);
  };

  test("nothing is said that is not so, after and before the file", () => {
    holds((history, shown) => {
      const events = [...history.events, ...shown];
      const later = foldEvents(events, { hindsight: true }).get(account);
      if (later === undefined) return;
      for (const [at, truth] of history.truths) {
        const until = at === "" ? "2026-10-06T01:00:00Z" : at;
        const now =
          foldEvents(events, { until, hindsight: true }).get(account) ??
          emptyAccount(account, null, true);
        expectTrue(`at ${at}`, accountState(now), truth, history, shown);
        expectTrue(`at ${at}, later`, accountState(now, later, until), truth, history, shown);
      }
    });
  });

  test("nothing is said that is not so by a copy of an older file", () => {
    fc.assert(
      fc.property(steps, fc.nat(500), fc.nat(11), (all, where, older) => {
        const history = play(all, silent);
        const shown = copyIn(history, where, older);
        if (shown === null || shown.length === 0) return;
        const events = [...history.events, ...shown];
        const later = foldEvents(events, { hindsight: true }).get(account);
        if (later === undefined) return;
        expect(withFile(later)).toEqual([]);
        for (const [at, truth] of history.truths) {
          const until = at === "" ? "2026-10-06T01:00:00Z" : at;
          const now =
            foldEvents(events, { until, hindsight: true }).get(account) ??
            emptyAccount(account, null, true);
          expectTrue(`at ${at}`, accountState(now), truth, history, shown);
          expectTrue(`at ${at}, later`, accountState(now, later, until), truth, history, shown);
        }
      }),
      { numRuns: runs, seed },
    );
  });

  test("what the file holds is known from it on, and no contradiction is found", () => {
    holds((history, shown) => {
      const events = [...history.events, ...shown];
      const at = shown[0]?.at ?? "";
      const truth = history.truths.get(at);
      const all = foldEvents(events, { until: at }).get(account);
      if (truth === undefined || all === undefined) return;
      const told = unknown(accountState(all), truth).filter(notFresh(history, shown));
      const drifts = withFile(all);
      if (told.length + drifts.length > 0)
        throw new Error(
          `${told.join("\n")}\n${drifts.map(({ thing, what }) => `${thing} ${what}`).join("\n")}\n${story(history, shown)}`,
        );
    });
  });

  test("of the log after the file alone nothing is said that is not so", () => {
    holds((history, shown) => {
      const at = shown[0]?.at ?? "";
      const events = [...history.events.filter((e) => (e.at ?? "") > at), ...shown];
      const later = foldEvents(events, { hindsight: true }).get(account);
      if (later === undefined) return;
      expect(withFile(later)).toEqual([]);
      for (const [time, truth] of history.truths) {
        if (time < at) continue;
        const now = foldEvents(events, { until: time, hindsight: true }).get(account);
        if (now === undefined) continue;
        expectTrue(`at ${time}`, accountState(now, later, time), truth, history, shown);
      }
    });
  });
});

test("a change that is left out of the log is found", () => {
  let found = 0;
  fc.assert(
    fc.property(manySteps, fc.nat(500), fc.nat(5000), (all, where, left) => {
      const history = play(all, 0);
      const times = [...history.truths.keys()].filter((at) => at !== "");
      const at = times.at(-1 - (where % 40));
      const truth = at === undefined ? undefined : history.truths.get(at);
      if (at === undefined || truth === undefined) return;
      // An empty list proves nothing: the file may have been made with a filter.
      if ([truth.users, truth.groups, truth.roles, truth.policies].some(({ size }) => size === 0))
        return;
      const before = history.events.filter((e) => (e.at ?? "") <= at);
      const out = before[left % before.length];
      const rest = before.filter((e) => e !== out);
      const log = foldEvents(rest).get(account);
      if (log === undefined) return;
      // What the log without it says that is not so, of what the files hold.
      const shown = snapshotOf(truth, at);
      const isOld = notFresh(history, shown);
      const wrong = lies(accountState(log), truth).filter(
        (one) => !notHeld.test(one) && isOld(one),
      );
      if (wrong.length === 0) return;
      found++;
      const both = foldEvents([...rest, ...shown]).get(account);
      // A name that was taken twice contradicts the log itself.
      if (both === undefined || conflictsOf(both).length === 0)
        throw new Error(
          `${out?.name ?? ""} at ${out?.at ?? ""}: ${wrong.join("; ")}\n${story({ ...history, events: rest }, shown)}`,
        );
    }),
    // Long histories take long to shrink.
    { numRuns: runs / 2, seed, endOnFailure: true },
  );
  // Many calls left out change nothing that the files hold.
  expect(found).toBeGreaterThan(runs / 20);
});

/** Neither file holds these: which keys and devices there are, descriptions, aliases, profiles without a role. */
const notHeld = /keys: |AKIA|mfa: |description|alias|^instance-profile/;
