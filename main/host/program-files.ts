/** Where the program's own parts lie: in the repository, and the same way below the packed program. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The repository, or the packed program: this file lies two folders below it as source and when built. */
const root = join(import.meta.dirname, "..", "..");

/** The built window. */
export const windowFolder = join(root, "out", "renderer");

/** The repository when the program runs from sources with its tools; null when it is packed or installed without them. */
export function repository(): string | null {
  return existsSync(join(root, "electron.vite.config.ts")) ? root : null;
}

/** The sample: beside the packed program, or in the repository. */
export function sampleFolder(): string {
  const packed = join(root, "..", "sample");
  return existsSync(packed) && repository() === null ? packed : join(root, "build", "sample");
}

/** The program's version, from package.json. */
export function programVersion(): string {
  return versionIn(root) ?? "unknown";
}

/** The version of an installed package; null where it can't be told. */
export function packageVersion(name: string): string | null {
  return versionIn(join(root, "node_modules", name));
}

function versionIn(folder: string): string | null {
  try {
    const text = readFileSync(join(folder, "package.json"), "utf8");
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && "version" in parsed
      ? String(parsed.version)
      : null;
  } catch {
    return null;
  }
}
