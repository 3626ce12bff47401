/** What a YAML document holds, with the places of everything, as the reader of files hands it in. */

/** A place in a file, both from 1. Columns count UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface YamlMap {
  readonly kind: "map";
  readonly at: Place;
  /** In the order of the file; no key stands twice. */
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: string;
  readonly at: Place;
  readonly value: YamlNode;
}

export interface YamlList {
  readonly kind: "list";
  readonly at: Place;
  readonly items: readonly YamlNode[];
}

export interface YamlText {
  readonly kind: "text";
  readonly at: Place;
  readonly text: string;
  /**
   * Columns from `at` to the first character, where the text stands in the file letter by letter on one line; else
   * null: a place inside it can't be told.
   */
  readonly inner: number | null;
}

/** A number without quotes. `text` is how it is written: an account id keeps its leading zero. */
export interface YamlNumber {
  readonly kind: "number";
  readonly at: Place;
  readonly value: number;
  readonly text: string;
}

export interface YamlBoolean {
  readonly kind: "boolean";
  readonly at: Place;
  readonly value: boolean;
}

export interface YamlNull {
  readonly kind: "null";
  readonly at: Place;
}

export type YamlNode = YamlMap | YamlList | YamlText | YamlNumber | YamlBoolean | YamlNull;

/** The entry under a key, or undefined. */
export function entryOf(map: YamlMap, key: string): YamlEntry | undefined {
  return map.entries.find((entry) => entry.key === key);
}

/** What a node is, in words. */
export function kindWords(node: YamlNode): string {
  switch (node.kind) {
    case "map":
      return "a map";
    case "list":
      return "a list";
    case "text":
      return "a text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    case "null":
      return "nothing";
  }
}

/** The place of a character of a text; of the text itself where that can't be told. */
export function placeInside(node: YamlText, offset: number): Place {
  return node.inner === null
    ? node.at
    : { line: node.at.line, column: node.at.column + node.inner + offset };
}
