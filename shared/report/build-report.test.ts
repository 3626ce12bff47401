import { describe, expect, test } from "vitest";
import { emptyFacts, finding, hostileFacts, inputFile, manyFacts, numberedFindings, prod, richFacts, shared } from "../../test/fixtures/case-facts.ts";
import { cite, log, plain, say, type Spans } from "../span.ts";
import { blockSpans } from "./build/block-spans.ts";
import { coursesOf } from "./build/courses.ts";
import { eachSpan } from "./build/finding-spans.ts";
import { periodOf } from "./build/period.ts";
import { periodInWords } from "./build/words.ts";
import { buildReport } from "./build-report.ts";
import type { CaseFacts } from "./case-facts.ts";
import type { Block, EvidenceRow, ReportDocument } from "./document.ts";
import { printContext } from "./print-context.ts";
import { printHtml } from "./print-html.ts";
import { sha256Hex } from "./sha256-base64.ts";
import { walkBlocks } from "./walk-blocks.ts";

type TableBlock = Extract<Block, { b: "table" }>;

function blocksOf<Kind extends Block["b"]>(doc: ReportDocument, kind: Kind): readonly Extract<Block, { b: Kind }>[] {
  const out: Extract<Block, { b: Kind }>[] = [];
  walkBlocks(doc, (block) => {
    if (block.b === kind) out.push(block as Extract<Block, { b: Kind }>);
  });
  return out;
}

function allSpans(doc: ReportDocument): readonly Spans[] {
  const out: Spans[] = doc.cover.map((row) => row.value);
  walkBlocks(doc, (block) => out.push(...blockSpans(block)));
  return out;
}

/** A section in plain words, code and records left out. */
function wordsOf(doc: ReportDocument, id: string): string {
  const section = doc.sections.find((one) => one.id === id)!;
  const lines: string[] = [];
  walkBlocks({ ...doc, sections: [section] }, (block) => {
    if (block.b === "figures") lines.push(...block.items.map(({ value, label }) => `${value} ${label}`));
    lines.push(...blockSpans(block).map(plain));
  });
  return lines.join("\n");
}

const rich = buildReport(richFacts);
const empty = buildReport(emptyFacts);
const many = buildReport(manyFacts(400, 400));
const documents: readonly (readonly [string, CaseFacts, ReportDocument])[] = [
  ["rich", richFacts, rich],
  ["empty", emptyFacts, empty],
  ["many", manyFacts(400, 400), many],
  ["hostile", hostileFacts("<b>x"), buildReport(hostileFacts("<b>x"))],
];

