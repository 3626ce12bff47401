import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPolicyDocument } from "./policy-document.ts";

const text =
  '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}';

describe("status", () => {
  const padded = `{"Statement":[{"Effect":"Allow","Action":["${"x".repeat(60_000)}`;
  test.each([
    ["JSON text", text, "ok"],
    ["percent-encoded text", encodeURIComponent(text), "ok"],
    ["an object", JSON.parse(text), "ok"],
    ["nothing", undefined, "absent"],
    ["null", null, "absent"],
    ["an empty text", "", "absent"],
    ["an omission marker", { omitted: true }, "truncated"],
    ["a long text that breaks off", padded, "truncated"],
    ["a short text that breaks off", text.slice(0, -3), "unparseable"],
    ["no JSON", "Allow everything", "unparseable"],
    ["a broken percent-encoding", "%7B%ZZ", "unparseable"],
    ["a list", [text], "unparseable"],
    ["a number", 3, "unparseable"],
    ["no Statement", '{"Version":"2012-10-17"}', "unparseable"],
    ["a Statement in lower case", '{"statement":[]}', "unparseable"],
    ["no Effect", '{"Statement":[{"Action":"*"}]}', "unparseable"],
    ["an effect in lower case", '{"Statement":[{"Effect":"allow"}]}', "unparseable"],
    [
      "deep nesting",
      `{"Statement":[{"Effect":"Deny","Action":${"[".repeat(100)}${"]".repeat(100)}}]}`,
      "unparseable",
    ],
    ["a text of over 256 KB", `${text}${" ".repeat(262_144)}`, "unparseable"],
    [
      "more entries than IAM takes",
      JSON.stringify({ Statement: [{ Effect: "Deny", Action: Array(4000).fill("a:b") }] }),
      "unparseable",
    ],
  ])("%s", (_, value, status) => {
    const read = readPolicyDocument(value);
    expect(read.status).toBe(status);
    expect(read.problem === null).toBe(status === "ok" || status === "absent");
    expect(read.statements.length > 0).toBe(status === "ok");
  });
});

test("brings every element to a list and keeps what is not there apart from what is empty", () => {
  const read = readPolicyDocument(
    JSON.stringify({
      Statement: [
        {
          Sid: "One",
          Effect: "Deny",
          NotAction: ["iam:*"],
          Resource: [],
          Principal: "*",
          Condition: { Bool: { "aws:SecureTransport": false }, StringLike: { k: ["a", "b"] } },
        },
        { Effect: "Allow", Action: "s3:Get*", NotResource: "x", NotPrincipal: { AWS: ["1", "2"] } },
      ],
    }),
  );
  expect(read.statements).toEqual([
    {
      number: 1,
      sid: "One",
      effect: "Deny",
      actions: null,
      notActions: ["iam:*"],
      resources: [],
      notResources: null,
      principals: [{ kind: "AWS", value: "*" }],
      notPrincipals: null,
      conditions: [
        { operator: "Bool", key: "aws:SecureTransport", values: ["false"] },
        { operator: "StringLike", key: "k", values: ["a", "b"] },
      ],
    },
    {
      number: 2,
      sid: null,
      effect: "Allow",
      actions: ["s3:Get*"],
      notActions: null,
      resources: null,
      notResources: ["x"],
      principals: null,
      notPrincipals: [
        { kind: "AWS", value: "1" },
        { kind: "AWS", value: "2" },
      ],
      conditions: [],
    },
  ]);
});

test.each([
  ['{"Statement":[{"Effect":"Deny","Effect":"Allow","Action":"*"}]}', ["Effect"]],
  ['{"Statement":[],"a":{"b":1},"c":{"b":1}}', []],
  ['{"Statement":[],"a\\u0062":1,"ab":2}', ["ab"]],
  ['{"Statement":[{"Effect":"Allow","Action":["Effect:","Effect:"]}]}', []],
])("duplicate names in %s", (json, keys) => {
  expect(readPolicyDocument(json).duplicateKeys).toEqual(keys);
});

test("does not read members of the prototype", () => {
  const read = readPolicyDocument('{"__proto__":{"Statement":[]},"constructor":1}');
  expect(read.status).toBe("unparseable");
});

test("never throws, whatever the log holds", () => {
  const piece = fc.constantFrom(
    '{"Statement":',
    "[",
    "]",
    "{",
    "}",
    '"',
    "\\",
    "%",
    "%7B",
    ",",
    ":",
    "1",
    text,
  );
  const noise = fc
    .array(fc.oneof(piece, fc.string()), { maxLength: 30 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(fc.oneof(noise, fc.jsonValue(), fc.json()), (value) => {
      const { status } = readPolicyDocument(value as never);
      return ["ok", "unparseable", "truncated", "absent"].includes(status);
    }),
  );
});
