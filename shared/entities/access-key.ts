/** Access keys: credentials of a user that people look for by their id. */
import type { EntityMoment } from "../ipc/entities.ts";
import { log, text } from "../span.ts";
import type { CredentialState, EntityState, UserState } from "../state/state-types.ts";
import { shownBy } from "./access.ts";

/** The id in the key of an access key (`access-key/AKIA…`); null: the key is of another kind. */
export function accessKeyId(key: string): string | null {
  return key.startsWith("access-key/") ? key.slice("access-key/".length) : null;
}

/** Whether a user has, or had, an access key. */
export function hasKey(user: EntityState | null, id: string): user is UserState {
  if (user?.kind !== "user") return false;
  const { items, gone } = user.accessKeys;
  return [...items, ...gone].some(({ value }) => isSame(value.id, id));
}

/** An access key of a user as it is; null: it is not there. */
export function credentialOf(user: EntityState, id: string): CredentialState | null {
  if (user.kind !== "user") return null;
  return user.accessKeys.items.find(({ value }) => isSame(value.id, id))?.value ?? null;
}

/** What is known of an access key at a moment; the picture of relations is that of its user. */
export function keyMoment(owner: UserState, id: string, at: string): Omit<EntityMoment, "graph"> {
  const item = owner.accessKeys.items.find(({ value }) => isSame(value.id, id));
  const gone = owner.accessKeys.gone.findLast(({ value }) => isSame(value.id, id));
  const status = item?.value.status;
  const fact = { why: null, by: null, isUncertain: false };
  return {
    at,
    exists: item !== undefined,
    why: null,
    facts: [
      {
        ...fact,
        label: "Exists",
        value: [text(item === undefined ? "no, deleted" : "yes")],
        by: shownBy(item === undefined ? (gone?.ended ?? null) : item.since),
      },
      ...(status === undefined
        ? []
        : [
            status.known
              ? { ...fact, label: "Status", value: [log(status.value)], by: shownBy(status.by) }
              : { ...fact, label: "Status", value: null, why: status.why },
          ]),
    ],
    lists: [
      {
        id: "owner",
        label: "User",
        items: [
          {
            text: [log(owner.name, "user")],
            key: owner.key,
            kind: "user",
            since: shownBy(item?.since ?? gone?.since ?? null),
            isUncertain: item?.uncertain !== undefined,
          },
        ],
        more: 0,
        gone: [],
        why: null,
      },
    ],
    access: null,
    holders: [],
    unknown: [],
  };
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
