import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventFilter } from "../event-filter.ts";
import {
  mergeFilters,
  pruned,
  toggleExcluded,
  toggleValue,
  withTime,
  withoutField,
} from "./edit-query.ts";
import { nearestFields } from "./fields.ts";
import { parseQuery } from "./parse-query.ts";
import { printQuery, queryTokens, reprintQuery } from "./print-query.ts";
import { splitQuery } from "./split-query.ts";
import { suggest, typedValue } from "./suggest.ts";
import { parseTimeRange, printTimeRange } from "./time-range.ts";

const at = (text: string): number => Date.parse(text) / 1000;

describe("queries", () => {
  test.each<[string, EventFilter]>([
    ["", {}],
    ["   ", {}],
    ["name:CreateUser", { names: ["CreateUser"] }],
    ["event:CreateUser NAME:DeleteUser", { names: ["CreateUser", "DeleteUser"] }],
    ["name:A name:A", { names: ["A"] }],
    ["-name:A name:B", { names: ["B"], exclude: { names: ["A"] } }],
    ["source:iam", { sources: ["iam.amazonaws.com"] }],
    ["source:iam.amazonaws.com", { sources: ["iam.amazonaws.com"] }],
    ['source:"iam"', { sources: ["iam"] }],
    ["-source:kms", { exclude: { sources: ["kms.amazonaws.com"] } }],
    ["error:none", { errorCodes: [null] }],
    ["severity:High severity:none", { severities: ["high", null] }],
    ["-severity:info", { exclude: { severities: ["info"] } }],
    ["technique:t1098.003 technique:T1098", { techniques: ["T1098.003", "T1098"] }],
    ["path:IAM-001 -path:none", { paths: ["iam-001"], exclude: { paths: [null] } }],
    ['error:"none"', { errorCodes: ["none"] }],
    ["ip:2001:db8::1", { addresses: ["2001:db8::1"] }],
    ['address:"AWS Internal"', { addresses: ["AWS Internal"] }],
    ["session:arn:aws:iam::123456789012:role/ci", { roles: ["arn:aws:iam::123456789012:role/ci"] }],
    ['agent:"a \\"b\\" \\\\c"', { userAgents: ['a "b" \\c'] }],
    [
      "outcome:denied access:write relevant:no",
      { outcome: "denied", access: "write", relevant: false },
    ],
    ["outcome:Failed", { outcome: "failed" }],
    ["-outcome:failed", { outcome: "succeeded" }],
    ["-outcome:succeeded", { outcome: "failed" }],
    ["-relevant:yes", { relevant: false }],
    ["admin", { text: "admin" }],
    ["assumed   role", { text: "assumed role" }],
    ['"assumed   role"', { text: "assumed   role" }],
    ["text:a", { text: "a" }],
    ["arn:aws:iam::1:user/x", { text: "arn:aws:iam::1:user/x" }],
    ["2001:db8::1", { text: "2001:db8::1" }],
    ["-5", { text: "-5" }],
    [
      "time:2026-03-11T02:00..04:00 -source:kms ana",
      {
        from: at("2026-03-11T02:00:00Z"),
        to: at("2026-03-11T04:00:00Z"),
        exclude: { sources: ["kms.amazonaws.com"] },
        text: "ana",
      },
    ],
    [
      'time:"2026-03-11 02:00..04:00"',
      { from: at("2026-03-11T02:00:00Z"), to: at("2026-03-11T04:00:00Z") },
    ],
  ])("%s", (query, filter) => {
    const parsed = parseQuery(query);
    expect(parsed.errors).toEqual([]);
    expect(parsed.filter).toEqual(filter);
    expect(parseQuery(printQuery(filter)).filter).toEqual(filter);
  });

  test.each<[string, number, string]>([
    ["adress:1", 0, 'There is no field "adress". Did you mean address:?'],
    ["name:a soruce:iam", 7, 'There is no field "soruce". Did you mean source:?'],
    ["acc:x", 0, 'There is no field "acc". Did you mean access: or account:?'],
    ["qqqqqqq:x", 0, 'There is no field "qqqqqqq". Put it in quotes to search for it as text.'],
    ["name:", 0, "name: needs a value behind the colon."],
    ["name:Put*", 0, "Values are compared as a whole."],
    ["outcome:maybe", 0, 'outcome: is succeeded, failed, denied or error, not "maybe".'],
    ["-outcome:denied", 0, "-outcome: takes succeeded or failed"],
    ["-access:read", 0, "access: takes no minus"],
    ["access:read access:write", 12, "access: stands there already"],
    ["time:yesterday", 0, '"yesterday" is no time.'],
    ["time:2026-02-30", 0, '"2026-02-30" is no time.'],
    ["time:2026-03-11T04:00..02:00", 0, "The range ends before it begins."],
    ["time:..", 0, "A range of time needs a beginning or an end."],
    ["-time:2026", 0, "A time can't be left out."],
    ["time:2026 time:2027", 10, "There is a time already"],
    ["a name:x b", 9, "Only one text can be searched for"],
    ['"a" "b"', 4, "Only one text can be searched for"],
    ['-"a"', 0, "A text can't be left out."],
    ['""', 0, "The text in quotes is empty."],
  ])("%s is told", (query, start, sentence) => {
    const { errors } = parseQuery(query);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.start).toBe(start);
    expect(errors[0]?.sentence).toContain(sentence);
  });

  test("what is wrong takes nothing from what is right", () => {
    const { filter, tokens } = parseQuery("name:A nonsense:x outcome:failed");
    expect(filter).toEqual({ names: ["A"], outcome: "failed" });
    expect(tokens.map(({ start, end }) => [start, end])).toEqual([
      [0, 6],
      [18, 32],
    ]);
  });
});