describe.each(documents)("%s case", (_, facts, doc) => {
  test("sections and numbers are always the same", () => {
    expect(doc.sections.map(({ number, id }) => `${number} ${id}`)).toEqual([" control", "1 summary", "2 scope", "3 evidence", "4 risk", "5 findings", "6 plan", "7 checklist", "8 measures", "9 limits", "A files", "B problems", "C records", "D arithmetic", "E glossary", "F manifest"]);
    expect(doc.sections.filter((section) => section.page === "landscape").map((section) => section.id)).toEqual(["checklist"]);
  });

  test("every sum of a table equals its rows", () => {
    const sums = blocksOf(doc, "table").filter((table) => table.foot !== undefined);
    expect(sums.length).toBeGreaterThan(0);
    for (const table of sums) {
      table.columns.forEach((column, c) => {
        const [sum] = table.foot![c]!;
        if (column.as !== "num" || sum?.t !== "num") return;
        const rows = table.rows.map((row) => (row[c]![0]?.t === "num" ? row[c]![0].n : 0));
        expect([table.caption, column.title, sum.n]).toEqual([table.caption, column.title, rows.reduce((a, b) => a + b, 0)]);
      });
    }
  });

  test("every reference has its target, every citation its record", () => {
    const context = printContext(doc);
    let refs = 0;
    for (const spans of allSpans(doc)) {
      eachSpan(spans, (span) => {
        if (span.t === "ref") expect([span.to, context.targets.has(span.to)]).toEqual([span.to, true]);
        if (span.t === "ref") refs += 1;
        if (span.t === "event") expect([span.id, context.evidence.has(span.id)]).toEqual([span.id, true]);
      });
    }
    for (const section of doc.sections) for (const { to } of section.contents) expect(context.targets.has(to)).toBe(true);
    expect(refs).toBeGreaterThan(20);
  });

  test("every cited record is numbered once and its text stands in one place", () => {
    const rows = new Map<string, EvidenceRow>();
    const raw: string[] = [];
    for (const block of blocksOf(doc, "evidence")) {
      for (const row of block.rows) rows.set(row.id, row);
      if (block.raw) raw.push(...block.rows.map((row) => row.id));
    }
    const ids = [...rows.keys()].toSorted((a, b) => Number(a.slice(2)) - Number(b.slice(2)));
    expect(ids.map((id) => Number(id.slice(2)))).toEqual(ids.map((__, i) => i + 1));
    expect(raw.toSorted()).toEqual(ids.toSorted());
    for (const row of rows.values()) expect(row.raw).toBe(facts.cited.get(row.eventId)!.raw);
    const files = new Set(blocksOf(doc, "table").flatMap((table) => table.rows.map((row) => plain(row[0] ?? []))));
    for (const row of rows.values()) expect(files).toContain(row.file);
  });

  test("every finding stands in overview, detail, checklist and records", () => {
    const ids = facts.findings.map(({ id }) => id);
    expect(blocksOf(doc, "finding").map((block) => block.finding.id)).toEqual(ids);
    const checked = new Set(blocksOf(doc, "checklist").flatMap((block) => block.items.map((item) => item.finding)));
    for (const id of ids) expect(checked).toContain(id);
    const lines = blocksOf(doc, "checklist").flatMap((block) => block.items.map((item) => item.id));
    expect(new Set(lines).size).toBe(lines.length);
    expect(blocksOf(doc, "ways")).toHaveLength(7 + facts.findings.filter(({ finding: one }) => one.plan.operations.length > 0).length);
  });

  test("no broken words", () => {
    expect(JSON.stringify(doc)).not.toMatch(/undefined|\[object|\bNaN\b|null to|Infinity/);
  });

  test("the same facts give the same document", () => {
    expect(JSON.stringify(buildReport(facts))).toBe(JSON.stringify(doc));
  });

  test("it can be printed, and no heading is skipped", () => {
    const html = printHtml(doc);
    const levels = [...html.matchAll(/<h([1-6])\b/g)].map((match) => Number(match[1]));
    levels.slice(1).forEach((level, i) => expect(level - levels[i]!).toBeLessThanOrEqual(1));
    const targets = [...html.matchAll(/href="#([^"]*)"/g)].map((match) => match[1]);
    const found = new Set([...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]));
    expect(targets.filter((target) => !found.has(target))).toEqual([]);
  });

  test("no verdict that the evidence can't bear", () => {
    for (const spans of allSpans(doc)) {
      eachSpan(spans, (span) => {
        if (span.t === "text") expect(span.s).not.toMatch(/no evidence of|\bsafe\b|\bsecure\b|compromise|\bhacker|\bguilty/i);
      });
    }
  });
});

test.each<[string, string, RegExp]>([
  ["summary", "lead", /In the 8 days under review, 4 changes to identities and permissions succeeded in 2 AWS accounts\. 6 findings follow from the evidence: 2 critical, 1 high, 1 medium, 1 low and 1 for information\./],
  ["summary", "figures", /4 IAM changes that succeeded\n5 IAM changes that were denied or failed\n2 \+ 1 critical and high findings\n4 of 8 days have events\n2 problems while reading/],
  ["summary", "course", /From 2026-10-09T02:14:27Z, somebody acted as session ci-7f of role DeployRole, started by user build-agent, from 203\.0\.113\.77\. Within 5 min 44 s:\nA session of role DeployRole gave itself administrator rights \(F-01\)\nGroup Developers lost an attached managed policy · DenyWithoutMFA \(F-03\)/],
  ["summary", "share", /All 3 critical and high findings belong to this one course of events\. 5 calls of the same identities were refused or failed shortly before or in between \(F-06\)/],
  ["summary", "meaning", /The evidence shows privilege escalation \(F-01\) and weakened access controls \(F-03\)\..* We advise treating 9 October 2026 as a security incident/],
  ["summary", "unknown days", /What happened on 4 days without any event/],
  ["summary", "unread", /2 problems, 1 file not read/],
  ["summary", "root", /No call by the root user is in the evidence, among 99 events/],
  ["evidence", "sum", /101 records = 99 events \+ 2 duplicates/],
  ["evidence", "digests", /1 digest file was found, hashed .* and was not validated/],
  ["evidence", "untimed", /1 event has no readable time/],
  ["evidence", "silence", /4 days: 5 to 8 October 2026\./],
  ["scope", "undated", /Events that stand on no day/],
  ["plan", "order", /Policy DenyWithoutMFA: F-02, then F-03/],
  ["plan", "same call", /iam:AttachGroupPolicy \(Developers, DenyWithoutMFA\): F-02 F-03/],
  ["limits", "unread", /1 file not read/],
  ["manifest", "hash", new RegExp(sha256Hex(["a", "b", "c", "digest", "z-not-cited"].map((name, i) => `${[3, 2, 4, 5, 1].map((n) => String(n).repeat(64))[i]}  logs/${name}.json.gz\n`).join("")))],
])("rich %s: %s", (id, _, pattern) => expect(wordsOf(rich, id)).toMatch(pattern));

