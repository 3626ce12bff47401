import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readQuoted } from "../../test/fixtures/remediation/powershell-reader.ts";
import { isPlainArgument, powershellQuote, powershellText } from "./powershell-quote.ts";

describe("powershellQuote", () => {
  it.each([
    ["bob", "'bob'"],
    ["it's", "'it''s'"],
    ["\u2019; Remove-Item x; \u2019", "'\u2019\u2019; Remove-Item x; \u2019\u2019'"],
    ["$env:HOME `$(id)", "'$env:HOME `$(id)'"],
    ["", "''"],
    ["--name", "'--name'"],
  ])("%j becomes %s", (value, quoted) => {
    expect(powershellQuote(value)).toBe(quoted);
  });

  it.each(["a\0b", "a\nb", "a\rb", "a\ud800"])("refuses %j", (value) => {
    expect(powershellQuote(value)).toBeNull();
  });

  it("is read back unchanged by the rules of the language", () => {
    const nasty = fc
      .array(fc.constantFrom("'", "\u2018", "\u2019", "\u201a", "\u201b", '"', "`", "$", " ", "a"))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: "binary" })), (value) => {
        const quoted = powershellQuote(value);
        if (quoted === null) return;
        expect(readQuoted(`${quoted} `, 0)).toEqual([value, quoted.length]);
      }),
    );
  });
});

describe("isPlainArgument", () => {
  it.each(["bob", "a.b@c+d=e,f", "arn:aws:iam::aws:policy/*", "two words", "/path/"])(
    "takes %j on the line",
    (value) => expect(isPlainArgument(value)).toBe(true),
  );

  // Windows PowerShell drops empty words, and loses double quotes and backslashes before them.
  it.each(["", '{"a":1}', "a\\", "-rf", " a", "a ", "é", "50%", "a&b", "a;b", "a\tb", "a\nb"])(
    "leaves %j to a file",
    (value) => expect(isPlainArgument(value)).toBe(false),
  );
});

describe("powershellText", () => {
  it("is one text of one line", () => {
    expect(powershellText("Which\nuser's?")).toBe("'Which user''s?'");
  });
});
