/** YAML text → documents with the places of everything, within bounds. */
import type { ParsedNode } from "yaml";
import { LineCounter, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document } from "yaml";
import type { Remark } from "../../shared/sigma/remarks.ts";
import type { Place, YamlEntry, YamlNode } from "../../shared/sigma/yaml-tree.ts";

/** A document of a file, or why it could not be read. */
export type ReadDocument =
  | { readonly ok: true; readonly node: YamlNode }
  | { readonly ok: false; readonly problems: readonly Remark[] };

/** Deepest nesting of maps and lists. */
const deepest = 40;
/** Most nodes of a document, those counted again that an alias repeats. */
const mostNodes = 50_000;
/** Most documents of a file. */
const mostDocuments = 1000;

class Unreadable extends Error {
  readonly at: Place;
  constructor(at: Place, text: string) {
    super(text);
    this.at = at;
  }
}

/** Reads all documents of a text; empty ones are left out. Nothing is thrown for what stands in it. */
export function readYaml(text: string): readonly ReadDocument[] {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  let documents: readonly Document.Parsed[];
  try {
    const parsed = parseAllDocuments(text, {
      lineCounter: lines,
      prettyErrors: false,
      version: "1.2",
      merge: false,
      // Its own search for keys that stand twice takes the square of their number; the walk below does it.
      uniqueKeys: false,
    });
    documents = Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    // The parser calls itself for each level.
    if (!(error instanceof RangeError)) throw error;
    return [failed({ line: 1, column: 1 }, "The text is nested too deeply.")];
  }
  if (documents.length > mostDocuments)
    return [failed({ line: 1, column: 1 }, `The file has more than ${mostDocuments} documents.`)];
  return documents.flatMap((document) => readDocument(document, text, placeAt));
}

function failed({ line, column }: Place, text: string): ReadDocument {
  return { ok: false, problems: [{ line, column, text }] };
}

function readDocument(
  document: Document.Parsed,
  text: string,
  placeAt: (offset: number) => Place,
): readonly ReadDocument[] {
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    ...placeAt(pos[0]),
    text: message.startsWith("Maximum call stack")
      ? "The text is nested too deeply."
      : `The YAML can't be read: ${message.slice(0, 300).replace(/[.]?$/, ".")}`,
  }));
  if (problems.length > 0) return [{ ok: false, problems: problems.slice(0, 20) }];
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) return [];
  try {
    return [{ ok: true, node: createWalk(text, placeAt)(contents) }];
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return [failed(error.at, error.message)];
  }
}

function createWalk(
  text: string,
  placeAt: (offset: number) => Place,
): (node: ParsedNode) => YamlNode {
  let nodes = 0;
  // The reader's own way from an alias to its node takes a pass over the document for each.
  const anchors = new Map<string, unknown>();
  let insideAlias = 0;

  function walk(node: unknown, around: Place, depth: number): YamlNode {
    if (node === null || node === undefined) return { kind: "null", at: around };
    const at = placeOf(node) ?? around;
    if (++nodes > mostNodes)
      throw new Unreadable(
        at,
        `The document has more than ${mostNodes} values, aliases written out.`,
      );
    if (depth > deepest)
      throw new Unreadable(at, `The document is nested more than ${deepest} levels deep.`);
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target === undefined)
        throw new Unreadable(at, `The alias *${node.source} names nothing.`);
      insideAlias++;
      const same = moved(walk(target, at, depth + 1), at);
      insideAlias--;
      return same;
    }
    if (insideAlias === 0 && (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor)
      anchors.set(node.anchor, node);
    if (isMap(node)) return { kind: "map", at, entries: entriesOf(node.items, at, depth) };
    if (isSeq(node))
      return { kind: "list", at, items: node.items.map((item) => walk(item, at, depth + 1)) };
    if (isScalar(node)) return scalar(node.value, node.source ?? "", node.range?.[0] ?? null, at);
    throw new Unreadable(at, "This is neither a map nor a list nor a value.");
  }

  function entriesOf(
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    around: Place,
    depth: number,
  ): readonly YamlEntry[] {
    const seen = new Set<string>();
    return items.map((pair) => {
      const node = walk(pair.key, around, depth + 1);
      const key = node.kind === "text" || node.kind === "number" ? node.text : null;
      if (key === null) throw new Unreadable(node.at, "A key has to be a text.");
      if (key === "<<") throw new Unreadable(node.at, "Merge keys (<<) are not supported.");
      if (seen.has(key))
        throw new Unreadable(node.at, `The key "${key.slice(0, 80)}" stands twice.`);
      seen.add(key);
      return { key, at: node.at, value: walk(pair.value, node.at, depth + 1) };
    });
  }

  function scalar(value: unknown, source: string, offset: number | null, at: Place): YamlNode {
    if (typeof value === "boolean") return { kind: "boolean", at, value };
    if (typeof value === "number") return { kind: "number", at, value, text: source };
    if (value === null) return { kind: "null", at };
    if (typeof value !== "string") throw new Unreadable(at, "This value is of an unknown kind.");
    return {
      kind: "text",
      at,
      text: value,
      inner: offset === null ? null : innerOf(value, offset),
    };
  }

  /** Columns to the first letter, where the text stands there as it is. */
  function innerOf(value: string, offset: number): number | null {
    if (value.includes("\n")) return null;
    if (text.startsWith(value, offset)) return 0;
    const isQuoted = text.startsWith("'", offset) || text.startsWith('"', offset);
    return isQuoted && text.startsWith(value, offset + 1) ? 1 : null;
  }

  const placeOf = (node: unknown): Place | null =>
    (isMap(node) || isSeq(node) || isScalar(node) || isAlias(node)) && node.range
      ? placeAt(node.range[0])
      : null;

  return (node) => walk(node, { line: 1, column: 1 }, 0);
}

/** What an alias stands for is told at the alias. */
function moved(node: YamlNode, at: Place): YamlNode {
  return node.kind === "text" ? { ...node, at, inner: null } : { ...node, at };
}
