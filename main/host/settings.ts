/** What a person set on this machine, kept from start to start. */
import { join } from "node:path";
import type * as z from "zod";
import { defaultSettings } from "../../shared/ipc/program.ts";
import type { Settings } from "../../shared/ipc/program.ts";
import { settingsChange } from "./check-parts.ts";
import { createJsonFile } from "./json-file.ts";

export interface SettingsStore {
  readonly read: () => Settings;
  /** Answers all settings as they are now. They hold for this run even where they can't be written. */
  readonly change: (change: Partial<Settings>) => Settings;
}

/** Members of a newer version are left aside. */
const stored: z.ZodType<Partial<Settings>> = settingsChange.loose().transform((all) => {
  const known = Object.keys(defaultSettings);
  return Object.fromEntries(Object.entries(all).filter(([name]) => known.includes(name)));
});

/** Opens the settings in the user's data folder. `onFailure`: they could not be written. */
export function createSettings(folder: string, onFailure: (error: unknown) => void): SettingsStore {
  const file = createJsonFile(join(folder, "settings.json"), stored);
  let now: Settings = { ...defaultSettings, ...file.read() };
  return {
    read: () => now,
    change: (change) => {
      now = { ...now, ...change };
      try {
        file.write(now);
      } catch (error) {
        onFailure(error);
      }
      return now;
    },
  };
}
