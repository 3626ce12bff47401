/** Keeps what a person chose in file dialogs; the window knows it by id only. */
import { basename } from "node:path";
import type { Choice, ChoiceKind } from "../../shared/ipc/program.ts";
import { visible } from "../cli/visible.ts";
import { CallFailure } from "./call-failure.ts";

/** A choice with the paths that stay on this side of the door. */
export interface Chosen {
  readonly choice: Choice;
  readonly paths: readonly string[];
}

export interface Choices {
  readonly add: (kind: ChoiceKind, paths: readonly string[]) => Choice;
  /** @throws CallFailure for an id that was never given out. */
  readonly find: (id: string) => Chosen;
}

/** As many names as the window shows. */
const shownNames = 8;

/** Makes an empty list of choices. */
export function createChoices(newId: () => string): Choices {
  const all = new Map<string, Chosen>();
  return {
    add: (kind, paths) => {
      const names = paths.slice(0, shownNames).map((path) => visible(basename(path) || path));
      const choice = { id: newId(), kind, names, count: paths.length };
      all.set(choice.id, { choice, paths });
      return choice;
    },
    find: (id) => {
      const chosen = all.get(id);
      if (chosen === undefined)
        throw new CallFailure({ code: "bad-request", detail: "nothing was chosen under this id" });
      return chosen;
    },
  };
}
