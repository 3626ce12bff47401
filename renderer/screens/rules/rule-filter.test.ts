import { describe, expect, test } from "vitest";
import type { RuleRow } from "../../../shared/ipc/rules.ts";
import type { RuleFilter } from "./rule-filter.ts";
import { facetCounts, matchingRules, sortedRules } from "./rule-filter.ts";
import { offsetOf } from "./text-places.ts";

const said = { why: "Ours.", who: "Jane", at: "2026-10-01T08:00:00Z" };
const row = (name: string, more: Partial<RuleRow> = {}): RuleRow => ({
  name,
  kind: "entry",
  state: "works",
  title: name.slice(4),
  services: ["iam"],
  severity: "medium",
  mitre: [],
  fired: 0,
  leftOut: 0,
  setting: null,
  problem: null,
  ...more,
});
const rows: readonly RuleRow[] = [
  row("iam/CreateUser", { mitre: ["T1136.003"], fired: 3 }),
  row("iam/ListUsers", { state: "explains", severity: "info" }),
  row("iam/DeletePolicy", {
    fired: 1,
    setting: { rule: "iam/DeletePolicy", off: said, severity: { ...said, to: "low" } },
  }),
  row("IAM-022", { kind: "detection", title: "Self-change", severity: null, services: [] }),
];
const none: RuleFilter = { text: "", kind: [], state: [], severity: [], service: [], mitre: [] };
const names = (all: readonly RuleRow[]): readonly string[] => all.map(({ name }) => name);

describe("which rules are shown", () => {
  test.each<[string, Partial<RuleFilter>, readonly string[]]>([
    ["all", {}, names(rows)],
    ["a word of the name", { text: "users" }, ["iam/ListUsers"]],
    ["a technique's name", { text: "create account" }, ["iam/CreateUser"]],
    ["two words", { text: "iam delete" }, ["iam/DeletePolicy"]],
    ["kind", { kind: ["detection"] }, ["IAM-022"]],
    ["switched off", { state: ["off"] }, ["iam/DeletePolicy"]],
    ["fired or explains", { state: ["fired", "explains"] }, names(rows.slice(0, 3))],
    ["the severity that was set", { severity: ["low"] }, ["iam/DeletePolicy"]],
    ["no severity", { severity: [""] }, ["IAM-022"]],
    ["no service", { service: [""] }, ["IAM-022"]],
    ["two facets", { kind: ["entry"], state: ["fired"] }, ["iam/CreateUser", "iam/DeletePolicy"]],
  ])("%s", (_, filter, wanted) => {
    expect(names(matchingRules(rows, { ...none, ...filter }))).toEqual(wanted);
  });

  test("a facet counts what matches but for its own condition", () => {
    const filter = { ...none, kind: ["entry"], severity: ["high"] };
    expect(facetCounts(rows, filter, "severity")).toEqual([
      { value: "high", count: 0 },
      { value: "medium", count: 1 },
      { value: "low", count: 1 },
      { value: "info", count: 1 },
    ]);
    expect(facetCounts(rows, filter, "kind")).toEqual([{ value: "entry", count: 0 }]);
  });

  test.each([
    ["fired", true, ["iam/CreateUser", "iam/DeletePolicy", "iam/ListUsers", "IAM-022"]],
    ["severity", true, ["iam/CreateUser", "iam/DeletePolicy", "iam/ListUsers", "IAM-022"]],
    ["name", false, ["iam-022", "iam/createuser", "iam/deletepolicy", "iam/listusers"]],
  ] as const)("by %s", (sort, descending, wanted) => {
    expect(names(sortedRules(rows, sort, descending)).map((name) => name.toLowerCase())).toEqual(
      wanted.map((name) => name.toLowerCase()),
    );
  });
});

test.each([
  [1, 1, 0],
  [2, 3, 5],
  [9, 1, 6],
  [2, 99, 6],
])("line %d, column %d stands at %d", (line, column, at) => {
  expect(offsetOf("ab\ncde", { line, column })).toBe(at);
});
