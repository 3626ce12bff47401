import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildReport } from "../../shared/report/build-report.ts";
import { printHtml } from "../../shared/report/print-html.ts";
import { plain } from "../../shared/span.ts";
import { sampleCase } from "../../test/fixtures/sample-case.ts";
import { readEngagement } from "../db/engagement.ts";
import { countFindings, listFindings } from "../db/findings.ts";
import { areRulesAsked } from "../db/inputs.ts";
import type { CaseDb } from "../db/open-case.ts";
import {
  listRuleFiles,
  readRuleOutcomes,
  removeRuleFiles,
  ruleFileBytes,
} from "../db/rule-files.ts";
import { editRules } from "../db/rule-settings.ts";
import { analyzeCase } from "../import/analyze-case.ts";
import { gatherFacts } from "../report/gather-facts.ts";
import { readRuleFiles } from "../sigma/load-rules.ts";
import { addRules, askWhereNew } from "./add-rules.ts";
import { rulesOfCase } from "./ask-rules.ts";

const hand = { at: "2026-11-01T09:00:00Z", who: "jane" };
const head = `logsource: {product: aws, service: cloudtrail}\n`;
const users = `title: Users made\nid: 11111111-1111-4111-8111-111111111111\nauthor: J. <b>Doe</b>\nlicense: MIT
description: Somebody made a user.\nlevel: high\ntags: [attack.t1136.003, attack.persistence]
falsepositives: [Onboarding days, Unknown]
${head}detection: {s: {eventSource: iam.amazonaws.com, eventName: CreateUser}, condition: s}\n`;
const refused = `title: Refusals\nname: refusals\n${head}detection: {s: {errorCode|contains: Denied}, condition: s}\n`;
const many = `---\ntitle: Many refusals\nlevel: critical\ncorrelation:\n  type: event_count\n  rules: [refusals]\n  group-by: [sourceIPAddress]\n  timespan: 1d\n  condition: {gte: 3}\n`;
const broken = `title: Broken\n${head}detection: {s: {eventName|contain: x}, condition: s}\n`;

let folder = "";
let rules = "";
let db: CaseDb;
let path = "";
let own = 0;
const program = "test";

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-own-rules-"));
  rules = join(folder, "rules");
  mkdirSync(rules);
  writeFileSync(join(rules, "users.yml"), users);
  writeFileSync(join(rules, "refusals.yml"), refused + many);
  writeFileSync(join(rules, "broken.yml"), broken);
  ({ db, path } = await sampleCase(folder));
  own = countFindings(db);
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function made(): ReturnType<typeof listFindings> {
  return listFindings(db, "info").filter(({ finding }) => finding.rule.startsWith("sigma/"));
}