const withoutRoot: CaseFacts = (({ rootCalls: _, ...facts }) => facts)(richFacts);
const calm: CaseFacts = { ...richFacts, findings: richFacts.findings.slice(4) };
const whole: CaseFacts = { ...richFacts, problems: [], inputs: richFacts.inputs.slice(0, 4), days: richFacts.days.slice(0, 1), untimed: 0 };

test.each<[string, CaseFacts, string, RegExp]>([
  ["root calls not counted", withoutRoot, "summary", /root user/],
  ["root calls made", { ...richFacts, rootCalls: 2 }, "summary", /No call by the root/],
  ["problems while reading", richFacts, "summary", /without a problem/],
  ["nothing above low", calm, "summary", /Within 30 days|security incident|somebody/],
  ["no silent day, nothing unread", whole, "summary", /days? without any event|not read/],
  ["no finding", emptyFacts, "summary", /somebody|Decisions|Who held/],
  ["no trail stopped", richFacts, "limits", /Time with less or no logging/],
  ["all findings printed", richFacts, "limits", /left out/],
])("not said when its facts are missing: %s", (_, facts, section, pattern) => {
  expect(wordsOf(buildReport(facts), section)).not.toMatch(pattern);
});

test.each<[string, CaseFacts, string, RegExp]>([
  ["nothing above low", calm, "summary", /No finding of medium or above follows; that is no statement about/],
  ["no finding", emptyFacts, "summary", /No event with a readable time is in the evidence\. No finding of medium or above follows from the evidence\. That is no statement about/],
  ["no finding", emptyFacts, "findings", /There is no finding/],
  ["all read", whole, "summary", /All 4 files with CloudTrail records were read to the end, without a problem/],
  ["conflicts", { ...richFacts, conflicts: 1 }, "evidence", /1 event id occurs with different contents/],
  ["numbers that disagree", { ...richFacts, totals: { ...richFacts.totals, records: 100 } }, "evidence", /The numbers do not add up/],
  ["no digest", { ...richFacts, inputs: [] }, "evidence", /No digest file is among the files/],
  ["left out", { ...richFacts, leftOut: { below: "medium", findings: 7 } }, "findings", /7 findings below medium are in the case and were left out/],
  ["left out", { ...richFacts, leftOut: { below: "medium", findings: 7 } }, "manifest", /7 below it left out/],
  ["a far date", { ...richFacts, days: [...richFacts.days, { account: prod, region: "us-east-1", day: "0001-01-01", events: 1 }] }, "evidence", /1 event is dated more than a year away/],
  ["a stopped trail", { ...richFacts, findings: numberedFindings([finding({ eventName: "StopLogging", severity: "critical", events: ["ev-put"] })]) }, "limits", /A trail was stopped, deleted or changed: F-01/],
])("said when its facts are there: %s", (_, facts, section, pattern) => {
  expect(wordsOf(buildReport(facts), section)).toMatch(pattern);
});

test("log text stands only in log spans, code, diffs, records and chart labels", () => {
  const evil = "EVIL</style>\u202e";
  const doc = buildReport(hostileFacts(evil));
  const charts: string[] = [];
  const strings: string[] = [doc.title, doc.subtitle, doc.runningFoot, doc.coverNote];
  walkBlocks(doc, (block) => {
    if (block.b === "heading") strings.push(block.text);
    if (block.b === "chart") charts.push(block.alt);
    if (block.b === "chart") strings.push(block.caption, block.note);
    if (block.b === "table") strings.push(...block.columns.map((column) => column.title), block.caption ?? "");
    if (block.b === "ways") strings.push(block.label);
  });
  for (const spans of allSpans(doc)) {
    eachSpan(spans, (span) => {
      if (span.t === "text" || span.t === "ui") strings.push(span.s);
      if (span.t === "ref") strings.push(span.to, span.text ?? "");
    });
  }
  expect(strings.filter((said) => said.includes("EVIL"))).toEqual([]);
  expect(charts.some((alt) => alt.includes("EVIL"))).toBe(true);
  const html = printHtml(doc);
  expect(html).not.toContain("EVIL</style>");
  expect(html).not.toContain("\u202e");
});

