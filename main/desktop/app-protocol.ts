/** The program's own scheme, app://. It knows the built window's files and the reports that are open, nothing else. */
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";

/** Where the window's page lives; its origin is shared with nothing. */
export const windowUrl = "app://trailproof/index.html";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The window runs its own scripts and sheets; nothing inline, nothing from elsewhere, no connection. */
export const windowPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** A report has one inline sheet, which its own policy names by hash, and never a script. */
export const reportPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "sandbox",
].join("; ");

export interface AppProtocol {
  /** Answers a request for a URL of the scheme; anything unknown is 404. */
  readonly answer: (request: { readonly url: string; readonly method: string }) => Response;
  /** Makes a report readable under the URL that it answers. */
  readonly addReport: (html: string, id: string) => string;
  readonly removeReport: (url: string) => void;
}

/** Makes the protocol's answers. The built window in `folder` is read once; no path is ever made from a URL. */
export function createAppProtocol(folder: string): AppProtocol {
  const files = readFiles(folder);
  const reports = new Map<string, string>();
  return {
    answer: ({ url, method }) => {
      // A fragment names a place in a page, not another page.
      const [address = ""] = url.split("#");
      const report = reports.get(address);
      if (method !== "GET") return reply("", 405, "text/plain", windowPolicy);
      if (report !== undefined) return reply(report, 200, types[".html"] ?? "", reportPolicy);
      const file = files.get(address);
      if (file === undefined) return reply("", 404, "text/plain", windowPolicy);
      return reply(file.text, 200, file.type, windowPolicy);
    },
    addReport: (html, id) => {
      const url = `app://report/${id}`;
      reports.set(url, html);
      return url;
    },
    removeReport: (url) => {
      reports.delete(url);
    },
  };
}

interface ServedFile {
  readonly text: string;
  readonly type: string;
}

function readFiles(folder: string): ReadonlyMap<string, ServedFile> {
  const files = new Map<string, ServedFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const url = new URL(name.replaceAll("\\", "/"), windowUrl).href;
    files.set(url, { text: readFileSync(join(folder, name), "utf8"), type });
  }
  return files;
}

function reply(body: string, status: number, type: string, policy: string): Response {
  return new Response(body, {
    status,
    headers: {
      "content-type": type,
      "content-security-policy": policy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "no-store",
    },
  });
}