describe("times", () => {
  test.each([
    ["2026", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "2026-01-01..2026-12-31"],
    ["2026-12", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z", "2026-12-01..2026-12-31"],
    ["2026-03-11", "2026-03-11T00:00:00Z", "2026-03-12T00:00:00Z", "2026-03-11"],
    ["2026-03-11T02:16", "2026-03-11T02:16:00Z", "2026-03-11T02:17:00Z", "2026-03-11T02:16..02:17"],
    [
      "2026-03-11T02:16:32Z",
      "2026-03-11T02:16:32Z",
      "2026-03-11T02:16:33Z",
      "2026-03-11T02:16:32..02:16:33",
    ],
    [
      "2026-03-11T22:00..2026-03-12",
      "2026-03-11T22:00:00Z",
      "2026-03-13T00:00:00Z",
      "2026-03-11T22:00..2026-03-13T00:00",
    ],
    [
      "2026-03-01..2026-03",
      "2026-03-01T00:00:00Z",
      "2026-04-01T00:00:00Z",
      "2026-03-01..2026-03-31",
    ],
    ["2026-03-11..", "2026-03-11T00:00:00Z", null, "2026-03-11.."],
    ["2026-03-11T02:00..", "2026-03-11T02:00:00Z", null, "2026-03-11T02:00.."],
    ["..2026-03-11", null, "2026-03-12T00:00:00Z", "..2026-03-11"],
    ["..2026-03-11T02:00:01", null, "2026-03-11T02:00:01Z", "..2026-03-11T02:00:01"],
    ["..0000-01-01T00:00", null, "0000-01-01T00:00:00Z", "..0000-01-01T00:00"],
    ["..9999", null, "+010000-01-01T00:00:00Z", "..9999-12-31"],
    ["0001", "0001-01-01T00:00:00Z", "0002-01-01T00:00:00Z", "0001-01-01..0001-12-31"],
  ])("%s", (text, from, to, printed) => {
    const range = parseTimeRange(text);
    expect(range).toEqual({
      from: from === null ? null : at(from),
      to: to === null ? null : at(to),
    });
    if (typeof range !== "string") expect(printTimeRange(range)).toBe(printed);
  });
});

const word = fc.oneof(
  fc.constantFrom(
    "none",
    "a",
    "iam",
    "iam.amazonaws.com",
    "none.amazonaws.com",
    "*",
    "-",
    "x:y",
    '"',
    "\\",
    "AWS Internal",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 8 }),
);
const wanted = fc.uniqueArray(fc.option(word), { minLength: 1, maxLength: 3 });
const lists = {
  sources: wanted,
  names: wanted,
  actors: wanted,
  roles: wanted,
  accounts: wanted,
  regions: wanted,
  addresses: wanted,
  accessKeys: wanted,
  userAgents: wanted,
  errorCodes: wanted,
};
const second = fc.oneof(
  fc.integer({ min: -62_167_219_200, max: 253_402_300_799 }),
  fc.integer({ min: -719_000, max: 2_900_000 }).map((day) => day * 86_400),
  fc.integer({ min: 1_770_000_000, max: 1_770_100_000 }),
);
const filters: fc.Arbitrary<EventFilter> = fc
  .tuple(
    fc.record(
      {
        ...lists,
        outcome: fc.constantFrom("succeeded", "failed", "denied", "error"),
        access: fc.constantFrom("read", "write"),
        relevant: fc.boolean(),
        text: word,
        exclude: fc.record(lists, { requiredKeys: [] }),
      } as const,
      { requiredKeys: [] },
    ),
    fc.option(second),
    fc.option(second),
  )
  .map(([rest, a, b]) => {
    const [from, to] = a !== null && b !== null && a > b ? [b, a] : [a, b];
    return pruned({
      ...rest,
      ...(from === null ? {} : { from }),
      ...(to === null || to === from ? {} : { to }),
    });
  });

