import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRecordScanner } from "./scan-record.ts";
import { createSplitter, maxRecordBytes } from "./split-records.ts";

interface Result {
  readonly records: readonly (readonly [offset: number, text: string])[];
  readonly others: readonly string[];
  readonly problems: readonly (readonly [offset: number, reason: string])[];
}

const encode = (text: string): Uint8Array => new Uint8Array(new TextEncoder().encode(text));
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function split(
  text: string | Uint8Array,
  cuts: readonly number[] = [],
  hasText = false,
  window?: number,
): Result {
  const bytes = typeof text === "string" ? encode(text) : text;
  const records: [number, string][] = [];
  const others: string[] = [];
  const problems: [number, string][] = [];
  const splitter = createSplitter(
    createRecordScanner(),
    {
      record: (b, from, to, offset) => records.push([offset, decode(b.subarray(from, to))]),
      other: (b, from, to, _, found) => {
        if (found === 0) others.push(decode(b.subarray(from, to)));
      },
      problem: (offset, reason) => problems.push([offset, reason]),
    },
    hasText,
    window,
  );
  let at = 0;
  for (const cut of [...cuts].toSorted((a, b) => a - b)) {
    splitter.feed(bytes.slice(at, Math.min(cut, bytes.length)), false);
    at = Math.max(at, Math.min(cut, bytes.length));
  }
  splitter.feed(bytes.slice(at), true);
  return { records, others, problems };
}

const r = (n: number): string =>
  `{"eventVersion":"1.08","eventSource":"iam.amazonaws.com","eventName":"E${n}","x":{"y":["}",{"z":${n}}]}}`;
const names = (result: Result): readonly string[] =>
  result.records.map(([, t]) => /"eventName":"(\w+)"/.exec(t)![1]!);

const whole: readonly (readonly [name: string, text: string, events: readonly string[]])[] = [
  ["a log file", `{"Records":[${r(1)},${r(2)}]}`, ["E1", "E2"]],
  [
    "a log file with members around Records",
    `{"a":{"b":[1]},"Records":[${r(1)}],"c":"]}","d":[{}]}`,
    ["E1"],
  ],
  ["pretty-printed", `{\n  "Records" : [\n    ${r(1)} ,\n    ${r(2)}\n  ]\n}\n`, ["E1", "E2"]],
  ["an empty log file", `{"Records":[]}`, []],
  ["a bare array", `[${r(1)},${r(2)}]`, ["E1", "E2"]],
  ["a single event", r(1), ["E1"]],
  ["one event a line", `${r(1)}\n${r(2)}\r\n${r(3)}\n`, ["E1", "E2", "E3"]],
  [
    "values without separators",
    `${r(1)}${r(2)}{"Records":[${r(3)}]}[${r(4)}]`,
    ["E1", "E2", "E3", "E4"],
  ],
  [
    "records in envelopes",
    `{"aws":{"cloudtrail":${r(1)}}}\n{"detail":${r(2)},"id":"x"}`,
    ["E1", "E2"],
  ],
  [
    "pages in an array",
    `[{"Records":[${r(1)}]},{"Records":[${r(2)},${r(3)}]}]`,
    ["E1", "E2", "E3"],
  ],
  [
    "pages of lists under other names",
    `[{"x":1,"events":[${r(1)}],"n":{"a":[]}},{"logEvents":[]}]{"Events":[${r(2)}],"NextToken":"t"}{"QueryResultRows":[${r(3)}]}`,
    ["E1", "E2", "E3"],
  ],
  [
    "an answer of Elasticsearch",
    `{"took":1,"hits":{"total":{"value":2},"hits":[{"_source":{"a":${r(1)}}},{"_source":${r(2)}}],"x":[1]},"aggs":{"b":{}}}\n${r(3)}`,
    ["E1", "E2", "E3"],
  ],
  ["hits that are no list", `{"hits":{"a":1}}{"hits":3}{"hits":{"hits":{"b":[${r(1)}]}}}`, ["E1"]],
];

describe("shapes", () => {
  test.each(whole)("%s", (_, text, events) => {
    const result = split(text);
    expect({ events: names(result), problems: result.problems }).toEqual({ events, problems: [] });
    for (const [offset, record] of result.records)
      expect(text.slice(offset, offset + record.length)).toBe(record);
  });
});

test("other text around the values is passed over when the file is known to have it", () => {
  const text = `2026-10-06T02:14:27Z [info] ${r(1)}\n12:00 ${r(2)} done\n`;
  expect(split(text, [30, 90], true)).toEqual({
    records: [
      [28, r(1)],
      [28 + r(1).length + 7, r(2)],
    ],
    others: [],
    problems: [],
  });
  expect(split(text).problems).not.toEqual([]);
});

test("lists of wrappers are read element by element, whatever their size", () => {
  const filler = `{"message":"${"y".repeat(100_000)}"}`;
  const list = Array.from({ length: 60 }, () => filler).join(",");
  for (const text of [
    `{"events":[${list}],"nextToken":"t"}`,
    `[{"hits":{"hits":[${list}]}},{"Events":[${filler}]}]`,
  ]) {
    const result = split(text, [70_000, 2_000_000]);
    expect(result.problems).toEqual([]);
    expect(result.others.filter((other) => other === filler).length).toBeGreaterThanOrEqual(60);
  }
});

test("rows of CloudTrail Lake are values", () => {
  const row = `[{"a":"x]"},{"b":"[y"}]`;
  const text = `{"QueryStatus":"FINISHED","QueryResultRows":[${row}, ${row},[]],"NextToken":"t"}${r(1)}`;
  for (const cuts of [[], Array.from({ length: text.length }, (_, i) => i)]) {
    const result = split(text, cuts);
    expect(result.problems).toEqual([]);
    expect(result.others).toEqual([row, row, "[]"]);
    expect(names(result)).toEqual(["E1"]);
  }
});

