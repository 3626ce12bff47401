/** The rows of the IAM credential report (IAM user guide, "Understanding the report format"). */
import { parseEventTime } from "../import/event-time.ts";
import type { CredentialRow, KeyRow, ReportTime } from "./facts.ts";

/** Name of root's row. */
export const rootRow = "<root_account>";

/** Columns without which a table is no credential report. */
const needed = ["user", "arn", "password_enabled", "mfa_active"];

/** Where each column stands, by its name; null when the header is not that of a credential report. */
export function reportColumns(cells: readonly string[]): ReadonlyMap<string, number> | null {
  const columns = new Map(cells.map((cell, at) => [cell.trim().toLowerCase(), at]));
  return needed.every((name) => columns.has(name)) ? columns : null;
}

/** The cells of a line of RFC 4180 text; null when a quote is not closed. */
export function splitRow(line: string, delimiter: string): readonly string[] | null {
  const cells: string[] = [];
  let cell = "";
  let inQuotes = false;
  const text = line.replace(/\r$/, "");
  for (let at = 0; at < text.length; at++) {
    const c = text.charAt(at);
    if (inQuotes) {
      if (c !== '"') cell += c;
      else if (text.charAt(at + 1) === '"') {
        cell += c;
        at++;
      } else inQuotes = false;
    } else if (c === '"' && cell === "") inQuotes = true;
    else if (c === delimiter) {
      cells.push(cell);
      cell = "";
    } else cell += c;
  }
  cells.push(cell);
  return inQuotes ? null : cells;
}

/**
 * Reads a row of a report whose header has `width` columns. A sentence when it can't be told apart: names of IAM users
 * may hold commas, which the report does not quote; they are found again where name and ARN agree.
 */
export function readReportRow(
  cells: readonly string[],
  columns: ReadonlyMap<string, number>,
  width: number,
): CredentialRow | string {
  const whole = cells.length > width ? rejoined(cells, cells.length - width) : cells;
  if (whole?.length !== width)
    return `a row has ${cells.length} cells where the header has ${width}: left out, for its values can't be told apart`;
  const cell = (name: string): string => whole[columns.get(name) ?? -1]?.trim() ?? "";
  const user = cell("user");
  const arn = cell("arn");
  if (user === "" || !arn.startsWith("arn:")) return "a row names no user with an ARN: left out";
  return {
    type: "credentials",
    user,
    arn,
    isRoot: user === rootRow || arn.endsWith(":root"),
    createdAt: timeOf(cell("user_creation_time")),
    passwordEnabled: yesNo(cell("password_enabled")),
    passwordLastUsed: timeOf(cell("password_last_used")),
    passwordLastChanged: timeOf(cell("password_last_changed")),
    passwordNextRotation: timeOf(cell("password_next_rotation")),
    mfaActive: yesNo(cell("mfa_active")),
    keys: [keyOf(cell, 1), keyOf(cell, 2)],
    activeCertificates: [1, 2].filter((n) => yesNo(cell(`cert_${n}_active`)) === true).length,
  };
}

/** Name and ARN of a user whose name holds commas, put together again; null when they don't agree. */
function rejoined(cells: readonly string[], extra: number): readonly string[] | null {
  if (extra % 2 !== 0) return null;
  const parts = extra / 2 + 1;
  const user = cells.slice(0, parts).join(",");
  const arn = cells.slice(parts, parts * 2).join(",");
  return arn.endsWith(`/${user}`) ? [user, arn, ...cells.slice(parts * 2)] : null;
}

function keyOf(cell: (name: string) => string, number: 1 | 2): KeyRow {
  const named = (name: string): string => cell(`access_key_${number}_${name}`);
  return {
    number,
    active: yesNo(named("active")),
    rotated: timeOf(named("last_rotated")),
    lastUsed: timeOf(named("last_used_date")),
    lastUsedRegion: wordOf(named("last_used_region")),
    lastUsedService: wordOf(named("last_used_service")),
  };
}

function yesNo(text: string): boolean | null {
  const word = text.toLowerCase();
  return word === "true" ? true : word === "false" ? false : null;
}

function timeOf(text: string): ReportTime {
  const at = parseEventTime(text);
  if (at !== null) return { kind: "at", at };
  return text.toUpperCase() === "N/A" ? { kind: "none" } : { kind: "unknown", word: text };
}

function wordOf(text: string): string | null {
  return text === "" || text.toUpperCase() === "N/A" ? null : text;
}