test("cited files come first, in the order of their paths; all others follow", () => {
  const [first, second] = blocksOf({ ...rich, sections: rich.sections.filter((s) => s.id === "files") }, "table");
  const paths = (table: TableBlock): readonly string[] => table.rows.map((row) => `${plain(row[0]!)} ${plain(row[1]!.slice(0, 1))}`);
  expect(paths(first!)).toEqual(["L-01 logs/a.json.gz", "L-02 logs/b.json.gz", "L-03 logs/c.json.gz"]);
  expect(paths(second!)).toEqual(["L-04 logs/broken.json.gz", "L-05 logs/digest.json.gz", "L-06 logs/z-not-cited.json.gz"]);
});

test("checklist ids belong to the finding and its item, whatever else is in the report", () => {
  const ids = (doc: ReportDocument): readonly string[] => blocksOf(doc, "checklist").flatMap((block) => block.items.filter((item) => item.finding === "F-03").map((item) => item.id));
  expect(ids(rich)).toEqual(["C-03.1"]);
  expect(ids(buildReport({ ...richFacts, findings: richFacts.findings.slice(2) }))).toEqual(["C-03.1"]);
});

test("a finding: parts in their order, empty ones left out, low ones folded with the sum as a sentence", () => {
  const docs = blocksOf(rich, "finding").map((block) => block.finding);
  expect(docs[0]!.parts.map((part) => part.title)).toEqual(["What happened", "The change", "Why it matters here", "", "Severity and its reasons", "What to do", "Evidence", "Done?"]);
  expect(docs.map(({ newPage, folded }) => [newPage, folded])).toEqual([[true, false], [true, false], [true, false], [true, false], [false, true], [false, true]]);
  expect(docs[3]!.oneLine).toEqual([]);
  const sum = docs[5]!.parts.find((part) => part.title.startsWith("Severity"))!.blocks[0]!;
  expect(plain(blockSpans(sum)[0]!)).toBe("CreateUser: a new user is long-lived (medium, baseline); AWS refused the call: nothing changed (−2, modifier); A service made the call (−1, modifier); The modifiers add up to -3; their sum is held between −2 and +1 (−2, limit). Result: info. The rules are in arithmetic.");
  const facts = Object.fromEntries(docs[3]!.facts.map(({ key, value }) => [key, plain(value)]));
  expect(facts["Named in the call"]).toBe("userName d.aydin");
  const [limited] = blocksOf({ ...rich, sections: rich.sections.filter((s) => s.id === "findings") }, "reasons");
  expect(limited!.rows.at(-1)!.value).toBe("critical");
  const impacts = docs[2]!.parts.find((part) => part.title.startsWith("Why"))!.blocks.flatMap((block) => blockSpans(block).map(plain));
  expect(impacts).toEqual(["Shown by the evidence:", "Weakened access controls. The control is weaker now.", "Excluded by the evidence:", "Compliance; Audit. The log has it all."]);
});

const at = (time: string, more: object = {}) => finding({ eventName: "PutRolePolicy", severity: "high", events: [time], time: `2026-10-09T${time}Z`, ...more });
const by = (name: string, kind: "user" | "role" = "user") => ({ label: say`${log(name, kind)}`, arn: null, confidence: "medium", why: say`${cite("x")}` }) as const;

