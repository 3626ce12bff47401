/** The lanes of a thing's life line. */
import { nameOf } from "../iam/arn.ts";
import { managedPolicy } from "../iam/managed-policies.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import { readPolicy } from "../iam/policy-reading.ts";
import { principalList } from "../iam/principal-words.ts";
import type { LifeBar, LifeLane } from "../ipc/entities.ts";
import { counted, log, say, text } from "../span.ts";
import type { LogKind, Spans } from "../span.ts";
import type { EntityState, PolicyState, RoleState, StateFact } from "../state/state-types.ts";
import { accessKeyId, credentialOf } from "./access-key.ts";
import { barsOf } from "./life-steps.ts";
import type { LifeStep, Standing } from "./life-steps.ts";
import { versionNumber } from "./slots.ts";

/** Lanes of one kind; more of them become a line that counts them. */
const mostOfKind = 5;

/** The lanes, for all steps of one thing; of an access key, the steps of its user. */
export function lanesOf(steps: readonly LifeStep[], key: string): readonly LifeLane[] {
  const keyId = accessKeyId(key);
  if (keyId !== null)
    return lanesOfKind(
      "Status",
      barsOf(steps, (one) => keyStatus(one, keyId)),
      steps,
    );
  const thing = steps.findLast((step) => step.thing !== null)?.thing;
  if (thing === undefined || thing === null) return [];
  const lanes = (label: string, pick: (one: EntityState) => readonly Standing[]) =>
    lanesOfKind(label, barsOf(steps, pick), steps);
  switch (thing.kind) {
    case "policy":
      return [
        ...versionLanes(barsOf(steps, versions)),
        ...lanes("Held by", (one) => (one.kind === "policy" ? holders(one) : [])),
      ];
    case "role":
      return [
        ...lanes("Exists", exists),
        ...lanes("Trusts", (one) => (one.kind === "role" ? trust(one) : [])),
        ...lanes("Holds", holds),
        ...lanes("Boundary", boundary),
        ...lanes("Carried by", (one) =>
          one.kind === "role" ? names(one.instanceProfiles.items, "other") : [],
        ),
      ];
    case "user":
      return [
        ...lanes("Exists", exists),
        ...lanes("Groups", (one) => (one.kind === "user" ? names(one.groups.items, "group") : [])),
        ...lanes("Holds", holds),
        ...lanes("Boundary", boundary),
        ...lanes("Signs in", signsIn),
      ];
    case "group":
      return [
        ...lanes("Exists", exists),
        ...lanes("Holds", holds),
        ...lanes("Members", (one) => (one.kind === "group" ? names(one.users.items, "user") : [])),
      ];
    case "instance-profile":
      return [
        ...lanes("Exists", exists),
        ...lanes("Role", (one) =>
          one.kind === "instance-profile" ? names(one.roles.items, "role") : [],
        ),
      ];
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
    case "delegation-request":
      return lanes("Exists", exists);
  }
}

function exists({ life }: EntityState): readonly Standing[] {
  if (life.exists === false) return [];
  const look = life.exists === null ? "open" : "main";
  return [{ lane: "", look, text: life.exists === null ? [text("not known")] : [] }];
}

function versions(thing: EntityState): readonly Standing[] {
  if (thing.kind !== "policy") return [];
  const current = thing.defaultVersion.known ? thing.defaultVersion.value : null;
  return thing.versions.items.map(({ value, since }): Standing => {
    if (value.id !== current) return { lane: value.id, look: "thin", text: [] };
    const by = since === null ? [] : say`, ${log(nameOf(since.actor))}`;
    const power = documentPower(value.document);
    return power === null
      ? { lane: value.id, look: "main", text: say`default${by}` }
      : { lane: value.id, look: "hot", text: say`default${by}: ${text(power)}` };
  });
}

/** What a document gives that an auditor must know of, in a few words; null: nothing, or not known. */
function documentPower(document: StateFact<string>): string | null {
  if (!document.known) return null;
  const read = readPolicyDocument(document.value);
  if (read.status !== "ok") return null;
  const { admin, escalations } = readPolicy(read);
  if (admin?.bound === null) {
    return {
      "every-action": "everything",
      "all-of-iam": "iam:* on *",
      "not-action": "nearly everything",
    }[admin.how];
  }
  return escalations.some((e) => e.bound === null) ? "ways to more rights" : null;
}

function holders(policy: PolicyState): readonly Standing[] {
  return [
    ...holderLanes("role", policy.roles),
    ...holderLanes("group", policy.groups),
    ...holderLanes("user", policy.users),
    ...policy.boundaryOf.items.map(({ value }): Standing => ({
      lane: `boundary ${value}`,
      look: "plain",
      text: say`boundary of ${log(value.slice(value.indexOf("/") + 1), "user")}`,
    })),
  ];
}

