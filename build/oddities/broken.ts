import { gzipSync } from "node:zlib";
import {
  concat,
  type Expected,
  logText,
  makeRecord,
  makeRecords,
  odd,
  type Oddity,
  skipped,
  utf8,
} from "./oddity.ts";

/** Depth of the deep files; a sensible reader gives up at some hundreds. */
const depth = 100_000;

function list(records: readonly string[]): string {
  return `{"Records":[${records.join(",")}]}`;
}

function lines(file: string, n: number): string[] {
  return makeRecords(file, n).map((record) => JSON.stringify(record));
}

/** The records of a file with the text of one replaced. */
function spoiled(file: string, n: number, which: number, from: string, to: string): string {
  const records = lines(file, n);
  const whole = records[which - 1] ?? "";
  if (!whole.includes(from)) throw new Error(`${file}: nothing to spoil`);
  records[which - 1] = whole.replace(from, to);
  return list(records);
}

const oneLost = (n: number): Expected => ({ records: n - 1, events: n - 1, problems: 1 });

/** JSON that is broken somewhere: what is whole must come in, what is not must be told. */
export function broken(): readonly Oddity[] {
  const cut = "truncated-mid-record.json";
  const between = "comma-missing-between.json";
  const [first, ...rest] = lines(between, 3);
  const tail = lines("comma-trailing.json", 2);
  const nested = "deep-nesting-record.json.gz";
  const deep = lines(nested, 3);
  deep[1] = (deep[1] ?? "").replace('"Developers"', `${"[".repeat(depth)}${"]".repeat(depth)}`);
  const raw = "nul-raw.json";
  const bad = "invalid-utf8.json";
  const [before, after] = logText([makeRecord(bad, 1)]).split("2.17.44");
  const big: Expected = { records: 2, events: 2, problems: 1 };
  return [
    odd(
      "records-null.json",
      "A log file whose Records is null.",
      "One problem: a log without its list of records. Never silence.",
      { records: 0, events: 0, problems: 1 },
      '{"Records":null}',
    ),
    odd(
      "records-missing.json",
      "An empty object.",
      "Skipped: JSON, no CloudTrail. Nothing in it says that it was meant to be a log.",
      skipped,
      "{}",
    ),
    odd(
      cut,
      "A log file that ends in its fourth record.",
      "Three records, and one problem that names the cut.",
      { records: 3, events: 3, problems: 1 },
      list(lines(cut, 4)).slice(0, -400),
    ),
    odd(
      between,
      "A comma is missing between two records.",
      "All three records, and one problem: the file is not as CloudTrail writes it.",
      { records: 3, events: 3, problems: 1 },
      `{"Records":[${first ?? ""} ${rest.join(",")}]}`,
    ),
    odd(
      "comma-missing-inside.json",
      "A comma is missing inside the second of four records.",
      "The three others, and one problem with the place of the second.",
      oneLost(4),
      spoiled("comma-missing-inside.json", 4, 2, '"us-east-1",', '"us-east-1" '),
    ),
    odd(
      "quote-missing-inside.json",
      "A closing quote is missing inside the second of four records.",
      "The three others, and one problem with the place of the second: the reader must find its way back to the next record.",
      oneLost(4),
      spoiled("quote-missing-inside.json", 4, 2, '"aws-cli/2.17.44"', '"aws-cli/2.17.44'),
    ),
    odd(
      "brace-missing-inside.json",
      "A closing brace is missing inside the second of four records.",
      "The three others, and one problem with the place of the second.",
      oneLost(4),
      spoiled("brace-missing-inside.json", 4, 2, '"example-2"}', '"example-2"'),
    ),
    odd(
      "nan-value.json",
      "A record holds NaN, which is no JSON.",
      "The two others, and one problem.",
      oneLost(3),
      spoiled("nan-value.json", 3, 2, '"Developers"', "NaN"),
    ),
    odd(
      "single-quotes.json",
      "A record holds a string in single quotes.",
      "The two others, and one problem.",
      oneLost(3),
      spoiled("single-quotes.json", 3, 2, '"Developers"', "'Developers'"),
    ),
    odd(
      "comma-trailing.json",
      "A comma behind the last record.",
      "Both records. Strictly the file is not JSON, but nothing is lost; whether that is a problem row is left open.",
      { records: 2, events: 2, problems: null },
      `{"Records":[${tail.join(",")},]}`,
    ),
    odd(
      raw,
      "A NUL byte inside a string of the second of three records; JSON forbids it.",
      "The two others, and one problem.",
      oneLost(3),
      spoiled(raw, 3, 2, "2.17.44", "2.17\0"),
    ),
    odd(
      "nul-padding.json",
      "NUL bytes behind a sound log: a file that was not written to its end.",
      "Both records; that the padding is mentioned is welcome, so the number of problems is left open.",
      { records: 2, events: 2, problems: null },
      concat(utf8(list(lines("nul-padding.json", 2))), new Uint8Array(256)),
    ),
    odd(
      bad,
      "Bytes in a user agent that are no UTF-8.",
      "The record, with replacement characters where it is shown and its bytes kept. Whether the replacement is a problem row is left open.",
      { records: 1, events: 1, problems: null },
      concat(utf8(before ?? ""), Uint8Array.of(0xc3, 0x28, 0xff), utf8(after ?? "")),
    ),
    odd(
      "deep-nesting.json.gz",
      "100,000 opening brackets and nothing else.",
      "One problem, no crash.",
      { records: 0, events: 0, problems: 1 },
      gzipSync("[".repeat(depth)),
    ),
    odd(
      nested,
      "The second of three records nests 100,000 lists.",
      "The two others, and one problem: nested too deeply.",
      big,
      gzipSync(list(deep)),
    ),
    odd(
      "duplicate-keys.json",
      "A record with two eventName members that differ.",
      "The record, and one problem: readers of JSON disagree about which one counts.",
      { records: 1, events: 1, problems: 1 },
      spoiled("duplicate-keys.json", 1, 1, '"eventName":', '"eventName":"GetUser","eventName":'),
    ),
  ];
}

/**
 * A record beyond every limit of AWS, 5 MB, between two sound ones. Too big to be committed; tests write it where
 * they need it. Answer: the two others, and one problem (a record over 2 MB is not read).
 */
export function hugeRecord(): Oddity {
  const file = "huge-record.json";
  const records = makeRecords(file, 3).map((record, i) =>
    i === 1 ? { ...record, userAgent: "x".repeat(5 * 1024 * 1024) } : record,
  );
  return {
    file,
    bytes: utf8(logText(records)),
    what: "A record of 5 MB between two sound ones.",
    answer: "The two others, and one problem: a record over 2 MB.",
    expected: { records: 2, events: 2, problems: 1 },
  };
}
