/** Puts together what every host has: engine, settings, recent cases, choices, and the functions behind all calls. */
import { randomUUID } from "node:crypto";
import { homedir, userInfo } from "node:os";
import type { Events } from "../../shared/ipc.ts";
import type { Choice, ProgramInfo } from "../../shared/ipc/program.ts";
import { createBugLog } from "./bug-log.ts";
import type { BugLog } from "./bug-log.ts";
import { createChoices } from "./choices.ts";
import { createEngineClient } from "./engine-client.ts";
import type { EngineProcess } from "./engine-client.ts";
import { createFolders } from "./folders.ts";
import { createHandlers } from "./handlers.ts";
import { createRecentCases } from "./recent-cases.ts";
import type { RecentCases } from "./recent-cases.ts";
import { createSampleFiles } from "./sample-files.ts";
import type { Handlers } from "./serve.ts";
import { createSettings } from "./settings.ts";
import type { SettingsStore } from "./settings.ts";
import type { Shell } from "./shell.ts";

export interface HostParts {
  readonly startEngine: () => EngineProcess;
  readonly shell: Shell;
  /** Sends a message to every window. */
  readonly send: <E extends keyof Events>(name: E, payload: Events[E]) => void;
  /** Where settings, recent cases and trials are kept. */
  readonly userFolder: string;
  readonly logFolder: string;
  /** Where the sample's logs are. */
  readonly sampleFolder: string;
  readonly version: string;
  /** Parts of the program for About, beside its own version. */
  readonly versions: ProgramInfo["versions"];
  /** A case to open at once; null: none. */
  readonly startWith: string | null;
  /** Settings, recent cases, or whether a case is open, are no longer what they were. */
  readonly onChange?: () => void;
}

export interface Host {
  readonly handlers: Handlers;
  readonly logBug: BugLog;
  readonly settings: SettingsStore;
  readonly recent: RecentCases;
  readonly hasCase: () => boolean;
  /** Files of a choice that was made without a dialog: dropped on the window. */
  readonly choose: (kind: Choice["kind"], paths: readonly string[]) => Choice;
  /** A case was opened from outside of the window: by a choice, or the id of a recent case. */
  readonly offer: (choiceId: string) => void;
  /** Closes the case and ends the engine. */
  readonly stop: () => Promise<void>;
}

/** How long the engine may take to close the case before it is ended; the file is whole either way. */
const patienceMs = 3000;

/** Makes a host, and starts its engine. */
export function createHost(parts: HostParts): Host {
  const { send, userFolder } = parts;
  const logBug = createBugLog(parts.logFolder, randomUUID);
  const choices = createChoices(randomUUID);
  const keepFailed = (error: unknown): void => void logBug("user data", error);
  const store = createSettings(userFolder, keepFailed);
  const settings: SettingsStore = {
    read: store.read,
    change: (change) => {
      const all = store.change(change);
      send("settingsChanged", all);
      parts.onChange?.();
      return all;
    },
  };
  const recent = createRecentCases(userFolder, choices, keepFailed);
  const engine = createEngineClient({
    startEngine: parts.startEngine,
    onEvent: send,
    onRestart: (last) => {
      send("engineRestarted", last);
      parts.onChange?.();
    },
    logBug: (detail) => logBug("engine", detail),
    now: () => performance.now(),
  });

  let offered = parts.startWith === null ? null : choices.add("case", [parts.startWith]);
  const handlers = createHandlers({
    engine,
    shell: parts.shell,
    choices,
    folders: createFolders(homedir(), choices, randomUUID),
    settings,
    recent,
    sample: createSampleFiles(parts.sampleFolder, userFolder),
    info: {
      version: parts.version,
      host: parts.shell.kind,
      isMac: process.platform === "darwin",
      versions: parts.versions,
      user: userName(),
    },
    offered: {
      current: () => offered,
      taken: (id) => {
        if (offered?.id === id) offered = null;
      },
    },
    now: () => Date.now(),
    onCase: () => parts.onChange?.(),
  });

  engine.warmUp();
  return {
    handlers,
    logBug,
    settings,
    recent,
    hasCase: () => engine.openPath() !== null,
    choose: choices.add,
    offer: (choiceId) => {
      offered = choices.find(choiceId).choice;
      send("caseOffered", offered);
    },
    stop: () => engine.stop(patienceMs),
  };
}

/** Some systems know no name for their user. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
