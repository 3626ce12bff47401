/** The file dialogs. */
import { join } from "node:path";
import { dialog } from "electron";
import type { BrowserWindow, OpenDialogOptions } from "electron";
import type { ChoiceKind } from "../../shared/ipc/program.ts";
import type { SaveOffer, SavePlace } from "../host/shell.ts";

export interface Dialogs {
  /** The chosen paths; null when the dialog was closed. `name`: what to call a new case. */
  readonly choose: (kind: ChoiceKind, name: string | null) => Promise<readonly string[] | null>;
  /** Where to save; null when the dialog was closed. */
  readonly save: (offer: SaveOffer, folder: string) => Promise<SavePlace | null>;
  /** Whether an address may be opened in the browser. */
  readonly mayOpen: (url: string) => Promise<boolean>;
}

const caseFiles = [{ name: "Trailproof case", extensions: ["trailproof"] }];

const options: Readonly<Record<Exclude<ChoiceKind, "new-case">, OpenDialogOptions>> = {
  folder: {
    title: "Choose folders with CloudTrail logs",
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
    filters: caseFiles,
  },
  keys: {
    title: "Choose CloudTrail's public keys",
    buttonLabel: "Choose",
    properties: ["openFile", "multiSelections"],
    filters: [{ name: "Output of aws cloudtrail list-public-keys", extensions: ["json"] }],
  },
};

/** Dialogs that belong to `window`. */
export function createDialogs(window: BrowserWindow): Dialogs {
  return {
    choose: async (kind, name) => {
      if (kind === "new-case") {
        const { canceled, filePath } = await dialog.showSaveDialog(window, {
          title: "New case",
          buttonLabel: "Make case",
          defaultPath: caseName(name ?? ""),
          filters: caseFiles,
        });
        return canceled || filePath === "" ? null : [withExtension(filePath)];
      }
      const { canceled, filePaths } = await dialog.showOpenDialog(window, options[kind]);
      return canceled || filePaths.length === 0 ? null : filePaths;
    },
    save: async ({ name, extension }, folder) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: "Save",
        defaultPath: join(folder, name),
        filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
      });
      // The dialog itself asks before it answers with a name that is taken.
      return canceled || filePath === "" ? null : { path: filePath, mayReplace: true };
    },
    mayOpen: async (url) => {
      const { response } = await dialog.showMessageBox(window, {
        type: "question",
        message: "Open this page in your browser?",
        detail: `${url}\n\nTrailproof itself stays offline.`,
        buttons: ["Open", "Cancel"],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      return response === 0;
    },
  };
}

/** A proposed name without what some file system would refuse. */
function caseName(name: string): string {
  const plain = name
    .replace(/\.trailproof$/i, "")
    // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
    .replaceAll(/[\u0000-\u001f\u007f/\\:*?"<>|]+/g, " ")
    .trim();
  return withExtension(plain === "" ? "Case" : plain);
}

function withExtension(path: string): string {
  return path.toLowerCase().endsWith(".trailproof") ? path : `${path}.trailproof`;
}

/**
 * Answers in place of dialogs, for tests of the unpackaged program: TRAILPROOF_TEST_CHOOSE_<KIND> (FOLDER, FILES, CASE,
 * NEW_CASE, KEYS) and TRAILPROOF_TEST_SAVE name a path each; a name to be saved is put behind the latter's folder.
 * Null where none of them is set.
 */
export function scriptedDialogs(env: NodeJS.ProcessEnv): Dialogs | null {
  if (!Object.keys(env).some((name) => name.startsWith("TRAILPROOF_TEST_"))) return null;
  return {
    choose: (kind) => {
      const path = env[`TRAILPROOF_TEST_CHOOSE_${kind.toUpperCase().replace("-", "_")}`];
      return Promise.resolve(path === undefined ? null : [path]);
    },
    save: ({ name }) => {
      const folder = env["TRAILPROOF_TEST_SAVE"];
      return Promise.resolve(
        folder === undefined ? null : { path: join(folder, name), mayReplace: true },
      );
    },
    mayOpen: () => Promise.resolve(false),
  };
}
