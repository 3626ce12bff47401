/** Credentials as AWS users have them, from files in a home of their own; nothing secret of them is found anywhere later. */
import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appendLive } from "../../main/db/live-journal.ts";
import { openCase } from "../../main/db/open-case.ts";
import { liveSources } from "../../main/live/sources.ts";
import type { Moto } from "../time-machine/moto.ts";
import { account, missingMoto, startMoto } from "../time-machine/moto.ts";

const missing = missingMoto();
const root = mkdtempSync(join(tmpdir(), "trailproof-credentials-"));
const home = join(root, "home");
const file = join(root, "case.trailproof");
const program = resolve("main/cli/trailproof.ts");
/** Everything that may be found nowhere. */
const secrets = new Set<string>();
const secret = (text: string): string => {
  secrets.add(text);
  return text;
};
const keyOf = (name: string): string => secret(`${name}/Secret+${"x".repeat(24)}`.padEnd(40, "y"));
/** All that was printed. */
let printed = "";
/** Requests that came, bodies only. */
const asked: string[] = [];

let moto: Moto;
let server: Server;
let url = "";

/** Answers what moto lacks (SSO's credentials), and notes what is secret in the answers of the rest. */
async function startFront(): Promise<void> {
  server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      const body = Buffer.concat(chunks);
      asked.push(`${request.url ?? ""} ${body.toString("utf8")}`);
      if (request.url?.startsWith("/federation/credentials") === true) {
        asked.push(`sso token ${String(request.headers["x-amz-sso_bearer_token"])}`);
        response.writeHead(200, { "content-type": "application/json" });
        response.end(
          JSON.stringify({
            roleCredentials: {
              accessKeyId: "ASIAQQQQQQQQQQQQQQQQ",
              secretAccessKey: keyOf("sso"),
              sessionToken: secret(`sso-session-${"t".repeat(300)}`),
              expiration: Date.now() + 3_600_000,
            },
          }),
        );
        return;
      }
      // moto tells the account of a role of another account wrongly.
      const isElsewhere =
        asked.findLast((one) => one.includes("Action=AssumeRole"))?.includes("999988887777") ===
        true;
      if (isElsewhere && body.includes("Action=GetCallerIdentity")) {
        asked.push("Action=AssumeRole of nobody");
        response.writeHead(200, { "content-type": "text/xml" });
        response.end(
          `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:sts::999988887777:assumed-role/Fixer/s</Arn><UserId>AROA:s</UserId><Account>999988887777</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
        );
        return;
      }
      const headers = new Headers();
      for (const name of ["authorization", "content-type", "x-amz-date", "x-amz-security-token"])
        if (request.headers[name] !== undefined) headers.set(name, String(request.headers[name]));
      const found = await fetch(`${moto.url}${request.url ?? "/"}`, {
        method: request.method ?? "POST",
        headers,
        body,
      });
      const text = await found.text();
      for (const [, value = ""] of text.matchAll(
        /<(?:SecretAccessKey|SessionToken|ServicePassword)>([^<]+)</g,
      ))
        secret(value);
      response.writeHead(found.status, { "content-type": "text/xml" });
      response.end(text);
    })();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  url = `http://127.0.0.1:${address.port}`;
}

async function run(
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number | null; readonly text: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: home,
      CI: "1",
      AWS_ENDPOINT_URL: url,
      AWS_EC2_METADATA_DISABLED: "true",
      ...more,
    },
  });
  let text = "";
  child.stdout.on("data", (data) => (text += String(data)));
  child.stderr.on("data", (data) => (text += String(data)));
  const [status]: readonly unknown[] = await once(child, "close");
  printed += text;
  return { status: typeof status === "number" ? status : null, text };
}

const plan = {
  version: 1,
  account,
  operations: [
    { api: "iam:CreateAccessKey", input: { UserName: "alice" } },
    {
      api: "iam:CreateLoginProfile",
      input: { UserName: "alice", Password: { ask: "PASSWORD", question: "Which password?" } },
    },
    {
      api: "iam:CreateServiceSpecificCredential",
      input: { UserName: "alice", ServiceName: "codecommit.amazonaws.com" },
    },
  ],
};
const planFile = join(root, "plan.json");
const look = (profile: string, more: readonly string[] = []): readonly string[] => [
  "apply",
  "--case",
  file,
  "--plan",
  planFile,
  "--profile",
  profile,
  "--dry-run",
  ...more,
];

