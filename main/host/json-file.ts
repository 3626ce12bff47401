/** Small JSON files in the user's data folder: settings, recent cases, where the window stood. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type * as z from "zod";

export interface JsonFile<T> {
  /** What the file holds; null: there is none, or it was damaged and is kept aside as `<name>.damaged`. */
  readonly read: () => T | null;
  /** Writes beside its place and moves the file there. @throws what the file system says. */
  readonly write: (value: T) => void;
}

/** Makes the file's reader and writer. Nothing is touched before the first call. */
export function createJsonFile<T>(path: string, schema: z.ZodType<T>): JsonFile<T> {
  return {
    read: () => {
      const text = textOf(path);
      if (text === null) return null;
      const parsed = schema.safeParse(parse(text));
      if (parsed.success) return parsed.data;
      try {
        renameSync(path, `${path}.damaged`);
      } catch {
        // In a folder that can't be written it stays where it is; defaults hold all the same.
      }
      return null;
    },
    write: (value) => {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      const beside = `${path}.${process.pid}.part`;
      try {
        writeFileSync(beside, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600, flush: true });
        renameSync(beside, path);
      } catch (error) {
        rmSync(beside, { force: true });
        throw error;
      }
    },
  };
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
