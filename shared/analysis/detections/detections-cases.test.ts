import { isStep } from "../severity-sum.ts";
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import type { Finding, Reason } from "../../finding.ts";
import { techniqueName } from "../../knowledge/mitre.ts";
import { rankOf } from "../../severity.ts";
import { plain } from "../../span.ts";
import { judgeStory } from "../judge-story.ts";
import { isRelevantEvent, isSeldomSeen } from "../relevant.ts";
import type { DetectionCase } from "./case.ts";
import { detections } from "./index.ts";
import { whyItMatters } from "./why-it-matters.ts";

const files = readdirSync(import.meta.dirname).filter((name) =>
  /^iam-\d{3}-.*\.cases\.ts$/.test(name),
);
const modules = await Promise.all(
  files.map(async (file) => {
    // A module is any until it is looked at.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const { cases } = (await import(`./${file}`)) as { cases: readonly DetectionCase[] };
    return { id: file.slice(0, 7).toUpperCase(), cases };
  }),
);
const casesOf = new Map(modules.map(({ id, cases }) => [id, cases]));

/** All findings of a story, and those of its last event. */
function run({ events, start, silence }: DetectionCase): {
  last: readonly Finding[];
  all: readonly Finding[];
} {
  const all = judgeStory(events, start, silence);
  const last = events.at(-1);
  return { all, last: all.filter((f) => last !== undefined && f.events.includes(last.id)) };
}

/** What a detection itself says of the last event. */
function said(id: string, findings: readonly Finding[]): readonly Reason[] {
  return findings.flatMap((f) => f.reasons.filter(({ rule }) => rule === id));
}

function worst(findings: readonly Finding[]): Finding["severity"] | undefined {
  return findings.map((f) => f.severity).toSorted((a, b) => rankOf(b) - rankOf(a))[0];
}

function highest(reasons: readonly Reason[]): Reason["value"] | null {
  const proposed = reasons.flatMap(({ value }) =>
    value === "off" || isStep(value) ? [] : [value],
  );
  const best = proposed.toSorted((a, b) => rankOf(b) - rankOf(a))[0];
  return best ?? reasons.find(({ value }) => value === "+1")?.value ?? null;
}

