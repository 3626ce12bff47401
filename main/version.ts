import { readFileSync } from "node:fs";

/** The program's version, from package.json. */
export function programVersion(): string {
  const text = readFileSync(new URL("../package.json", import.meta.url), "utf8");
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed === "object" && parsed !== null && "version" in parsed)
    return String(parsed.version);
  return "unknown";
}
