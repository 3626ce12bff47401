import { describe, expect, test } from "vitest";
import type { Finding } from "../../finding.ts";
import { plain } from "../../span.ts";
import { createAnalyzer } from "../analyzer.ts";
import { isRelevantEvent } from "../relevant.ts";
import { emptyAccount } from "../../state/account-facts.ts";
import { call, lastFinding, words } from "../test-events.ts";
import { pathCases } from "./all.cases.ts";
import { knownPaths } from "./known-paths.ts";
import { pathEvents } from "./all-rules.ts";
import { createPaths } from "./paths.ts";
import { selfCases } from "./self.cases.ts";
import { as, makeKey } from "./story.ts";
import type { PathCase } from "./story.ts";
import { startsIn, usesIn } from "./test-uses.ts";

const cases = pathCases;

/** Runs a story as an import does: rules see what the import keeps, the case answers the rest. */
function run({ events }: PathCase): readonly Finding[] {
  const sorted = events.toSorted((a, b) =>
    (a.at ?? "") < (b.at ?? "") ? -1 : (a.at ?? "") > (b.at ?? "") ? 1 : 0,
  );
  const analyzer = createAnalyzer({ sessionStart: startsIn(sorted) });
  const kept = sorted.filter(({ source, name }) => isRelevantEvent(source, name));
  const found = kept.flatMap((event) => analyzer.next(event));
  return [...found, ...analyzer.finish(usesIn(sorted, analyzer.watches()))];
}

const ofPaths = (all: readonly Finding[]): readonly Finding[] =>
  all.filter(({ rule }) => rule.startsWith("path/"));

test.each(cases.map((one) => [one.name, one] as const))("%s", (_, one) => {
  const all = run(one);
  expect(all.filter(({ rule }) => rule.startsWith("internal/"))).toEqual([]);
  const found = ofPaths(all);
  expect(found.map(({ rule }) => rule.slice("path/".length)).toSorted()).toEqual(
    one.paths.toSorted(),
  );
  const [first] = found;
  if (first === undefined) return;
  if (one.severity !== undefined) expect(first.severity).toBe(one.severity);
  if (one.says !== undefined) expect(words(first)).toContain(one.says);
  if (one.steps !== undefined) expect(first.events).toEqual(one.steps);
  for (const finding of found) {
    expect(words(finding)).not.toMatch(/ {2}|undefined|\bnull\b/);
    expect(finding.outcome).toBe("success");
    for (const id of finding.events)
      expect(finding.happened.map((said) => plain(said)).join("\n")).toContain(`[${id}]`);
  }
});

describe("every known path", () => {
  test("is there once, with its kind of recognition", () => {
    expect(knownPaths).toHaveLength(65);
    expect(new Set(knownPaths.map(({ id }) => id)).size).toBe(65);
  });

  const told = new Set([
    ...cases.flatMap((one) => run(one).flatMap(({ escalationPaths = [] }) => escalationPaths)),
    ...selfCases.map(([path]) => path),
  ]);
  const notSeen = new Set(["bedrock-002"]);

  test.each(knownPaths.map(({ id }) => id))("%s is told by a case, or said not to be", (id) => {
    expect(told.has(id)).toBe(!notSeen.has(id));
  });
});

test.each(selfCases)("%s: %s", (path, _, events) => {
  expect(lastFinding(events).escalationPaths ?? []).toEqual(path === null ? [] : [path]);
});

test("the import keeps every step", () => {
  for (const event of pathEvents) {
    const [service = "", name = ""] = event.split(":");
    expect(isRelevantEvent(`${service}.amazonaws.com`, name), event).toBe(true);
  }
});

test("many beginnings keep no more than 10,000 of a kind, the last ones", () => {
  const paths = createPaths();
  const account = emptyAccount("123456789012", null);
  for (let i = 0; i < 30_000; i++) {
    const at = `2026-10-06T02:00:00Z`;
    const key = `AKIA${String(i).padStart(16, "0")}`;
    paths.next(makeKey(`u${i}`, 0, key, { ...as("alice"), id: `k${i}`, at }), null, account);
    const parts = { ...as("alice"), id: `s${i}`, at };
    paths.next(call("ssm:StartSession", 0, { target: `i-${i}` }, parts), null, account);
  }
  const watches = paths.watches();
  expect(watches.length).toBeGreaterThanOrEqual(10_000);
  expect(watches.length).toBeLessThanOrEqual(20_000);
  expect(watches.some(({ ask }) => ask.kind === "key" && ask.accessKeyId.endsWith("29999"))).toBe(
    true,
  );
  expect(watches.some(({ ask }) => ask.kind === "key" && ask.accessKeyId.endsWith("19000"))).toBe(
    false,
  );
});
