/** The desktop program as a child of the command line. */
import { spawn } from "node:child_process";

/** A start that fails does so at once: a library is missing, or the screen can't be reached. */
const startMs = 5000;

/** Starts the desktop program and waits for its end. Null when it ran and was closed; else why it did not start. */
export function runDesktop(
  executable: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<string | null> {
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(executable, args, { stdio: "ignore" });
    signal.addEventListener("abort", () => child.kill());
    child.on("error", (error) => done(error.message));
    child.on("exit", (code, killedBy) => {
      const isFailed = code !== 0 && !signal.aborted && performance.now() - started < startMs;
      done(isFailed ? `it ended at once (${killedBy ?? `status ${String(code)}`})` : null);
    });
  });
}
