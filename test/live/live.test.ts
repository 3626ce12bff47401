/**
 * `trailproof apply` and `undo` against a real IAM server over HTTP, from a log to the account and back; kinds.test.ts has
 * every kind of call, faults.test.ts what goes wrong.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { metadata } from "./kinds.ts";
import { diceOf } from "../time-machine/dice.ts";
import type { History } from "../time-machine/history.ts";
import { startHistory } from "../time-machine/history.ts";
import type { Call, Moto } from "../time-machine/moto.ts";
import { account, missingMoto, motoEnvironment, startMoto } from "../time-machine/moto.ts";
import { differences, truthFacts } from "../time-machine/truth-facts.ts";

const missing = missingMoto();
if (missing !== null) process.stderr.write(`live fixes: skipped, ${missing}\n`);

const root = mkdtempSync(join(tmpdir(), "trailproof-live-"));
const program = resolve("main/cli/trailproof.ts");
let moto: Moto;

beforeAll(async () => {
  if (missing === null) moto = await startMoto();
});
afterAll(async () => {
  await moto?.stop();
  rmSync(root, { recursive: true, force: true });
});

const document = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  });
const policy = `arn:aws:iam::${account}:policy/P`;
const user = { UserName: "alice" };
const role = { RoleName: "R" };
const make: readonly Call[] = [
  { api: "CreateUser", input: user },
  { api: "CreateGroup", input: { GroupName: "G" } },
  { api: "CreateRole", input: { ...role, AssumeRolePolicyDocument: trust("ec2.amazonaws.com") } },
  { api: "CreatePolicy", input: { PolicyName: "P", PolicyDocument: document("s3:GetObject") } },
];

interface Kind {
  readonly name: string;
  readonly before?: readonly Call[];
  readonly bad: Call;
  /** What somebody else does after the evidence, so that the plan no longer fits. */
  readonly since: Call;
}

const saml = { SAMLProviderArn: `arn:aws:iam::${account}:saml-provider/S` };

const kinds: readonly Kind[] = [
  {
    name: "change a SAML provider",
    before: [
      { api: "CreateSAMLProvider", input: { Name: "S", SAMLMetadataDocument: metadata("a") } },
    ],
    bad: { api: "UpdateSAMLProvider", input: { ...saml, SAMLMetadataDocument: metadata("b") } },
    since: { api: "UpdateSAMLProvider", input: { ...saml, SAMLMetadataDocument: metadata("c") } },
  },
  {
    name: "attach a policy to a user",
    bad: { api: "AttachUserPolicy", input: { ...user, PolicyArn: policy } },
    since: { api: "DetachUserPolicy", input: { ...user, PolicyArn: policy } },
  },
  {
    name: "replace an inline policy",
    before: [
      {
        api: "PutRolePolicy",
        input: { ...role, PolicyName: "I", PolicyDocument: document("s3:*") },
      },
    ],
    bad: {
      api: "PutRolePolicy",
      input: { ...role, PolicyName: "I", PolicyDocument: document("*") },
    },
    since: {
      api: "PutRolePolicy",
      input: { ...role, PolicyName: "I", PolicyDocument: document("ec2:*") },
    },
  },
  {
    name: "make a policy version the default",
    bad: {
      api: "CreatePolicyVersion",
      input: { PolicyArn: policy, PolicyDocument: document("*"), SetAsDefault: true },
    },
    since: {
      api: "CreatePolicyVersion",
      input: { PolicyArn: policy, PolicyDocument: document("ec2:*"), SetAsDefault: true },
    },
  },
];

interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const environment = { ...process.env, ...motoEnvironment(""), HOME: root, CI: "1" };

function run(args: readonly string[], more: NodeJS.ProcessEnv = {}): Said {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: "utf8",
    env: { ...environment, AWS_ENDPOINT_URL: moto.url, ...more },
  });
  return { status, out: stdout, err: stderr };
}

let cases = 0;

