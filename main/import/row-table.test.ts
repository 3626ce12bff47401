import fc from "fast-check";
import { expect, test } from "vitest";
import { slotsOf } from "../../shared/import/read-record.ts";
import { createRecordScanner } from "../../shared/import/scan-record.ts";
import { plainEventTime } from "../../shared/import/event-time.ts";
import { guidBytes } from "./event-id.ts";
import type { RowTable } from "./row-table.ts";
import { createRowTable, unread } from "./row-table.ts";
import { column, columnCount } from "./protocol.ts";

const bytesOf = (text: string): Uint8Array => new Uint8Array(new TextEncoder().encode(text));

/** Strings of everything that a table gave so far, by id. */
function reader(): {
  take: (table: RowTable) => ReturnType<RowTable["take"]>;
  text: (id: number) => string;
  tuple: (which: "actions" | "actors" | "places", id: number) => readonly string[];
} {
  const strings = [""];
  const tuples = { actions: [[0, 0]], actors: [[0]], places: [[0, 0]] };
  return {
    take: (table) => {
      const taken = table.take();
      if (taken.isAnew) {
        strings.length = 1;
        for (const all of Object.values(tuples)) all.length = 1;
      }
      let start = 0;
      for (const end of taken.stringEnds) {
        strings.push(new TextDecoder().decode(taken.strings.subarray(start, end)));
        start = end;
      }
      for (const [name, width] of [
        ["actions", 2],
        ["actors", 7],
        ["places", 2],
      ] as const)
        for (let at = 0; at < taken[name].length; at += width)
          tuples[name].push(Array.from(taken[name].subarray(at, at + width)));
      return taken;
    },
    text: (id) => strings[id] ?? "?",
    tuple: (which, id) => (tuples[which][id] ?? []).map((s) => strings[s] ?? "?"),
  };
}

const word = fc.oneof(
  fc.string({ maxLength: 40 }).map((s) => s.replaceAll(/["\\]/g, "x")),
  fc.constantFrom("", "iam.amazonaws.com", "us-east-1", "a", "ab", "abcdefgh", "abcdefghi"),
);

test.each([1, 40, 1e6])(
  "rows and dictionaries hold what the records say, over many batches; %i strings",
  (most) => {
    const scanner = createRecordScanner();
    const table = createRowTable(scanner.module, most);
    const known = reader();
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            eventSource: word,
            eventName: word,
            awsRegion: word,
            recipientAccountId: word,
            userIdentity: fc.record({ arn: word, accessKeyId: word, accountId: word, type: word }),
            readOnly: fc.boolean(),
            errorCode: word,
          }),
          { minLength: 1, maxLength: 40 },
        ),
        (records) => {
          for (const [i, record] of records.entries()) {
            const bytes = bytesOf(JSON.stringify(record));
            scanner.scan(bytes, 0, bytes.length, false);
            const at = table.next();
            const slots = slotsOf(record);
            if (i % 3 === 0) table.put(at, i + 1, bytes.length, i * 7, 0, slots);
            else
              expect(table.pack(at, i + 1, bytes.length, i * 7, 0)).toBe(unread.time | unread.id);
            table.setTime(at, 1_000_000 + i);
            table.keep();
          }
          const rows = known.take(table);
          for (const [i, r] of records.entries()) {
            const cell = (which: number): number => rows.columns[i * columnCount + which] ?? -1;
            expect([cell(column.record), cell(column.length), rows.numbers[i * 2 + 1]]).toEqual([
              i + 1,
              bytesOf(JSON.stringify(r)).length,
              i * 7,
            ]);
            expect(known.tuple("actions", cell(column.action))).toEqual([
              r.eventSource,
              r.eventName,
            ]);
            expect(known.text(cell(column.accessKey))).toBe(r.userIdentity.accessKeyId);
            expect(known.text(cell(column.error))).toBe(r.errorCode);
            const account =
              r.recipientAccountId === "" ? r.userIdentity.accountId : r.recipientAccountId;
            expect(known.tuple("places", cell(column.place))).toEqual([r.awsRegion, account]);
            expect(known.tuple("actors", cell(column.actor)).slice(0, 4)).toEqual([
              r.userIdentity.type,
              "",
              r.userIdentity.arn,
              r.userIdentity.accountId,
            ]);
          }
        },
      ),
      { numRuns: 200 },
    );
  },
);

test("a hundred thousand strings, and more rows than the table holds, come out in one batch", () => {
  const scanner = createRecordScanner();
  const table = createRowTable(scanner.module);
  const known = reader();
  const total = 100_000;
  for (let i = 0; i < total; i++) {
    const bytes = bytesOf(`{"eventName":"name ${i}","sourceIPAddress":"10.0.0.${i % 7}"}`);
    scanner.scan(bytes, 0, bytes.length, false);
    const at = table.next();
    table.pack(at, i + 1, bytes.length, i, 0);
    table.setTime(at, i);
    table.keep();
  }
  const rows = known.take(table);
  expect(rows.eids.length).toBe(total * 4);
  for (let i = 0; i < total; i += 997) {
    const at = i * columnCount;
    expect(known.tuple("actions", rows.columns[at + column.action] ?? 0)).toEqual([
      "",
      `name ${i}`,
    ]);
    expect(known.text(rows.columns[at + column.ip] ?? 0)).toBe(`10.0.0.${i % 7}`);
    expect(rows.numbers[i * 2]).toBe(i);
  }
});

const clock = fc.oneof(
  fc
    .date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((d) => `${d.toISOString().slice(0, 19)}Z`),
  fc.constantFrom(
    "2024-02-29T23:59:60Z",
    "2023-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z",
  ),
  fc.constantFrom(
    "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z",
    "2026-01-32T00:00:00Z",
    "0000-01-01T00:00:00Z",
  ),
  fc.string({ minLength: 20, maxLength: 20 }).map((s) => s.replaceAll(/["\\]/g, "0")),
);
const guid = fc.oneof(
  fc.uuid(),
  fc.uuid().map((u) => u.toUpperCase()),
  fc.tuple(fc.uuid(), fc.nat(35)).map(([u, at]) => `${u.slice(0, at)}g${u.slice(at + 1)}`),
  fc.tuple(fc.uuid(), fc.nat(35)).map(([u, at]) => `${u.slice(0, at)}-${u.slice(at + 1)}`),
);

test("times and ids are read as the slow readers read them, or left to them", () => {
  const scanner = createRecordScanner();
  const table = createRowTable(scanner.module);
  fc.assert(
    fc.property(clock, guid, (eventTime, eventID) => {
      const bytes = bytesOf(JSON.stringify({ eventTime, eventID }));
      scanner.scan(bytes, 0, bytes.length, false);
      if (scanner.isOdd()) return;
      const left = table.pack(0, 1, bytes.length, 0, 0);
      const coded = bytesOf(eventTime);
      const time = plainEventTime(coded, 0, coded.length);
      expect((left & unread.time) === 0 ? table.timeOf(0) : null).toBe(time);
      const id = guidBytes(eventID);
      expect((left & unread.id) === 0).toBe(id !== null);
      if (id !== null)
        expect(new Uint8Array(table.eids().buffer, table.eids().byteOffset, 16)).toEqual(id);
    }),
    { numRuns: 3000 },
  );
});
