/** Cells of a table → values of a record's members. */
import type { Json } from "../../cloudtrail-event.ts";
import { field, isJsonObject, parseJson, textField } from "../../cloudtrail-event.ts";
import { isoTime, parseEventTime } from "../event-time.ts";
import { innerMember } from "./member-names.ts";
import { withoutNulls } from "./record-tree.ts";
import { parseStructText } from "./struct-text.ts";

/** Members whose structs have names that are known; those of requestParameters are the service's own. */
const structs: ReadonlySet<string> = new Set([
  "userIdentity",
  "resources",
  "tlsDetails",
  "addendum",
  "eventContext",
  "insightDetails",
]);

/** The value that a cell has at a path of the record; `onAmbiguous` hears of a struct that can be read in several ways. */
export function cellValue(path: readonly string[], cell: Json, onAmbiguous: () => void): Json {
  const [member = ""] = path;
  if (typeof cell === "boolean") return cell;
  if (member === "eventTime" && path.length === 1) return timeValue(cell);
  const last = path.at(-1) ?? "";
  if (isAccount(last)) return accountText(cell);
  if (typeof cell !== "string") return named(member, cell);
  if (path.length > 1) return cell;
  if (
    member === "readOnly" ||
    member === "managementEvent" ||
    member === "sessionCredentialFromConsole"
  )
    return truthOf(cell);
  if (!/^\s*[{[]/.test(cell)) return cell;
  return structValue(member, cell, onAmbiguous);
}

/** Whether a spreadsheet program changed the cell: a number for an account, or a date in its own format. */
export function isAltered(path: readonly string[], cell: Json): boolean {
  const last = path.at(-1) ?? "";
  if (isAccount(last)) return typeof cell === "string" && /^\d[.,]?\d*E\+\d+$/i.test(cell.trim());
  return path[0] === "eventTime" && typeof cell === "string" && parseEventTime(cell) === null;
}

/** An account id with the zeros that a number lost. */
export function accountText(value: Json): Json {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0)
    return String(value).padStart(12, "0");
  if (typeof value === "string" && /^\d{1,11}$/.test(value.trim()))
    return value.trim().padStart(12, "0");
  return value;
}

function isAccount(name: string): boolean {
  return name === "recipientAccountId" || name === "accountId";
}

/** eventTime as CloudTrail writes it; text that is no time stays, and is told as such. */
export function timeValue(cell: Json): Json {
  const seconds = parseEventTime(cell);
  return seconds === null ? cell : isoTime(seconds);
}

/** true and false as booleans, other words as they are. */
export function truthOf(word: string): Json {
  const lower = word.trim().toLowerCase();
  return lower === "true" ? true : lower === "false" ? false : word;
}

/** JSON, or a struct's text; text that is neither stays text. */
function structValue(member: string, text: string, onAmbiguous: () => void): Json {
  try {
    return named(member, parseJson(text));
  } catch {
    // No JSON: a struct as Athena and CloudTrail Lake print it.
    const struct = parseStructText(text);
    if (struct?.isAmbiguous === true) onAmbiguous();
    return struct === null ? text : withoutNulls(named(member, struct.value));
  }
}

function named(member: string, value: Json): Json {
  if (member === "resources") return resources(value);
  return structs.has(member) ? renamed(withoutNulls(value), 0) : value;
}

function renamed(value: Json, depth: number): Json {
  if (depth > 40) return value;
  if (Array.isArray(value)) return value.map((one: Json) => renamed(one, depth + 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const known = innerMember(name);
      return [known, isAccount(known) ? accountText(member) : renamed(member, depth + 1)];
    }),
  );
}

/** resources as a record has it; the Event history names type and name, which may be an ARN. */
function resources(value: Json): Json {
  if (!Array.isArray(value)) return value;
  return value.map((one: Json): Json => {
    if (!isJsonObject(one)) return one;
    const type = textField(one, "resourceType") ?? textField(one, "type");
    const name = textField(one, "resourceName");
    const arn = textField(one, "arn") ?? (name?.startsWith("arn:") === true ? name : null);
    const account = field(one, "accountId");
    return Object.fromEntries([
      ...(type === null ? [] : [["type", type] as const]),
      ...(arn === null ? [] : [["ARN", arn] as const]),
      ...(name === null || name === arn ? [] : [["resourceName", name] as const]),
      ...(account === undefined || account === null
        ? []
        : [["accountId", accountText(account)] as const]),
    ]);
  });
}
