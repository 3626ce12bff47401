/** `trailproof apply --fix` and `trailproof undo` on a real IAM server: each fix applied from a case, read back, and taken back. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { messageOf } from "../../shared/errors.ts";
import { fixNames } from "../../shared/fixes/fix.ts";
import type { FixRequest } from "../../shared/fixes/fix.ts";
import { kindOf } from "../../shared/fixes/kinds.ts";
import { apply, undo } from "../../main/cli/apply.ts";
import { parseCommandLine } from "../../main/cli/options.ts";
import type { World } from "../../main/cli/world.ts";
import { openCase } from "../../main/db/open-case.ts";
import { importPaths } from "../../main/import/import-files.ts";
import type { Moto } from "../time-machine/moto.ts";
import { account, missingMoto, motoEnvironment, startMoto } from "../time-machine/moto.ts";
import { differences, truthFacts } from "../time-machine/truth-facts.ts";
import type { Scenario } from "./scenarios.ts";
import { scenarios } from "./scenarios.ts";
import { planned, recorded, resolved, usedRecords } from "./world.ts";

const missing = missingMoto();
if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

const folder = mkdtempSync(join(tmpdir(), "trailproof-fix-"));
const table: string[] = [];
let count = 0;

/** The words that ask for a request. */
function wordsOf({ name, target, item, by, waitDays, keepPassword, rules }: FixRequest): string[] {
  const cut = target.indexOf("/");
  const [kind, of] = [target.slice(0, cut), target.slice(cut + 1)];
  if (rules !== null) throw new Error("the command line takes no rules");
  return [
    "--fix",
    name,
    ...(of === "" ? [] : [`--${kind.endsWith("-provider") ? "provider" : kind}`, of]),
    ...(item === null ? [] : [item.startsWith("arn:") ? "--policy" : "--key", item]),
    ...(by === null ? [] : ["--by", by]),
    ...(waitDays === null ? [] : ["--wait", String(waitDays)]),
    ...(keepPassword === true ? ["--keep-password"] : []),
  ];
}

/** Runs one command; its output, and why it ended where it failed. */
async function run(...words: readonly string[]): Promise<{ out: string; failed: string | null }> {
  let out = "";
  const line = parseCommandLine(words);
  if (line.kind !== "command") throw new Error("no command");
  const world: World = {
    out: (text) => {
      out += text;
    },
    write: () => Promise.resolve(),
    // Of a stream only this is used.
    err: { write: () => true } as unknown as World["err"],
    now: () => Date.parse(planned),
    signal: new AbortController().signal,
    version: "0",
    startEngine: () => {
      throw new Error("no engine is needed");
    },
  };
  try {
    await (line.command === "apply" ? apply : undo)(line.options, world);
    return { out, failed: null };
  } catch (error) {
    return { out, failed: messageOf(error) };
  }
}

interface Shown {
  readonly preview: {
    readonly blocked: string | null;
    readonly steps: readonly {
      readonly n: number;
      readonly state: string;
      readonly isDestructive: boolean;
    }[];
    readonly destructive: readonly number[];
  };
}

/** Looks first, then does it with each destructive step confirmed; what was looked at. */
async function confirmed(...words: readonly string[]): Promise<Shown["preview"]> {
  const looked = await run(...words, "--dry-run", "--json");
  expect(looked.failed).toBeNull();
  // The command's own answer.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const { preview } = JSON.parse(looked.out) as Shown;
  expect(preview.blocked).toBeNull();
  const steps = preview.destructive.join(",");
  const done = await run(
    ...words,
    "--yes-account",
    account,
    ...(steps === "" ? [] : ["--confirm", steps]),
  );
  expect(done.failed).toBeNull();
  return preview;
}

/** Of these nothing comes back that a journal could hold: a key, a password. */
const onlyLost: ReadonlySet<string> = new Set(["delete-key", "remove-login-profile"]);

/** One of each fix, and those whose calls differ with what the log tells; all others are run without a case. */
const alsoRun = /^a user, by a boundary|older than the log$|^a (?:weak|key that waits)/;
const live = scenarios.filter(
  ({ name, request }, i, all) =>
    request.rules === null &&
    (all.findIndex((one) => one.request.name === request.name) === i ||
      (alsoRun.test(name) && /^(?:delete-|quarantine|set-)/.test(request.name))),
);