beforeAll(async () => {
  if (missing !== null) return;
  moto = await startMoto();
  await moto.call({ api: "CreateUser", input: { UserName: "alice" } });
  await startFront();
  const aws = join(home, ".aws");
  mkdirSync(join(aws, "sso", "cache"), { recursive: true });
  const ssoCache = (session: string): string =>
    join(aws, "sso", "cache", `${createHash("sha1").update(session).digest("hex")}.json`);
  const process = join(home, "process.mjs");
  writeFileSync(
    process,
    `if (process.argv[2] === "fail") { process.stderr.write(process.argv[3]); process.exit(3); }
     process.stdout.write(JSON.stringify({ Version: 1, AccessKeyId: "AKIAPPPPPPPPPPPPPPPP", SecretAccessKey: process.argv[3] }));`,
  );
  const node = globalThis.process.execPath;
  writeFileSync(
    join(aws, "credentials"),
    `[keys]\naws_access_key_id = AKIAKKKKKKKKKKKKKKKK\naws_secret_access_key = ${keyOf("keys")}\n`,
  );
  writeFileSync(
    join(aws, "config"),
    `[profile keys]
region = eu-west-1
[profile role]
role_arn = arn:aws:iam::${account}:role/Fixer
source_profile = keys
[profile mfa]
role_arn = arn:aws:iam::${account}:role/Fixer
source_profile = keys
mfa_serial = arn:aws:iam::${account}:mfa/consultant
[profile elsewhere]
role_arn = arn:aws:iam::999988887777:role/Fixer
source_profile = keys
[profile process]
credential_process = ${node} ${process} give ${keyOf("process")}
[profile broken]
credential_process = ${node} ${process} fail ${secret("short-secret-1")}
[profile sso]
sso_session = work
sso_account_id = ${account}
sso_role_name = Fixer
[sso-session work]
sso_region = eu-central-1
sso_start_url = https://example.awsapps.com/start
[profile old]
sso_session = old
sso_account_id = ${account}
sso_role_name = Fixer
[sso-session old]
sso_region = eu-central-1
sso_start_url = https://example.awsapps.com/start
`,
  );
  for (const [session, expiresAt] of [
    ["work", new Date(Date.now() + 3_600_000).toISOString()],
    ["old", "2020-01-01T00:00:00Z"],
  ] as const)
    writeFileSync(
      ssoCache(session),
      JSON.stringify({ accessToken: secret(`${session}-token-${"s".repeat(60)}`), expiresAt }),
    );
  writeFileSync(planFile, JSON.stringify(plan));
  const log = join(root, "log.json");
  const record = {
    eventVersion: "1.08",
    eventTime: "2026-03-01T10:00:00Z",
    eventSource: "iam.amazonaws.com",
    eventName: "ListUsers",
    awsRegion: "us-east-1",
    eventID: "00000000-0000-4000-8000-000000000001",
    recipientAccountId: account,
    userIdentity: { type: "Root", accountId: account, arn: `arn:aws:iam::${account}:root` },
  };
  writeFileSync(log, JSON.stringify({ Records: [record] }));
  const imported = await run(["import", log, "--case", file, "--quiet"]);
  if (imported.status !== 0) throw new Error(imported.text);
  const db = openCase(file, { create: false });
  const body = { isOn: true, who: "tester" };
  appendLive(db, { at: new Date().toISOString(), kind: "switch", run: null, step: null, body });
  db.close();
});
afterAll(async () => {
  server?.closeAllConnections();
  server?.close();
  await moto?.stop();
  rmSync(root, { recursive: true, force: true });
});