function holderLanes(
  kind: "role" | "group" | "user",
  { items }: PolicyState["roles"],
): readonly Standing[] {
  return items.map(({ value }) => ({
    lane: `${kind}/${value}`,
    look: "plain",
    text: say`${text(kind)} ${log(value, kind)}`,
  }));
}

function trust(role: RoleState): readonly Standing[] {
  if (!role.trust.known) return [{ lane: "", look: "open", text: [text("not known")] }];
  const read = readPolicyDocument(role.trust.value);
  const principals = read.statements
    .filter((s) => s.effect === "Allow")
    .flatMap((s) => s.principals ?? []);
  const isOpen = principals.some(({ kind, value }) => kind === "AWS" && value === "*");
  return [{ lane: "", look: isOpen ? "hot" : "main", text: principalList(principals) }];
}

function holds(thing: EntityState): readonly Standing[] {
  if (thing.kind !== "user" && thing.kind !== "group" && thing.kind !== "role") return [];
  return [
    ...thing.attached.items.map(({ value }): Standing => {
      const as = managedPolicy(value)?.class;
      return {
        lane: value,
        look: as === "admin" || as === "iam" ? "hot" : "plain",
        text: [log(nameOf(value), "policy")],
      };
    }),
    ...thing.inline.items.map(({ value }): Standing => {
      const power = documentPower(value.document);
      return {
        lane: `inline ${value.name}`,
        look: power === null ? "plain" : "hot",
        text: say`${log(value.name, "policy")}, inline${power === null ? [] : say`: ${text(power)}`}`,
      };
    }),
  ];
}

function boundary(thing: EntityState): readonly Standing[] {
  if (thing.kind !== "user" && thing.kind !== "role") return [];
  if (!thing.boundary.known || thing.boundary.value === null) return [];
  const name = nameOf(thing.boundary.value);
  return [{ lane: "", look: "plain", text: [log(name, "policy")] }];
}

function keyStatus(thing: EntityState, id: string): readonly Standing[] {
  const found = credentialOf(thing, id);
  if (found === null) return [];
  const { status } = found;
  if (!status.known) return [{ lane: "", look: "open", text: [text("not known")] }];
  return [
    { lane: "", look: status.value === "Inactive" ? "plain" : "main", text: [log(status.value)] },
  ];
}

function signsIn(thing: EntityState): readonly Standing[] {
  if (thing.kind !== "user") return [];
  const { loginProfile } = thing;
  return [
    ...(loginProfile.known && loginProfile.value !== null
      ? [{ lane: "password", look: "plain", text: [text("console password")] } as const]
      : []),
    ...thing.accessKeys.items.map(({ value: { id, status } }): Standing => {
      const isOff = status.known && status.value === "Inactive";
      return { lane: id, look: isOff ? "thin" : "plain", text: isOff ? [] : [log(id, "key")] };
    }),
    ...thing.mfaDevices.items.map(({ value }): Standing => ({
      lane: value,
      look: "plain",
      text: say`second factor ${log(nameOf(value))}`,
    })),
  ];
}

function names(items: readonly { readonly value: string }[], kind: LogKind): readonly Standing[] {
  return items.map(({ value }) => ({ lane: value, look: "plain", text: [log(value, kind)] }));
}

/** Versions have lanes of their own, the latest last. */
function versionLanes(lanes: ReadonlyMap<string, readonly LifeBar[]>): readonly LifeLane[] {
  return [...lanes]
    .toSorted(([a], [b]) => versionNumber(a) - versionNumber(b))
    .slice(-mostOfKind * 2)
    .map(([id, bars]): LifeLane => ({ label: [log(id)], bars }));
}

/** The label stands before the first lane of its kind. Lanes that stand at the end come before those that are gone. */
function lanesOfKind(
  label: string,
  lanes: ReadonlyMap<string, readonly LifeBar[]>,
  steps: readonly LifeStep[],
): readonly LifeLane[] {
  if (steps.length === 0) return [];
  const all = [...lanes.values()].toSorted((a, b) => rank(a) - rank(b));
  const shown = all.slice(0, mostOfKind);
  const rest = all.length - shown.length;
  return shown.map((bars, i): LifeLane => {
    const isLast = i === shown.length - 1 && rest > 0;
    const words: Spans = i === 0 ? [text(label)] : isLast ? counted(rest, "more", "more") : [];
    return { label: words, bars };
  });
}

function rank(bars: readonly LifeBar[]): number {
  if (bars.some(({ look }) => look === "hot")) return 0;
  return bars.at(-1)?.to === null ? 1 : 2;
}
