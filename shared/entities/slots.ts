/** The documents of a thing over time: versions, trust, inline policies. */
import type { DocumentSlot, DocumentVersion } from "../ipc/entities.ts";
import { log, say, text } from "../span.ts";
import type { By, EntityState, StateFact } from "../state/state-types.ts";
import { shownBy } from "./access.ts";
import { shownWhy } from "./facts.ts";
import type { LifeStep } from "./life-steps.ts";

/** All places of a thing that hold documents, the one that is looked at first in front. */
export function slotsOf(steps: readonly LifeStep[]): readonly DocumentSlot[] {
  const thing = steps.findLast((step) => step.thing !== null)?.thing;
  if (thing === undefined || thing === null) return [];
  switch (thing.kind) {
    case "policy":
      return [{ id: "versions", label: [text("Versions")], versions: policyVersions(steps) }];
    case "role":
      return [
        {
          id: "trust",
          label: [text("Trust policy")],
          versions: overTime(
            steps,
            (one) => (one.kind === "role" ? one.trust : null),
            (one) => one.life.deleted,
          ),
        },
        ...inlineSlots(steps),
      ];
    case "user":
    case "group":
      return inlineSlots(steps);
    case "instance-profile":
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
    case "delegation-request":
      return [];
  }
}

function policyVersions(steps: readonly LifeStep[]): readonly DocumentVersion[] {
  const versions = new Map<string, DocumentVersion>();
  for (const { from, thing } of steps) {
    if (thing?.kind !== "policy") continue;
    for (const { value, since } of thing.versions.items) {
      const { document } = value;
      const known = versions.get(value.id);
      const isDefault = thing.defaultVersion.known && thing.defaultVersion.value === value.id;
      const isKept = known?.text !== null && known !== undefined;
      versions.set(value.id, {
        id: value.id,
        label: value.id,
        by: known?.by ?? shownBy(since),
        deleted: null,
        from: known?.from ?? (isDefault ? from : null),
        text: isKept ? known.text : document.known ? document.value : null,
        why: isKept ? null : document.known ? null : shownWhy(document.why),
      });
    }
    for (const { value, ended } of thing.versions.gone) {
      const known = versions.get(value.id);
      const { document } = value;
      versions.set(value.id, {
        id: value.id,
        label: value.id,
        by: known?.by ?? null,
        from: known?.from ?? null,
        text: known?.text ?? (document.known ? document.value : null),
        why: known?.text === null || known === undefined ? whyOf(document) : null,
        deleted: shownBy(ended),
      });
    }
  }
  return [...versions.values()].toSorted((a, b) => versionNumber(a.id) - versionNumber(b.id));
}

/** Of `v3`: 3. */
export function versionNumber(id: string): number {
  return Number(id.replace(/^v/, ""));
}

function whyOf(document: StateFact<string>): string | null {
  return document.known ? null : shownWhy(document.why);
}

function inlineSlots(steps: readonly LifeStep[]): readonly DocumentSlot[] {
  const found = new Map<string, string>();
  for (const { thing } of steps)
    for (const name of inlineNames(thing)) found.set(name.toLowerCase(), name);
  return [...found.values()].map((name) => ({
    id: `inline/${name}`,
    label: say`Inline policy ${log(name, "policy")}`,
    versions: overTime(
      steps,
      (one) => inlineDocument(one, name),
      (one) => inlineEnd(one, name),
    ),
  }));
}

function inlineNames(thing: EntityState | null): readonly string[] {
  if (thing?.kind !== "user" && thing?.kind !== "group" && thing?.kind !== "role") return [];
  return thing.inline.items.map(({ value }) => value.name);
}

function inlineDocument(thing: EntityState, name: string): StateFact<string> | null {
  if (thing.kind !== "user" && thing.kind !== "group" && thing.kind !== "role") return null;
  const found = thing.inline.items.find(
    ({ value }) => value.name.toLowerCase() === name.toLowerCase(),
  );
  if (found?.uncertain !== undefined) {
    return { known: false, why: "events of one second leave open what stands there" };
  }
  return found?.value.document ?? null;
}

function inlineEnd(thing: EntityState, name: string): By | null {
  if (thing.kind !== "user" && thing.kind !== "group" && thing.kind !== "role") return null;
  const gone = thing.inline.gone.findLast(
    ({ value }) => value.name.toLowerCase() === name.toLowerCase(),
  );
  return gone?.ended ?? thing.life.deleted;
}

/** One version for each time at which the document became another one. */
function overTime(
  steps: readonly LifeStep[],
  pick: (thing: EntityState) => StateFact<string> | null,
  endOf: (thing: EntityState) => By | null,
): readonly DocumentVersion[] {
  const versions: DocumentVersion[] = [];
  let current: string | null = null;
  for (const { from, thing } of steps) {
    const fact = thing === null ? null : pick(thing);
    if (fact === null) {
      const last = versions.at(-1);
      const deleted = thing === null ? null : shownBy(endOf(thing));
      if (current !== null && last !== undefined && deleted !== null)
        versions[versions.length - 1] = { ...last, deleted };
      current = null;
      continue;
    }
    const key = fact.known ? `k${fact.value}` : `u${fact.why}`;
    if (key === current) continue;
    current = key;
    const by: By | null = fact.known
      ? fact.backward === true
        ? null
        : fact.by
      : (fact.by ?? null);
    versions.push({
      id: from ?? "start",
      label: from ?? "",
      by: shownBy(by),
      deleted: null,
      from,
      text: fact.known ? fact.value : null,
      why: fact.known ? null : shownWhy(fact.why),
    });
  }
  return versions;
}
