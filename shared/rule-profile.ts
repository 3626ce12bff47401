/** Settings of rules as a file, to be used in another case. Who set them and when belongs to the case, not to the file. */
import type { Json } from "./cloudtrail-event.ts";
import { field, isJsonObject, parseJson, textField } from "./cloudtrail-event.ts";
import type { RuleEdit } from "./ipc/rules.ts";
import type { RuleSettings } from "./rule-settings.ts";
import { parseSeverity } from "./severity.ts";

/** What a file says of a rule. */
export interface ProfileEdit {
  readonly rule: string;
  readonly edit: RuleEdit;
}

const kind = "rule settings";

/** Most rules of a file, and longest reason. */
const mostRules = 50_000;
const longestReason = 2000;

/** Prints what holds as JSON; rules in the order of their names. */
export function printProfile(settings: RuleSettings): string {
  const rules = [...settings.values()].map(({ rule, off, severity }) => ({
    rule,
    ...(off === null ? {} : { off: { why: off.why } }),
    ...(severity === null ? {} : { severity: { to: severity.to, why: severity.why } }),
  }));
  return `${JSON.stringify({ trailproof: kind, version: 1, rules }, null, 2)}\n`;
}

/**
 * Reads a file. Each rule that it names gets what it says and nothing else: what it does not say is taken back. A
 * string: why the file can't be used; nothing of it is then.
 */
export function readProfile(text: string): readonly ProfileEdit[] | string {
  let json: Json;
  try {
    json = parseJson(text);
  } catch {
    return "it is no JSON";
  }
  if (textField(json, "trailproof") !== kind || field(json, "version") !== 1)
    return `it does not say "trailproof": "${kind}", "version": 1`;
  const rules = field(json, "rules");
  if (!Array.isArray(rules)) return `"rules" is no list`;
  if (rules.length > mostRules) return `it names more than ${mostRules} rules`;
  const edits: ProfileEdit[] = [];
  for (const [at, one] of rules.entries()) {
    const read = editsOf(one);
    if (typeof read === "string") return `rule ${at + 1}: ${read}`;
    edits.push(...read);
  }
  return edits;
}

function editsOf(one: Json): readonly ProfileEdit[] | string {
  const rule = textField(one, "rule");
  if (rule === null) return `"rule" is missing`;
  const off = field(one, "off");
  const severity = field(one, "severity");
  const edits: ProfileEdit[] = [];
  if (off === undefined) edits.push({ rule, edit: { kind: "on" } });
  else {
    const why = reasonOf(off);
    if (why === null) return `${rule} is switched off without a reason ("off": {"why": …})`;
    edits.push({ rule, edit: { kind: "off", why } });
  }
  if (severity === undefined) edits.push({ rule, edit: { kind: "own" } });
  else {
    const why = reasonOf(severity);
    const to = parseSeverity(textField(severity, "to") ?? "");
    if (to === null) return `${rule} has no severity critical, high, medium, low or info ("to")`;
    if (why === null) return `the severity of ${rule} has no reason ("why")`;
    edits.push({ rule, edit: { kind: "severity", to, why } });
  }
  return edits;
}

function reasonOf(value: Json): string | null {
  if (!isJsonObject(value)) return null;
  const why = textField(value, "why")?.trim().slice(0, longestReason) ?? "";
  return why === "" ? null : why;
}
