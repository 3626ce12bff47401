import type { Json } from "../cloudtrail-event.ts";

/**
 * A JSON document, parsed, or null when parsing would change it: no JSON, repeated keys, numbers that lose digits,
 * keys that JavaScript reorders. Such a document is printed as it is.
 */
export function faithfulJson(document: string): Json | null {
  try {
    const json: Json = JSON.parse(document);
    return json !== null && JSON.stringify(json) === withoutSpace(document) ? json : null;
  } catch {
    return null;
  }
}

/** The document as people read it: indented by two when that changes nothing else, otherwise as it is. */
export function prettyDocument(document: string): string {
  const json = faithfulJson(document);
  return json === null ? document : `${JSON.stringify(json, null, 2)}\n`;
}

/** JSON text without the white space between its tokens. */
function withoutSpace(text: string): string {
  const strings = /"(?:[^"\\]|\\.)*"|[ \t\r\n]+/g;
  return text.replaceAll(strings, (token) => (token.startsWith('"') ? token : ""));
}