test("notifications and Insight events use the names of a record's members, but are none", () => {
  const text = `{"Records":[{"eventVersion":"2.1","eventSource":"aws:s3","eventName":"ObjectCreated:Put"},{"insightDetails":{"eventSource":"iam.amazonaws.com","eventName":"CreateUser"}},${r(1)}]}`;
  const result = split(text);
  expect(names(result)).toEqual(["E1"]);
  expect(result.others).toHaveLength(2);
});

const damaged: readonly (readonly [
  name: string,
  text: string,
  events: readonly string[],
  reasons: readonly RegExp[],
])[] = [
  [
    "a comma missing between records",
    `{"Records":[${r(1)}${r(2)},${r(3)}]}`,
    ["E1", "E2", "E3"],
    [/comma is missing/],
  ],
  [
    "a comma missing inside a record",
    `{"Records":[${r(1)},${r(2).replace(",", " ")},${r(3)}]}`,
    ["E1", "E3"],
    [/not valid JSON/],
  ],
  [
    "a quote missing inside a record",
    `{"Records":[${r(1)},${r(2).replace('"E2"', '"E2')},${r(3)}]}`,
    ["E1", "E3"],
    [/not valid JSON/],
  ],
  [
    "a brace missing in a wrapped record",
    `[{"aws":{"ct":${r(1)}}},{"aws":{"ct":${r(2)}},{"aws":{"ct":${r(3)}}},{"aws":{"ct":${r(4)}}}]`,
    ["E1", "E2", "E3", "E4"],
    [/not valid JSON/],
  ],
  ["a brace too many", `[${r(1)}}},${r(2)}]`, ["E1", "E2"], [/unexpected "}" after a record/]],
  [
    "cut inside a record",
    `{"Records":[${r(1)},${r(2).slice(0, 40)}`,
    ["E1"],
    [/ends inside a record/],
  ],
  ["cut between records", `{"Records":[${r(1)},`, ["E1"], [/ends before its list/]],
  [
    "a bad line between good ones",
    `${r(1)}\n{"eventSource":"iam", oops\n${r(2)}\n`,
    ["E1", "E2"],
    [/not valid JSON/],
  ],
  [
    "text before the JSON of a line",
    `${r(1)}\nINFO done\n${r(2)}`,
    ["E1", "E2"],
    [/unexpected "I"/],
  ],
  ["nested too deep", "[".repeat(100_000), [], [/more than 64 deep/]],
  [
    "nested too deep inside a record",
    `{"Records":[${r(1)},{"a":${"[".repeat(5000)}},${r(2)}]}`,
    ["E1", "E2"],
    [/200 levels/],
  ],
];

describe("damage: one problem, and every good record around it", () => {
  test.each(damaged)("%s", (_, text, events, reasons) => {
    const result = split(text);
    expect(names(result)).toEqual(events);
    expect(result.problems).toHaveLength(reasons.length);
    reasons.forEach((reason, i) => expect(result.problems[i]![1]).toMatch(reason));
    for (const [offset, record] of result.records)
      expect(text.slice(offset, offset + record.length)).toBe(record);
  });

  test("a record that is too large is left out, with its neighbours kept", () => {
    const huge = `{"eventID":"h","eventSource":"s3.amazonaws.com","eventName":"Huge","x":"${"y".repeat(maxRecordBytes)}"}`;
    const text = `{"Records":[${r(1)},${huge},${r(2)}]}`;
    for (const cuts of [[], [5_000], Array.from({ length: 70 }, (_, i) => i * 65_536)]) {
      const result = split(text, cuts);
      expect(names(result)).toEqual(["E1", "E2"]);
      expect(result.problems).toHaveLength(1);
      expect(result.problems[0]![1]).toMatch(/was left out/);
    }
  });
});

describe("the borders of the pieces don't matter", () => {
  const texts = [
    ...whole.map(([, t]) => t),
    ...damaged.filter(([, t]) => t.length < 5000).map(([, t]) => t),
  ];
  test("anywhere, any number", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.nat(700), { maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        (text, cuts, window) => {
          expect(split(text, cuts)).toEqual(split(text));
          expect(split(text, cuts, false, window)).toEqual(split(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
  test.each(texts.map((t) => [t.slice(0, 40), t]))("byte by byte: %s", (_, text) => {
    expect(
      split(
        text,
        Array.from({ length: text.length }, (__, i) => i),
      ),
    ).toEqual(split(text));
  });
});

describe("hostile text ends in linear time", () => {
  test.each([
    ["open braces", "{".repeat(300_000)],
    ["nested keys", `{"a":`.repeat(60_000)],
    ["quotes that flip", `{"a":"{"a":"`.repeat(30_000)],
    ["unclosed records", `{"eventSource":"a","eventName":"b","c":{`.repeat(8000)],
    ["commas", `[${",".repeat(300_000)}`],
    ["closing braces", `[{}${"}".repeat(300_000)}`],
  ])("%s", (_, text) => {
    const started = performance.now();
    const result = split(text);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(result.problems.length).toBeGreaterThan(0);
    expect(result.problems.length).toBeLessThan(10);
  });
});

test("what is not searched in an envelope, because that would take too long, is told", () => {
  const deep = `${'{"a":'.repeat(120)}{"p":"${"y".repeat(100_000)}"}${"}".repeat(120)}`;
  const result = split(`{"first":${r(1)},"deep":${deep},"last":${r(2)}}`);
  expect(names(result)).toEqual(["E1"]);
  expect(result.problems.map(([, reason]) => reason)).toEqual([
    expect.stringMatching(/the rest of this value was not searched/),
  ]);
});
