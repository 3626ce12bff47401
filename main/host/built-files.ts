/** The files of the built window, read once. */
import { readFileSync, readdirSync } from "node:fs";
import { extname, join } from "node:path";

export interface BuiltFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly type: string;
}

/** The type of a page. */
export const htmlType = "text/html; charset=utf-8";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": htmlType,
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/**
 * Reads what pages need, by path below `folder` with slashes ("assets/index.js"); other files are left out. Requests
 * are answered from this map alone: no path is ever made from an address.
 */
export function readBuiltFiles(folder: string): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    files.set(name.replaceAll("\\", "/"), { body: readFileSync(join(folder, name)), type });
  }
  return files;
}