/** A case with the history's log, and the id of its last event. */
function imported(history: History): { readonly file: string; readonly event: string } {
  cases++;
  const log = join(root, `log-${cases}.json`);
  const file = join(root, `case-${cases}.trailproof`);
  // The recorder gives things ids in AWS's shape, which are not those of the server: the log is silent about them.
  const records = history.steps.map(({ record }) => JSON.parse(record, withoutId));
  writeFileSync(log, JSON.stringify({ Records: records }));
  const { status, err } = run(["import", log, "--case", file, "--quiet"]);
  if (status !== 0) throw new Error(err);
  return { file, event: history.steps.at(-1)?.event.id ?? "" };
}

function withoutId(key: string, value: unknown): unknown {
  return ["userId", "roleId", "groupId", "policyId"].includes(key) ? undefined : value;
}

async function story({ before = [], bad }: Pick<Kind, "before" | "bad">): Promise<History> {
  const history = await startHistory(moto, diceOf(1));
  for (const call of [...make, ...before, bad]) {
    history.wait(100_000);
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { outcome } = await history.make(call, true);
    if (!outcome.ok) throw new Error(`${call.api}: ${outcome.message}`);
  }
  return history;
}

async function now(): Promise<ReadonlyMap<string, string>> {
  return truthFacts(await moto.state());
}

interface Shown {
  readonly preview: {
    readonly steps: readonly { readonly n: number; readonly isDestructive: boolean }[];
  };
}

/** Preview, then the run with each destructive step confirmed. */
function confirmed(words: readonly string[]): Said {
  const looked = run([...words, "--environment", "--live", "on", "--dry-run", "--json"]);
  if (looked.status !== 0) return looked;
  // The command's own answer.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { preview } = JSON.parse(looked.out) as Shown;
  const destructive = preview.steps.filter((step) => step.isDestructive).map(({ n }) => n);
  return run([
    ...words,
    "--environment",
    "--yes-account",
    account,
    ...(destructive.length === 0 ? [] : ["--confirm", destructive.join(",")]),
  ]);
}

describe.skipIf(missing !== null)("live fixes on a real IAM server", () => {
  test.each(kinds)(
    "$name: applied, read back, undone",
    async (kind) => {
      const history = await story(kind);
      const last = history.steps.at(-1);
      const { file, event } = imported(history);
      const applied = confirmed(["apply", "--case", file, "--event", event]);
      expect([applied.status, applied.err]).toEqual([0, expect.anything()]);
      const wanted = truthFacts(last?.before ?? (await moto.state()));
      const isVersion = kind.bad.api === "CreatePolicyVersion";
      expect(differences(wanted, await now())).toEqual([]);
      const undone = confirmed(["undo", "--case", file, "--journal", "1"]);
      if (isVersion) {
        // A version that is made again has a new number: what was to be the default again is told as a conflict.
        expect([undone.status, undone.err]).toEqual([1, expect.stringContaining("in conflict")]);
        return;
      }
      expect([undone.status, undone.err]).toEqual([0, expect.anything()]);
      const after = truthFacts(last?.after ?? (await moto.state()));
      expect(differences(after, await now())).toEqual([]);
    },
    60_000,
  );

  test.each(kinds)(
    "$name: refused when the account has changed since",
    async (kind) => {
      const history = await story(kind);
      const { file, event } = imported(history);
      await moto.call(kind.since);
      const before = await now();
      const refused = confirmed(["apply", "--case", file, "--event", event]);
      const isSame = differences(before, await now()).length === 0;
      // What is already as the plan wants it is skipped; all else is a conflict.
      expect([isSame, refused.status === 0 ? refused.out : refused.err]).toEqual([
        true,
        expect.stringMatching(/already|changed since|conflict|not there|Nothing/i),
      ]);
    },
    60_000,
  );

  test("off, the wrong account, and no confirmation: nothing is done", async () => {
    const [kind] = kinds;
    const history = await story(kind!);
    const { file, event } = imported(history);
    const words = ["apply", "--case", file, "--event", event, "--environment"];
    const before = await now();
    expect(run(words).err).toContain("switched off");
    expect(run([...words, "--live", "on", "--yes-account", "111122223333"]).status).toBe(1);
    expect(run([...words, "--dry-run"]).status).toBe(0);
    expect(differences(before, await now())).toEqual([]);
  }, 60_000);
});
