import { beforeAll, describe, expect, it } from "vitest";
import { iamActions } from "../shared/knowledge/iam-actions.ts";
import { asksOf, repeatedAsk } from "../shared/remediation/ask-list.ts";
import { inversePlan } from "../shared/remediation/inverse-plan.ts";
import { memberKind } from "../shared/remediation/member-kinds.ts";
import type { Operation, Plan, PlanValue } from "../shared/remediation/plan.ts";
import { isAsk } from "../shared/remediation/plan.ts";
import { printCli } from "../shared/remediation/print-cli.ts";
import { printPython } from "../shared/remediation/print-python.ts";
import { topics } from "../shared/remediation/topics.ts";
import {
  account,
  sampleAnswers,
  sampleEvent,
  sampleFacts,
} from "./fixtures/remediation/sample-values.ts";
import { pythonRuns, shellRuns, topicWorld } from "./fixtures/remediation/topic-runs.ts";
import { worlds } from "./fixtures/remediation/worlds.ts";
import type { AwsCall, Checked, Job } from "./run-aws-check.ts";
import { checkScripts, missingTools } from "./run-aws-check.ts";

/** Newer than some installed models; where the model knows them, they are checked like all others. */
const newest = new Set(["iam put-account-properties", "iam get-account-properties"]);

const missing = missingTools();
if (missing !== null) process.stderr.write(`SKIPPED: ${missing}\n`);

interface PlanJob {
  readonly name: string;
  readonly plan: Plan;
  readonly shell: Job;
  readonly python: Job;
  readonly expected: readonly AwsCall[];
}

const states = ["known", "none", "unknown"] as const;
const planJobs: readonly PlanJob[] = iamActions
  .filter((entry) => entry.access === "write")
  .flatMap((entry) =>
    [false, true].flatMap((nasty) =>
      (nasty ? (["known"] as const) : states).map((state) => {
        const plan = inversePlan(entry, sampleEvent(entry, nasty), sampleFacts(state, nasty));
        return planJob(`${entry.name} ${state}${nasty ? " hostile" : ""}`, plan);
      }),
    ),
  )
  .filter((job) => job.plan.operations.length > 0);

function planJob(name: string, plan: Plan): PlanJob {
  const { env, given } = sampleAnswers(asksOf([...plan.operations, ...plan.verify]));
  const cli = printCli(plan, { account });
  const files = { ...Object.fromEntries(cli.files.map((f) => [f.name, f.text])), ...given };
  return {
    name,
    plan,
    shell: { name, script: cli.script, files, env },
    python: {
      name,
      script: printPython(plan, { account }),
      files: given,
      env,
      args: [[], ["--apply"]],
    },
    expected: [...plan.operations, ...plan.verify].flatMap((one) => callsOf(one, env, given)),
  };
}

/** The calls that an operation stands for once everything is supplied. */
function callsOf(
  operation: Operation,
  env: Readonly<Record<string, string>>,
  given: Readonly<Record<string, string>>,
): readonly AwsCall[] {
  const each = repeatedAsk(operation);
  const repeats = each === null ? [""] : (env[each.ask] ?? "").split(" ");
  return repeats.map((one) => ({
    api: operation.api,
    input: Object.fromEntries(
      Object.entries(operation.input).map(([member, value]) => [
        member,
        isAsk(value)
          ? supplied(member, value.each === true ? one : (env[value.ask] ?? ""), given)
          : normal(member, value),
      ]),
    ),
  }));
}

function supplied(member: string, answer: string, given: Readonly<Record<string, string>>) {
  switch (memberKind(member)) {
    case "document":
      return normal(member, given[answer] ?? "");
    case "secret":
      return "Sample-Password-1";
    case "json":
      return JSON.parse(answer) as unknown;
    case "integer":
      return Number(answer);
    default:
      return answer;
  }
}

/** Policy documents are compared as JSON: printing may change their white space. */
function normal(member: string, value: unknown): unknown {
  if (!/PolicyDocument$/.test(member) || typeof value !== "string") return value;
  return JSON.stringify(JSON.parse(value));
}

