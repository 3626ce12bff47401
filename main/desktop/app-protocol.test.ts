import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { createAppProtocol, policies, windowUrl } from "./app-protocol.ts";

const root = mkdtempSync(join(tmpdir(), "trailproof-test-"));
const folder = join(root, "renderer");
mkdirSync(join(folder, "assets"), { recursive: true });
writeFileSync(join(folder, "index.html"), "<!doctype html>");
writeFileSync(join(folder, "assets", "index.js"), "start()");
writeFileSync(join(folder, "assets", "notes.txt"), "no page needs this");
writeFileSync(join(root, "secret.js"), "secret");
afterAll(() => rmSync(root, { recursive: true }));

const pages = createAppProtocol(folder);
const get = (url: string, method = "GET"): Response => pages.answer({ url, method });

describe("the window's files", () => {
  test.each([
    [windowUrl, "<!doctype html>", "text/html; charset=utf-8"],
    [`${windowUrl}#part`, "<!doctype html>", "text/html; charset=utf-8"],
    ["app://trailproof/assets/index.js", "start()", "text/javascript; charset=utf-8"],
  ])("%s is served", async (url, body, type) => {
    const response = get(url);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(body);
    expect(response.headers.get("content-type")).toBe(type);
    expect(response.headers.get("content-security-policy")).toBe(policies.window);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    "app://trailproof/",
    "app://trailproof/assets/notes.txt",
    "app://trailproof/../secret.js",
    "app://trailproof/%2e%2e/secret.js",
    "app://trailproof/assets/..%2f..%2fsecret.js",
    "app://trailproof//secret.js",
    "app://other/index.html",
    "app://report/index.html",
    "file:///etc/passwd",
  ])("%s is not", async (url) => {
    const response = get(url);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe("");
  });

  test("nothing can be posted", () => {
    expect(get(windowUrl, "POST").status).toBe(405);
  });
});

test("a report is served while it is open, under its own policy", async () => {
  const url = pages.addReport("<p>report", "some-id");
  const response = get(`${url}#F-01`);
  expect(await response.text()).toBe("<p>report");
  expect(response.headers.get("content-security-policy")).toBe(policies.report);
  pages.removeReport(url);
  expect(get(url).status).toBe(404);
});

test.each([policies.window, policies.report])(
  "no policy lets a page run or reach anything else: %s",
  (policy) => {
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|connect-src|script-src[^;]*unsafe/);
  },
);
