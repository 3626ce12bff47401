/** What the window and the host tell each other about the program itself: choices of files, settings, recent cases. */

export interface ProgramInfo {
  readonly version: string;
  /** Electron's window, or a browser on this machine. */
  readonly host: "desktop" | "browser";
  /** Keyboard hints say ⌘ on macOS and Ctrl elsewhere. */
  readonly isMac: boolean;
  /** For About, e.g. { name: "SQLite", version: "3.51.0" }. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  /** A case file that the program was started with, until it is taken. */
  readonly offered: Choice | null;
  /** The name of the person at this machine, as the system has it. */
  readonly user: string;
}

/** `new-case` names a file that will be made. */
export type ChoiceKind = "folder" | "files" | "case" | "new-case" | "keys";

/** What a person chose. Names are for reading only; control characters in them are made visible. */
export interface Choice {
  readonly id: string;
  readonly kind: ChoiceKind;
  /** The first names, without their folders. */
  readonly names: readonly string[];
  /** How many were chosen. */
  readonly count: number;
}

/** A case that was open before. */
export interface RecentCase {
  /** Opens it as a choice does. */
  readonly id: string;
  readonly name: string;
  /** Its folder, for reading only. */
  readonly folder: string;
  readonly client: string | null;
  readonly engagement: string | null;
  /** UTC ISO. */
  readonly openedAt: string;
  /** Null: the file is not there. */
  readonly bytes: number | null;
}

/** A folder of this machine as the browser's file dialog shows it. Ids are given out by the host; paths are for reading. */
export interface FolderListing {
  readonly id: string;
  readonly path: string;
  readonly parent: string | null;
  readonly entries: readonly FolderEntry[];
  /** Entries beyond the first 2,000, which are not listed. */
  readonly more: number;
}

export interface FolderEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: "folder" | "file" | "case";
  readonly bytes: number | null;
}

export type Theme = "system" | "light" | "dark";

/** What a person set, on this machine, for all cases. */
export interface Settings {
  readonly theme: Theme;
  readonly density: "dense" | "compact" | "roomy";
  /** 1 is the usual size. */
  readonly zoom: number;
  /** IANA name of the zone that is shown beside UTC when a case names none; null: UTC alone. */
  readonly timeZone: string | null;
  /** Single letters act as keys (WCAG 2.1.4 wants a switch). */
  readonly singleKeys: boolean;
  /** Patterns in charts beside colours. */
  readonly patterns: boolean;
  /** Who decides: stands beside each status and note. Empty: the system's user. */
  readonly person: string;
  readonly nav: "auto" | "wide" | "narrow";
  /** Sizes of panes and columns, chosen columns: by the name of the place. */
  readonly layout: Readonly<Record<string, number | string | readonly string[]>>;
}

/** What holds until a person sets something else. */
export const defaultSettings: Settings = {
  theme: "system",
  density: "compact",
  zoom: 1,
  timeZone: null,
  singleKeys: true,
  patterns: false,
  person: "",
  nav: "auto",
  layout: {},
};

/** A file that was written. */
export interface SavedFile {
  /** Without its folder. */
  readonly name: string;
  /** For reading only. */
  readonly folder: string;
  readonly bytes: number;
}
