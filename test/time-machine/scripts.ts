import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text as textOf } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { asksOf } from "../../shared/remediation/ask-list.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { printCli } from "../../shared/remediation/print-cli.ts";
import { printPython } from "../../shared/remediation/print-python.ts";
import type { Knowing } from "./answers.ts";
import { answersOf } from "./answers.ts";
import { account, motoEnvironment } from "./moto.ts";

/** How a printed script ended. */
export interface Ran {
  readonly status: number;
  readonly output: string;
}

/** Runs printed scripts against a moto server. */
export interface Scripts {
  /** The POSIX shell script of a plan, with --apply. Null where a question can't be answered. */
  cli(plan: Plan, knowing: Knowing): Promise<Ran | null>;
  /** The same of its Python script. */
  python(plan: Plan, knowing: Knowing): Promise<Ran | null>;
  stop(): Promise<void>;
}

/** Starts what runs scripts. @throws where awscli or boto3 are missing. */
export async function startScripts(url: string): Promise<Scripts> {
  const folder = await mkdtemp(join(tmpdir(), "time-machine-"));
  const path = join(folder, "socket");
  const server = fileURLToPath(new URL("script-server.py", import.meta.url));
  const child = spawn("python3", [server, path], { stdio: ["pipe", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const [first] = await Promise.race([once(createInterface(child.stdout), "line"), exit]);
  if (first !== "READY") throw new Error("the AWS command line and boto3 can't be loaded");
  let runs = 0;
  const given = async (
    plan: Plan,
    knowing: Knowing,
  ): Promise<{ cwd: string; env: Record<string, string> } | null> => {
    const answers = answersOf(plan, knowing);
    if (answers === null) return null;
    const cwd = join(folder, String(++runs));
    await mkdir(cwd);
    const env: Record<string, string> = {
      ...motoEnvironment(url),
      PATH: `${folder}:${process.env["PATH"] ?? ""}`,
      AWS_SCRIPT_SOCKET: path,
      HOME: cwd,
    };
    for (const { ask, kind } of asksOf([...plan.operations, ...plan.verify])) {
      const answer = answers.get(ask.ask) ?? "";
      const isFile = kind === "document" || kind === "secret";
      if (isFile) await writeFile(join(cwd, `${ask.ask}.txt`), answer);
      env[ask.ask] = isFile ? `${ask.ask}.txt` : answer;
    }
    return { cwd, env };
  };
  return {
    async cli(plan, knowing) {
      const place = await given(plan, knowing);
      if (place === null) return null;
      const { script, files } = printCli(plan, { account });
      for (const file of files) await writeFile(join(place.cwd, file.name), file.text);
      await writeFile(join(place.cwd, "plan.sh"), script);
      const shell = spawn("sh", ["plan.sh", "--apply"], {
        ...place,
        stdio: ["ignore", "pipe", "pipe"],
      });
      const ended = once(shell, "exit");
      const output = await Promise.all([textOf(shell.stdout), textOf(shell.stderr)]);
      const [status] = await ended;
      return { status: Number(status), output: output.join("\n") };
    },
    async python(plan, knowing) {
      const place = await given(plan, knowing);
      if (place === null) return null;
      await writeFile(join(place.cwd, "plan.py"), printPython(plan, { account }));
      const connection = createConnection(path);
      const request = { argv: ["python", "plan.py", "--apply"], ...place };
      connection.end(`${JSON.stringify(request)}\n`);
      // script-server.py answers nothing else.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return JSON.parse(await textOf(connection)) as Ran;
    },
    stop: async () => {
      child.stdin.end();
      await exit;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
