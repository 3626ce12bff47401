import type { Json } from "../cloudtrail-event.ts";
import { isJsonObject, normalizeStatements } from "./policy-statement.ts";
import type { Statement } from "./policy-statement.ts";
import { scanJson } from "./scan-json.ts";

/**
 * `ok`: read in full. `unparseable`: there is a text, but it is no policy document that we can read. `truncated`: AWS
 * left it out or cut it at its size limit (CloudTrail keeps at most 100 KB of requestParameters). `absent`: the record
 * holds none.
 */
export type DocumentStatus = "ok" | "unparseable" | "truncated" | "absent";

/** A policy document of a record, decoded and brought to one form. */
export interface PolicyDocument {
  readonly status: DocumentStatus;
  /** The document as JSON text, decoded but otherwise as logged; null when absent. */
  readonly text: string | null;
  /** The parsed document; null unless `ok`. */
  readonly json: Json;
  /** Empty unless `ok`. */
  readonly statements: readonly Statement[];
  /** Member names written twice in one object: JSON readers differ in which one counts. */
  readonly duplicateKeys: readonly string[];
  /** Why it could not be read, in words of ours; null when `ok` or absent. */
  readonly problem: string | null;
}

/** Longest text that is parsed, in characters. IAM's own limit is 10,240 without white space. */
const maxLength = 262_144;
const maxDepth = 32;
/** More actions, resources and condition values than any document IAM accepts. */
const maxValues = 3000;
/** CloudTrail cuts requestParameters at 100 KB: a shorter text that breaks off was not cut by AWS. */
const cutLength = 50_000;

/**
 * Reads a policy document as CloudTrail writes it: an object, JSON text (requestParameters), or percent-encoded JSON
 * text (responseElements). Never throws.
 */
export function readPolicyDocument(value: Json | undefined): PolicyDocument {
  if (value === undefined || value === null || value === "") return without("absent", null, null);
  if (typeof value === "string") return readText(value);
  if (!isJsonObject(value)) {
    return without("unparseable", JSON.stringify(value), "It is not a JSON object.");
  }
  if (Object.hasOwn(value, "omitted") && !Object.hasOwn(value, "Statement")) {
    return without(
      "truncated",
      null,
      "AWS left the document out because the record was too large.",
    );
  }
  return readText(JSON.stringify(value));
}

function readText(raw: string): PolicyDocument {
  if (raw.length > maxLength) return without("unparseable", raw, "It is longer than 256 KB.");
  const direct = parseText(raw);
  if (direct.status === "ok" || !raw.includes("%")) return direct;
  const decoded = percentDecoded(raw);
  if (decoded === null) return direct;
  const second = parseText(decoded);
  return second.status === "ok" || second.status === "truncated" ? second : direct;
}

function parseText(text: string): PolicyDocument {
  const scan = scanJson(text);
  if (scan.depth > maxDepth) return without("unparseable", text, "It is nested too deeply.");
  let json: Json;
  try {
    json = JSON.parse(text);
  } catch {
    if (!scan.complete && text.length >= cutLength) {
      return without("truncated", text, "The text breaks off at the size limit of the record.");
    }
    return without("unparseable", text, "It is not valid JSON.");
  }
  const statements = normalizeStatements(json, maxValues);
  if (typeof statements === "string") return without("unparseable", text, statements);
  return { status: "ok", text, json, statements, duplicateKeys: scan.duplicates, problem: null };
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null; // A lone % is no encoding: the caller keeps what it has.
  }
}

function without(
  status: DocumentStatus,
  text: string | null,
  problem: string | null,
): PolicyDocument {
  return { status, text, json: null, statements: [], duplicateKeys: [], problem };
}