describe("rules of users", () => {
  test("are kept with their bytes and hash", () => {
    expect(areRulesAsked(db, program)).toBe(true);
    expect(addRules(db, readRuleFiles([rules]), hand)).toBe(3);
    expect(areRulesAsked(db, program)).toBe(false);
    const [first] = listRuleFiles(db);
    expect(first).toMatchObject({
      path: join(rules, "broken.yml"),
      addedBy: "jane",
      removedAt: null,
    });
    expect(String(ruleFileBytes(db, first?.id ?? 0))).toBe(broken);
    expect(first?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(addRules(db, readRuleFiles([rules]), hand)).toBe(0);
  });

  test("make findings beside those of the analysis", async () => {
    const count = await askWhereNew(db, path, { program });
    expect(count).toBeGreaterThan(1);
    expect(countFindings(db)).toBe(own + (count ?? 0));
    expect(made().length).toBe(count);
    const user = made().find(({ finding }) => finding.eventName === "CreateUser")?.finding;
    expect(user).toMatchObject({
      rule: "sigma/11111111-1111-4111-8111-111111111111",
      severity: "high",
      outcome: "success",
      mitre: ["T1136.003"],
      reasons: [{ kind: "baseline", value: "high" }],
    });
    expect(user?.title[0]).toEqual({ t: "log", s: "Users made", kind: "other" });
    expect(user?.benign.map(plain)).toEqual([
      "The rule’s author names as a false positive: Onboarding days",
    ]);
    expect(user?.happened.map(plain).join("\n")).toMatch(/author J\. <b>Doe<\/b>; license MIT/);
    expect(await askWhereNew(db, path, { program })).toBeNull();
  });

  test("a refused call is two ranks lower and stands apart", () => {
    const outcomes = new Set(made().map(({ finding }) => finding.outcome));
    expect(outcomes.has("denied")).toBe(true);
    for (const { finding } of made())
      expect(finding.reasons.some(({ value }) => value === "-2")).toBe(
        finding.outcome !== "success",
      );
  });

  test("of a correlation only the correlation makes findings", () => {
    const of = made().filter(({ finding }) => finding.rule === "sigma/Many refusals");
    expect(of.length).toBeGreaterThan(0);
    expect(of.every(({ finding }) => finding.events.length >= 3)).toBe(true);
    expect(plain(of[0]?.finding.happened[1] ?? [])).toMatch(
      /^Together they reach the value \d+ that the rule asks for, in the group sourceIPAddress /,
    );
    expect(made().some(({ finding }) => finding.rule === "sigma/refusals")).toBe(false);
    expect(readRuleOutcomes(db).get("sigma/Many refusals")?.findings).toBe(of.length);
  });

  test("those that could not be loaded say why", () => {
    expect(
      rulesOfCase(db).map(({ file, body }) => [file.slice(rules.length + 1), body === null]),
    ).toEqual([
      ["broken.yml", true],
      ["refusals.yml", false],
      ["refusals.yml", false],
      ["users.yml", false],
    ]);
  });

  test("stand in the report, their words as words of somebody else", () => {
    const html = printHtml(buildReport(gatherFacts(db, path, program, readEngagement(db))));
    expect(html).toContain("Users made");
    expect(html).toContain("J. &lt;b&gt;Doe&lt;/b&gt;");
    expect(html).not.toContain("<b>Doe");
  });

  test("keep their numbers and settings through a new analysis", async () => {
    const before = made().map(({ id, finding }) => `${id} ${finding.key}`);
    editRules(db, hand, [
      {
        rule: "sigma/11111111-1111-4111-8111-111111111111",
        edit: { kind: "severity", to: "info", why: "Onboarding week." },
      },
    ]);
    const weighed = made().map(({ id, finding }) => [id, finding.severity]);
    await analyzeCase(db, { program: "another" });
    expect(made().map(({ id, finding }) => [id, finding.severity])).toEqual(weighed);
    expect(await askWhereNew(db, path, { program: "another" })).toBe(before.length);
    expect(made().map(({ id, finding }) => [id, finding.severity])).toEqual(weighed);
    expect(
      made()
        .map(({ id, finding }) => `${id} ${finding.key}`)
        .toSorted(),
    ).toEqual(before.toSorted());
  });

  test("an abort leaves the findings as they were", async () => {
    const before = made().length;
    removeRuleFiles(db, [listRuleFiles(db)[1]?.id ?? 0], hand);
    await expect(askWhereNew(db, path, { program, signal: AbortSignal.abort() })).rejects.toThrow(
      /abort/i,
    );
    expect(made().length).toBe(before);
    expect(areRulesAsked(db, program)).toBe(false);
  });

  test("findings of a rule that was taken out go; the file stays, with who took it out", async () => {
    await askWhereNew(db, path, { program });
    expect(made().some(({ finding }) => finding.rule === "sigma/Many refusals")).toBe(false);
    expect(made().length).toBeGreaterThan(0);
    expect(listRuleFiles(db).at(-1)).toMatchObject({
      path: join(rules, "refusals.yml"),
      removedAt: hand.at,
      removedBy: "jane",
    });
    expect(countFindings(db)).toBe(own + made().length);
  });
});