test.each<[string, readonly ReturnType<typeof finding>[], readonly string[]]>([
  ["two by one user", [at("01:00:00"), at("06:59:59")], ["F-01 F-02"]],
  ["more than six hours apart", [at("01:00:00"), at("07:00:01")], []],
  ["a chain of gaps", [at("01:00:00"), at("06:00:00"), at("11:00:00")], ["F-01 F-02 F-03"]],
  ["two users, one address, within the hour", [at("01:00:00"), at("01:59:00", { actor: by("other") })], ["F-01 F-02"]],
  ["two users, one address, later", [at("01:00:00"), at("02:01:00", { actor: by("other") })], []],
  ["a service name is no address", [at("01:00:00", { sourceIp: "cloudformation.amazonaws.com" }), at("01:01:00", { actor: by("other"), sourceIp: "cloudformation.amazonaws.com" })], []],
  ["medium ones make no course", [at("01:00:00", { severity: "medium" }), at("01:01:00")], []],
  ["refused ones make no course", [at("01:00:00", { outcome: "denied" }), at("01:01:00")], []],
  ["without a time", [at("01:00:00", { time: null }), at("01:01:00")], []],
  ["the weightiest first", [at("01:00:00", { actor: by("a"), sourceIp: null }), at("01:01:00", { actor: by("a"), sourceIp: null }), at("01:00:00", { actor: by("b"), severity: "critical", sourceIp: null }), at("01:01:00", { actor: by("b"), sourceIp: null })], ["F-03 F-04", "F-01 F-02"]],
])("course of events: %s", (_, list, expected) => {
  const courses = coursesOf(numberedFindings(list));
  expect(courses.map((course) => course.findings.map(({ id }) => id).join(" "))).toEqual(expected);
});

const day = (d: string, events = 1) => ({ account: shared, region: "us-east-1", day: d, events });

test.each<[string, readonly ReturnType<typeof day>[], string | null, string | null, number, number]>([
  ["nothing", [], null, null, 0, 0],
  ["no day at all", [day(""), day("2026-13-45"), day("not a day")], null, null, 0, 0],
  ["one day", [day("2026-10-09")], "2026-10-09", "2026-10-09", 1, 0],
  ["holes are filled", [day("2026-02-27"), day("2026-03-02")], "2026-02-27", "2026-03-02", 4, 0],
  ["a year without events holds together", [day("2025-01-01"), day("2026-01-01", 9)], "2025-01-01", "2026-01-01", 366, 0],
  ["year 1 and year 9999 stand apart", [day("0001-01-01"), day("2026-10-09", 5), day("2026-10-10", 5), day("9999-12-31")], "2026-10-09", "2026-10-10", 2, 2],
  ["a day without events does not count", [day("2026-10-09"), day("2026-10-20", 0)], "2026-10-09", "2026-10-09", 1, 0],
])("period: %s", (_, days, first, last, length, outside) => {
  const period = periodOf(days);
  expect([period.first, period.last, period.days.length, period.outside.length]).toEqual([first, last, length, outside]);
});

test.each([
  ["2026-10-09", "2026-10-09", "9 October 2026"],
  ["2026-10-01", "2026-10-14", "1 to 14 October 2026"],
  ["2026-09-15", "2026-10-14", "15 September to 14 October 2026"],
  ["2025-12-31", "2026-01-01", "31 December 2025 to 1 January 2026"],
])("period in words: %s to %s", (first, last, expected) => expect(periodInWords(first, last)).toBe(expected));

test("long lists stay lists: 3,000 findings, 400 days, 12 accounts, within seconds", () => {
  const started = performance.now();
  const doc = buildReport(manyFacts(3000, 400));
  expect(performance.now() - started).toBeLessThan(5000);
  expect(blocksOf(doc, "finding")).toHaveLength(3000);
  expect(blocksOf(doc, "checklist")[0]!.items).toHaveLength(3000);
  const [overview] = blocksOf({ ...doc, sections: doc.sections.filter((s) => s.id === "findings") }, "table");
  expect(overview!.rows).toHaveLength(3000);
  const [coverage] = blocksOf(doc, "chart");
  expect(coverage!.chart.kind === "coverage" ? [coverage!.chart.days.length, coverage!.chart.rows.length] : []).toEqual([400, 12]);
});

test("the contents name the worst findings, and never too many", () => {
  const contents = (doc: ReportDocument) => doc.sections.find((section) => section.id === "findings")!.contents;
  expect(contents(rich).map((entry) => entry.to)).toEqual(richFacts.findings.map(({ id }) => id));
  expect(contents(many)).toEqual([]);
  const some = contents(buildReport(manyFacts(100, 10)));
  expect([some.length, some.at(-1)!.severity]).toEqual([60, "medium"]);
});

test("files that the case does not list, and records that it does not hold, are told", () => {
  const facts: CaseFacts = { ...richFacts, inputs: [inputFile(9, "other.json")], cited: new Map([...richFacts.cited].filter(([id]) => id !== "ev-put")) };
  const [first] = blocksOf(buildReport(facts), "finding");
  const evidence = first!.finding.parts.find((part) => part.title === "Evidence")!.blocks;
  expect(evidence.flatMap((block) => blockSpans(block).map(plain)).join(" ")).toContain("1 record that this finding names could not be found in the case.");
});
