import { repeatedAsk } from "./ask-list.ts";
import { argumentText, holdsAsk } from "./argument-text.ts";
import { asksRegion, regionVariable } from "./call-region.ts";
import type { DocumentFiles } from "./document-files.ts";
import { memberKind, secretAnswers } from "./member-kinds.ts";
import type { Ask, Operation, PlanValue } from "./plan.ts";
import { isAsk } from "./plan.ts";
import { shellQuote } from "./shell-quote.ts";
import { xformName } from "./xform-name.ts";

const widest = 86;
/** The CLI replaces an argument that begins so by the content of that file or address. */
const fetched = /^(?:fileb?|https?):\/\//;

/** How a command is made: as it is, or by a function of the script that makes or only shows it, or by one for checks. */
export type Runner = "aws" | "call" | "check";

/**
 * One operation as lines of a POSIX shell script, at most 86 columns wide where words allow it. A value that no
 * command line can carry turns the whole command into a comment that says so.
 */
export function cliCommand(
  operation: Operation,
  files: DocumentFiles,
  runner: Runner = "aws",
): readonly string[] {
  const [service = "", action = ""] = operation.api.split(":");
  const answer = `${xformName(action, "-")}-answer.json`;
  const isKept = operation.api !== "iam:CreateVirtualMFADevice" && secretAnswers.has(operation.api);
  const lead = isKept && runner === "call" ? `keep ${answer}` : runner;
  const units = [`${lead} ${service} ${xformName(action, "-")}`];
  let input: string | null = null;
  for (const [member, value] of Object.entries(operation.input)) {
    if (memberKind(member) === "secret" && isAsk(value)) input = value.ask;
    const unit = argument(operation, member, value, files);
    if (unit === null) return refusal(operation.api, member);
    units.push(unit);
  }
  if (operation.region !== undefined) {
    const region = shellQuote(operation.region);
    if (region === null) return refusal(operation.api, "its Region");
    units.push(operation.region.startsWith("-") ? `--region=${region}` : `--region ${region}`);
  } else if (asksRegion(operation)) units.push(`--region "$${regionVariable(service)}"`);
  if (operation.api === "iam:CreateVirtualMFADevice")
    units.push("--outfile mfa-qr-code.png", "--bootstrap-method QRCodePNG");
  else if (isKept && runner === "aws") units.push(`>${answer}`);
  const each = repeatedAsk(operation);
  const lines = input === null ? wrap(units, "") : [secretInput(input), ...wrap(units, "  ")];
  return each === null ? lines : loop(each, lines);
}

function argument(
  operation: Operation,
  member: string,
  value: PlanValue,
  files: DocumentFiles,
): string | null {
  const option = `--${xformName(member, "-")}`;
  const kind = memberKind(member);
  if (kind === "flag") {
    if (typeof value !== "boolean") return null;
    return value ? option : `--no-${option.slice(2)}`;
  }
  if (kind === "secret") return isAsk(value) ? `${option} file:///dev/stdin` : null;
  if (isAsk(value)) {
    const name = value.each === true ? "one" : value.ask;
    return kind === "document" ? `${option} "file://$${name}"` : `${option} "$${name}"`;
  }
  const pairs = askedPairs(value);
  if (pairs !== null) return `${option} "${pairs}"`;
  const text = argumentText(value);
  if (text === null || !text.isWellFormed()) return null;
  const isUrlOfProvider = operation.api === "iam:CreateOpenIDConnectProvider" && member === "Url";
  if (kind === "document" || (fetched.test(text) && !isUrlOfProvider))
    return `${option} file://${files.place(operation, member, text)}`;
  const quoted = shellQuote(text);
  if (quoted === null) return null;
  return text.startsWith("-") ? `${option}=${quoted}` : `${option} ${quoted}`;
}

/** A structure with a value to supply, in the CLI's shorthand: `Name=$PROFILE_NAME`. Null for any other value. */
function askedPairs(value: PlanValue): string | null {
  if (typeof value !== "object" || Array.isArray(value) || !holdsAsk(value)) return null;
  const pairs = Object.entries(value).map(([key, one]: [string, PlanValue]) => {
    if (isAsk(one)) return `${key}=$${one.ask}`;
    return typeof one === "string" && /^[\w./:-]+$/.test(one) ? `${key}=${one}` : null;
  });
  return pairs.includes(null) ? null : pairs.join(",");
}

function refusal(api: string, member: string): readonly string[] {
  return [
    `# ${api} is left out: no command line can carry the value of ${member}`,
    "# unchanged (it holds a NUL or half a character). Make this call with a program instead.",
  ];
}

/** Joins the words of a command, broken only between arguments. */
function wrap(units: readonly string[], indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  units.forEach((unit, i) => {
    const next = i === 0 ? indent + unit : `${line} ${unit}`;
    const fits = next.length + (i === units.length - 1 ? 0 : 2) <= widest;
    if (i === 0 || fits) line = next;
    else {
      lines.push(`${line} \\`);
      line = `${indent}  ${unit}`;
    }
  });
  return [...lines, line];
}

function secretInput(variable: string): string {
  return `tr -d '\\r\\n' <"$${variable}" |`;
}

function loop(each: Ask, lines: readonly string[]): readonly string[] {
  return [`for one in $${each.ask}; do`, ...lines.map((line) => `  ${line}`), "done"];
}
