/** The file dialogs. */
import { dialog } from "electron";
import type { BrowserWindow, OpenDialogOptions } from "electron";
import type { ChoiceKind } from "../../shared/ipc.ts";

export interface Dialogs {
  /** The chosen paths; null when the dialog was closed. */
  readonly choose: (kind: ChoiceKind) => Promise<readonly string[] | null>;
  /** Where to save; null when the dialog was closed. */
  readonly save: (name: string) => Promise<string | null>;
}

const options: Readonly<Record<ChoiceKind, OpenDialogOptions>> = {
  folder: {
    title: "Choose a folder with CloudTrail logs",
    buttonLabel: "Choose",
    properties: ["openDirectory", "multiSelections"],
  },
  files: {
    title: "Choose CloudTrail logs",
    buttonLabel: "Choose",
    properties: ["openFile", "multiSelections"],
  },
  case: {
    title: "Open a case",
    buttonLabel: "Open",
    properties: ["openFile"],
    filters: [{ name: "Trailproof case", extensions: ["trailproof"] }],
  },
};

/** Dialogs that belong to `window`. */
export function createDialogs(window: BrowserWindow): Dialogs {
  return {
    choose: async (kind) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, options[kind]);
      return canceled || filePaths.length === 0 ? null : filePaths;
    },
    save: async (name) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: "Save the report",
        defaultPath: name,
        filters: [{ name: "HTML", extensions: ["html"] }],
      });
      return canceled || filePath === "" ? null : filePath;
    },
  };
}

/**
 * Answers in place of dialogs, for tests of the unpackaged program: TRAILPROOF_TEST_CHOOSE and TRAILPROOF_TEST_SAVE
 * name a path each. Null where neither is set.
 */
export function scriptedDialogs(env: NodeJS.ProcessEnv): Dialogs | null {
  const choose = env["TRAILPROOF_TEST_CHOOSE"];
  const save = env["TRAILPROOF_TEST_SAVE"];
  if (choose === undefined && save === undefined) return null;
  return {
    choose: () => Promise.resolve(choose === undefined ? null : [choose]),
    save: () => Promise.resolve(save ?? null),
  };
}
