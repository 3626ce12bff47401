import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { hostileDocument, reportDocument } from "../../test/fixtures/report-document.ts";
import type { Block, EvidenceRow, ReportDocument } from "./document.ts";
import { escapeCode } from "./escape.ts";
import { printHtml } from "./print-html.ts";
import { walkBlocks } from "./walk-blocks.ts";

const html = printHtml(reportDocument);

function withBlocks(blocks: readonly Block[]): ReportDocument {
  const [section] = reportDocument.sections;
  return { ...reportDocument, sections: [{ ...section!, contents: [], blocks }] };
}

/** The tags of a file, each with its attributes, after everything between them is gone. */
function tags(file: string): readonly string[] {
  return file.replace(/<style>[^]*?<\/style>/, "").match(/<[^>]*>/g) ?? [];
}

/** The kinds of tags in a file, sorted. */
function tagNames(file: string): readonly string[] {
  return [...new Set(tags(file).map((tag) => /^<\/?\w*/.exec(tag)![0]))].toSorted();
}

/** Code points that must never reach the file as they are. */
const hidden = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}]/u;

test("the golden report", async () => {
  const update = process.env["UPDATE_GOLDEN"] === "1";
  const path = "../../test/golden/report.html";
  if (update) (await import("node:fs")).writeFileSync(new URL(path, import.meta.url), html);
  await expect(html).toMatchFileSnapshot(path);
});

test("the fixture holds every kind of block", () => {
  const kinds = new Set<string>();
  walkBlocks(reportDocument, (block) => kinds.add(block.b));
  expect([...kinds].toSorted()).toEqual([
    "certainty",
    "chain",
    "chart",
    "checklist",
    "checks",
    "code",
    "columns",
    "diff",
    "evidence",
    "figures",
    "finding",
    "heading",
    "keyValues",
    "list",
    "note",
    "para",
    "reasons",
    "signOff",
    "table",
    "ways",
  ]);
});

test("the policy names the sheet by its hash and allows nothing else", () => {
  const sheet = /<style>([^]*?)<\/style>/.exec(html)![1]!;
  const hash = createHash("sha256").update(sheet).digest("base64");
  expect(html).toContain(
    `content="default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'"`,
  );
  expect(html.match(/<style/g)).toHaveLength(1);
});

