/** Runs a script of the bench in a process of its own and watches the memory of the processes that it starts. */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** What a script printed, and what its own report can't know. */
export interface ScriptRun {
  /** Its last line on standard output, parsed. */
  readonly output: unknown;
  /**
   * Highest resident sets of all processes below it, added up, as seen ten times a second; 1 MB = 1,048,576 bytes.
   * 0 where the system has no /proc.
   */
  readonly childrenPeakMB: number;
}

const watchMs = 100;

/** Ids of the processes that a process and its threads started. Empty when it is gone, or without /proc. */
function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8")
        .split(" ")
        .filter((id) => id !== "")
        .map(Number),
    );
  } catch {
    return [];
  }
}

/** VmHWM: the highest resident set of a process so far, MB. 0 when it is gone. */
function peakOf(pid: number): number {
  try {
    const line = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Notes the peaks of everything below a process, as often as it is called. */
function watchBelow(root: number, peaks: Map<number, number>): void {
  const open = [...childrenOf(root)];
  for (let pid = open.pop(); pid !== undefined; pid = open.pop()) {
    peaks.set(pid, Math.max(peaks.get(pid) ?? 0, peakOf(pid)));
    open.push(...childrenOf(pid));
  }
}

/**
 * Runs a script to its end, or until this process ends. Its messages go to our standard error.
 * @throws Error when it fails or prints no JSON.
 */
export async function runScript(script: string, ...args: readonly string[]): Promise<ScriptRun> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Before other listeners, which may remove the files that it writes.
  const stop = (): boolean => child.kill("SIGKILL");
  process.prependOnceListener("exit", stop);
  const peaks = new Map<number, number>();
  const { pid } = child;
  const timer = setInterval(() => {
    if (pid !== undefined) watchBelow(pid, peaks);
  }, watchMs);
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  try {
    const status = await new Promise<string>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code, signal) => resolve(String(signal ?? code)));
    });
    const line = text.trim().split("\n").at(-1) ?? "";
    if (status !== "0" || line === "") throw new Error(`${script} failed (${status}).`);
    return { output: parsed(script, line), childrenPeakMB: sum([...peaks.values()]) };
  } finally {
    clearInterval(timer);
    process.off("exit", stop);
  }
}

function parsed(script: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new Error(`${script} printed no JSON as its last line.`, { cause: error });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** What a script printed, if it is an object; else nothing. */
export function objectOf(output: unknown): object {
  return typeof output === "object" && output !== null ? output : {};
}