describe.each(detections.map((one) => [one.id, one.title, one] as const))("%s %s", (id, _, one) => {
  const cases = casesOf.get(id) ?? [];

  test("has cases of both kinds", () => {
    expect(cases.filter(({ hit }) => hit !== null).length).toBeGreaterThan(0);
    expect(cases.filter(({ hit }) => hit === null).length).toBeGreaterThan(0);
  });

  test("names known techniques, and events that the import keeps", () => {
    for (const [technique, why] of one.mitre) {
      expect(techniqueName(technique), technique).not.toBeNull();
      expect(why).toMatch(/\.$/);
    }
    for (const event of one.events) {
      const [service = "", name = ""] = event.split(":");
      if (name !== "*" && !isSeldomSeen(event))
        expect(isRelevantEvent(`${service}.amazonaws.com`, name), event).toBe(true);
    }
    expect([one.about, ...one.benign].every((words) => words.endsWith("."))).toBe(true);
    expect(one.respond.every((words) => !words.endsWith("."))).toBe(true);
    expect(one.benign.length * one.respond.length).toBeGreaterThan(0);
  });

  test.each(cases.map((c) => [c.name, c] as const))("%s", (__, c) => {
    const { last, all } = run(c);
    const reasons = said(id, last);
    expect(all.filter((f) => f.rule.startsWith("internal/"))).toEqual([]);
    expect(highest(reasons)).toBe(c.hit);
    if (c.says !== undefined)
      expect(reasons.map(({ text }) => plain(text)).join("\n")).toContain(c.says);
    if (c.severity !== undefined) expect(worst(last)).toBe(c.severity);
    for (const { text } of reasons) expect(plain(text)).not.toMatch(/ {2}|undefined|\bnull\b/);
  });

  test("its finding says what happened, why it matters, what else it can be, and what to do", () => {
    const first = cases.find(({ hit }) => hit !== null && hit !== "+1");
    const finding =
      first === undefined ? undefined : run(first).last.find((f) => said(id, [f]).length > 0);
    if (finding === undefined) throw new Error("no case fires");
    const parts = [
      finding.happened.map(plain),
      finding.impact.map(({ text }) => plain(text)),
      finding.benign.map(plain),
      finding.done.map(plain),
    ];
    for (const part of parts) {
      expect(part.length).toBeGreaterThan(0);
      for (const sentence of part) expect(sentence.length).toBeGreaterThan(20);
    }
    const all = parts.flat();
    expect(new Set(all).size).toBe(all.length);
    // What is to be done is more than to ask whether the change was meant.
    expect(all.join("\n")).not.toMatch(/the change is confirmed by its owner/);
    for (const sentence of parts.slice(1, 3).flat()) expect(sentence).toMatch(/^[A-Z“].*\.$/su);
  });

  const hits = cases.filter(
    ({ hit, events }) => hit !== null && events.at(-1)?.outcome === "success",
  );

  test.each(hits.map((c) => [c.name, c] as const))("%s: denied, it is no change", (__, c) => {
    const denied = withLast(c, (event) => ({
      ...event,
      outcome: "denied",
      errorCode: "AccessDenied",
      response: null,
    }));
    const { last, all } = run({ ...c, events: denied });
    expect(all.filter((f) => f.rule.startsWith("internal/"))).toEqual([]);
    for (const finding of last) {
      expect(finding.outcome).not.toBe("success");
      expect(plain(finding.happened[0] ?? [])).toMatch(/^Nothing changed/);
    }
    // A burst of refused calls is no change either.
    const alone = last.filter((f) => !f.rule.startsWith("sequence/"));
    if (one.refused !== true) expect(said(id, alone)).toEqual([]);
  });

  test.each(hits.map((c) => [c.name, c] as const))(
    "%s: made by a service or by code, it is not worse",
    (__, c) => {
      const rank = (events: readonly CloudTrailEvent[]): number =>
        Math.max(
          0,
          ...run({ ...c, events })
            .last.filter((f) => !f.rule.startsWith("sequence/"))
            .map((f) => rankOf(f.severity)),
        );
      const own = rank(c.events);
      const service = withLast(c, (event) => ({
        ...event,
        identity: { ...event.identity, invokedBy: "cloudformation.amazonaws.com" },
      }));
      expect(rank(service)).toBeLessThanOrEqual(own);
      // For this one another client is the very thing that it looks for.
      if (id === "IAM-042") return;
      for (const userAgent of [
        "APN/1.0 HashiCorp/1.0 Terraform/1.9.2",
        "aws-cdk/2.140.0",
        "cloudformation.amazonaws.com",
      ])
        expect(rank(withLast(c, (event) => ({ ...event, userAgent })))).toBeLessThanOrEqual(own);
    },
  );
});

function withLast(
  { events }: DetectionCase,
  change: (event: CloudTrailEvent) => CloudTrailEvent,
): readonly CloudTrailEvent[] {
  const last = events.at(-1);
  return last === undefined ? events : [...events.slice(0, -1), change(last)];
}

test("every file of cases belongs to a detection, and every number is there once", () => {
  const ids = detections.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...casesOf.keys()].toSorted()).toEqual(ids.toSorted());
  const own = readdirSync(import.meta.dirname).filter(
    (name) => /^iam-\d{3}-/.test(name) && !name.endsWith(".cases.ts"),
  );
  expect(own.map((name) => name.slice(0, 7).toUpperCase()).toSorted()).toEqual(ids);
});

test("why it matters is said of each detection in words of its own", () => {
  const concerned = {
    target: [{ t: "text", s: "Role R" }] as const,
    who: [{ t: "text", s: "user a" }] as const,
    account: null,
  };
  const told = detections.map(({ id }) => whyItMatters(id, concerned));
  const texts = told.map((impact) => plain(impact?.text ?? []));
  expect(texts.filter((text) => text.length < 60)).toEqual([]);
  expect(new Set(texts).size).toBe(texts.length);
  for (const text of texts) expect(text).toMatch(/^[A-Z].*[.]$/);
  expect(whyItMatters("IAM-999", concerned)).toBeNull();
});
