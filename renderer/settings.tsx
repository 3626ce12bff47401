/** The settings and facts of the program, for every component. */
import { createContext, useCallback, useContext, useEffect, useMemo } from "react";
import type { ReactNode } from "react";
import type { ProgramInfo, Settings } from "../shared/ipc/program.ts";
import { defaultSettings } from "../shared/ipc/program.ts";
import { on, queries, tell, useAsk } from "./api.ts";
import { setSingleKeys } from "./keys.ts";

interface Surroundings {
  readonly info: ProgramInfo;
  readonly settings: Settings;
  readonly change: (wanted: Partial<Settings>) => void;
}

const unknownProgram: ProgramInfo = {
  version: "",
  host: "browser",
  isMac: false,
  versions: [],
  offered: null,
  user: "",
};

const Context = createContext<Surroundings>({
  info: unknownProgram,
  settings: defaultSettings,
  change: () => undefined,
});

/** Sizes that the zoom goes through; 1 is the usual one. */
export const zooms: readonly number[] = [0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** Gives everything below it settings and program facts, and sets theme, density and zoom. */
export function SettingsProvider({ children }: { readonly children: ReactNode }) {
  const info = useAsk("programInfo", []).value ?? unknownProgram;
  const settings = useAsk("settings", []).value ?? defaultSettings;
  useEffect(() => on.settingsChanged((next) => queries.setQueryData(["settings"], next)), []);
  const change = useCallback((wanted: Partial<Settings>) => {
    // Shown at once; the program's answer is the last word.
    queries.setQueryData<Settings>(["settings"], (now = defaultSettings) => ({
      ...now,
      ...wanted,
    }));
    void tell("changeSettings", wanted).then((next) => queries.setQueryData(["settings"], next));
  }, []);
  useEffect(() => {
    const { dataset, style } = document.documentElement;
    if (settings.theme === "system") delete dataset["theme"];
    else dataset["theme"] = settings.theme;
    dataset["density"] = settings.density;
    dataset["patterns"] = settings.patterns ? "on" : "off";
    style.setProperty("zoom", String(settings.zoom));
    style.setProperty("--tp-zoom", String(settings.zoom));
    setSingleKeys(settings.singleKeys);
  }, [settings]);
  const value = useMemo(() => ({ info, settings, change }), [info, settings, change]);
  return <Context value={value}>{children}</Context>;
}

/** Settings, and how to change them. */
export function useSettings(): Surroundings {
  return useContext(Context);
}

/** Who decides: the person of the settings, or the system's user. */
export function useWho(): string {
  const { info, settings } = useSettings();
  return settings.person === "" ? info.user : settings.person;
}

/** A size or choice of the layout that is kept on this machine, with what holds until it is set. */
export function useLayout<T extends number | string | readonly string[]>(
  name: string,
  usual: T,
): [T, (next: T) => void] {
  const { settings, change } = useSettings();
  const kept = settings.layout[name];
  // Kept under the same name by the same component: of the same kind, or it is left aside.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const value = typeof kept === typeof usual ? (kept as T) : usual;
  const { layout } = settings;
  return [value, (next) => change({ layout: { ...layout, [name]: next } })];
}
