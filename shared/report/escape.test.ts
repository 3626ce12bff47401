import { expect, test } from "vitest";
import { cssString, escapeAttribute, escapeCode, escapeHtml, escapeLog } from "./escape.ts";

const box = (code: string) => `<span class="cp">${code}</span>`;

test.each([
  ["<b>&\"'", "&lt;b&gt;&amp;&quot;&#39;"],
  ["a\u202eb", `a${box("U+202E")}b`],
  ["a\u200bb", `a${box("U+200B")}b`],
  ["\u0000\u001b\u0085", box("U+0000") + box("U+001B") + box("U+0085")],
  ["\ud800x", `${box("U+D800")}x`],
  ["x\udc00", `x${box("U+DC00")}`],
  ["😀", "😀"],
  ["\u{e0041}", box("U+E0041")],
  ["\u3164\u115f\u2800", box("U+3164") + box("U+115F") + box("U+2800")],
  ["\u2028\ufeff\ufffe", box("U+2028") + box("U+FEFF") + box("U+FFFE")],
  ["\ufff9\u0600", box("U+FFF9") + box("U+0600")],
  ["\u2066\u2069\u061c", box("U+2066") + box("U+2069") + box("U+061C")],
  ["שלום é", "שלום é"],
  [`e${"\u0301".repeat(6)}`, `e${"\u0301".repeat(4)}${box("U+0301").repeat(2)}`],
])("shows %j as %s everywhere", (text, html) => {
  expect(escapeHtml(text)).toBe(html);
  expect(escapeLog(text)).toBe(html);
  expect(escapeCode(text)).toBe(html);
});

test("line breaks, tabs and unusual spaces are boxed in log text only where they would hide", () => {
  const text = "a\r\n\tb\u00a0c";
  expect(escapeLog(text)).toBe(
    `a${box("U+000D")}${box("U+000A")}${box("U+0009")}b${box("U+00A0")}c`,
  );
  expect(escapeCode(text)).toBe(`a\n\tb${box("U+00A0")}c`);
  expect(escapeHtml("a\n\tb\u00a0c")).toBe("a\n\tb\u00a0c");
  expect(escapeCode("a\rb")).toBe(`a${box("U+000D")}b`);
});

test.each([
  ['"><x y="', "&quot;&gt;&lt;x y=&quot;"],
  ["a\u202eb\nc", "a[U+202E]b[U+000A]c"],
])("attribute %j is %s", (text, html) => expect(escapeAttribute(text)).toBe(html));

test.each([
  ["Plain (1)", '"Plain (1)"'],
  ['a"b', '"a\\22 b"'],
  ["</style>", '"\\3c \\2f style\\3e "'],
  ["a\\b\n", '"a\\5c b[U+000A]"'],
  ["ü😀", '"\\fc \\1f600 "'],
])("CSS string of %j is %s", (text, css) => expect(cssString(text)).toBe(css));
