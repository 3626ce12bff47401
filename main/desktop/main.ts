/** Entry of the desktop program: what it was started for. */
import { app } from "electron";
import { engineFile } from "../host/engine-file.ts";
import { commandIn } from "./command-words.ts";
import { refusedSwitch } from "./debug-switches.ts";
import { startEngineUtility } from "./engine-utility.ts";
import { startDesktop } from "./start-desktop.ts";

const refused = app.isPackaged ? refusedSwitch(process.argv) : null;
const command = commandIn(process.argv, app.isPackaged);

if (refused !== null) {
  process.stderr.write(`trailproof: ${refused} is refused: nothing may look into this program.\n`);
  app.exit(2);
} else if (command === null) startDesktop();
else void runAndExit(command);

/** The packed program answers to the command line as well; no window opens. */
async function runAndExit(words: readonly string[]): Promise<void> {
  app.dock?.hide();
  await app.whenReady();
  // With it comes all that imports and reports; the window needs none of that.
  const { runCommand } = await import("../cli/run-command.ts");
  app.exit(await runCommand(words, (program) => startEngineUtility(engineFile, program)));
}
