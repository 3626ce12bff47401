/** What is said of rules that can't be loaded, with line and column; and of bundles of rules. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "../../shared/errors.ts";
import { compileDocument } from "../../shared/sigma/compile-document.ts";
import type { LinkedRule } from "../../shared/sigma/link-rules.ts";
import type { Remark } from "../../shared/sigma/remarks.ts";
import { loadRules } from "./load-rules.ts";
import { readYaml } from "./read-yaml.ts";

let folder = "";
let number = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "trailproof-sigma-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Loads texts as files of a folder of their own. */
function load(...texts: readonly (string | Uint8Array)[]): readonly LinkedRule[] {
  const own = join(folder, String(number++));
  mkdirSync(own);
  for (const [at, text] of texts.entries()) writeFileSync(join(own, `rule-${at}.yml`), text);
  return loadRules([own]);
}

const said = (remarks: readonly Remark[]): readonly string[] =>
  remarks.map(({ line, column, text }) => `${line}:${column} ${text}`);

function problemsOf(text: string | Uint8Array): readonly string[] {
  return load(text).flatMap(({ body, problems }) => {
    expect(body === null).toBe(problems.length > 0);
    return said(problems);
  });
}

const head = "title: Test\nlogsource: {product: aws, service: cloudtrail}\n";
const detection = (lines: string): string =>
  `${head}detection:\n  sel:\n    ${lines}\n  condition: sel\n`;
const condition = (text: string): string =>
  `${head}detection:\n  sel:\n    eventName: x\n  condition: ${text}\n`;
const event = (name: string): string =>
  `title: Event ${name}\nname: ${name}\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n  sel:\n    eventName: ${name}\n  condition: sel\n`;
const correlation = (lines: string): string =>
  `title: Test\ncorrelation:\n  ${lines.replaceAll("\n", "\n  ")}\n`;

const known =
  "all, contains, startswith, endswith, exists, cased, neq, windash, re, i, m, s, base64, base64offset, wide, utf16le, utf16be, utf16, lt, lte, gt, gte, minute, hour, day, week, month, year, cidr, expand and fieldref";