describe("for any", () => {
  test("filter: reading its query gives it back", () => {
    fc.assert(
      fc.property(filters, (filter) => {
        const { filter: back, errors } = parseQuery(printQuery(filter));
        expect(errors).toEqual([]);
        expect(back).toEqual(filter);
      }),
      { numRuns: 1000 },
    );
  });

  const queryText = fc.oneof(
    fc.string({ maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          "name:",
          "-",
          "a",
          " ",
          '"',
          "\\",
          ":",
          "time:",
          "2026-03-11",
          "..",
          "T02:00",
          "outcome:",
          "denied",
          "none",
          "*",
          "x:",
          "source:",
          "iam",
        ),
        { maxLength: 14 },
      )
      .map((parts) => parts.join("")),
  );

  test("text: nothing is thrown, pieces and errors lie in it, and printing is stable", () => {
    fc.assert(
      fc.property(queryText, (text) => {
        const { filter, tokens, errors } = parseQuery(text);
        for (const { start, end } of [...tokens, ...errors]) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const printed = printQuery(filter);
        expect(printQuery(parseQuery(printed).filter)).toBe(printed);
        expect(parseQuery(printed).filter).toEqual(filter);
        const left = splitQuery(text).reduceRight(
          (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
          text,
        );
        expect(left.trim()).toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  test("change of a filter: what stays keeps its place in the query", () => {
    fc.assert(
      fc.property(filters, filters, (before, after) => {
        const shuffled = queryTokens(before).toReversed();
        const text = reprintQuery(shuffled.join(" "), after);
        expect(queryTokens(parseQuery(text).filter).toSorted()).toEqual(
          queryTokens(after).toSorted(),
        );
        const kept = shuffled.filter((token) => queryTokens(after).includes(token));
        const pieces = splitQuery(text).map(({ start, end }) => text.slice(start, end));
        expect(pieces.slice(0, kept.length)).toEqual(kept);
      }),
    );
  });
});

describe("edits", () => {
  test.each<[string, EventFilter, EventFilter]>([
    ["tick", toggleValue({}, "name", "A"), { names: ["A"] }],
    ["tick again", toggleValue({ names: ["A"] }, "name", "A"), {}],
    ["tick what is out", toggleValue({ exclude: { names: ["A"] } }, "name", "A"), { names: ["A"] }],
    [
      "leave out",
      toggleExcluded({ names: ["A", "B"] }, "name", "A"),
      { names: ["B"], exclude: { names: ["A"] } },
    ],
    ["leave out no longer", toggleExcluded({ exclude: { names: ["A"] } }, "name", "A"), {}],
    ["none", toggleValue({ errorCodes: ["X"] }, "error", null), { errorCodes: ["X", null] }],
    ["time", withTime({ from: 1, text: "a" }, null, 5), { text: "a", to: 5 }],
    [
      "merge",
      mergeFilters(
        { names: ["A"], from: 1, to: 2, text: "x" },
        { names: ["B"], from: 5, exclude: { names: ["C"] } },
      ),
      { names: ["A", "B"], from: 5, text: "x", exclude: { names: ["C"] } },
    ],
    [
      "without a field",
      withoutField(
        { names: ["A"], regions: ["r"], exclude: { names: ["B"], regions: ["s"] } },
        "name",
      ),
      { regions: ["r"], exclude: { regions: ["s"] } },
    ],
  ])("%s", (_, got, expected) => {
    expect(got).toEqual(expected);
  });
});

describe("suggestions", () => {
  const known = {
    name: [
      { value: "CreateUser", events: 4 },
      { value: "GetUser", events: 900 },
      { value: "UpdateUser", events: 2 },
    ],
    source: [{ value: "iam.amazonaws.com", events: 61 }],
    error: [
      { value: null, events: 90 },
      { value: "AccessDenied", events: 5 },
    ],
    address: [{ value: "AWS Internal", events: 5 }],
  };
  const texts = (query: string, caret = query.length): readonly string[] =>
    suggest(query, caret, known).items.map(({ text }) => text);

  test.each<[string, readonly string[]]>([
    ["nam", ["name:"]],
    ["-nam", ["-name:"]],
    ["ac", ["actor:", "account:", "access:", "error:AccessDenied"]],
    ["user", ["name:GetUser", "name:CreateUser", "name:UpdateUser"]],
    ["name:u", ["name:UpdateUser", "name:GetUser", "name:CreateUser"]],
    ["-event:get", ["-name:GetUser"]],
    ["amaz", []],
    ["iam.amaz", ["source:iam"]],
    ["source:", ["source:iam"]],
    ["error:n", ["error:none", "error:AccessDenied"]],
    ["address:aws", ['address:"AWS Internal"']],
    ['address:"aws i', ['address:"AWS Internal"']],
    ["outcome:", ["outcome:succeeded", "outcome:failed", "outcome:denied", "outcome:error"]],
    ["relevant:y", ["relevant:yes"]],
    ["time:", []],
    ["nosuch:", []],
    ['"na', []],
  ])("%s", (query, expected) => {
    const got = texts(query);
    expect(got.toSorted()).toEqual(expected.toSorted());
    if (!query.startsWith("ac")) expect(got).toEqual(expected);
  });

  test.each([
    ["name:Crea", 9, "Crea"],
    ["name:Crea x", 9, "Crea"],
    ["-Crea", 5, "Crea"],
    ['actor:"a b', 10, "a b"],
    ["name:A ", 7, ""],
  ])("what is typed in %s is looked for", (query, caret, typed) => {
    expect(typedValue(query, caret)).toBe(typed);
  });

  test("values that are not counted come last", () => {
    const rare = { name: [{ value: "UserRare", events: null }, ...known.name] };
    expect(suggest("name:user", 9, rare).items.map(({ text }) => text)).toEqual([
      "name:UserRare",
      "name:GetUser",
      "name:CreateUser",
      "name:UpdateUser",
    ]);
    expect(suggest("name:ser", 8, rare).items.at(-1)).toMatchObject({
      value: "UserRare",
      events: null,
    });
  });

  test("replace the piece at the caret, and are all fields where there is none", () => {
    expect(suggest("name:A use", 10, known)).toMatchObject({ start: 7, end: 10 });
    expect(suggest("us name:A", 2, known)).toMatchObject({ start: 0, end: 2 });
    expect(texts("name:A ")).toHaveLength(18);
    expect(suggest("name:A ", 7, known)).toMatchObject({ start: 7, end: 7 });
  });
});

test.each([
  ["sorce", ["source"]],
  ["nmae", ["name"]],
  ["reg", ["region"]],
  ["zzzzzz", []],
])("the fields nearest to %s", (name, expected) => {
  expect(nearestFields(name)).toEqual(expected);
});
