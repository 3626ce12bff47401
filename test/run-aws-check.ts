import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Job {
  readonly name: string;
  readonly script: string;
  readonly files?: Readonly<Record<string, string>>;
  /** Files that the person supplies. */
  readonly given?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly args?: readonly (readonly string[])[];
  readonly answers?: Readonly<Record<string, unknown>>;
}

/** One API call for boto3: service, method, arguments. */
export type Setup = readonly (readonly [string, string, Readonly<Record<string, unknown>>])[];

export interface World {
  readonly name: string;
  readonly before: Setup;
  readonly change: Setup;
  readonly managed?: boolean;
  readonly shell?: Job;
  readonly python?: Job;
}

export interface AwsCall {
  readonly api: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface CheckedCommand {
  readonly argv: readonly string[];
  readonly problem: string | null;
  /** The installed model is too old to know the operation. */
  readonly unknown: boolean;
  readonly calls: readonly AwsCall[];
}

export interface CheckedShell {
  readonly name: string;
  readonly status: number;
  readonly output: string;
  readonly commands: readonly CheckedCommand[];
  readonly made: readonly string[];
  /** Of a script that shows what it would call: the run without `--apply`. */
  readonly shown: {
    readonly status: number;
    readonly output: string;
    readonly commands: readonly (readonly string[])[];
    readonly made: readonly string[];
  } | null;
}

export interface CheckedPython {
  readonly name: string;
  readonly runs: readonly {
    readonly args: readonly string[];
    readonly status: number;
    readonly output: string;
    readonly calls: readonly AwsCall[];
    readonly made: readonly string[];
  }[];
}

export interface WorldState {
  readonly before: unknown;
  readonly changed: unknown;
  readonly after: unknown;
  readonly problems: readonly string[];
  readonly output: string;
  readonly calls: readonly string[];
  readonly made: readonly string[];
}

export interface Checked {
  readonly versions: Readonly<Record<string, string | null>>;
  readonly shell: readonly CheckedShell[];
  readonly python: readonly CheckedPython[];
  readonly worlds: readonly {
    readonly name: string;
    readonly shell?: WorldState;
    readonly python?: WorldState;
  }[];
}

const tools = "import awscli.clidriver, boto3, botocore, moto";

/** Why the check can't run here, or null. */
export function missingTools(): string | null {
  const probe = spawnSync("python3", ["-c", tools], { encoding: "utf8" });
  if (probe.status === 0) return null;
  const why = probe.error?.message ?? probe.stderr.trim().split("\n").at(-1) ?? "unknown";
  return `printed AWS commands are not checked: python3 with awscli, boto3 and moto is needed (${why})`;
}

/** Runs scripts through check-aws-commands.py. */
export function checkScripts(request: {
  readonly account: string;
  readonly shell?: readonly Job[];
  readonly python?: readonly Job[];
  readonly worlds?: readonly World[];
}): Checked {
  const script = fileURLToPath(new URL("check-aws-commands.py", import.meta.url));
  const done = spawnSync("python3", [script], {
    input: JSON.stringify(request),
    encoding: "utf8",
    maxBuffer: 1 << 30,
  });
  if (done.status !== 0) throw new Error(`the check itself failed: ${done.stderr.slice(-4000)}`);
  return JSON.parse(done.stdout) as Checked;
}
