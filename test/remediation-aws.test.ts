import { beforeAll, describe, expect, it } from "vitest";
import { printPython } from "../shared/remediation/print-python.ts";
import { topics } from "../shared/remediation/topics.ts";
import { comparable, planJob, planJobs, writes } from "./fixtures/remediation/plan-jobs.ts";
import { regionPlans, tellRegions } from "./fixtures/remediation/region-jobs.ts";
import { account } from "./fixtures/remediation/sample-values.ts";
import { pythonRuns, shellRuns, topicWorld } from "./fixtures/remediation/topic-runs.ts";
import { seriesWorlds } from "./fixtures/remediation/series-worlds.ts";
import { worlds as singleWorlds } from "./fixtures/remediation/worlds.ts";
import type { Checked, Job } from "./run-aws-check.ts";
import { checkScripts, missingTools } from "./run-aws-check.ts";

/** Newer than some installed models; where the model knows them, they are checked like all others. */
const newest = new Set(["iam put-account-properties", "iam get-account-properties"]);

/** Of a test that the installed model can't decide. */
const tooNewReason = "the installed model of AWS does not know the call";

const worlds = [...singleWorlds, ...seriesWorlds];

const missing = missingTools();
if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

const briefJobs = planJobs.flatMap((job) =>
  job.brief === null ? [] : [{ ...job, brief: job.brief }],
);

/** Only a Region that the log does not tell may be taken from here. */
const elsewhere = { EC2_REGION: "ap-southeast-2" };
const regionJobs = regionPlans.map(({ name, plan, regions }) => {
  const { shell, python, brief, expected } = planJob(name, plan);
  const placed = (job: Job): Job => ({ ...job, env: { ...job.env, ...elsewhere } });
  const told = (job: Job): Job => ({ ...placed(job), script: tellRegions + job.script });
  return {
    name,
    plan,
    regions,
    expected,
    shell: placed(shell),
    python: told(python),
    brief: told(brief!),
  };
});

const refused = planJobs.find((job) => job.name === "CreatePolicyVersion unknown")!;

const topicShell = topics.flatMap((topic) =>
  shellRuns[topic.id].map((run, i) => ({
    ...run,
    name: `${topic.id} ${i + 1}`,
    job: {
      name: `${topic.id} ${i + 1}`,
      script: topic.cli,
      files: run.given ?? {},
      env: { ACCOUNT_ID: account, ...run.env },
      stdin: run.stdin ?? "",
      answers: run.answers ?? {},
    },
  })),
);
const topicPython = topics.flatMap((topic) =>
  pythonRuns[topic.id].map((run, i) => ({
    ...run,
    name: `${topic.id} ${i + 1}`,
    ways: [
      ["dry", run.args],
      ...(topic.python.includes("'--apply'") ? [["apply", [...run.args, "--apply"]]] : []),
    ] as [string, readonly string[]][],
    job: (args: readonly string[]): Job => ({
      name: `${topic.id} ${i + 1}`,
      script: topic.python,
      stdin: run.stdin ?? "",
      args: [args],
    }),
  })),
);

