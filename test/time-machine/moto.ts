import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as sdk from "@aws-sdk/client-iam";
import type { Truth } from "./truth.ts";

/** One call of IAM, spelled as the API spells it: `CreateUser` and its request. */
export interface Call {
  readonly api: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** How a call ended: the answer, or AWS's error code and message. */
export type Outcome =
  | { readonly ok: true; readonly output: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** A running moto server of our own. */
export interface Moto {
  /** `http://127.0.0.1:<port>`, for the command line and boto3. */
  readonly url: string;
  /** Makes one call through the AWS SDK. @throws what is no answer of IAM's. */
  call(call: Call): Promise<Outcome>;
  /** Forgets everything. */
  reset(): Promise<void>;
  /** All that its IAM holds, read at once. */
  state(): Promise<Truth>;
  stop(): Promise<void>;
}

/** The account of every moto server. */
export const account = "123456789012";

/** Environment of programs that are to talk to a moto server instead of AWS. */
export function motoEnvironment(url: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
    AWS_SECRET_ACCESS_KEY: "none",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
  };
}

/** Why no moto server can be started here, or null. */
export function missingMoto(): string | null {
  const probe = spawnSync("python3", ["-c", "import moto.server, moto.iam.models"], {
    encoding: "utf8",
  });
  if (probe.status === 0) return null;
  const why = probe.error?.message ?? probe.stderr.trim().split("\n").at(-1) ?? "unknown";
  return `histories are not run against a real IAM: python3 with moto[server] is needed (${why})`;
}

/** Starts a server on a free port of the loopback address. @throws where it does not come up. */
export async function startMoto(): Promise<Moto> {
  const script = fileURLToPath(new URL("moto-server.py", import.meta.url));
  const child = spawn("python3", [script], { stdio: ["pipe", "pipe", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said = `${said}${text}`));
  const port = await readyPort(child.stdout, once(child, "exit"), () => said);
  const url = `http://127.0.0.1:${port}`;
  const client = new sdk.IAMClient({
    endpoint: url,
    region: "us-east-1",
    credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "none" },
    maxAttempts: 1,
  });
  return {
    url,
    call: async (call) => await send(client, call),
    reset: async () => {
      await fetch(`${url}/moto-api/reset`, { method: "POST" });
    },
    state: async () => {
      const answer = await fetch(`${url}/time-machine/state`);
      // moto-server.py gives nothing else.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return (await answer.json()) as Truth;
    },
    stop: async () => {
      client.destroy();
      const gone = once(child, "exit");
      child.stdin.end();
      await gone;
    },
  };
}

async function readyPort(
  out: NodeJS.ReadableStream,
  exit: Promise<unknown>,
  said: () => string,
): Promise<string> {
  const lines = createInterface({ input: out });
  const first = await Promise.race([once(lines, "line"), exit.then(() => null)]);
  const port = /^READY (\d+)$/.exec(String(first?.[0]))?.[1];
  if (port === undefined) throw new Error(`moto did not start: ${said().slice(-2000)}`);
  return port;
}

const commands: Readonly<Record<string, unknown>> = sdk;

async function send(client: sdk.IAMClient, { api, input }: Call): Promise<Outcome> {
  // The names of IAM's calls are the names of the SDK's commands.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const Command = commands[`${api}Command`] as typeof sdk.GetUserCommand | undefined;
  if (Command === undefined) throw new Error(`the SDK does not know ${api}`);
  try {
    // Each command takes its own request.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const answer = await client.send(new Command(input as unknown as sdk.GetUserCommandInput));
    const { $metadata: _, ...output } = answer;
    return { ok: true, output };
  } catch (error) {
    if (!(error instanceof sdk.IAMServiceException)) throw error;
    if ((error.$metadata.httpStatusCode ?? 500) >= 500)
      throw new Error(`moto failed at ${api} ${JSON.stringify(input)}: ${error.message}`, {
        cause: error,
      });
    return { ok: false, code: error.name, message: error.message };
  }
}
