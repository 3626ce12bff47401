import { describe, expect, test } from "vitest";
import { reportDocument } from "../../test/fixtures/report-document.ts";
import type { Section } from "./document.ts";
import { styleSheet } from "./style.ts";
import { pageRuns, runningTitle } from "./style/pages.ts";

const sheet = styleSheet(reportDocument);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function colour(name: string, scheme: number): string {
  const match = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(sheet);
  return match![1 + scheme]!;
}

describe.each([
  ["light", 0],
  ["dark", 1],
])("%s scheme", (_, scheme) => {
  test.each([
    ["ink", "paper"],
    ["ink", "panel"],
    ["ink", "add"],
    ["ink", "del"],
    ["ink", "note"],
    ["ink", "gap"],
    ["soft", "paper"],
    ["soft", "panel"],
    ["brand", "paper"],
    ["link", "paper"],
    ["link", "note"],
    ["link", "gap"],
    ["medium", "paper"],
    ["low", "paper"],
  ])("%s on %s has a contrast of at least 4.5", (text, ground) => {
    expect(contrast(colour(text, scheme), colour(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });
});

test.each([
  ["#ffffff", "#7a1029"],
  ["#ffffff", "#b8431a"],
  ["#ffffff", "#12475c"],
  ["#d7e7ee", "#12475c"],
  ["#b9d4df", "#12475c"],
])("%s on the fill %s has a contrast of at least 4.5", (text, ground) => {
  expect(sheet).toContain(ground);
  expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
});

test("the sheet loads nothing", () => {
  expect(sheet).not.toMatch(/url\(|@import|expression/i);
  expect(sheet.match(/{/g)?.length).toBe(sheet.match(/}/g)?.length);
});

function section(
  number: string,
  start: "page" | "flow",
  page: "portrait" | "landscape" = "portrait",
): Section {
  return { id: number, number, title: `Title ${number}`, blocks: [], page, start, contents: [] };
}

test("sections that flow on share the page of the one before, unless the paper turns", () => {
  const runs = pageRuns([
    section("1", "flow"),
    section("2", "page"),
    section("3", "flow"),
    section("4", "flow", "landscape"),
    section("A", "page"),
    section("B", "flow"),
  ]);
  expect(runs.map((run) => run.sections.map((s) => s.number))).toEqual([
    ["1"],
    ["2", "3"],
    ["4"],
    ["A", "B"],
  ]);
  expect(runs.map((run) => runningTitle(run.sections))).toEqual([
    "1  Title 1",
    "Sections 2 – 3",
    "4  Title 4",
    "Appendices A – B",
  ]);
});

test("a name in a running head can't end its string or the sheet", () => {
  const evil = '"} </style><script>\\';
  const hostile = styleSheet({
    ...reportDocument,
    runningFoot: evil,
    title: evil,
    classification: evil,
  });
  expect(hostile).not.toMatch(/<|script"|"}/i);
});
