import { expect, test } from "vitest";
import { sniff } from "./sniff.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string, little: boolean, bom: boolean): Uint8Array => {
  const out = new Uint8Array((text.length + (bom ? 1 : 0)) * 2);
  const view = new DataView(out.buffer);
  [...(bom ? "\uFEFF" : ""), ...text].forEach((c, i) =>
    view.setUint16(i * 2, c.charCodeAt(0), little),
  );
  return out;
};
const tar = new Uint8Array(512);
tar.set(utf8("logs/a.json"));
tar.set(utf8("ustar"), 257);

test.each([
  ["nothing", new Uint8Array(0), { kind: "empty" }],
  ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0), { kind: "gzip" }],
  [
    "an object",
    utf8(` \n{"Records":[]}`),
    { kind: "json", encoding: "utf-8", bom: 0, hasText: false },
  ],
  ["a list", utf8("[]"), { kind: "json", encoding: "utf-8", bom: 0, hasText: false }],
  [
    "a byte order mark",
    utf8('\uFEFF{"a":1}'),
    { kind: "json", encoding: "utf-8", bom: 3, hasText: false },
  ],
  [
    "UTF-16LE",
    utf16("{}", true, true),
    { kind: "json", encoding: "utf-16le", bom: 2, hasText: false },
  ],
  [
    "UTF-16BE",
    utf16(" {}", false, true),
    { kind: "json", encoding: "utf-16be", bom: 2, hasText: false },
  ],
  [
    "UTF-16LE without a mark",
    utf16('{"a":1}', true, false),
    { kind: "json", encoding: "utf-16le", bom: 0, hasText: false },
  ],
  [
    "a time before each record",
    utf8('2026-10-06T02:14:27Z {"eventVersion":"1.08","eventSource":"s"}'),
    { kind: "json", encoding: "utf-8", bom: 0, hasText: true },
  ],
  ["zip", Uint8Array.of(0x50, 0x4b, 3, 4), { kind: "container", name: "zip archive" }],
  ["Parquet", utf8("PAR1...."), { kind: "parquet" }],
  ["tar", tar, { kind: "container", name: "tar archive" }],
  ["PNG", Uint8Array.of(0x89, 0x50, 0x4e, 0x47), { kind: "other", name: "PNG picture" }],
  ["a licence", utf8("Apache License\nVersion 2.0"), { kind: "other", name: "plain text" }],
  ["a table", utf8("a,b,c,d\n1,2,3,4"), { kind: "other", name: "table (CSV)" }],
  [
    "Event history",
    utf8("User name,AWS access key,Event time,Event source,Event name\n"),
    { kind: "table", encoding: "utf-8", bom: 0, delimiter: "," },
  ],
  [
    "a spreadsheet's table",
    utf8("sep=;\r\nEvent name;Event source;Event ID\r\n"),
    { kind: "table", encoding: "utf-8", bom: 0, delimiter: ";" },
  ],
  [
    "a table in UTF-16",
    utf16('"eventjson"\n"{}"', true, true),
    { kind: "table", encoding: "utf-16le", bom: 2, delimiter: "," },
  ],
  [
    "a table that lacks a column",
    utf8("Event name,Event ID,User,Time\n"),
    { kind: "table", encoding: "utf-8", bom: 0, delimiter: "," },
  ],
  [
    "JSON encoded twice",
    utf8('"{\\"eventVersion\\":1}"'),
    { kind: "json", encoding: "utf-8", bom: 0, hasText: false },
  ],
  ["YAML", utf8("Events:\n- EventId: x\n"), { kind: "other", name: "YAML text" }],
  [
    "an answer of IAM as YAML",
    utf8("PasswordPolicy:\n  A: 1\n"),
    { kind: "other", name: "YAML text" },
  ],
  [
    "an answer of AWS about an account",
    utf8('{"PasswordPolicy":{}}'),
    {
      kind: "snapshot",
      encoding: "utf-8",
      bom: 0,
      form: { kind: "password-policy", form: "json", delimiter: "," },
    },
  ],
  [
    "a refusal",
    utf8("\nAn error occurred (AccessDenied) when calling the GetCredentialReport operation: no\n"),
    { kind: "other", name: "error message of the AWS CLI" },
  ],
  [
    "flow logs",
    utf8("version account-id interface-id srcaddr\n2 1 eni-1 a\n"),
    { kind: "other", name: "VPC flow log" },
  ],
  [
    "S3's refusal",
    utf8('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>'),
    { kind: "other", name: "S3 error answer (AccessDenied) saved instead of a log" },
  ],
  ["a web page", utf8("<!DOCTYPE html><html>"), { kind: "other", name: "HTML page" }],
  ["white space", utf8(" \n "), { kind: "other", name: "file of white space only" }],
  ["binary", Uint8Array.of(1, 2, 3, 4, 200), { kind: "other", name: "unknown binary file" }],
])("%s", (_, head, expected) => expect(sniff(head)).toEqual(expected));
