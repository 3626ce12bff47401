/** The files of one account, brought together: the newest of each kind counts. */
import { nameOf } from "../iam/arn.ts";
import type { SelectorsFact, TrailFact, TrailStatusFact } from "../snapshot/facts.ts";
import type { AccountFacts, DetailsSeen, TrailWithMore } from "./account-facts.ts";
import { emptyDetails } from "./account-facts.ts";
import type { Seen } from "./answer.ts";
import type { FileFacts } from "./file-facts.ts";
import type { LogFacts } from "./log-facts.ts";
import type { OwnedFile } from "./whose-file.ts";
import { fileNameOf } from "./whose-file.ts";

/** Pages of one answer are fetched within this many seconds. */
const together = 86_400;

/** What is known of an account. */
export function accountFacts(
  account: string,
  files: readonly OwnedFile[],
  log: LogFacts,
): AccountFacts {
  const own = files
    .filter(({ accounts }) => accounts.includes(account))
    .map(({ facts }) => facts)
    .toSorted((a, b) => (b.moment.at ?? 0) - (a.moment.at ?? 0));
  const summary = newest(own.flatMap(({ summaries }) => summaries));
  const { trails, loose } = trailsOf(account, own);
  return {
    account,
    credentials:
      own.map(({ credentials }) => credentials.get(account)).find((rows) => rows !== undefined) ??
      null,
    details: detailsOf(account, own, summary?.fact.counts ?? new Map()),
    passwordPolicy: newest(own.flatMap(({ passwordPolicies }) => passwordPolicies)),
    detailFile: own.find(({ details }) => details.has(account))?.whole ?? null,
    summary,
    trails,
    trailList: own.find((one) => isTrailList(one, account))?.whole ?? null,
    looseStatuses: loose,
    log,
  };
}

/** The first in the order of newest files. */
function newest<T>(all: readonly T[]): T | null {
  return all[0] ?? null;
}

/** The pages of the newest answer. They are whole when none says that more follow, or when the summary counts as many. */
function detailsOf(
  account: string,
  own: readonly FileFacts[],
  counts: ReadonlyMap<string, number>,
): DetailsSeen | null {
  const all = own.flatMap(({ details }) => details.get(account) ?? []);
  const [first] = all;
  if (first === undefined) return null;
  const pages = all.filter(
    ({ at }) => at === first.at || (at !== null && first.at !== null && first.at - at <= together),
  );
  if (pages.length === 1)
    return { ...first, isTruncated: first.isTruncated && !isAll(first, counts) };
  const whole = emptyDetails();
  const users = new Set<string>();
  const roles = new Set<string>();
  // The newest comes first and stays.
  for (const page of pages) {
    for (const one of page.users) if (isNew(users, one.fact.arn)) whole.users.push(one);
    for (const one of page.roles) if (isNew(roles, one.fact.arn)) whole.roles.push(one);
    for (const [name, one] of page.groups) if (!whole.groups.has(name)) whole.groups.set(name, one);
    for (const [arn, one] of page.policies)
      if (!whole.policies.has(arn)) whole.policies.set(arn, one);
  }
  const isTruncated = pages.some((page) => page.isTruncated) && !isAll(whole, counts);
  return { ...whole, isTruncated, at: first.at, basis: first.basis };
}

function isNew(known: Set<string>, value: string): boolean {
  if (known.has(value)) return false;
  known.add(value);
  return true;
}

function isAll(
  { users, groups, roles }: DetailsSeen,
  counts: ReadonlyMap<string, number>,
): boolean {
  return (
    counts.get("Users") === users.length &&
    counts.get("Groups") === groups.size &&
    counts.get("Roles") === roles.length
  );
}

/** Trails by ARN, with status and selectors. A status names no trail: the file's name does, or there is one only. */
function trailsOf(
  account: string,
  own: readonly FileFacts[],
): {
  readonly trails: readonly TrailWithMore[] | null;
  readonly loose: readonly Seen<TrailStatusFact>[];
} {
  const lists = own.filter((one) => isTrailList(one, account));
  const byName = new Map<string, Seen<TrailFact>>();
  for (const { trails } of lists)
    for (const key of [account, "", ...trails.keys()])
      for (const one of trails.get(key) ?? []) {
        const name = one.fact.arn ?? one.fact.name;
        if (!byName.has(name)) byName.set(name, one);
      }
  const trails = [...byName.values()];
  const statusOf = new Map<string, Seen<TrailStatusFact>>();
  const loose: Seen<TrailStatusFact>[] = [];
  for (const { info, statuses } of own)
    for (const status of statuses) {
      const name = trailOfFile(fileNameOf(info.path), trails);
      if (name === null) loose.push(status);
      else if (!statusOf.has(name)) statusOf.set(name, status);
    }
  const selectors = own.flatMap((one) => one.selectors);
  return {
    trails:
      lists.length === 0
        ? null
        : trails.map((trail) => ({
            trail,
            status: statusOf.get(trail.fact.name) ?? null,
            selectors: selectorsOf(trail, selectors),
          })),
    loose,
  };
}

/** Whether a file lists the trails of an account; an empty list names none. */
function isTrailList({ trails, info }: FileFacts, account: string): boolean {
  return trails.has(account) || trails.has("") || (info.kind === "trails" && trails.size === 0);
}

/** The trail whose name stands in a file's name; the only trail where there is one. */
function trailOfFile(file: string, trails: readonly Seen<TrailFact>[]): string | null {
  const [only] = trails;
  if (trails.length === 1 && only !== undefined) return only.fact.name;
  const named = trails
    .filter(({ fact }) => file.includes(fact.name))
    .toSorted((a, b) => b.fact.name.length - a.fact.name.length);
  const [first, second] = named;
  // A name inside a longer one is no match of its own; two different ones tell nothing.
  return first === undefined ||
    (second !== undefined && !first.fact.name.includes(second.fact.name))
    ? null
    : first.fact.name;
}

function selectorsOf(
  { fact }: Seen<TrailFact>,
  all: readonly Seen<SelectorsFact>[],
): Seen<SelectorsFact> | null {
  return (
    all.find(
      ({ fact: { trailArn } }) =>
        trailArn !== null &&
        (trailArn === fact.arn ||
          trailArn === fact.name ||
          (fact.arn === null && nameOf(trailArn) === fact.name)),
    ) ?? null
  );
}
