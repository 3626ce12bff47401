import { expect, test } from "vitest";
import { originOf, refusal } from "./admission.ts";

test.each([
  [8080, "127.0.0.1:8080", "http://127.0.0.1:8080", true],
  [8080, "127.0.0.1", "http://127.0.0.1", false],
  [80, "127.0.0.1", "http://127.0.0.1", true],
  [80, "127.0.0.1:8080", "http://127.0.0.1", false],
  [80, "localhost", "http://127.0.0.1", false],
  [80, "127.0.0.1", "http://localhost", false],
])("on port %s Host %s with Origin %s may go on: %s", (port, host, origin, mayGoOn) => {
  expect(refusal("POST", false, { host, origin }, port) === null).toBe(mayGoOn);
});

test("the printed address is one that browsers leave as it is", () => {
  for (const port of [80, 443, 8080]) expect(new URL(originOf(port)).origin).toBe(originOf(port));
});
