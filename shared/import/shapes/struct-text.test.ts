import { expect, test } from "vitest";
import { parseStructText } from "./struct-text.ts";

test.each([
  ["{}", {}, false],
  [
    "{type=IAMUser, arn=arn:aws:iam::1:user/a}",
    { type: "IAMUser", arn: "arn:aws:iam::1:user/a" },
    false,
  ],
  ["{a={b={c=x}, d=null}, e=[1, 2]}", { a: { b: { c: "x" }, d: null }, e: ["1", "2"] }, false],
  ["[{arn=x, accountid=1}, {arn=y}]", [{ arn: "x", accountid: "1" }, { arn: "y" }], false],
  ["{ua=Mozilla/5.0 (a, b), ip=1}", { ua: "Mozilla/5.0 (a, b)", ip: "1" }, true],
  [
    `{doc={"Version":"2012","S":[{"a":"}, b=c"}]}, x=y}`,
    { doc: `{"Version":"2012","S":[{"a":"}, b=c"}]}`, x: "y" },
    false,
  ],
  ["{a=, b=x}", { a: "", b: "x" }, false],
  ["{__proto__=x}", JSON.parse(`{"__proto__":"x"}`), false],
])("%s", (text, value, ambiguous) => {
  const read = parseStructText(text);
  // As text: a member named __proto__ must be a member.
  expect(JSON.stringify(read?.value)).toBe(JSON.stringify(value));
  expect(read?.isAmbiguous).toBe(ambiguous);
});

test.each(["", "abc", "{a", "{a=b", "{=b}", "[a", "{a=b}}", "{a=b},"])("no struct: %s", (text) =>
  expect(parseStructText(text)).toBeNull(),
);

test.each([
  ["open braces", "{a=".repeat(200_000)],
  ["open JSON", `{a={"${"{".repeat(100_000)}`],
  ["many members that begin like JSON", `{${`a={"x, `.repeat(60_000)}`],
  ["commas", `{a=${", ".repeat(200_000)}`],
  ["long names", `{a=${`, ${"x".repeat(120)}`.repeat(5000)}`],
])("hostile text ends in linear time: %s", (_, text) => {
  const started = performance.now();
  parseStructText(text);
  expect(performance.now() - started).toBeLessThan(2000);
});
