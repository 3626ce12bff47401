import { describe, expect, test } from "vitest";
import { emptyFacts, hostileFacts, manyFacts, richFacts } from "../../test/fixtures/case-facts.ts";
import { allSpans, blocksOf, onlySection } from "../../test/fixtures/read-report.ts";
import { plain } from "../span.ts";
import { eachSpan } from "./build/finding-spans.ts";
import { buildReport } from "./build-report.ts";
import type { CaseFacts } from "./case-facts.ts";
import type { EvidenceRow, ReportDocument } from "./document.ts";
import { printContext } from "./print-context.ts";
import { printHtml } from "./print-html.ts";
import { walkBlocks } from "./walk-blocks.ts";

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
    expect(doc.sections.map(({ number, id }) => `${number} ${id}`)).toEqual([
      " control",
      "1 summary",
      "2 scope",
      "3 evidence",
      "4 risk",
      "5 findings",
      "6 plan",
      "7 checklist",
      "8 measures",
      "9 limits",
      "A files",
      "B problems",
      "C records",
      "D arithmetic",
      "E glossary",
      "F manifest",
    ]);
    expect(
      doc.sections.filter((section) => section.page === "landscape").map((section) => section.id),
    ).toEqual(["checklist"]);
  });

  test("every sum of a table equals its rows", () => {
    const sums = blocksOf(doc, "table").filter((table) => table.foot !== undefined);
    expect(sums.length).toBeGreaterThan(0);
    for (const table of sums) {
      table.columns.forEach((column, c) => {
        const [sum] = table.foot![c]!;
        if (column.as !== "num" || sum?.t !== "num") return;
        const rows = table.rows.map((row) => (row[c]![0]?.t === "num" ? row[c]![0].n : 0));
        expect([table.caption, column.title, sum.n]).toEqual([
          table.caption,
          column.title,
          rows.reduce((a, b) => a + b, 0),
        ]);
      });
    }
  });

  test("every reference has its target, every citation its record", () => {
    const context = printContext(doc);
    const refs: string[] = doc.sections.flatMap((section) => section.contents.map(({ to }) => to));
    const cites: string[] = [];
    for (const spans of allSpans(doc)) {
      eachSpan(spans, (span) => {
        if (span.t === "ref") refs.push(span.to);
        if (span.t === "event") cites.push(span.id);
      });
    }
    expect(refs.length).toBeGreaterThan(20);
    expect(refs.filter((to) => !context.targets.has(to))).toEqual([]);
    expect(cites.filter((id) => !context.evidence.has(id))).toEqual([]);
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
    const files = new Set(
      blocksOf(doc, "table").flatMap((table) => table.rows.map((row) => plain(row[0] ?? []))),
    );
    for (const row of rows.values()) expect(files).toContain(row.file);
  });

  test("every finding stands in overview, detail, checklist and records", () => {
    const ids = facts.findings.map(({ id }) => id);
    expect(blocksOf(doc, "finding").map((block) => block.finding.id)).toEqual(ids);
    const checked = new Set(
      blocksOf(doc, "checklist").flatMap((block) => block.items.map((item) => item.finding)),
    );
    for (const id of ids) expect(checked).toContain(id);
    const lines = blocksOf(doc, "checklist").flatMap((block) => block.items.map((item) => item.id));
    expect(new Set(lines).size).toBe(lines.length);
    expect(blocksOf(doc, "ways")).toHaveLength(
      7 + facts.findings.filter(({ finding: one }) => one.plan.operations.length > 0).length,
    );
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
    const said: string[] = [];
    for (const spans of allSpans(doc)) {
      eachSpan(spans, (span) => {
        if (span.t === "text") said.push(span.s);
      });
    }
    const verdict = /no evidence of|\bsafe\b|\bsecure\b|compromise|\bhacker|\bguilty/i;
    expect(said.filter((one) => verdict.test(one))).toEqual([]);
  });
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
    if (block.b === "table")
      strings.push(...block.columns.map((column) => column.title), block.caption ?? "");
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

test("long lists stay lists: 3,000 findings, 400 days, 12 accounts, within seconds", () => {
  const started = performance.now();
  const doc = buildReport(manyFacts(3000, 400));
  expect(performance.now() - started).toBeLessThan(5000);
  expect(blocksOf(doc, "finding")).toHaveLength(3000);
  expect(blocksOf(doc, "checklist")[0]!.items).toHaveLength(3000);
  const [overview] = blocksOf(onlySection(doc, "findings"), "table");
  expect(overview!.rows).toHaveLength(3000);
  const [coverage] = blocksOf(doc, "chart");
  expect(
    coverage!.chart.kind === "coverage"
      ? [coverage!.chart.days.length, coverage!.chart.rows.length]
      : [],
  ).toEqual([400, 12]);
});

function contents(doc: ReportDocument): ReportDocument["sections"][number]["contents"] {
  return onlySection(doc, "findings").sections[0]!.contents;
}

test("the contents name the worst findings, and never too many", () => {
  expect(contents(rich).map((entry) => entry.to)).toEqual(richFacts.findings.map(({ id }) => id));
  expect(contents(many)).toEqual([]);
  const some = contents(buildReport(manyFacts(100, 10)));
  expect([some.length, some.at(-1)!.severity]).toEqual([60, "medium"]);
});