describe("a rule that can't be loaded says where and why", () => {
  test.each<[string | Uint8Array, readonly string[]]>([
    [
      detection("eventName|contain: x"),
      [`5:5 There is no modifier "contain"; Sigma knows ${known}.`],
    ],
    [detection("eventName|contains|contains: x"), ['5:5 The modifier "contains" stands twice.']],
    [detection("eventName|i: x"), ['5:5 The modifier "i" has to stand behind "re".']],
    [
      detection("eventName|contains|startswith: x"),
      ['5:5 The modifiers "contains" and "startswith" don\'t go together.'],
    ],
    [
      detection("eventName|re|contains: x"),
      [
        '5:5 The modifiers "re" and "contains" don\'t go together; a regular expression is found anywhere in the value unless it has ^ or $.',
      ],
    ],
    [detection("eventName|cidr|gt: 5"), ['5:5 The modifiers "cidr" and "gt" don\'t go together.']],
    [detection("eventName|gt|neq: 5"), ['5:5 The modifiers "gt" and "neq" don\'t go together.']],
    [
      detection("eventName|exists|all: true"),
      ['5:5 The modifiers "exists" and "all" don\'t go together.'],
    ],
    [
      detection("eventTime|hour|contains: 5"),
      ['5:5 The modifiers "hour" and "contains" don\'t go together.'],
    ],
    [
      detection("eventName|contains|base64: x"),
      ['5:5 "base64" has to stand before "contains": it would encode its wildcards.'],
    ],
    [
      detection("eventName|expand: '%admins%'"),
      [
        '5:5 The modifier "expand" needs values for the placeholders of the rule (%name%), which only your environment knows; write the values themselves into the rule.',
      ],
    ],
    [detection("eventName|gt: '5'"), ['5:19 "gt" takes a number without quotes; this is a text.']],
    [
      detection("eventTime|hour: 24"),
      ['5:21 "hour" takes a whole number from 0 to 23, without quotes.'],
    ],
    [detection("eventName|exists: yes"), ['5:23 "exists" takes true or false; this is a text.']],
    [detection("eventName|re: 5"), ['5:19 "re" takes a text; this is a number.']],
    [
      detection("eventName|re: 'ab(?=c)'"),
      [
        "5:22 This regular expression can't be used: lookaround, (?=…) and its like, can't be matched in linear time.",
      ],
    ],
    [
      detection(String.raw`eventName|re: "a\\1"`),
      [
        "5:19 This regular expression can't be used: back-references can't be matched in linear time.",
      ],
    ],
    [
      detection("sourceIPAddress|cidr: 10.0.0.1/8"),
      ['5:27 "10.0.0.1/8" has bits behind the first 8; write the network\'s own address.'],
    ],
    [
      detection("eventName|base64: 'a*'"),
      [
        '5:23 "a*" has wildcards, which can\'t be encoded; take their meaning away with a backslash, or leave them out.',
      ],
    ],
    [
      detection("eventName|utf16: a"),
      [
        '5:22 "a" can\'t be encoded: the bytes of this encoding are no text that a log could hold; follow it with base64 or base64offset.',
      ],
    ],
    [
      detection("eventName|contains: null"),
      ["5:25 null takes no modifiers but neq: it means that the field has no value."],
    ],
    [
      detection("eventName: [a, null]"),
      ["5:20 null can't stand in a list of values; give it a search identifier of its own."],
    ],
    [
      detection("eventName: {a: b}"),
      ["5:16 A value of a field is a text, a number, true, false or null; this is a map."],
    ],
    [detection("eventName: []"), ['5:16 The list of values of "eventName" is empty.']],
    [detection("a..b: x"), ['5:5 "a..b" is no name of a field.']],
    [detection("'|exists': true"), ['5:5 "|exists" needs the name of a field before the first |.']],
    [
      detection(`eventName: ${"x".repeat(4097)}`),
      ["5:16 A value may have 4096 characters; this one has more."],
    ],
    [
      detection("eventName|x: a\n    eventName|y: b"),
      [
        `5:5 There is no modifier "x"; Sigma knows ${known}.`,
        `6:5 There is no modifier "y"; Sigma knows ${known}.`,
      ],
    ],
    [condition("sel and filter"), ['6:22 There is no search identifier "filter"; there is "sel".']],
    [
      condition("'sel and filter'"),
      ['6:23 There is no search identifier "filter"; there is "sel".'],
    ],
    [
      condition("|\n    sel and\n    filter"),
      ['6:14 There is no search identifier "filter"; there is "sel".'],
    ],
    [
      condition("1 of filter_*"),
      ['6:19 No search identifier is meant by "filter_*"; there is "sel".'],
    ],
    [
      condition("sel | count() > 5"),
      [
        "6:18 Aggregations behind | (count, near and so on) are no longer part of Sigma; write a correlation rule.",
      ],
    ],
    [condition("[]"), ["6:14 The list of conditions is empty."]],
    [condition("5"), ["6:14 A condition is a text; this is a number."]],
    [`${head}detection:\n  sel:\n    eventName: x\n`, ["4:3 There is no condition."]],
    [
      `${head}detection:\n  sel:\n    eventName: x\n  timeframe: 5m\n  condition: sel\n`,
      [
        '6:14 "timeframe" belongs to the aggregations that are no longer part of Sigma; write a correlation rule with a timespan.',
      ],
    ],
    [
      `${head}detection:\n  sel: true\n  condition: sel\n`,
      [
        '4:8 The search identifier "sel" is true or false; it has to be a map of fields, or a list.',
      ],
    ],
    [
      `${head}detection:\n  sel: []\n  condition: sel\n`,
      ['4:8 The search identifier "sel" is empty.'],
    ],
    [`${head}detection:\n  sel: {}\n  condition: sel\n`, ["4:8 This map of fields is empty."]],
    [
      `${head}detection:\n  sel: [null]\n  condition: sel\n`,
      ["4:9 null is no keyword: it belongs to a field."],
    ],
    [`${head}detection: x\n`, ['3:12 "detection" has to be a map; this is a text.']],
    [
      head,
      ["1:1 This is no Sigma rule: it has neither a detection nor a correlation nor a filter."],
    ],
    [
      "title: Test\ndetection:\n  sel:\n    eventName: x\n  condition: sel\n",
      ['1:1 The rule has no "logsource"; CloudTrail is product: aws, service: cloudtrail.'],
    ],
    [
      `logsource: {product: aws}\ndetection:\n  sel: [a]\n  condition: sel\n`,
      ["1:1 The rule has no title."],
    ],
    [
      `${detection("eventName: x")}level: urgent\n`,
      [
        '7:8 There is no level "urgent"; Sigma knows informational, low, medium, high and critical.',
      ],
    ],
    [
      `${detection("eventName: x")}status: draft\n`,
      [
        '7:9 There is no status "draft"; Sigma knows stable, test, experimental, deprecated and unsupported.',
      ],
    ],
    [
      `${detection("eventName: x")}taxonomy: ecs\n`,
      [
        '7:1 The taxonomy "ecs" is not known here; names of fields have to be those of CloudTrail (taxonomy: sigma).',
      ],
    ],
    [`${detection("eventName: x")}tags: {a: b}\n`, ['7:7 "tags" has to be a text; this is a map.']],
    [
      `${detection("eventName: x")}action: global\n`,
      [
        '7:1 "action" belongs to an earlier Sigma, which put several rules together; write each rule out.',
      ],
    ],
    [
      `${detection("eventName: x")}correlation: {}\n`,
      ["1:1 A rule has one of detection and correlation, not all of them."],
    ],
    ["- a\n- b\n", ["1:1 A rule is a map with a title and a detection; this is a list."]],
    ["", ["1:1 The file is empty."]],
    [new Uint8Array([0x74, 0xff]), ["1:1 The file is not UTF-8."]],
    ["x".repeat(512 * 1024 + 1), ["1:1 The file has 524289 bytes; 524288 are allowed."]],
    ["title: a\ntitle: b\n", ['2:1 The key "title" stands twice.']],
    ["title: *nothing\n", ["1:8 The alias *nothing names nothing."]],
    ["a: &x\n  <<: {b: c}\n", ["2:3 Merge keys (<<) are not supported."]],
    ["? [a]\n: b\n", ["1:3 A key has to be a text."]],
    ["title: 'open\n", ["2:1 The YAML can't be read: Missing closing 'quote."]],
    [
      "title: !!js/function x\n",
      ["1:8 The YAML can't be read: Unresolved tag: tag:yaml.org,2002:js/function."],
    ],
    [
      `a: ${"[".repeat(100)}${"]".repeat(100)}\n`,
      ["1:44 The document is nested more than 40 levels deep."],
    ],
  ])("%j", (text, expected) => {
    expect(problemsOf(text)).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    [
      "type: event_sum\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1}",
      [
        '3:9 There is no correlation type "event_sum"; Sigma knows event_count, value_count, temporal, temporal_ordered, value_sum, value_avg and value_percentile.',
      ],
    ],
    [
      "type: event_count\nrules: []\ntimespan: 1m\ncondition: {gte: 1}",
      ['3:3 The correlation needs "rules" that name other rules.'],
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1w\ncondition: {gte: 1}",
      ['5:13 The correlation needs a "timespan" such as 30s, 15m, 1h or 7d, of 3660 days at most.'],
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m",
      ['3:3 "event_count" needs a "condition" that is a map such as {gte: 10}.'],
    ],
    [
      "type: temporal\nrules: [a]\ntimespan: 1m\ncondition: a and b",
      ['6:14 "temporal" needs a "condition" that is a map such as {gte: 10}; this is a text.'],
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {more: 1}",
      [
        '6:15 A condition has no member "more"; it has field, gt, gte, lt, lte, eq and neq.',
        "6:14 The condition needs one of gt, gte, lt, lte, eq and neq.",
      ],
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: '1'}",
      [
        '6:20 "gte" takes a number without quotes; this is a text.',
        "6:14 The condition needs one of gt, gte, lt, lte, eq and neq.",
      ],
    ],
    [
      "type: value_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1}",
      ['6:14 "value_count" needs a "field" in its condition.'],
    ],
    [
      "type: event_count\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1, field: eventName}",
      ['6:14 "event_count" takes no "field".'],
    ],
    [
      "type: value_sum\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1, field: [eventName, eventSource]}",
      ['6:14 "value_sum" takes one field.'],
    ],
    [
      "type: value_percentile\nrules: [a]\ntimespan: 1m\ncondition: {gte: 1, field: eventName}",
      [
        "6:14 The Sigma specification does not say which percentile value_percentile means; add percentile: 1 to 99 to the condition (50 is the median).",
      ],
    ],
    [
      "type: temporal_ordered\nrules: [a, b]\ntimespan: 1m\ncondition: {gte: 1}",
      [
        '6:14 "temporal_ordered" asks for all of its rules in their order; leave the condition out.',
      ],
    ],
    [
      "type: temporal\nrules: [a]\ntimespan: 1m\naliases:\n  ip: {b: sourceIPAddress}",
      ['7:10 The correlation names no rule "b".', '7:5 The alias "ip" says no field for "a".'],
    ],
    ["type: temporal\nrules: [a, a]\ntimespan: 1m", ['4:14 "a" is named twice.']],
    [
      "type: temporal\nrules: [a]\ntimespan: 1m\ngenerate: maybe",
      ['6:13 "generate" is true or false; this is a text.'],
    ],
    [
      "type: temporal\nrules: [a]\ntimespan: 1m\ngroupby: x",
      [
        '6:3 A correlation has no member "groupby"; it has type, rules, group-by, timespan, aliases, condition and generate.',
      ],
    ],
    [
      "type: temporal\nrules: [unknown]\ntimespan: 1m",
      ['4:11 No rule has the id, name or title "unknown".'],
    ],
    [
      "type: temporal\nrules: [Test]\ntimespan: 1m",
      ['4:11 The correlation comes back to itself through "Test".'],
    ],
  ])("correlation %j", (lines, expected) => {
    const [rule] = load(`${correlation(lines)}---\n${event("a")}---\n${event("b")}`);
    expect(said(rule?.problems ?? [])).toEqual(expected);
    expect(rule?.body).toBeNull();
  });
});

