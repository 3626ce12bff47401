import { expect, test } from "vitest";
import { refusedSwitch } from "./debug-switches.ts";

test.each([
  "--remote-debugging-port=9222",
  "--remote-debugging-port",
  "-remote-debugging-port=9222",
  "--REMOTE-DEBUGGING-PORT=9222",
  "--remote-debugging-pipe",
  "--inspect",
  "--inspect=0.0.0.0:9229",
  "--inspect-brk",
  "--js-flags=--expose-gc",
  "--disable-web-security",
  "--host-resolver-rules=MAP * 192.0.2.1",
  "--proxy-server=192.0.2.1:80",
  "--load-extension=/tmp/x",
  "/inspect",
])("%s is refused", (word) => {
  expect(refusedSwitch(["trailproof", "case.trailproof", word])).toBe(word);
});

test.each([
  ["trailproof"],
  ["--inspect"],
  ["trailproof", "/home/ann/inspect.trailproof"],
  ["trailproof", "/inspect/case.trailproof"],
  ["trailproof", "--no-sandbox", "--ozone-platform=wayland", "--force-device-scale-factor=2"],
  ["trailproof", "explain", "inspect"],
])("%s %s is not", (...argv) => {
  expect(refusedSwitch(argv)).toBeNull();
});
