import { expect, test } from "vitest";
import type { FindingFacets } from "../../../shared/ipc/findings.ts";
import { completed, suggest } from "./suggest.ts";

const facets: FindingFacets = {
  severities: { critical: 4, high: 6, medium: 22, low: 18, info: 13 },
  statuses: { open: 63, confirmed: 0, "false-positive": 0, accepted: 0, fixed: 0 },
  outcomes: [{ value: "success", count: 51 }],
  actors: [
    { value: "user ana", count: 3 },
    { value: "user build-agent", count: 2 },
  ],
  targets: [],
  actions: [],
  accounts: [],
  addresses: [{ value: "203.0.113.77", count: 2 }],
  owners: [{ value: "", count: 63 }],
  mitre: [{ value: "T1098.003", count: 4 }],
  paths: [{ value: "iam-012", count: 2 }],
};

test.each([
  ["", []],
  [
    "a",
    ["actor:", "target:", "action:", "account:", "address:"].filter((one) => one.startsWith("a")),
  ],
  ["words sev", ["severity:"]],
  ["ti", ["time:"]],
  ["severity:h", ["severity:high"]],
  ["words actor:", ['actor:"user ana"', 'actor:"user build-agent"']],
  ['actor:"user b', ['actor:"user build-agent"']],
  ["owner:", ["owner:none"]],
  ["iam:*", []],
  ["unknown:x", []],
])("after %s", (text, wanted) => {
  expect(suggest(text, facets).map((one) => one.text)).toEqual(wanted);
});

test.each([
  ["words sev", "severity:", "words severity:"],
  ['x actor:"user b', 'actor:"user build-agent"', 'x actor:"user build-agent"'],
  ["address:203", "address:203.0.113.77", "address:203.0.113.77"],
])("%s becomes with %s %s", (text, taken, wanted) => {
  expect(completed(text, { text: taken, count: null })).toBe(wanted);
});