describe("notes", () => {
  test.each<[string, readonly string[]]>([
    [
      detection("eventSourc: x"),
      [
        '5:5 CloudTrail records have no field "eventSourc"; names of fields are exact, also in case.',
      ],
    ],
    [
      detection("eventName|contains|all: x"),
      ['5:29 "all" with a single value changes nothing; other tools may refuse it.'],
    ],
    [
      `${head}detection:\n  sel: [a]\n  other: [b]\n  _hidden: [c]\n  condition: sel\n`,
      ['5:3 The condition does not use "other".'],
    ],
    [
      `${detection("eventName: x")}status: deprecated\n`,
      ["7:1 Its author says that another rule replaces this one (deprecated)."],
    ],
    [
      `${head}filter:\n  rules: any\n  sel:\n    eventName: x\n  condition: sel\n`,
      [
        '7:14 The filter keeps events that match its condition; to leave them out, write "not" before it.',
      ],
    ],
    [
      `${head}filter:\n  rules: [gone]\n  sel:\n    eventName: x\n  condition: not sel\n`,
      ['4:11 No rule has the id, name or title "gone".'],
    ],
  ])("%j", (text, expected) => {
    const [rule] = load(text);
    expect(said(rule?.problems ?? [])).toEqual([]);
    expect(said(rule?.notes ?? [])).toEqual(expected);
  });
});

