/** Entry of the command line. */
import { Failure, explain } from "../../shared/errors.ts";
import { programVersion } from "../version.ts";
import { commands } from "./commands.ts";
import { helpText } from "./help.ts";
import { parseCommandLine } from "./options.ts";

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

process.exitCode = await main(process.argv.slice(2));

/** Runs one command. Resolves to the exit status: 0 done, 1 failed, 2 wrong usage. */
async function main(args: readonly string[]): Promise<number> {
  try {
    const line = parseCommandLine(args);
    if (line.kind === "version") process.stdout.write(`${programVersion()}\n`);
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
        version: programVersion(),
      });
    return 0;
  } catch (error) {
    if (error instanceof Failure) {
      process.stderr.write(`trailproof: ${explain(error.error)}\n`);
      return error.error.code === "usage" ? 2 : 1;
    }
    process.stderr.write(
      `trailproof: something broke in the program itself; please report this:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
}
