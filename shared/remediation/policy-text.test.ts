import { describe, expect, it } from "vitest";
import { faithfulJson, prettyDocument } from "./policy-text.ts";

describe("prettyDocument", () => {
  it("indents a policy", () => {
    expect(prettyDocument(' {"a":[1,{"b c":"d\\\\ e"}]}\n')).toBe(
      '{\n  "a": [\n    1,\n    {\n      "b c": "d\\\\ e"\n    }\n  ]\n}\n',
    );
  });

  it.each([
    ["no JSON", "{Statement:"],
    ["repeated key", '{"Action":"s3:*","Action":"iam:*"}'],
    ["number that loses digits", '{"a":12345678901234567890}'],
    ["keys in an order that JavaScript changes", '{"b":1,"2":1,"1":1}'],
    ["other spelling", '{"a":"\\u0041"}'],
    ["null", "null"],
    ["prototype", '{"__proto__":{"a":1},"x":1,"x":2}'],
  ])("leaves a document as it is: %s", (_, document) => {
    expect(faithfulJson(document)).toBeNull();
    expect(prettyDocument(document)).toBe(document);
  });
});