describe("log sources", () => {
  test.each([
    ["{product: aws, service: cloudtrail}", null],
    ["{product: aws}", null],
    ["{service: cloudtrail}", null],
    ["{product: AWS, service: CloudTrail, definition: x}", null],
    ["{product: aws, service: guardduty}", 'product "aws" and service "guardduty"'],
    ["{product: azure, service: signinlogs}", 'product "azure" and service "signinlogs"'],
    [
      "{category: process_creation, product: windows}",
      'product "windows" and category "process_creation"',
    ],
    ["{}", "a log source without product, service and category"],
  ])("%s", (source, expected) => {
    const [rule] = load(
      `title: Test\nlogsource: ${source}\ndetection:\n  sel: [a]\n  condition: sel\n`,
    );
    expect(rule?.otherLogs).toBe(expected);
    expect(rule?.body === null).toBe(expected !== null);
    expect(rule?.problems).toEqual([]);
  });

  test("a correlation of rules for other logs is for other logs", () => {
    const other =
      "title: O\nname: o\nlogsource: {product: azure}\ndetection:\n  sel: [a]\n  condition: sel\n";
    const [rule] = load(`${correlation("type: temporal\nrules: [o]\ntimespan: 1m")}---\n${other}`);
    expect(rule).toMatchObject({
      body: null,
      problems: [],
      otherLogs: "other logs: rules that it names are for them",
    });
  });
});

describe("rules that name each other", () => {
  const temporal = (...rules: readonly string[]): string =>
    correlation(`type: temporal\nrules: [${rules.join(", ")}]\ntimespan: 1m`);

  test("by id, name and title, in other files, too", () => {
    const withId = event("c").replace("name: c", "id: 929a690e");
    const rules = load(temporal("a", "Event b", "929a690e"), event("a"), event("b"), withId);
    expect(rules.map(({ body }) => body?.kind)).toEqual(["correlation", "event", "event", "event"]);
    expect(rules.map(({ isPart }) => isPart)).toEqual([false, true, true, true]);
  });

  test("the same file comes first; else a name must be one rule's", () => {
    const [first, , third] = load(`${temporal("a")}---\n${event("a")}`, event("a"));
    expect(first?.body).toMatchObject({ kind: "correlation", sources: [1] });
    expect(third?.isPart).toBe(false);
    const [alone] = load(temporal("a"), event("a"), event("a"));
    expect(said(alone?.problems ?? [])).toEqual(['4:11 2 rules are called "a".']);
  });

  test("a part that was not loaded, and circles", () => {
    const [whole] = load(
      `${temporal("a")}---\n${event("a").replace("eventName:", "eventName|nope:")}`,
    );
    expect(said(whole?.problems ?? [])).toEqual([
      '4:11 The rule "Event a" is named here and could not be loaded.',
    ]);
    const circle = load(
      `name: x\n${temporal("y")}---\nname: y\n${temporal("x").replace("Test", "Other")}`,
    );
    expect(circle.map(({ body }) => body)).toEqual([null, null]);
    expect(circle.flatMap(({ problems }) => said(problems))).toEqual([
      '5:11 The rule "Other" is named here and could not be loaded.',
      '12:11 The correlation comes back to itself through "Test".',
    ]);
  });

  test("generate lets a part speak for itself", () => {
    const rules = load(
      `${correlation("type: temporal\nrules: [a]\ntimespan: 1m\ngenerate: true")}---\n${event("a")}`,
    );
    expect(rules.map(({ isPart }) => isPart)).toEqual([false, false]);
  });
});

