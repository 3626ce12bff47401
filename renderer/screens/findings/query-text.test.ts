import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FindingQuery } from "../../../shared/ipc/findings.ts";
import {
  isUnfinished,
  parseQuery,
  printQuery,
  tokensOf,
  toggled,
  withoutToken,
} from "./query-text.ts";

describe("a filter is read", () => {
  test.each<[string, FindingQuery]>([
    ["", {}],
    ["deploy role", { text: "deploy role" }],
    ["severity:high severity:critical", { severities: ["high", "critical"] }],
    ["sev:HIGH ip:203.0.113.77", { severities: ["high"], addresses: ["203.0.113.77"] }],
    ['actor:"user ana ruiz" words', { actors: ["user ana ruiz"], text: "words" }],
    ['actor:"a \\"b\\" \\\\c"', { actors: ['a "b" \\c'] }],
    ["owner:none", { owners: [""] }],
    ['owner:"none"', { owners: ["none"] }],
    ["severity:purple", { text: "severity:purple" }],
    ["unknown:field iam:*", { text: "unknown:field iam:*" }],
    ["time:2026-03-11", { from: "2026-03-11T00:00:00Z", to: "2026-03-12T00:00:00Z" }],
    [
      "time:2026-03-11T02:03..2026-03-11T02:41:30",
      { from: "2026-03-11T02:03:00Z", to: "2026-03-11T02:41:30Z" },
    ],
    ["time:2026-03-11..", { from: "2026-03-11T00:00:00Z" }],
    ["time:yesterday", { text: "time:yesterday" }],
  ])("%s", (text, query) => {
    expect(parseQuery(text)).toEqual(query);
    expect(parseQuery(printQuery(query))).toEqual(query);
  });

  test("back from what is written, whatever stands in it", () => {
    const value = fc.string({ minLength: 0, maxLength: 12 });
    fc.assert(
      fc.property(
        fc.uniqueArray(value, { maxLength: 4 }),
        fc.uniqueArray(value, { maxLength: 3 }),
        (actors, targets) => {
          const query: FindingQuery = {
            ...(actors.length === 0 ? {} : { actors }),
            ...(targets.length === 0 ? {} : { targets }),
          };
          expect(parseQuery(printQuery(query))).toEqual(query);
        },
      ),
    );
  });
});

test("values are added and taken away", () => {
  const one = toggled({ text: "x" }, "severity", "high");
  expect(one).toEqual({ text: "x", severities: ["high"] });
  expect(toggled(one, "severity", "high")).toEqual({ text: "x" });
  const two = parseQuery("severity:high time:2026-03-11 actor:a actor:b");
  for (const token of tokensOf(two)) expect(tokensOf(withoutToken(two, token))).toHaveLength(3);
});

test.each([
  ["sev:hi", true],
  ["words actor:", true],
  ['actor:"user a', true],
  ['actor:"user a"', false],
  ["iam:*", false],
  ["words", false],
])("%s is unfinished: %s", (text, wanted) => {
  expect(isUnfinished(text)).toBe(wanted);
});
