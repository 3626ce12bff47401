/** A map that forgets what was set longest ago. */
export interface Table<T> {
  readonly get: (key: string) => T | undefined;
  readonly set: (key: string, value: T) => void;
  readonly remove: (key: string) => void;
  readonly values: () => readonly T[];
}

/**
 * An empty table of at most so many things, and at least the half of them that was set last: it forgets a half at a
 * time, as looking for the oldest of a map takes longer the more was taken out of it. `onForget` is told what is
 * forgotten.
 */
export function createTable<T>(most: number, onForget?: (value: T) => void): Table<T> {
  let old = new Map<string, T>();
  let young = new Map<string, T>();
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set: (key, value) => {
      old.delete(key);
      young.set(key, value);
      if (young.size * 2 < most) return;
      if (onForget !== undefined) for (const one of old.values()) onForget(one);
      old = young;
      young = new Map();
    },
    remove: (key) => {
      young.delete(key);
      old.delete(key);
    },
    values: () => [...old.values(), ...young.values()],
  };
}
