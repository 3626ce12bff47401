/**
 * Puts a record together from single members. Members are entries, never assigned to an object, so that a key such as
 * `__proto__` is a key like any other; what is absent stays absent.
 */
import type { Json } from "../../cloudtrail-event.ts";
import { isJsonObject } from "../../cloudtrail-event.ts";

/** A record that is being put together. */
export interface RecordTree {
  /** Sets a member by its path; null and empty text are absent. The first value of a path stays. */
  readonly set: (path: readonly string[], value: Json | undefined) => void;
  readonly record: () => Json;
}

type Node = Map<string, Node | { readonly value: Json }>;

/** Makes an empty tree. */
export function createRecordTree(): RecordTree {
  const root: Node = new Map();
  return {
    set: (path, value) => {
      if (value === undefined || value === null || value === "") return;
      let node = root;
      for (const name of path.slice(0, -1)) {
        const next = node.get(name);
        if (next === undefined) {
          const made: Node = new Map();
          node.set(name, made);
          node = made;
        } else if (next instanceof Map) node = next;
        else return;
      }
      const last = path.at(-1) ?? "";
      if (!node.has(last)) node.set(last, { value });
    },
    record: () => built(root),
  };
}

/** Objects whose members are all numbered from 0 are lists. */
function built(node: Node): Json {
  const entries = [...node].map(
    ([name, child]) => [name, child instanceof Map ? built(child) : child.value] as const,
  );
  if (entries.length > 0 && entries.every(([name]) => /^\d{1,4}$/.test(name))) {
    const sorted = entries.toSorted(([a], [b]) => Number(a) - Number(b));
    if (sorted.every(([name], i) => Number(name) === i)) return sorted.map(([, value]) => value);
  }
  return Object.fromEntries(entries);
}

/** A value without members that are null, at any depth: structs name every member, records only those they have. */
export function withoutNulls(value: Json, depth = 0): Json {
  if (depth > 60) return value;
  if (Array.isArray(value)) return value.map((one: Json) => withoutNulls(one, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([name, member]) => [name, withoutNulls(member, depth + 1)]),
  );
}
