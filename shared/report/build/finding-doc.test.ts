import { expect, test } from "vitest";
import { inputFile, richFacts } from "../../../test/fixtures/case-facts.ts";
import { blocksOf, onlySection } from "../../../test/fixtures/read-report.ts";
import { plain } from "../../span.ts";
import { buildReport } from "../build-report.ts";
import type { CaseFacts } from "../case-facts.ts";
import type { Block, ReportDocument } from "../document.ts";
import { blockSpans } from "./block-spans.ts";

const rich = buildReport(richFacts);

function paths(table: Extract<Block, { b: "table" }>): readonly string[] {
  return table.rows.map((row) => `${plain(row[0]!)} ${plain(row[1]!.slice(0, 1))}`);
}

function checkIds(doc: ReportDocument): readonly string[] {
  return blocksOf(doc, "checklist").flatMap((block) =>
    block.items.filter((item) => item.finding === "F-03").map((item) => item.id),
  );
}

test("cited files come first, in the order of their paths; all others follow", () => {
  const [first, second] = blocksOf(onlySection(rich, "files"), "table");
  expect(paths(first!)).toEqual([
    "L-01 logs/a.json.gz",
    "L-02 logs/b.json.gz",
    "L-03 logs/c.json.gz",
  ]);
  expect(paths(second!)).toEqual([
    "L-04 logs/broken.json.gz",
    "L-05 logs/digest.json.gz",
    "L-06 logs/z-not-cited.json.gz",
  ]);
});

test("checklist ids belong to the finding and its item, whatever else is in the report", () => {
  expect(checkIds(rich)).toEqual(["C-03.1"]);
  expect(checkIds(buildReport({ ...richFacts, findings: richFacts.findings.slice(2) }))).toEqual([
    "C-03.1",
  ]);
});

test("a finding: parts in their order, empty ones left out, low ones folded with the sum as a sentence", () => {
  const docs = blocksOf(rich, "finding").map((block) => block.finding);
  expect(docs[0]!.parts.map((part) => part.title)).toEqual([
    "What happened",
    "The change",
    "Why it matters here",
    "",
    "Severity and its reasons",
    "What to do",
    "Evidence",
    "Done?",
  ]);
  expect(docs.map(({ newPage, folded }) => [newPage, folded])).toEqual([
    [true, false],
    [true, false],
    [true, false],
    [false, false],
    [false, true],
    [false, true],
  ]);
  expect(docs[3]!.oneLine).toEqual([]);
  const sum = docs[5]!.parts.find((part) => part.title.startsWith("Severity"))!.blocks[0]!;
  expect(plain(blockSpans(sum)[0]!)).toBe(
    "CreateUser: a new user is long-lived (medium, baseline); AWS refused the call: nothing changed (−2, modifier); A service made the call (−1, modifier); The modifiers add up to -3; their sum is held between −2 and +1 (−2, limit). Result: info. The rules are in arithmetic.",
  );
  const facts = Object.fromEntries(docs[3]!.facts.map(({ key, value }) => [key, plain(value)]));
  expect(facts["Named in the call"]).toBe("userName d.aydin");
  const [limited] = blocksOf(onlySection(rich, "findings"), "reasons");
  expect(limited!.rows.at(-1)!.value).toBe("critical");
  const impacts = docs[2]!.parts
    .find((part) => part.title.startsWith("Why"))!
    .blocks.flatMap((block) => blockSpans(block).map(plain));
  expect(impacts).toEqual([
    "Shown by the evidence:",
    "Weakened access controls. The control is weaker now.",
    "Excluded by the evidence:",
    "Compliance; Audit. The log has it all.",
  ]);
});

test("a finding lists the records of all its sentences, also those that its context leaves out", () => {
  const [detach] = blocksOf(rich, "finding").filter((block) => block.finding.id === "F-03");
  const rows = detach!.finding.parts
    .flatMap((part) => part.blocks)
    .flatMap((block) => (block.b === "evidence" ? block.rows.map((row) => row.eventId) : []));
  expect(rows).toEqual(["ev-detach", "ev-assume"]);
});

test("files that the case does not list, and records that it does not hold, are told", () => {
  const facts: CaseFacts = {
    ...richFacts,
    inputs: [inputFile(9, "other.json")],
    cited: new Map([...richFacts.cited].filter(([id]) => id !== "ev-put")),
  };
  const [first] = blocksOf(buildReport(facts), "finding");
  const evidence = first!.finding.parts.find((part) => part.title === "Evidence")!.blocks;
  expect(evidence.flatMap((block) => blockSpans(block).map(plain)).join(" ")).toContain(
    "1 record that this finding names could not be found in the case.",
  );
});

test("a finding says which of its records stand in altered log files only", () => {
  // ev-put and ev-assume; the second is given a further place.
  const assume = richFacts.cited.get("ev-assume")!;
  const [place] = assume.sources;
  const sources = [place!, { ...place!, input: 3 }];
  const cited = new Map([...richFacts.cited, ["ev-assume", { ...assume, sources }]]);
  const said = (...altered: readonly number[]): readonly string[] => {
    const validation = {
      at: "2026-10-20T08:00:00Z",
      keys: [],
      evidenceKeys: [],
      digests: {},
      logs: {},
      altered: altered.map((input) => ({ input, sentence: "" })),
    };
    const [doc] = blocksOf(buildReport({ ...richFacts, cited, validation }), "finding");
    return doc!.finding.parts.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.b === "note" && block.title === "Altered log files." ? [plain(block.spans)] : [],
      ),
    );
  };
  const [put] = richFacts.cited.get("ev-put")!.sources;
  const home = put!.input;
  expect([home, place!.input]).toEqual([3, 2]);
  expect([said(), said(99), said(2)]).toEqual([[], [], []]);
  expect(said(3)).toEqual([
    "1 record of this finding stands only in log files that were altered after they were delivered (integrity): what it says is not proved.",
  ]);
  expect(said(2, 3)).toEqual([
    "2 records of this finding stand only in log files that were altered after they were delivered (integrity): what they say is not proved.",
  ]);
});
