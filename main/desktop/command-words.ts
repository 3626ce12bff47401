import { commandNames } from "../cli/help.ts";

/**
 * The words of the command line that the program was started with; null: it was started for its window, perhaps with a
 * case. `open` is the window's own word unless it asks for a browser. Unpacked, Electron's first word is the program.
 */
export function commandIn(argv: readonly string[], isPackaged: boolean): readonly string[] | null {
  const words = argv.slice(isPackaged ? 1 : 2);
  // Chromium's own switches may stand before.
  const first = words.findIndex((word) => !word.startsWith("-"));
  const name = words[first];
  if (name === undefined) {
    const asked = words.find((word) => word === "--help" || word === "--version");
    return asked === undefined ? null : [asked];
  }
  if (!commandNames.includes(name)) return null;
  const command = words.slice(first);
  const isWindow =
    name === "open" && !command.some((word) => /^--(browser|port|help)(=|$)/.test(word));
  return isWindow ? null : command;
}
