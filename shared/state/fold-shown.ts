/** What an entry of a snapshot does to the facts of its account. */
import type { GroupDetail, PolicyDetail, RoleDetail, UserDetail } from "../snapshot/facts.ts";
import { isoTime } from "../import/event-time.ts";
import { isAwsManaged } from "../iam/arn.ts";
import type { PolicyDocument } from "../iam/policy-document.ts";
import type { AccountFacts, EntityFacts, Life, PolicyFacts } from "./account-facts.ts";
import type { Mark } from "./fact.ts";
import { markOf } from "./fact.ts";
import { isNear } from "./drift.ts";
import { entityFor, entityPlace, policyFor, policyPlace, profileFor } from "./find.ts";
import { isNewer, isRenamedNear, showAll, showEnd, showFact } from "./show-parts.ts";
import type { Entry } from "./show-parts.ts";
import { showCredentials, showPasswordPolicy, showSummary } from "./show-credentials.ts";
import { shownThing } from "./show-thing.ts";
import { sameDocument } from "./same-document.ts";
import { inlineRules } from "./show-inline.ts";
import { showHeld } from "./show-held.ts";
import type { ShownEvent, Wholes } from "./shown.ts";

/** Takes in an entry: facts that the log does not tell are set, others compared. */
export function applyShown(account: AccountFacts, { shown }: ShownEvent, mark: Mark): void {
  const { fact, margin, wholes } = shown;
  // The file may show what was before an event that does not say what it changed.
  const isOpen = [...account.blind.values()].some(({ by }) => isNear(by, mark, margin));
  if (isOpen) return;
  const entry = (thing: string): Entry => ({ account, mark, margin, thing });
  switch (fact.type) {
    case "held":
      showHeld(entry, fact);
      return;
    case "user":
      showEntity(entry(`user/${fact.name}`), "user", fact, wholes);
      return;
    case "group":
      showEntity(entry(`group/${fact.name}`), "group", fact, wholes);
      return;
    case "role":
      showEntity(entry(`role/${fact.name}`), "role", fact, wholes);
      return;
    case "policy":
      showPolicy(entry(`policy/${fact.arn}`), fact, wholes);
      return;
    case "credentials":
      showCredentials(entry, fact);
      return;
    case "password-policy":
      showPasswordPolicy(entry("account/"), fact);
      return;
    case "summary":
      showSummary(entry("account/"), fact);
  }
}

/**
 * An entry as it counts for one thing alone, right after it was folded with all others: whether its lists of holders are
 * whole depends on renames of any of them.
 */
export function settled(account: AccountFacts, event: ShownEvent): ShownEvent {
  const { shown } = event;
  const entry: Entry = { account, mark: markOf(event), margin: shown.margin, thing: "" };
  if (!isRenamedNear(entry)) return event;
  const wholes = { ...shown.wholes, user: false, group: false, role: false };
  return { ...event, shown: { ...shown, wholes } };
}

function showEntity(
  entry: Entry,
  kind: EntityFacts["kind"],
  fact: UserDetail | GroupDetail | RoleDetail,
  wholes: Wholes,
): void {
  const { account, mark } = entry;
  const { name } = fact;
  const entity = shownThing(entry, entityPlace(account, kind, name), fact.id, () =>
    entityFor(account, kind, name, mark),
  );
  if (entity === null) return;
  noteMade(entry, entity, fact.createdAt);
  entity.arn = showFact(entry, entity.arn, fact.arn, {
    life: entity,
    name: "arn",
    part: "path",
    latest: () => entity.path,
    // ARNs differ where the path does, which is told.
    isSame: () => true,
  });
  if (fact.path !== null)
    entity.path = showFact(entry, entity.path, fact.path, {
      life: entity,
      name: "path",
      part: "path",
      latest: () => entity.path,
    });
  showAll(
    entry,
    entity.inline,
    fact.inline.map(({ name: own, document }) => ({
      key: own,
      value: { name: own, document: textOf(document) },
    })),
    inlineRules(mark),
  );
  showAll(
    entry,
    entity.attached,
    fact.attached.map(({ arn }) => ({ key: arn, value: arn })),
    {
      part: "attached",
      text: (arn) => arn,
      other: (arn, isThere) =>
        showEnd(entry, holdersOf(policyFor(account, arn, mark), kind), name, isThere, {
          part: "attached",
          value: arn,
        }),
    },
  );
  entity.isListComplete = true;
  if (fact.type === "group") {
    if (wholes.user && !isRenamedNear(entry)) entity.members.whole ??= mark;
    return;
  }
  showBoundary(entry, entity, fact.boundary);
  showAll(
    entry,
    entity.tags,
    fact.tags.map((tag) => ({ key: tag.key, value: tag })),
    {
      part: "tag",
      text: ({ key }) => key,
      isSame: (a, b) => a.value === b.value,
      document: ({ value }) => value,
    },
  );
  if (fact.type === "user") {
    showAll(
      entry,
      entity.members,
      fact.groups.map((group) => ({ key: group, value: group })),
      {
        part: "group",
        text: (group) => group,
        other: (group, isThere) =>
          showEnd(entry, entityFor(account, "group", group, mark).members, name, isThere, {
            part: "group",
            value: group,
          }),
      },
    );
    return;
  }
  const trust = textOf(fact.trust);
  if (trust !== null)
    entity.trust = showFact(entry, entity.trust, trust, {
      life: entity,
      name: "trust",
      part: "trust",
      isSame: sameDocument,
      latest: () => entity.trust,
    });
  showAll(
    entry,
    entity.profiles,
    fact.instanceProfiles.map((profile) => ({ key: profile.name, value: profile.name })),
    {
      part: "profile",
      text: (profile) => profile,
      other: (profile, isThere) => {
        const { roles } = profileFor(account, profile, mark);
        showEnd(entry, roles, name, isThere, { part: "profile", value: profile });
        // An instance profile holds one role.
        if (isThere) roles.whole ??= mark;
      },
    },
  );
}