describe.skipIf(missing !== null)("printed commands against AWS's own model", () => {
  let checked: Checked;
  beforeAll(() => {
    checked = checkScripts({
      account,
      shell: [
        ...planJobs.map((job) => job.shell),
        ...planJobs.map((job) => job.powershell),
        ...regionJobs.map((job) => job.shell),
        ...topicShell.map((run) => run.job),
        { ...refused.shell, answers: { "sts get-caller-identity": { out: "111122223333\n" } } },
        { ...refused.shell, env: {} },
      ],
      python: [
        ...planJobs.map((job) => job.python),
        ...briefJobs.map((job) => job.brief),
        ...regionJobs.flatMap((job) => [job.python, job.brief]),
        ...topicPython
          .filter((run) => run.answers !== undefined)
          .map((run) => ({ ...run.job(run.args), answers: run.answers ?? {} })),
        { ...refused.python, script: printPython(refused.plan, { account: "111122223333" }) },
        { ...refused.python, env: {} },
      ],
      worlds: [
        ...worlds.map(({ name, before, change, plan }) => {
          const { shell, python } = planJob(name, plan);
          // Nothing but the mocked account's own things can be named here: lists are left empty.
          const env = { ...shell.env, ASSOCIATION_IDS: "" };
          return { name, before, change, shell: { ...shell, env }, python: { ...python, env } };
        }),
        ...topicPython.flatMap(({ name, job, ways, answers }) =>
          answers !== undefined
            ? []
            : ways.map(([way, args]) => ({
                name: `${name} ${way}`,
                before: topicWorld,
                change: [],
                managed: name.startsWith("trail"),
                python: job(args),
              })),
        ),
      ],
    });
  }, 600_000);

  it("has a script to check for most write actions", () => {
    const names = new Set(planJobs.map((job) => job.name.split(" ")[0]));
    expect(names.size).toBeGreaterThan(95);
  });

  it.for(planJobs.map((job) => [job.name, job] as const))("CLI of %s", ([name, job], ctx) => {
    const result = checked.shell.find((one) => one.name === name)!;
    expect(result.output).toBe("");
    expect(result.status).toBe(0);
    expect(result.made.filter((file) => file.includes("PWNED"))).toEqual([]);
    expect(result.shown).toMatchObject({ status: 0, made: [] });
    // What is only shown asks nobody anything, not even whose credentials these are.
    expect(result.shown!.commands).toEqual([]);
    expect(result.shown!.output).not.toContain("Sample-Password-1");
    const tooNew = result.commands.filter((one) => one.unknown);
    for (const one of tooNew) expect(newest).toContain(one.argv.slice(0, 2).join(" "));
    expect(result.commands.filter((one) => one.problem !== null)).toEqual([]);
    if (tooNew.length > 0) ctx.skip(tooNewReason);
    expect(comparable(result.commands.flatMap((one) => one.calls))).toEqual(job.expected);
  });

  it.for(planJobs.map((job) => [job.name, job] as const))(
    "PowerShell of %s",
    ([name, job], ctx) => {
      const result = checked.shell.find((one) => one.name === `${name} powershell`)!;
      expect([result.status, result.output]).toEqual([0, ""]);
      expect(result.made.filter((file) => file.includes("PWNED"))).toEqual([]);
      if (result.commands.some((one) => one.unknown)) ctx.skip(tooNewReason);
      expect(result.commands.filter((one) => one.problem !== null)).toEqual([]);
      const made = comparable(result.commands.flatMap((one) => one.calls));
      // What no PowerShell can carry is left out and said; everything else is called as it is.
      const refusals = job.powershellScript.match(/^# \S+ is left out/gm)?.length ?? 0;
      if (refusals === 0) expect(made).toEqual(job.expected);
      expect(job.expected).toEqual(expect.arrayContaining([...made]));
      if (name.endsWith(" hostile")) expect(made.length).toBeLessThanOrEqual(job.expected.length);
      else expect(refusals).toBe(0);
    },
  );

  it.for(planJobs.map((job) => [job.name, job] as const))("Python of %s", ([name, job], ctx) => {
    const tooNew = checked.shell
      .find((one) => one.name === name)!
      .commands.some((one) => one.unknown);
    if (tooNew) ctx.skip(tooNewReason);
    const [dry, apply] = checked.python.find((one) => one.name === name)!.runs;
    expect([apply?.status, dry?.status, apply?.output, dry?.output]).toEqual([
      0,
      0,
      expect.any(String),
      expect.any(String),
    ]);
    expect(dry?.output).not.toContain("Sample-Password-1");
    expect(apply?.output).not.toContain("Sample-Password-1");
    expect(comparable(apply?.calls ?? [])).toEqual(job.expected);
    expect(comparable(dry?.calls ?? [])).toEqual([]);
  });

  it("has brief Python for most plans", () => {
    expect(briefJobs.length).toBeGreaterThan(planJobs.length * 0.6);
  });

  it.for(briefJobs.map((job) => [job.name, job] as const))(
    "brief Python of %s",
    ([name, job], ctx) => {
      const cli = checked.shell.find((one) => one.name === name)!;
      if (cli.commands.some((one) => one.unknown)) ctx.skip(tooNewReason);
      const [run] = checked.python.find((one) => one.name === `${name} brief`)!.runs;
      expect([run?.status, run?.output]).toEqual([0, expect.any(String)]);
      expect(comparable(run?.calls ?? [])).toEqual(job.changes);
    },
  );

  it.each(regionJobs.map((job) => [job.name, job] as const))("Regions of %s", (name, job) => {
    const cli = checked.shell.find((one) => one.name === name)!;
    expect([cli.status, cli.output]).toEqual([0, ""]);
    expect(cli.commands.filter((one) => one.problem !== null || one.unknown)).toEqual([]);
    expect(comparable(cli.commands.flatMap((one) => one.calls))).toEqual(job.expected);
    const inCli = cli.commands.flatMap(({ argv, calls }) => {
      const at = argv.indexOf("--region");
      return at === -1 ? [] : calls.map(({ api }) => [api.split(":")[1], argv[at + 1]]);
    });
    expect(inCli).toEqual(job.regions);
    const [, apply] = checked.python.find((one) => one.name === name)!.runs;
    const [brief] = checked.python.find((one) => one.name === `${name} brief`)!.runs;
    const inPython = (output: string | undefined) =>
      [...(output ?? "").matchAll(/^MADE (\w+) (\S+)$/gm)].map(([, api, region]) => [api, region]);
    expect([apply?.status, brief?.status]).toEqual([0, 0]);
    expect(comparable(apply?.calls ?? [])).toEqual(job.expected);
    expect(inPython(apply?.output)).toEqual(job.regions);
    const changes = job.regions.filter(([api]) => !/^(?:Get|List|Describe)/.test(api));
    expect(inPython(brief?.output)).toEqual(changes);
  });

  it("stops under credentials of another account and without an answer", () => {
    const [stranger, unanswered] = checked.shell.slice(-2);
    for (const one of [stranger!, unanswered!]) {
      expect(one.status).not.toBe(0);
      expect(one.commands.every((command) => command.argv[0] === "sts")).toBe(true);
    }
    expect(stranger!.output).toContain("not of account 123456789012");
    expect(unanswered!.output).toContain("Which version was the default before");
    for (const one of checked.python.slice(-2)) {
      // The run that makes its calls; one that only shows them needs no credentials.
      const applied = one.runs.at(-1);
      expect(applied?.status).not.toBe(0);
      expect(comparable(applied?.calls ?? [])).toEqual([]);
    }
  });

  it.each(topicShell.map((run) => [run.name, run] as const))("CLI of topic %s", (name, run) => {
    const result = checked.shell.find((one) => one.name === name)!;
    expect(result).toMatchObject({ status: 0 });
    expect(result.commands.filter((one) => one.problem !== null || one.unknown)).toEqual([]);
    const made = result.commands.map((one) => one.argv.slice(0, 2).join(" "));
    expect(made).toEqual(expect.arrayContaining([...run.makes]));
  });

  it.each(worlds.map((world) => [world.name] as const))("takes back %s in moto", (name) => {
    const world = checked.worlds.find((one) => one.name === name)!;
    for (const way of [world.shell!, world.python!]) {
      expect(way.problems).toEqual([]);
      expect(way.changed).not.toEqual(way.before);
      expect(way.after).toEqual(way.before);
    }
  });

  const mocked = topicPython.filter((run) => run.answers === undefined);
  it.each(mocked.map((run) => [run.name, run] as const))("Python of topic %s", (name, run) => {
    const dry = checked.worlds.find((one) => one.name === `${name} dry`)!.python!;
    const apply = checked.worlds.find((one) => one.name === `${name} apply`)?.python ?? dry;
    expect(dry.problems).toEqual([]);
    expect(apply.problems).toEqual([]);
    expect(dry.after).toEqual(dry.before);
    expect(writes(dry.calls)).toEqual([]);
    expect([...new Set(writes(apply.calls))].toSorted()).toEqual(run.changes.toSorted());
    expect(apply.output).toContain(run.says ?? "");
    expect(apply.output).not.toMatch(/SecretAccessKey|Base32StringSeed/);
  });

  const validated = topicPython.filter((run) => run.answers !== undefined);
  it.each(validated.map((run) => [run.name, run] as const))(
    "Python of topic %s, validated",
    (name, run) => {
      const [only] = checked.python.find((one) => one.name === name)!.runs;
      expect(only).toMatchObject({ status: 0 });
      expect(only?.output).toContain(run.says);
    },
  );
});
