import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { cite, log, num, say, text, type Spans } from "../span.ts";
import { reportDocument } from "../../test/fixtures/report-document.ts";
import { printContext } from "./print-context.ts";
import { printSpans } from "./print-spans.ts";

const context = printContext(reportDocument);
const first = "4b33e17b-39be-4547-a61a-af383e6fcdc6";
const second = "ac2efa86-0155-434c-ab54-4193db4209ca";

const cases: readonly (readonly [string, Spans, string])[] = [
  ["our text", [text("a <b> & c")], "a &lt;b&gt; &amp; c"],
  ["a name of the log", [log("Deploy<Role", "role")], '<bdi class="x odd">Deploy&lt;Role</bdi>'],
  ["a plain name", [log("DeployRole", "role")], '<bdi class="x">DeployRole</bdi>'],
  ["an account", [log("123456789012", "account")], '<bdi class="acct">123456789012</bdi>'],
  [
    "an account that is none",
    [log("your account", "account")],
    '<bdi class="x odd">your account</bdi>',
  ],
  ["an address", [log("192.0.2.7", "ip")], '<bdi class="x nw">192.0.2.7</bdi>'],
  ["an empty name", [log("", "user")], '<span class="cp">empty</span>'],
  [
    "an instant",
    [{ t: "time", at: "2026-10-06T02:31:09Z" }],
    '<time datetime="2026-10-06T02:31:09Z" class="nw">2026-10-06 02:31:09 UTC</time>',
  ],
  ["no instant", [{ t: "time", at: "then" }], '<bdi class="x">then</bdi>'],
  ["a number", [num(1283694)], '<span class="nw">1,283,694</span>'],
  ["a duration", [num(2855, "seconds")], '<span class="nw">47 min 35 s</span>'],
  ["a severity", [{ t: "sev", of: "info" }], '<span class="sev info">Information</span>'],
  [
    "an unknown",
    [{ t: "unknown", why: "not-supplied" }],
    '<span class="unknown">not supplied</span>',
  ],
  ["a section", [{ t: "ref", to: "risk" }], '<a href="#risk">section 3</a>'],
  ["an appendix", [{ t: "ref", to: "app-b" }], '<a href="#app-b">appendix B</a>'],
  ["a figure", [{ t: "ref", to: "fig-3" }], '<a href="#fig-3">figure 3</a>'],
  ["an input file", [{ t: "ref", to: "L-02" }], '<a href="#L-02">L-02</a>'],
  ["nothing in the document", [{ t: "ref", to: "F-99" }], "F-99"],
  [
    "a citation",
    say`done ${cite(first)}.`,
    'done <sup class="ref"><a href="#E-02">E-02</a></sup>.',
  ],
  [
    "citations in a row",
    say`x${cite(first)}, ${cite(second)} ${cite(first)} y`,
    'x<sup class="ref"><a href="#E-02">E-02</a> <a href="#E-03">E-03</a></sup> y',
  ],
  [
    "an event outside the document",
    [cite("0123456789abcdef")],
    '<sup class="ref"><bdi class="x">01234567</bdi></sup>',
  ],
  [
    "nested spans",
    [{ t: "strong", of: [{ t: "code", of: [log("a<b")] }] }],
    '<b><code><bdi class="x odd">a&lt;b</bdi></code></b>',
  ],
];

test.each(cases)("prints %s", (_, spans, html) => expect(printSpans(spans, context)).toBe(html));

test("a text of 2,000 characters is printed whole, a longer one in part with its length and hash", () => {
  expect(printSpans([log("a".repeat(2000))], context)).toContain("a".repeat(2000));
  const long = `${"😀".repeat(500)}${"b".repeat(1400)}<${"c".repeat(100)}`;
  const html = printSpans([log(long)], context);
  expect(html).toContain(`${"😀".repeat(500)}</bdi>`);
  expect(html).toContain(`>${"c".repeat(100)}</bdi>`);
  expect(html).not.toContain("bbbb");
  expect(html).toContain("[1,401 of 2,001 characters are not shown here");
  expect(html).toContain(createHash("sha256").update(long).digest("hex"));
});
