import { expect, test } from "vitest";
import { buildReport } from "../../shared/report/build-report.ts";
import { printHtml } from "../../shared/report/print-html.ts";
import { richFacts } from "../../test/fixtures/case-facts.ts";
import { atOnce, inTurns } from "../turns.ts";
import { printReport } from "./print-beside.ts";

test("a thread beside changes nothing in the report", async () => {
  const wanted = printHtml(buildReport(richFacts));
  expect(await printReport(richFacts, 0)).toBe(wanted);
  expect(await printReport(richFacts, Infinity)).toBe(wanted);
});

test("what fails in the thread fails here", async () => {
  const broken = { ...richFacts, findings: [{ id: "F-01", finding: null as never }] };
  await expect(printReport(broken, 0)).rejects.toThrow("null");
});

test("work in pieces gives the same with and without turns, and others get theirs", async () => {
  function* count(): Generator<undefined, number> {
    let sum = 0;
    const until = performance.now() + 120;
    while (performance.now() < until) {
      sum = 7;
      yield;
    }
    return sum;
  }
  expect(atOnce(count())).toBe(7);
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  expect(await inTurns(count())).toBe(7);
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});
