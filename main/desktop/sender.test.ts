import { expect, test } from "vitest";
import { isFromWindow } from "./sender.ts";
import type { Sent } from "./sender.ts";

const own = { url: "app://trailproof/index.html#/findings?finding=F-01" };
const contents = { mainFrame: own };
const page = (url: string) => {
  const frame = { url };
  return { sender: { mainFrame: frame }, senderFrame: frame };
};

test("the window's page may call, wherever it is", () => {
  expect(isFrom({ sender: contents, senderFrame: own })).toBe(true);
});

test.each([
  ["a frame in it", { sender: contents, senderFrame: { url: own.url } }],
  ["a frame that is gone", { sender: contents, senderFrame: null }],
  ["another window", page(own.url)],
])("%s may not", (_, event) => {
  expect(isFrom(event)).toBe(false);
});

test.each([
  "app://report/1",
  "app://trailproof/other.html",
  "app://trailproof.example/index.html",
  "https://example.com/#app://trailproof/index.html",
  "about:blank",
])("the window may not when it shows %s", (url) => {
  const { sender, senderFrame } = page(url);
  expect(isFromWindow({ sender, senderFrame } as unknown as Sent, sender as never)).toBe(false);
});

function isFrom(event: object): boolean {
  return isFromWindow(event as unknown as Sent, contents as never);
}