function showBoundary(entry: Entry, entity: EntityFacts, arn: string | null): void {
  const { account, mark } = entry;
  const before = entity.boundary;
  entity.boundary = showFact(entry, before, arn, {
    life: entity,
    name: "boundary",
    part: "boundary",
    latest: () => entity.boundary,
  });
  if (entity.boundary.by !== mark) return;
  const key = `${entity.kind}/${entity.name}`;
  for (const { value } of entity.boundaries.values())
    if (value !== arn) showEnd(entry, policyFor(account, value, mark).boundaryOf, key, false);
  if (arn === null) return;
  showEnd(entry, entity.boundaries, arn, true);
  showEnd(entry, policyFor(account, arn, mark).boundaryOf, key, true, {
    part: "boundary",
    value: arn,
  });
}

function showPolicy(entry: Entry, fact: PolicyDetail, wholes: Wholes): void {
  const { account, mark } = entry;
  const policy = shownThing(entry, policyPlace(account, fact.arn), fact.id, () =>
    policyFor(account, fact.arn, mark),
  );
  if (policy === null) return;
  noteMade(entry, policy, fact.createdAt);
  showVersions(entry, policy, fact);
  if (fact.defaultVersion !== null)
    policy.defaultVersion = showFact(entry, policy.defaultVersion, fact.defaultVersion, {
      life: policy,
      name: "defaultVersion",
      part: "default",
      latest: () => policy.defaultVersion,
    });
  if (isAwsManaged(fact.arn) && !(wholes.user && wholes.group && wholes.role)) return;
  if (isRenamedNear(entry)) return;
  for (const kind of ["user", "group", "role"] as const)
    if (wholes[kind]) holdersOf(policy, kind).whole ??= mark;
  if (wholes.user && wholes.role) policy.boundaryOf.whole ??= mark;
}

function showVersions(entry: Entry, policy: PolicyFacts, { versions }: PolicyDetail): void {
  if (versions.length === 0) return;
  for (const { id, document } of versions) {
    const text = textOf(document);
    if (text === null) continue;
    const fact = showFact(entry, policy.versions.get(id), text, {
      life: policy,
      name: `version ${id}`,
      part: "version",
      isSame: sameDocument,
      latest: () => policy.versions.get(id),
    });
    // One that was just deleted.
    if (!isNewer(entry, policy.versionIds.get(id)?.ended)) policy.versions.set(id, fact);
  }
  showAll(
    entry,
    policy.versionIds,
    versions.map(({ id }) => ({ key: id, value: id })),
    {
      part: "version",
      text: (id) => id,
      document: (id) => policy.versions.get(id)?.value ?? null,
      other: (id, isThere) => {
        if (!isThere) policy.versions.delete(id);
      },
    },
  );
}

/** Those of a kind that a policy is attached to. */
export function holdersOf(policy: PolicyFacts, kind: EntityFacts["kind"]) {
  return kind === "user" ? policy.users : kind === "group" ? policy.groups : policy.roles;
}

function noteMade({ mark }: Entry, thing: Life, createdAt: number | null): void {
  if (createdAt !== null) thing.madeAt ??= { value: isoTime(Math.floor(createdAt)), by: mark };
}

function textOf({ status, text }: PolicyDocument): string | null {
  return status === "ok" ? text : null;
}
