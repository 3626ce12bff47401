import { constants, crc32, deflateRawSync, gzipSync } from "node:zlib";
import {
  concat,
  type Expected,
  good,
  logText,
  makeRecord,
  makeRecords,
  odd,
  type Oddity,
  utf8,
} from "./oddity.ts";

const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff);

/** A gzip member made by hand, so that the compressed data can end or break where the test wants it. */
function member(content: Uint8Array, deflated: Uint8Array, checksum = crc32(content)): Uint8Array {
  const trailer = new Uint8Array(8);
  const view = new DataView(trailer.buffer);
  view.setUint32(0, checksum, true);
  view.setUint32(4, content.length, true);
  return concat(header, deflated, trailer);
}

/** Deflated so that everything before this point can be inflated without what follows. */
function flushed(content: Uint8Array): Uint8Array {
  return deflateRawSync(content, { finishFlush: constants.Z_FULL_FLUSH });
}

/** The text of a log cut behind its third record (and comma): what can and what can't be reached. */
function halves(file: string): readonly [Uint8Array, Uint8Array] {
  const records = makeRecords(file, 6).map((record) => JSON.stringify(record));
  const first = `{"Records":[${records.slice(0, 3).join(",")},`;
  return [utf8(first), utf8(`${records.slice(3).join(",")}]}`)];
}

/** A log that inflates to far more than its size: 16 MB of blanks before its record. */
function bomb(file: string): Uint8Array {
  const blanks = " ".repeat(16 * 1024 * 1024);
  return gzipSync(`{"Records":[${blanks}${JSON.stringify(makeRecord(file, 1))}]}`, { level: 9 });
}

/** A sound log of two records. */
function log(file: string): Uint8Array {
  return utf8(logText(makeRecords(file, 2)));
}

/** Gzip files, sound and broken. */
export function compressed(): readonly Oddity[] {
  const fine = "All records, no problem.";
  const partial: Expected = { records: 3, events: 3, problems: null, problemsAtLeast: 1 };

  const cut = "truncated.json.gz";
  const [cutFirst, cutRest] = halves(cut);
  const torn = "corrupt-deflate.json.gz";
  const [tornFirst] = halves(torn);
  const sum = "crc-error.json.gz";
  const summed = utf8(logText(makeRecords(sum, 3)));
  const members = "multi-member.json.gz";
  const pieces = log(members);
  const garbage = "trailing-garbage.json.gz";
  const padded = "trailing-zeros.json.gz";
  const twice = "double-gzip.json.gz";
  const plain = "uncompressed.json.gz";
  return [
    odd(
      members,
      "Two gzip members; the text is cut in the middle of a record.",
      fine,
      good(2),
      concat(gzipSync(pieces.subarray(0, 500)), gzipSync(pieces.subarray(500))),
    ),
    odd(twice, "Gzip inside gzip.", fine, good(2), gzipSync(gzipSync(log(twice)))),
    odd(
      plain,
      "Plain JSON under the name of a gzip file: browsers inflate on download and keep the name.",
      fine,
      good(2),
      log(plain),
    ),
    odd(
      cut,
      "Gzip that ends behind the third of six records: a broken download.",
      "Three records, and a problem that names the cut; a second one about the unclosed list is as right.",
      partial,
      concat(header, flushed(cutFirst), flushed(cutRest).subarray(0, 40)),
    ),
    odd(
      torn,
      "Gzip whose data are damaged behind the third of six records.",
      "Three records (all that can be inflated), and a problem that names the damage.",
      partial,
      concat(header, flushed(tornFirst), new Uint8Array(64).fill(0xff)),
    ),
    odd(
      sum,
      "Gzip with a wrong checksum; its three records can be read.",
      "Three records, and a problem: the file's own checksum says that something was changed.",
      partial,
      member(summed, deflateRawSync(summed), 0xdeadbeef),
    ),
    odd(
      garbage,
      "33 bytes that are no gzip behind a sound gzip member.",
      "Both records, and a note or a problem: bytes of the evidence that could not be read. Which of the two is left open.",
      { records: 2, events: 2, problems: null },
      concat(gzipSync(log(garbage)), utf8("-- these bytes are not gzipped --")),
    ),
    odd(
      padded,
      "Zero bytes behind a sound gzip member: the padding of tapes and block devices.",
      "Both records; padding holds nothing, so no problem.",
      good(2),
      concat(gzipSync(log(padded)), new Uint8Array(512)),
    ),
    odd(
      "gzip-bomb.json.gz",
      "Some kilobytes that inflate to 16 MB of blanks and one record: about 1,000 to 1.",
      "Memory stays flat. An importer with a limit on the ratio (200 to 1 after 10 MB) refuses this file with one problem; one that reads through it finds one record. Nothing else will do, so the numbers are left open.",
      { records: null, events: null, problems: null },
      bomb("gzip-bomb.json.gz"),
    ),
    odd(
      "policy-blanks.json.gz",
      "A policy document with 90,000 blanks in it, still below the limit of CloudTrail.",
      fine,
      good(1),
      gzipSync(
        logText([
          makeRecord("policy-blanks.json.gz", 1, {
            eventName: "CreatePolicy",
            requestParameters: {
              policyName: "Blanks",
              policyDocument: `{"Version":"2012-10-17",${" ".repeat(90_000)}"Statement":[]}`,
            },
          }),
        ]),
      ),
    ),
  ];
}
