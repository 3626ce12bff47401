/** Everything that the palette, the menus and the keys of the frame can do, once. */
import { useMemo } from "react";
import type { Theme } from "../../shared/ipc/program.ts";
import { CallFailed, queries, tell } from "../api.ts";
import { go } from "../location.ts";
import type { Screen } from "../location.ts";
import type { IconName } from "../parts/icons.tsx";
import { useSettings, useWho, zooms } from "../settings.tsx";
import { frameWords } from "../strings/frame.ts";
import { liveFrameWords } from "../strings/live-frame.ts";
import { useAddEvidence, useWork } from "../work.tsx";

export interface Command {
  readonly id: string;
  readonly label: string;
  readonly icon: IconName;
  readonly key?: string;
  /** A screen, as against something that is done. */
  readonly isPlace?: boolean;
  readonly run: () => void;
}

/** Screens of a case with their keys, in the order of the navigation; a gap is a line. */
export const caseScreens: readonly {
  readonly screen: Screen;
  readonly icon: IconName;
  readonly key: string;
  readonly divided?: boolean;
}[] = [
  { screen: "overview", icon: "overview", key: "Mod+1" },
  { screen: "findings", icon: "findings", key: "Mod+2" },
  { screen: "events", icon: "events", key: "Mod+3" },
  { screen: "entities", icon: "entities", key: "Mod+4" },
  { screen: "posture", icon: "checklist", key: "Mod+5" },
  { screen: "fixes", icon: "undo", key: "Mod+6" },
  { screen: "report", icon: "report", key: "Mod+7", divided: true },
  { screen: "evidence", icon: "evidence", key: "Mod+8", divided: true },
  { screen: "rules", icon: "policy", key: "Mod+9" },
];

/** All commands that can be run now. `show`: opens a dialog of the frame. */
export function useCommands(show: (dialog: FrameDialog) => void): readonly Command[] {
  const { info, choose, openCase, closeCase, say } = useWork();
  const { settings, change } = useSettings();
  const add = useAddEvidence();
  const who = useWho();
  const { zoom } = settings;
  return useMemo(() => {
    const { commands: words, screens } = frameWords;
    const hasCase = info !== null;
    const theme = (next: Theme, label: string): Command => ({
      id: `theme-${next}`,
      label,
      icon: "settings",
      run: () => change({ theme: next }),
    });
    const step = (by: 1 | -1): number =>
      (by > 0
        ? zooms.find((one) => one > zoom + 0.01)
        : zooms.findLast((one) => one < zoom - 0.01)) ?? zoom;
    const takeBack = (call: "undoEdit" | "redoEdit"): void =>
      void tell(call, who).then(
        (done) => {
          const isUndo = call === "undoEdit";
          if (done === null) say(isUndo ? frameWords.nothingToUndo : frameWords.nothingToRedo);
          else say(isUndo ? frameWords.undone(done.label) : frameWords.redone(done.label));
        },
        (error: unknown) => {
          if (!(error instanceof CallFailed)) throw error;
          say(error.message, true);
        },
      );
    const all: readonly (Command | false)[] = [
      ...caseScreens.map(
        ({ screen, icon, key }): Command | false =>
          hasCase && {
            id: screen,
            label: screens[screen],
            icon,
            key,
            isPlace: true,
            run: () => go(screen),
          },
      ),
      hasCase && {
        id: "import",
        label: screens.import,
        icon: "take",
        isPlace: true,
        run: () => go("import"),
      },
      { id: "start", label: screens.start, icon: "case", isPlace: true, run: () => go("start") },
      {
        id: "settings",
        label: screens.settings,
        icon: "settings",
        key: "Mod+,",
        isPlace: true,
        run: () => go("settings"),
      },
      {
        id: "new-case",
        label: words.newCase,
        icon: "plus",
        key: "Mod+N",
        run: () => go("start", { new: "1" }),
      },
      {
        id: "open-case",
        label: words.openCase,
        icon: "folder",
        key: "Mod+O",
        run: () =>
          void choose("case").then((choice) => (choice === null ? undefined : openCase(choice.id))),
      },
      hasCase && {
        id: "add-files",
        label: words.addFiles,
        icon: "take",
        key: "Mod+I",
        run: () => void add("files"),
      },
      hasCase && {
        id: "add-folder",
        label: words.addFolder,
        icon: "take",
        key: "Mod+Shift+I",
        run: () => void add("folder"),
      },
      hasCase && {
        id: "engagement",
        label: words.engagement,
        icon: "case",
        run: () => show("engagement"),
      },
      hasCase && {
        id: "close-case",
        label: words.closeCase,
        icon: "close",
        run: () => void closeCase(),
      },
      hasCase && {
        id: "undo",
        label: words.undo,
        icon: "undo",
        key: "Mod+Z",
        run: () => takeBack("undoEdit"),
      },
      hasCase && {
        id: "redo",
        label: words.redo,
        icon: "redo",
        key: "Mod+Shift+Z",
        run: () => takeBack("redoEdit"),
      },
      hasCase && {
        id: "fix-live",
        label: liveFrameWords.fix,
        icon: "undo",
        isPlace: true,
        run: () => go("fixes"),
      },
      hasCase && {
        id: "live-journal",
        label: liveFrameWords.journal,
        icon: "undo",
        isPlace: true,
        run: () => go("fixes", { view: "journal" }),
      },
      hasCase && {
        id: "live-off",
        label: liveFrameWords.off,
        icon: "offline",
        run: () =>
          void tell("switchLive", false, who).then(
            (state) => {
              queries.setQueryData(["liveState"], state);
              say(liveFrameWords.isOff);
            },
            (error: unknown) => {
              if (!(error instanceof CallFailed)) throw error;
              say(error.message, true);
            },
          ),
      },
      {
        id: "back",
        label: words.back,
        icon: "left",
        key: "Alt+ArrowLeft",
        run: () => window.history.back(),
      },
      {
        id: "forward",
        label: words.forward,
        icon: "right",
        key: "Alt+ArrowRight",
        run: () => window.history.forward(),
      },
      theme("system", words.themeSystem),
      theme("light", words.themeLight),
      theme("dark", words.themeDark),
      {
        id: "zoom-in",
        label: words.zoomIn,
        icon: "plus",
        key: "Mod++",
        run: () => change({ zoom: step(1) }),
      },
      {
        id: "zoom-out",
        label: words.zoomOut,
        icon: "minus",
        key: "Mod+-",
        run: () => change({ zoom: step(-1) }),
      },
      {
        id: "zoom-reset",
        label: words.zoomReset,
        icon: "search",
        key: "Mod+0",
        run: () => change({ zoom: 1 }),
      },
      { id: "keys", label: words.keys, icon: "key", key: "?", run: () => show("keys") },
      { id: "about", label: words.about, icon: "info", run: () => show("about") },
    ];
    return all.filter((one) => one !== false);
  }, [info, choose, openCase, closeCase, say, change, zoom, add, who, show]);
}

export type FrameDialog = "palette" | "keys" | "about" | "engagement";
