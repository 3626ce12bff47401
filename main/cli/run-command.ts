/** Runs one command line, whoever starts it: Node in the repository, or the packed program. */
import { Failure, explain, stackOf } from "../../shared/errors.ts";
import { programVersion } from "../host/program-files.ts";
import { commands } from "./commands.ts";
import { helpText } from "./help.ts";
import { parseCommandLine } from "./options.ts";
import type { World } from "./world.ts";

/**
 * Runs one command. Resolves to the exit status: 0 done, 1 failed, 2 wrong usage. `startEngine`: how engines are started
 * here. An interrupt lets the command end by itself; a second one does not wait.
 */
export async function runCommand(
  args: readonly string[],
  startEngine: World["startEngine"],
): Promise<number> {
  const controller = new AbortController();
  process.on("SIGINT", () => {
    // A second Ctrl-C does not wait: the case stays whole, it is written in transactions.
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  });
  process.on("SIGTERM", () => controller.abort());
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader of a pipe (head, less) went away: nothing is wrong.
    process.exit(error.code === "EPIPE" ? 0 : 1);
  });
  const version = programVersion();
  try {
    const line = parseCommandLine(args);
    if (line.kind === "version") process.stdout.write(`${version}\n`);
    else if (line.kind === "help") process.stdout.write(`${helpText(line.command)}\n`);
    else
      await commands[line.command]?.(line.options, {
        out: (text) => process.stdout.write(text),
        write: (bytes) =>
          new Promise((resolve, reject) => {
            process.stdout.write(bytes, (error) => (error ? reject(error) : resolve()));
          }),
        err: process.stderr,
        now: () => Date.now(),
        signal: controller.signal,
        version,
        startEngine,
      });
    return 0;
  } catch (error) {
    if (error instanceof Failure) {
      process.stderr.write(`trailproof: ${explain(error.error)}\n`);
      return error.error.code === "usage" ? 2 : 1;
    }
    process.stderr.write(
      `trailproof: something broke in the program itself; please report this:\n${stackOf(error)}\n`,
    );
    return 1;
  }
}