test("no script, no style attribute, nothing from elsewhere", () => {
  for (const tag of tags(html)) {
    expect(tag).not.toMatch(/^<(script|iframe|object|embed|link|base|form|img)\b/i);
    expect(tag).not.toMatch(/\s(style|on\w+|src|action|ping)=/i);
    expect(tag).not.toMatch(/href="(?!#)/);
  }
});

test("ids are unique and every link has a target", () => {
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  const targets = [...html.matchAll(/href="#([^"]*)"/g)].map((match) => match[1]);
  expect(targets.length).toBeGreaterThan(60);
  expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
});

test("headings: one h1, no level skipped", () => {
  const levels = [...html.matchAll(/<h([1-6])\b/g)].map((match) => Number(match[1]));
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.slice(1).forEach((level, i) => expect(level - levels[i]!).toBeLessThanOrEqual(1));
});

test("every raw record is printed once, as it is", () => {
  walkBlocks(reportDocument, (block) => {
    if (block.b !== "evidence" || !block.raw) return;
    for (const row of block.rows) expect(html.split(escapeCode(row.raw))).toHaveLength(2);
  });
});

test("parts without blocks are left out, as are ways without steps", () => {
  expect(html).not.toContain("Nothing here");
  const empty = printHtml(
    withBlocks([{ b: "ways", id: "w", label: "Three", console: [], cli: [], python: [] }]),
  );
  expect(empty).not.toContain("Three");
  const one = printHtml(
    withBlocks([
      {
        b: "ways",
        id: "w",
        label: "Three",
        console: [],
        cli: [{ b: "code", language: "shell", text: "x" }],
        python: [],
      },
    ]),
  );
  expect(one.match(/<input/g)).toHaveLength(1);
});

test.each([
  [200, []],
  [201, ["Rows 1 to 201 of 201"]],
  [1300, ["Rows 1 to 500 of 1,300", "Rows 501 to 1,000 of 1,300", "Rows 1,001 to 1,300 of 1,300"]],
])("a list of %i rows is folded as %j and nothing is cut", (count, chunks) => {
  const rows = Array.from({ length: count }, (_, i) => [[{ t: "text" as const, s: `row ${i}.` }]]);
  const foot = [[{ t: "text" as const, s: "the sum" }]];
  const long = printHtml(
    withBlocks([{ b: "table", columns: [{ title: "One", as: "text" }], rows, foot }]),
  );
  expect(long.match(/>row \d+\.</g)).toHaveLength(count);
  expect(long.match(/the sum/g)).toHaveLength(1);
  const said = [...long.matchAll(/<summary>(Rows [^<]*)<\/summary>/g)].map((match) => match[1]);
  expect(said).toEqual(chunks);
});

const record: EvidenceRow = {
  id: "E-77",
  eventId: "some-event",
  at: null,
  eventName: "CreateUser",
  outcome: "success",
  file: "L-09",
  record: 1,
  offset: 0,
  also: [],
  raw: "{}",
};

test.each([
  ["before", [false, true], '<tr><th scope="row" class="nw"><a href="#E-77">E-77</a>'],
  ["after", [true, false], '<tr><th scope="row" class="nw"><a href="#E-77">E-77</a>'],
  ["twice, beside", [true, true], '<tr><th scope="row" class="nw"><a href="#raw-E-77">E-77</a>'],
])("a record listed %s its raw text has one anchor, where the raw text is", (_, raws, other) => {
  const blocks = raws.map((raw): Block => ({ b: "evidence", raw, rows: [record] }));
  const file = printHtml(withBlocks(blocks));
  const home = '<tr><th scope="row" class="nw" id="E-77"><a href="#raw-E-77">E-77</a>';
  expect(file.split(home)).toHaveLength(2);
  expect(file.split(other)).toHaveLength(2);
  expect(file.match(/ id="raw-E-77"/g)).toHaveLength(1);
  expect(file.indexOf(home) < file.indexOf(other)).toBe(raws[0]);
});

test("links of the contents hold no links", () => {
  const [section] = reportDocument.sections;
  const label = [
    { t: "ref" as const, to: "x" },
    { t: "ref" as const, to: section!.id },
  ];
  const contents = [{ to: section!.id, label }];
  const file = printHtml({ ...reportDocument, sections: [{ ...section!, contents, blocks: [] }] });
  expect(file).toContain(`<span class="t">x${section!.title}</span></a>`);
});

function code(text: string): Block {
  return { b: "code", language: "shell", text };
}

test("blocks inside blocks are visited in printed order", () => {
  const seen: string[] = [];
  const ways: Block = {
    b: "ways",
    id: "w",
    label: "",
    console: [code("1")],
    cli: [code("2")],
    python: [code("3")],
  };
  walkBlocks(withBlocks([{ b: "columns", of: [[ways], [code("4")]] }, code("5")]), (block) =>
    seen.push(block.b === "code" ? block.text : block.b),
  );
  expect(seen).toEqual(["columns", "ways", "1", "2", "3", "4", "5"]);
});

test("a folded finding keeps its anchor inside the fold, so that a link opens it", () => {
  expect(html).toMatch(/<details class="fold"><summary><h3>F-06[^]*?<div class="fb" id="F-06">/);
});

test.each([
  ["markup", "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>"],
  ["attributes", '" onmouseover="alert(1)" style="x" x=\''],
  ["a link", "javascript:alert(1)"],
  ["bidi and zero-width marks", "user\u202egnp.exe\u200b\u2066"],
  ["controls and lone surrogates", "a\u0000\u0007\u001b[31m\ud800b\udfff\u0085"],
  ["an entity", "&lt;script&gt; &#x3c;"],
  ["a comment", "--><!--"],
  ["a long text", "<b>".repeat(3000)],
])("hostile text in every place: %s", (_, evil) => {
  const file = printHtml(hostileDocument(evil));
  expect(tagNames(file)).toEqual(tagNames(printHtml(hostileDocument("plain"))));
  expect(hidden.exec(file)).toBeNull();
  for (const tag of tags(file)) {
    expect(tag).not.toMatch(/href="(?!#)/);
    expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(style|on\w+)=/i);
  }
});

test("the same document gives the same bytes", () => expect(printHtml(reportDocument)).toBe(html));
