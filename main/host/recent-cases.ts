/** The cases that were open before, the latest first, kept from start to start. */
import { statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import * as z from "zod";
import type { CaseInfo } from "../../shared/ipc/case.ts";
import type { RecentCase } from "../../shared/ipc/program.ts";
import { visible } from "../cli/visible.ts";
import type { Choices } from "./choices.ts";
import { createJsonFile } from "./json-file.ts";

/** As many are kept. */
const most = 20;

const stored = z
  .array(
    z.object({
      path: z.string().min(1).max(32_768),
      client: z.string().max(200).nullable(),
      engagement: z.string().max(200).nullable(),
      openedAt: z.iso.datetime(),
    }),
  )
  .max(1000);

type Entry = z.infer<typeof stored>[number];

export interface RecentCases {
  readonly list: () => readonly RecentCase[];
  /** Puts a case first, with what is known of it now. `now`: milliseconds since 1970. */
  readonly add: (path: string, info: CaseInfo, now: number) => void;
  /** Takes the case that an id of the list names off; the file stays. */
  readonly forget: (id: string) => void;
}

/** Opens the list in the user's data folder. `onFailure`: it could not be written; it holds for this run all the same. */
export function createRecentCases(
  folder: string,
  choices: Choices,
  onFailure: (error: unknown) => void,
): RecentCases {
  const file = createJsonFile(join(folder, "recent-cases.json"), stored);
  let entries: readonly Entry[] = file.read() ?? [];
  /** A path keeps its id while the program runs. */
  const ids = new Map<string, string>();

  const idOf = (path: string): string => {
    const id = ids.get(path) ?? choices.add("case", [path]).id;
    ids.set(path, id);
    return id;
  };
  const keep = (next: readonly Entry[]): void => {
    entries = next.slice(0, most);
    try {
      file.write([...entries]);
    } catch (error) {
      onFailure(error);
    }
  };
  return {
    list: () =>
      entries.map(({ path, client, engagement, openedAt }) => ({
        id: idOf(path),
        name: visible(basename(path)),
        folder: visible(dirname(path)),
        client,
        engagement,
        openedAt,
        bytes: bytesOf(path),
      })),
    add: (path, { engagement }, now) =>
      keep([
        {
          path,
          client: engagement.client,
          engagement: engagement.title,
          openedAt: new Date(now).toISOString(),
        },
        ...entries.filter((entry) => entry.path !== path),
      ]),
    forget: (id) => keep(entries.filter((entry) => ids.get(entry.path) !== id)),
  };
}

function bytesOf(path: string): number | null {
  try {
    const found = statSync(path);
    return found.isFile() ? found.size : null;
  } catch {
    // On a drive that is gone, or in a folder that may not be read.
    return null;
  }
}
