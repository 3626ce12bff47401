import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { RuleEdit } from "../../shared/ipc/rules.ts";
import { buildReport } from "../../shared/report/build-report.ts";
import { printCaseJson } from "../../shared/report/print-case-json.ts";
import { printHtml } from "../../shared/report/print-html.ts";
import { severities } from "../../shared/severity.ts";
import { plain } from "../../shared/span.ts";
import { sampleCase } from "../../test/fixtures/sample-case.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import { gatherFacts } from "../report/gather-facts.ts";
import { readEngagement } from "./engagement.ts";
import {
  countBySeverity,
  countFindings,
  countSwitchedOff,
  findingById,
  listFindings,
  listSummaries,
} from "./findings.ts";
import { countDecided, setByHand } from "./journal.ts";
import type { CaseDb } from "./open-case.ts";
import { openCase } from "./open-case.ts";
import { editRules, readRuleSettings, redoChange, undoChange } from "./rule-settings.ts";

const hand = { at: "2026-11-01T09:00:00Z", who: "Jane Doe" };
let folder = "";
let original = "";
let path = "";
let db: CaseDb;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-rules-"));
  const made = await sampleCase(folder);
  original = made.path;
  made.db.close();
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  path = join(folder, "copy.trailproof");
  copyFileSync(original, path);
  db = openCase(path, { create: false });
});
afterEach(() => db.close());

function edit(rule: string, how: RuleEdit): void {
  editRules(db, hand, [{ rule, edit: how }]);
}

/** All that lists and counts say of findings, from every side: they must agree. */
function told(): { readonly shown: readonly string[]; readonly off: readonly string[] } {
  const shown = listFindings(db, "info");
  const ranks = shown.map(({ finding }) => severities.indexOf(finding.severity));
  expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  expect(listSummaries(db).map(({ id, summary }) => [id, summary.severity])).toEqual(
    shown.map(({ id, finding }) => [id, finding.severity]),
  );
  expect(countFindings(db)).toBe(shown.length);
  for (const severity of severities)
    expect(countBySeverity(db)[severity]).toBe(
      shown.filter(({ finding }) => finding.severity === severity).length,
    );
  expect(listFindings(db, "high").length).toBe(ranks.filter((rank) => rank <= 1).length);
  const off = listFindings(db, "info", true).map(({ id }) => id);
  expect(countSwitchedOff(db)).toBe(off.length);
  expect(listSummaries(db, true).map(({ id }) => id)).toEqual(off);
  for (const { id, finding } of shown) expect(findingById(db, id)?.finding).toEqual(finding);
  return { shown: shown.map(({ id }) => id), off };
}

const why = "Run by the platform team every night.";

test("findings of an entry that is switched off are left out everywhere, and come back", () => {
  const before = told();
  const of = listFindings(db, "info").filter(({ finding }) => finding.rule === "iam/DeletePolicy");
  expect(of.length).toBeGreaterThan(0);
  edit("iam/DeletePolicy", { kind: "off", why });
  const without = told();
  expect(without.off.toSorted()).toEqual(of.map(({ id }) => id).toSorted());
  expect([...without.shown, ...without.off].toSorted()).toEqual(before.shown.toSorted());
  expect(countDecided(db)).toBe(0);
  setByHand(db, hand, "status", () => [
    { subject: of[0]?.finding.key ?? "", item: "", value: "fixed" },
  ]);
  expect(countDecided(db)).toBe(0);
  edit("iam/DeletePolicy", { kind: "on" });
  expect(told()).toEqual(before);
  expect(countDecided(db)).toBe(1);
});

test("undo and redo, also after the case was closed, and a new analysis", async () => {
  const before = told();
  edit("iam/DeletePolicy", { kind: "off", why });
  edit("iam/DeletePolicy", { kind: "severity", to: "info", why: "No policy of ours." });
  const both = told();
  expect(readRuleSettings(db).get("iam/DeletePolicy")).toEqual({
    rule: "iam/DeletePolicy",
    off: { why, ...hand },
    severity: { to: "info", why: "No policy of ours.", ...hand },
  });
  db.close();
  db = openCase(path, { create: false });
  expect(told()).toEqual(both);
  await analyzeCase(db, { program: "test 2" });
  expect(told()).toEqual(both);
  expect(undoChange(db, hand)).toMatchObject({ kind: "rule" });
  expect(undoChange(db, hand)).toMatchObject({ kind: "rule" });
  expect(told()).toEqual(before);
  expect(readRuleSettings(db).size).toBe(0);
  redoChange(db, { at: "2026-11-02T00:00:00Z", who: "Somebody else" });
  // Who redoes it has not decided it.
  expect(readRuleSettings(db).get("iam/DeletePolicy")?.off).toEqual({ why, ...hand });
  redoChange(db, hand);
  expect(told()).toEqual(both);
});

test("every rule of the sample can be switched off and weighed: lists, counts and bodies agree", () => {
  const before = told();
  const rules = new Set(
    listFindings(db, "info").flatMap(({ finding }) => [
      finding.rule,
      ...finding.reasons.flatMap(({ rule }) => rule ?? []),
    ]),
  );
  expect(rules.size).toBeGreaterThan(40);
  editRules(
    db,
    hand,
    [...rules].map((rule, i) => ({
      rule,
      edit:
        i % 2 === 0
          ? { kind: "off", why }
          : { kind: "severity", to: severities[i % 5] ?? "info", why },
    })),
  );
  expect(told().off.length).toBeGreaterThan(0);
  undoChange(db, hand);
  expect(told()).toEqual(before);
});

test("the report says which rules are off or weighed anew, by whom, when and why", () => {
  edit("iam/DeletePolicy", { kind: "off", why });
  edit("iam/CreateUser", {
    kind: "severity",
    to: "critical",
    why: "Every user is <i>one</i> too many.",
  });
  const facts = gatherFacts(db, path, "Trailproof test", readEngagement(db));
  const report = buildReport(facts);
  const html = printHtml(report);
  for (const said of [
    "Rules set by hand",
    "iam/DeletePolicy",
    why,
    "Jane Doe",
    "rule switched off",
  ])
    expect(html).toContain(said);
  expect(html).toContain("Every user is &lt;i&gt;one&lt;/i&gt; too many.");
  expect(facts.findings.some(({ finding }) => finding.rule === "iam/DeletePolicy")).toBe(false);
  const json: unknown = JSON.parse(printCaseJson(facts, "test", () => ""));
  const left = listFindings(db, "info", true).length;
  expect(json).toMatchObject({
    ruleSettings: [
      { rule: "iam/CreateUser", severity: { to: "critical", who: "Jane Doe" }, leftOut: 0 },
      { rule: "iam/DeletePolicy", off: { why, ...hand }, leftOut: left },
    ],
  });
  const user = facts.findings.find(({ finding }) => finding.rule === "iam/CreateUser");
  expect(user?.finding.severity).toBe("critical");
  expect(plain(user?.finding.reasons[0]?.text ?? [])).toMatch(
    /Set to critical instead of (low|medium|high) by Jane Doe at 2026-11-01T09:00:00Z: Every user/,
  );
});

test("without settings a report says nothing of them", () => {
  const facts = gatherFacts(db, path, "Trailproof test", readEngagement(db));
  expect(facts.ruleSettings).toBeUndefined();
  expect(printHtml(buildReport(facts))).not.toContain("Rules set by hand");
});