describe.skipIf(missing !== null)("credentials", () => {
  test.each([
    { profile: "keys", says: /Connected to account 123456789012 as .*\(profile keys\)/ },
    { profile: "role", says: /Connected .* as arn:aws:sts::123456789012:assumed-role\/Fixer\// },
    { profile: "process", says: /Connected .*\(profile process\)/ },
    { profile: "sso", says: /Connected .*\(profile sso\)/ },
    { profile: "mfa", says: /MFA device arn:aws:iam::123456789012:mfa\/consultant.*--mfa-code/ },
    { profile: "elsewhere", says: /credentials are of account 999988887777 .*Nothing was done/ },
    { profile: "old", says: /There are no credentials: .*aws sso login/ },
    { profile: "broken", says: /credential_process failed/ },
    { profile: "none", says: /There are no credentials: .*none/ },
  ])("profile $profile", async ({ profile, says }) => {
    const { status, text } = await run(look(profile));
    expect(text).toMatch(says);
    expect(status).toBe(text.includes("Connected to account") ? 0 : 1);
  });

  test("the cached token of SSO is used in its Region's name, and nothing else signs in", () => {
    expect(asked.filter((one) => one.startsWith("sso token work-token-"))).toHaveLength(1);
    expect(asked.find((one) => one.startsWith("/federation/credentials"))).toContain(
      `account_id=${account}`,
    );
  });

  test("a role with an MFA code: asked for it, then given", async () => {
    const { status, text } = await run(look("mfa", ["--mfa-code", secret("918273")]));
    expect([status, text]).toEqual([0, expect.stringContaining("assumed-role/Fixer/")]);
    const assumed = asked.findLast((one) => one.includes("Action=AssumeRole"));
    expect(assumed).toContain("TokenCode=918273");
    expect(assumed).toContain("mfa%2Fconsultant");
  });

  test("the environment", async () => {
    const more = {
      AWS_ACCESS_KEY_ID: "ASIAEEEEEEEEEEEEEEEE",
      AWS_SECRET_ACCESS_KEY: keyOf("environment"),
      AWS_SESSION_TOKEN: secret(`environment-session-${"e".repeat(200)}`),
    };
    const args = ["apply", "--case", file, "--plan", planFile, "--environment", "--dry-run"];
    const { status, text } = await run(args, more);
    expect([status, text]).toEqual([0, expect.stringContaining("(environment)")]);
  });

  test("a run whose answers and requests hold secrets", async () => {
    const { status, text } = await run([
      "apply",
      "--case",
      file,
      "--plan",
      planFile,
      "--profile",
      "role",
      "--yes-account",
      account,
      "--answer",
      `PASSWORD=${secret("Correct-Horse-7-Battery")}`,
      "--json",
    ]);
    expect([status, text]).toEqual([0, expect.stringContaining("(not kept)")]);
  });

  test("what the window is told of the files holds no secret", () => {
    const told = JSON.stringify(
      liveSources({
        AWS_CONFIG_FILE: join(home, ".aws", "config"),
        AWS_SHARED_CREDENTIALS_FILE: join(home, ".aws", "credentials"),
      }),
    );
    expect(told).toContain('"name":"mfa","kind":"role"');
    for (const word of secrets) expect([word, told.includes(word)]).toEqual([word, false]);
    expect(told).not.toContain("process.mjs");
  });

  test("nothing secret is found on the disk, in the case, or in anything that was printed", () => {
    expect(secrets.size).toBeGreaterThan(12);
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && !one.parentPath.startsWith(home))
      .map((one) => join(one.parentPath, one.name));
    expect(files).toContain(file);
    // The home holds what the tests put there, and nothing else.
    const own = readdirSync(home, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      .map((one) => one.name)
      .toSorted();
    expect(own.filter((name) => !/^[0-9a-f]{40}\.json$/.test(name))).toEqual([
      "config",
      "credentials",
      "process.mjs",
    ]);
    for (const word of secrets) {
      expect([word, printed.includes(word)]).toEqual([word, false]);
      for (const path of files) {
        const found = readFileSync(path).includes(Buffer.from(word));
        expect([word, path, found]).toEqual([word, path, false]);
      }
    }
  });
});
