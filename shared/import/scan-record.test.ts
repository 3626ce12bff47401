import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "../cloudtrail-event.ts";
import { slotsOf } from "./read-record.ts";
import { slot, slotCount } from "./record-fields.ts";
import { createRecordScanner, stopped } from "./scan-record.ts";

const scanner = createRecordScanner();
const bytesOf = (text: string): Uint8Array => new Uint8Array(new TextEncoder().encode(text));
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The slots by bytes, or null when the scanner leaves the record to JSON.parse. */
function scanned(bytes: Uint8Array): readonly (string | null)[] | null {
  if (scanner.isOdd()) return null;
  return Array.from({ length: slotCount }, (_, i) =>
    scanner.from[i]! < 0 ? null : said(i, textOf(bytes.subarray(scanner.from[i], scanner.to[i]))),
  );
}

/** Of errorMessage the scanner gives the text as it is written, escapes and all. */
function said(i: number, written: string): string {
  return i === slot.errorMessage ? String(JSON.parse(`"${written}"`)) : written;
}

const keys = [
  ..."eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode errorMessage eventID".split(
    " ",
  ),
  ..."recipientAccountId readOnly eventVersion type principalId arn accountId accessKeyId userName invokedBy".split(
    " ",
  ),
  ..."mfaAuthenticated userIdentity sessionContext sessionIssuer attributes responseElements credentials __proto__ Records x".split(
    " ",
  ),
];
const scalar = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.constantFrom("iam.amazonaws.com", "2026-10-06T02:14:27Z", "true", ""),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.boolean(),
  fc.constant(null),
);
const { object } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, depthSize: "small" },
    scalar,
    tie("object"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
  // Pairs, not an object: keys may come twice.
  object: fc.array(fc.tuple(fc.constantFrom(...keys), tie("value")), { maxLength: 10 }),
}));
const blank = fc.constantFrom("", " ", "\n", "\t \r");

/** JSON text of pairs, with white space anywhere and escapes that JSON.stringify would not write. */
function write(value: unknown, space: string, escape: boolean): string {
  if (
    Array.isArray(value) &&
    value.every((v) => Array.isArray(v) && v.length === 2 && typeof v[0] === "string")
  )
    return `{${space}${value.map(([k, v]) => `${word(String(k), escape)}${space}:${space}${write(v, space, escape)}`).join(`${space},${space}`)}${space}}`;
  if (Array.isArray(value))
    return `[${space}${value.map((v) => write(v, space, escape)).join(`${space},`)}${space}]`;
  return typeof value === "string" ? word(value, escape) : JSON.stringify(value);
}

function word(text: string, escape: boolean): string {
  const json = JSON.stringify(text);
  return escape && text.length > 0 && text.charCodeAt(0) < 128
    ? `"\\u${text.charCodeAt(0).toString(16).padStart(4, "0")}${JSON.stringify(text.slice(1)).slice(1)}`
    : json;
}

describe("the scanner equals JSON.parse", () => {
  test("on any record, however it is written", () => {
    let compared = 0;
    fc.assert(
      fc.property(object, blank, fc.boolean(), (pairs, space, escape) => {
        const bytes = bytesOf(write(pairs, space, escape && space === "\n"));
        const record = JSON.parse(textOf(bytes)) as Json;
        expect(scanner.scan(bytes, 0, bytes.length, false)).toBe(bytes.length);
        const slots = scanned(bytes);
        if (slots === null) return;
        expect(slots).toEqual(slotsOf(record));
        compared++;
      }),
      { numRuns: 2000 },
    );
    // A scanner that left everything to JSON.parse would be equal to it too.
    expect(compared).toBeGreaterThan(300);
  });

  test("on damaged text: it accepts exactly what JSON.parse accepts", () => {
    fc.assert(
      fc.property(
        object,
        fc.nat(),
        fc.nat(255),
        fc.constantFrom("flip", "cut", "drop"),
        (pairs, at, byte, way) => {
          const whole = bytesOf(write(pairs, "", false));
          const p = at % whole.length;
          const damaged = way === "cut" ? whole.slice(0, p) : Uint8Array.from(whole);
          if (way === "flip") damaged[p] = byte;
          const bytes =
            way === "drop"
              ? Uint8Array.from([...whole.subarray(0, p), ...whole.subarray(p + 1)])
              : damaged;
          if (bytes[0] !== 123) return;
          const end = scanner.scan(bytes, 0, bytes.length, false);
          const accepted = end > 0 && textOf(bytes.subarray(end)).trim() === "";
          expect(accepted).toBe(parses(textOf(bytes)));
          if (accepted) {
            const slots = scanned(bytes);
            if (slots !== null) expect(slots).toEqual(slotsOf(JSON.parse(textOf(bytes)) as Json));
          }
        },
      ),
      { numRuns: 4000 },
    );
  });

  test("a cut record is incomplete at every byte, never taken for whole", () => {
    const bytes = bytesOf(`{"a":[1.5e-3,"\\u00e9\\n",true,null,{"b":{}}],"eventName":"x"}`);
    for (let end = 1; end < bytes.length; end++)
      expect(scanner.scan(bytes, 0, end, false), `cut at ${end}`).toBe(stopped.incomplete);
    expect(scanner.scan(bytes, 0, bytes.length, false)).toBe(bytes.length);
  });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("what bytes can't decide is left to JSON.parse", () => {
  test.each([
    ["an escape in a wanted string", `{"eventName":"Put\\u0052olePolicy"}`, true],
    ["an escaped key", `{"event\\u004eame":"x"}`, true],
    ["a wanted key twice", `{"eventName":"a","eventName":"b"}`, true],
    ["an identity twice", `{"userIdentity":{"arn":"a"},"userIdentity":{}}`, true],
    ["an identity that is a string", `{"userIdentity":"root"}`, true],
    ["an account as a number", `{"recipientAccountId":12}`, true],
    [
      "an escape elsewhere",
      `{"eventName":"a","requestParameters":{"policyDocument":"{\\"a\\":1}"}}`,
      false,
    ],
    ["null is absent", `{"errorCode":null,"eventName":"a"}`, false],
  ])("%s", (_, text, odd) => {
    const bytes = bytesOf(text);
    expect(scanner.scan(bytes, 0, bytes.length, false)).toBe(bytes.length);
    expect(scanner.isOdd()).toBe(odd);
  });
});

test("nesting is bounded", () => {
  const deep = bytesOf(`{"a":${"[".repeat(300)}${"]".repeat(300)}}`);
  expect(scanner.scan(deep, 0, deep.length, false)).toBe(stopped.tooDeep);
  const fine = bytesOf(`{"a":${"[".repeat(150)}${"]".repeat(150)}}`);
  expect(scanner.scan(fine, 0, fine.length, false)).toBe(fine.length);
});

test("a wrapper is entered at its list", () => {
  const bytes = bytesOf(`{ "NextToken": "t", "Records" : [ {} ] }`);
  expect(scanner.scan(bytes, 0, bytes.length, true)).toBe(stopped.wrapper);
  expect(textOf(bytes.subarray(scanner.arrayAt()))).toBe(" {} ] }");
});
