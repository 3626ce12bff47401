import { describe, expect, it } from "vitest";
import { operation, planOf } from "../../test/fixtures/remediation/plans.ts";
import {
  hostile,
  sampleEvent,
  sampleFacts,
} from "../../test/fixtures/remediation/sample-values.ts";
import { iamActions } from "../knowledge/iam-actions.ts";
import type { Span } from "../span.ts";
import { plain } from "../span.ts";
import { inversePlan } from "./inverse-plan.ts";
import { printConsole } from "./print-console.ts";

const writes = iamActions.filter((entry) => entry.access === "write");

function textsOf(span: Span): readonly string[] {
  if (span.t === "text" || span.t === "ui") return [span.s];
  return span.t === "strong" || span.t === "em" || span.t === "code"
    ? span.of.flatMap(textsOf)
    : [];
}

const createdAt = (path: string): string =>
  printConsole(planOf([operation("iam:CreatePolicy", { Path: path })]))
    .map(plain)
    .join("\n");

describe("printConsole", () => {
  it("uses today's labels", () => {
    const steps = printConsole(
      planOf([operation("iam:AttachGroupPolicy", { GroupName: "Developers", PolicyArn: "arn:x" })]),
    );
    expect(steps[0]).toEqual([
      { t: "text", s: "Open " },
      { t: "ui", s: "IAM" },
      { t: "text", s: ", then " },
      { t: "ui", s: "User groups" },
      { t: "text", s: ", and choose " },
      { t: "log", s: "Developers", kind: "group" },
      { t: "text", s: "." },
    ]);
  });

  it.each([
    ["iam:CreateInstanceProfile", /no page for instance profiles/],
    ["iam:CreatePolicy", /replace everything by the last known document/],
    ["iam:Sample", /Trailproof knows no way of the console/],
  ])("%s", (api, words) => {
    expect(
      printConsole(planOf([operation(api, { Path: "/" })]))
        .map(plain)
        .join("\n"),
    ).toMatch(words);
  });

  it("names a path that the console can't set, and only then", () => {
    expect(createdAt("/guardrails/")).toContain("This one had the path /guardrails/");
    expect(createdAt("/")).not.toContain("had the path");
  });

  it("names the Region once for the calls made in it", () => {
    const start = operation("cloudtrail:StartLogging", { Name: "t" });
    const steps = printConsole(
      planOf([
        { ...start, region: "eu-central-1" },
        operation("iam:DeleteUser", { UserName: "a" }),
        { ...start, region: "eu-central-1" },
        { ...start, region: "eu-west-1" },
      ]),
    );
    const choices = steps.filter((step) => plain(step).startsWith("Choose eu-"));
    expect(choices.map((step) => plain(step))).toEqual([
      "Choose eu-central-1 in the list of Regions at the top right of the console: the next steps are made in Region eu-central-1.",
      "Choose eu-west-1 in the list of Regions at the top right of the console: the next steps are made in Region eu-west-1.",
    ]);
    expect(choices[0]).toContainEqual({ t: "log", s: "eu-central-1", kind: "other" });
    expect(steps.map((step) => plain(step)).at(-1)).toBe("Choose Start logging.");
  });

  it("says what must be supplied, and what is repeated", () => {
    const steps = printConsole(
      planOf([
        operation("iam:AttachUserPolicy", {
          UserName: { ask: "USERS", question: "Which users?", each: true },
          PolicyArn: "arn:x",
        }),
      ]),
    ).map(plain);
    expect(steps[0]).toContain("(to be supplied: Which users?)");
    expect(steps.at(-1)).toContain("Repeat this for each one");
  });

  it.each(writes.map((entry) => [entry.name, entry] as const))(
    "keeps log text of %s in log spans and fills every value",
    (_, entry) => {
      const plan = inversePlan(entry, sampleEvent(entry, true), sampleFacts("known", true));
      const spans = printConsole(plan).flat();
      for (const text of spans.flatMap(textsOf)) {
        expect(text).not.toContain(hostile.slice(0, 6));
        expect(text).not.toMatch(/[[\]{}]/);
      }
    },
  );
});
