/**
 * Writes build/third-party-licences.txt: the licence of every package that the packed program holds. `npm run
 * make-notices` after a dependency changed; a test compares.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** The file that is packed beside the program. */
export const noticesFile = "build/third-party-licences.txt";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** All licences; packages that have the same text stand together. @throws when a package has no text of its licence. */
export function notices(): string {
  const own = read("package.json");
  const found = new Map<string, { readonly one: Package; readonly folder: string }>();
  const visit = (name: string, from: string): void => {
    const folder = folderOf(name, from);
    // Parts for other systems and optional ones need not be installed.
    if (folder === null || found.has(folder)) return;
    const one = read(join(folder, "package.json"));
    found.set(folder, { one, folder });
    for (const below of Object.keys(one.dependencies ?? {})) visit(below, folder);
  };
  for (const name of Object.keys(own.dependencies ?? {})) visit(name, ".");
  const texts = new Map<string, Set<string>>();
  for (const { one, folder } of found.values()) {
    const text = textOf(folder);
    const names = texts.get(text) ?? new Set();
    texts.set(text, names.add(`${one.name} ${one.version} (${one.license ?? "no licence"})`));
  }
  const parts = [...texts]
    .map(([text, names]) => `${[...names].toSorted().join("\n")}\n\n${text}\n`)
    .toSorted();
  return `Trailproof holds these packages. Electron and Chromium have files of their own beside it.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

function read(file: string): Package {
  // npm wrote it, and installed by it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(readFileSync(file, "utf8")) as Package;
}

/** Where a package finds another one: beside or above itself. */
function folderOf(name: string, from: string): string | null {
  for (let at = from; ; at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    if (existsSync(join(folder, "package.json"))) return folder;
    if (at === ".") return null;
  }
}

function textOf(folder: string): string {
  const file = readdirSync(folder).find((one) => /^licen[cs]e(\.(md|txt))?$/i.test(one));
  const own = file === undefined ? fromReadme(folder) : readFileSync(join(folder, file), "utf8");
  // Some name the Apache License without holding its text, which is always the same.
  const isApache = read(join(folder, "package.json")).license === "Apache-2.0";
  const text = own ?? (isApache ? readFileSync("LICENSE", "utf8") : null);
  if (text === null) throw new Error(`${folder} has no text of its licence`);
  return text.replaceAll("\r\n", "\n").trim();
}

/** Some packages have theirs at the end of what they say of themselves. */
function fromReadme(folder: string): string | null {
  const file = join(folder, "README.md");
  if (!existsSync(file)) return null;
  return /^#+ Licen[cs]e\s*\n+([\s\S]+)$/im.exec(readFileSync(file, "utf8"))?.[1] ?? null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(noticesFile, notices());