describe("what is not applied", () => {
  it.each([
    [["--fix", "restart-logging", "--trail", "t"], "printed only"],
    [["--fix", "no-such-fix"], "there is no such fix"],
    [["--fix", "quarantine"], "needs --user NAME or --role NAME"],
    [["--fix", "quarantine", "--user", "eve", "--finding", "F-01"], "one of them"],
    [["--finding", "F-01", "--user", "eve"], "with --fix NAME only"],
    [["--fix", "quarantine", "--user", "eve", "--role", "web"], "is for one thing"],
  ] as const)("%j", async (words, why) => {
    const path = join(folder, "empty.trailproof");
    openCase(path, { create: true }).close();
    const done = await run("apply", "--case", path, "--environment", ...words).catch(
      (error: unknown) => ({ failed: messageOf(error) }),
    );
    rmSync(path);
    expect(done.failed).toContain(why);
  });
});

describe.skipIf(missing !== null)("fixes applied to a live account", () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
    for (const [name, value] of Object.entries(motoEnvironment(moto.url))) vi.stubEnv(name, value);
  }, 60_000);
  afterEach(() => rmSync(join(folder, `${count}.trailproof`), { force: true }));
  afterAll(async () => {
    vi.unstubAllEnvs();
    await moto.stop();
    rmSync(folder, { recursive: true, force: true });
    process.stdout.write(
      `\nlive fix: of what · applied and read back · undone\n${table.join("\n")}\n`,
    );
  });

  /** A case with the log of a scenario, whose world stands. */
  async function caseOf({ before = [], log, used }: Scenario): Promise<string> {
    await moto.reset();
    await recorded(moto, before);
    const records: string[] = [];
    for (const call of log)
      records.push(...(await recorded(moto, [resolved(call, await moto.state())], records.length)));
    if (used !== undefined) records.push(...usedRecords(used, "web"));
    // A log that tells of the account, and of nothing that is fixed.
    if (records.length === 0) records.push(...usedRecords(null, "other"));
    count++;
    const file = join(folder, `${count}.json`);
    writeFileSync(
      file,
      JSON.stringify({ Records: records.map((one) => JSON.parse(one, withoutId)) }),
    );
    const path = join(folder, `${count}.trailproof`);
    const db = openCase(path, { create: true });
    await importPaths(db, path, { paths: [file], program: "test", now: 0, threads: 1 });
    db.close();
    return path;
  }

  /** Ids in the log are in AWS's shape, which are not those of the server: the log is silent about them. */
  function withoutId(key: string, value: unknown): unknown {
    return ["userId", "roleId", "groupId", "policyId", "instanceProfileId"].includes(key)
      ? undefined
      : value;
  }

  it.each(live.map((one) => [`${one.request.name}: ${one.name}`, one] as const))(
    "%s",
    async (title, scenario) => {
      const path = await caseOf(scenario);
      const truth = await moto.state();
      const before = truthFacts(truth);
      const request = resolved(scenario.request, truth);
      const answers = Object.entries(resolved(scenario.answers ?? {}, truth)).flatMap(
        ([name, value]) => ["--answer", `${name}=${value}`],
      );
      const words = ["--case", path, "--environment", "--live", "on", ...answers];
      const preview = await confirmed("apply", ...words, ...wordsOf(request));
      const after = truthFacts(await moto.state());
      for (const [fact, value] of Object.entries(resolved(scenario.applied, truth)))
        expect([fact, after.get(fact) ?? null]).toEqual([fact, value]);
      if (
        onlyLost.has(scenario.request.name) &&
        preview.steps.every(({ isDestructive }) => isDestructive)
      ) {
        const refused = await run("undo", ...words, "--journal", "1", "--dry-run");
        expect(refused.failed).toBe("Run 1 has no step that can be taken back.");
        table.push(`${title} · ${preview.steps.length} steps · lost, as stated`);
        return;
      }
      await confirmed("undo", ...words, "--journal", "1");
      const open = differences(before, truthFacts(await moto.state())).filter(
        (one) =>
          scenario.lost?.some(({ path: lost }) => lost.test(one.split(": ")[0] ?? "")) !== true,
      );
      expect(open).toEqual([]);
      table.push(
        `${title} · ${preview.steps.length} steps · ${scenario.lost === undefined ? "all" : "all but what is stated"}`,
      );
    },
    30_000,
  );

  it("never locks out the credentials that it has", async () => {
    const path = await caseOf({ ...live[0]!, log: [] });
    const words = ["apply", "--case", path, "--environment", "--live", "on", "--dry-run"];
    // Whose credentials moto takes all to be.
    const own = await run(...words, "--fix", "quarantine", "--user", "moto");
    expect(own.failed).toContain("would lock out");
    const other = await run(...words, "--fix", "quarantine", "--user", "eve");
    expect(other.failed).toBeNull();
  });

  it("tries every fix that is made", () => {
    const tried = new Set(live.map(({ request }) => request.name));
    expect(fixNames.filter((name) => !tried.has(name) && !kindOf(name).isPrintOnly)).toEqual([]);
  });
});
