/** Files and folders of Sigma rules → rules that can be asked, or why not. */
import { closeSync, fstatSync, openSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure, messageOf } from "../../shared/errors.ts";
import type { CompiledDocument } from "../../shared/sigma/compile-document.ts";
import { compileDocument } from "../../shared/sigma/compile-document.ts";
import type { LinkedRule, NamedDocument } from "../../shared/sigma/link-rules.ts";
import { linkRules } from "../../shared/sigma/link-rules.ts";
import type { Remark } from "../../shared/sigma/remarks.ts";
import { readYaml } from "./read-yaml.ts";

/** Largest file of rules, in bytes. */
const mostBytes = 512 * 1024;
/** Most files of all folders together. */
const mostFiles = 20_000;
/** Most bytes of all files together. */
const mostBytesAltogether = 256 * 1024 * 1024;
/** Deepest folder below the one that was named. */
const deepest = 32;

/** A file of rules: its bytes, or why it has none. */
export interface RuleFile {
  readonly path: string;
  readonly content: Uint8Array | Remark;
}

/**
 * Loads rules: files as they are named, and what ends in .yml or .yaml below folders, in the order of their names.
 * Folders and files whose name begins with a dot are left out, and links below a folder are not followed. The answer
 * has a rule for each document, and one for each file that could not be read.
 * @throws Failure (path-missing, path-unreadable, usage) when a path does not exist, can't be read or holds too many files.
 */
export function loadRules(paths: readonly string[]): readonly LinkedRule[] {
  return compileRules(readRuleFiles(paths));
}

/** Reads files of rules as `loadRules`, without looking into them. @throws Failure as `loadRules`. */
export function readRuleFiles(paths: readonly string[]): readonly RuleFile[] {
  const files = [...new Set(paths.flatMap((path) => filesOf(path)))];
  let left = mostBytesAltogether;
  return files.map((path) => {
    const content = readBytes(path, left);
    if (content instanceof Uint8Array) left -= content.length;
    return { path, content };
  });
}

/** Compiles files of rules and puts them together. The answer has a rule for each document; nothing is thrown for what stands in it. */
export function compileRules(files: readonly RuleFile[]): readonly LinkedRule[] {
  return linkRules(
    files.flatMap(({ path: file, content }): readonly NamedDocument[] => {
      const text = content instanceof Uint8Array ? textOf(content) : content;
      if (typeof text !== "string") return [{ file, document: unread(text) }];
      const found = readYaml(text);
      if (found.length === 0) return [{ file, document: unread(no("The file is empty.")) }];
      return found.map((one) => ({
        file,
        document: one.ok ? compileDocument(one.node) : unread(...one.problems),
      }));
    }),
  );
}

function filesOf(path: string): readonly string[] {
  try {
    const named = statSync(path);
    if (named.isFile()) return [path];
    if (!named.isDirectory())
      throw new Failure({ code: "usage", detail: `${path} is neither a file nor a folder.` });
    const found: string[] = [];
    collect(path, 0, found);
    if (found.length === 0)
      throw new Failure({
        code: "usage",
        detail: `${path} holds no file that ends in .yml or .yaml.`,
      });
    return found;
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof Error && "code" in error && error.code === "ENOENT")
      throw new Failure({ code: "path-missing", path }, { cause: error });
    throw new Failure(
      { code: "path-unreadable", path, reason: messageOf(error) },
      { cause: error },
    );
  }
}

function collect(folder: string, depth: number, found: string[]): void {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth >= deepest)
        throw new Failure({
          code: "usage",
          detail: `${path} lies more than ${deepest} folders deep.`,
        });
      collect(path, depth + 1, found);
    } else if (entry.isFile() && /[.]ya?ml$/i.test(entry.name)) {
      if (found.push(path) > mostFiles)
        throw new Failure({
          code: "usage",
          detail: `${folder} holds more than ${mostFiles} files of rules.`,
        });
    }
  }
}

/** The bytes of a file, or why it has none. */
function readBytes(file: string, left: number): Uint8Array | Remark {
  try {
    const handle = openSync(file, "r");
    try {
      const { size } = fstatSync(handle);
      if (size > mostBytes) return no(`The file has ${size} bytes; ${mostBytes} are allowed.`);
      if (size > left) return no(`All files together have more than ${mostBytesAltogether} bytes.`);
      return readFileSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    return no(`The file can't be read: ${messageOf(error)}.`);
  }
}

function textOf(bytes: Uint8Array): string | Remark {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return no("The file is not UTF-8.");
  }
}

function no(text: string): Remark {
  return { line: 1, column: 1, text };
}

/** A document that could not be read. */
function unread(...problems: readonly Remark[]): CompiledDocument {
  const [{ line, column } = { line: 1, column: 1 }] = problems;
  const nothing = compileDocument({ kind: "null", at: { line, column } });
  return { ...nothing, problems };
}