describe("files and folders", () => {
  test("in the order of names, without hidden ones, links and other files", () => {
    const own = join(folder, "tree");
    mkdirSync(join(own, "b"), { recursive: true });
    mkdirSync(join(own, ".hidden"));
    for (const name of ["c.yaml", "a.yml", "b/x.YML", ".hidden/x.yml", ".x.yml", "readme.md"])
      writeFileSync(join(own, name), event("a"));
    symlinkSync(own, join(own, "circle"));
    symlinkSync(join(own, "a.yml"), join(own, "link.yml"));
    expect(loadRules([own]).map(({ file }) => file.slice(own.length + 1))).toEqual([
      "a.yml",
      "b/x.YML",
      "c.yaml",
    ]);
    expect(loadRules([join(own, "readme.md"), own, join(own, "a.yml")])).toHaveLength(4);
  });

  test.each([
    ["missing", /There is no file or folder/],
    ["empty", /holds no file that ends in .yml or .yaml/],
  ])("%s", (name, message) => {
    mkdirSync(join(folder, "empty"), { recursive: true });
    expect(() => loadRules([join(folder, name)])).toThrow(Failure);
    expect(() => loadRules([join(folder, name)])).toThrow(message);
  });
});

test("a rule that was damaged anywhere is loaded or told of", () => {
  const whole = `${correlation("type: value_count\nrules: [a]\ngroup-by: [sourceIPAddress]\ntimespan: 1m\ncondition: {gte: 2, field: eventName}")}---\n${event("a")}---\n${detection("eventName|re: '(a|b)+'")}level: high\n`;
  const words = [
    "|",
    ":",
    "\n",
    "- ",
    "null",
    "[",
    "{",
    "}",
    "'",
    "  ",
    "*",
    "not (",
    "5",
    "\t",
    "&a ",
    "true",
    "\u0000",
  ];
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.nat({ max: whole.length }), fc.nat({ max: 12 }), fc.constantFrom(...words)),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
      (changes) => {
        const text = changes.reduce(
          (before, [at, cut, word]) => before.slice(0, at) + word + before.slice(at + cut),
          whole,
        );
        for (const one of readYaml(text))
          if (one.ok) {
            const { body, otherLogs, problems } = compileDocument(one.node);
            expect(body !== null || otherLogs !== null || problems.length > 0).toBe(true);
          } else expect(one.problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2000 },
  );
});

describe("hostile files end quickly", () => {
  test.each<[string, string, RegExp]>([
    ["nesting", "[".repeat(200_000), /nested too deeply/],
    [
      "nesting of maps",
      `${Array.from({ length: 700 }, (_, n) => `${" ".repeat(n)}a:`).join("\n")} b`,
      /nested more than 40/,
    ],
    [
      "aliases of aliases",
      `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 20 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(", ")}]`).join("\n")}\n`,
      /more than 50000 values/,
    ],
    ["an alias of itself", "a: &a [*a]\n", /nested more than 40/],
    [
      "many keys",
      Array.from({ length: 27_000 }, (_, n) => `k${n}: 1`).join("\n"),
      /more than 50000 values/,
    ],
    ["many aliases", `- &a x\n${"- *a\n".repeat(40_000)}`, /more than 50000 values/],
    ["many documents", "a: b\n---\n".repeat(5000), /more than 1000 documents/],
  ])("%s", (_, text, message) => {
    const start = performance.now();
    expect(problemsOf(text).join(" ")).toMatch(message);
    expect(performance.now() - start).toBeLessThan(8000);
  });
});