function comparable(calls: readonly AwsCall[]): readonly AwsCall[] {
  return calls
    .filter((call) => call.api !== "sts:GetCallerIdentity")
    .map(({ api, input }) => ({
      api,
      input: Object.fromEntries(Object.entries(input).map(([m, value]) => [m, normal(m, value)])),
    }));
}

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
    changing: topic.python.includes("'--apply'"),
    job: (args: readonly string[]): Job => ({
      name: topic.id,
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
      shell: [...planJobs.map((job) => job.shell), ...topicShell.map((run) => run.job)],
      python: planJobs.map((job) => job.python),
      worlds: [
        ...worlds.map(({ name, before, change, plan }) => {
          const { shell, python } = planJob(name, plan);
          return { name, before, change, shell, python: { ...python, args: [[], ["--apply"]] } };
        }),
        ...topicPython.flatMap(({ name, args, job, changing }) => [
          { name: `${name} dry`, before: topicWorld, change: [], managed: true, python: job(args) },
          ...(changing
            ? [
                {
                  name: `${name} apply`,
                  before: topicWorld,
                  change: [],
                  managed: true,
                  python: job([...args, "--apply"]),
                },
              ]
            : []),
        ]),
      ],
    });
  }, 600_000);

  it("has a script to check for most write actions", () => {
    const names = new Set(planJobs.map((job) => job.name.split(" ")[0]));
    expect(names.size).toBeGreaterThan(95);
  });

  it.each(planJobs.map((job) => [job.name, job] as const))("CLI of %s", (name, job) => {
    const result = checked.shell.find((one) => one.name === name)!;
    expect(result.output).toBe("");
    expect(result.status).toBe(0);
    expect(result.made.filter((file) => file.includes("PWNED"))).toEqual([]);
    const tooNew = result.commands.filter((one) => one.unknown);
    for (const one of tooNew) expect(newest).toContain(one.argv.slice(0, 2).join(" "));
    expect(result.commands.filter((one) => one.problem !== null)).toEqual([]);
    if (tooNew.length > 0) return;
    expect(comparable(result.commands.flatMap((one) => one.calls))).toEqual(job.expected);
  });

  it.each(planJobs.map((job) => [job.name, job] as const))("Python of %s", (name, job) => {
    const tooNew = checked.shell
      .find((one) => one.name === name)!
      .commands.some((one) => one.unknown);
    if (tooNew) return;
    const [dry, apply] = checked.python.find((one) => one.name === name)!.runs;
    expect(apply?.status, apply?.output).toBe(0);
    expect(dry?.status, dry?.output).toBe(0);
    expect(dry?.output).not.toContain("Sample-Password-1");
    expect(apply?.output).not.toContain("Sample-Password-1");
    expect(comparable(apply?.calls ?? [])).toEqual(job.expected);
    const reads = job.expected.slice(-job.plan.verify.length || job.expected.length);
    const changing = comparable(dry?.calls ?? []).filter(
      (call) => !/:(?:Get|List|Desc)/.test(call.api),
    );
    expect(changing).toEqual([]);
    expect(comparable(dry?.calls ?? []).length).toBeGreaterThanOrEqual(
      job.plan.verify.length > 0 && reads.length > 0 ? 1 : 0,
    );
  });

  it.each(topicShell.map((run) => [run.name, run] as const))("CLI of topic %s", (name, run) => {
    const result = checked.shell.find((one) => one.name === name)!;
    expect(result.status, result.output).toBe(0);
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

  it.each(topicPython.map((run) => [run.name, run] as const))("Python of topic %s", (name, run) => {
    const dry = checked.worlds.find((one) => one.name === `${name} dry`)!.python!;
    const apply = checked.worlds.find((one) => one.name === `${name} apply`)?.python ?? dry;
    expect(dry.problems).toEqual([]);
    expect(apply.problems).toEqual([]);
    expect(dry.after).toEqual(dry.before);
    const writes = (calls: readonly string[]) =>
      calls.filter((call) => !/:(?:Get|List|Describe|Lookup|Head)/.test(call));
    expect(writes(dry.calls)).toEqual([]);
    expect([...new Set(writes(apply.calls))].toSorted()).toEqual(run.changes.toSorted());
    if (run.says !== undefined) expect(apply.output).toContain(run.says);
    expect(apply.output).not.toMatch(/SecretAccessKey|Base32StringSeed/);
  });
});
