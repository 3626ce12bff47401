import { repeatedAsk } from "./ask-list.ts";
import { argumentText, holdsAsk } from "./argument-text.ts";
import { asksRegion, regionVariable } from "./call-region.ts";
import type { DocumentFiles } from "./document-files.ts";
import { memberKind, secretAnswers } from "./member-kinds.ts";
import type { Operation, PlanValue } from "./plan.ts";
import { isAsk } from "./plan.ts";
import { isPlainArgument, powershellQuote } from "./powershell-quote.ts";
import { xformName } from "./xform-name.ts";

const widest = 86;
/** The CLI replaces an argument that begins so by the content of that file or address. */
const fetched = /^(?:fileb?|https?):\/\//;

/**
 * One operation as lines of a PowerShell script. Every value stands in single quotes or, where PowerShell would change
 * it on its way to the CLI, in a file. `runner`: the function of the script that makes the call.
 */
export function powershellCommand(
  operation: Operation,
  files: DocumentFiles,
  runner: "Invoke-Step" | "Invoke-Check",
): readonly string[] {
  const [service = "", action = ""] = operation.api.split(":");
  const name = xformName(action, "-");
  const words = [`'${service}'`, `'${name}'`];
  let secret: string | null = null;
  for (const [member, value] of Object.entries(operation.input)) {
    if (memberKind(member) === "secret") {
      // A password is never in a plan; without a question there is no way to supply it.
      if (!isAsk(value)) return refusal(operation.api, member);
      secret = value.ask;
      continue;
    }
    const given = argument(operation, member, value, files);
    if (given === null) return refusal(operation.api, member);
    words.push(...given);
  }
  if (operation.region !== undefined) {
    const region = powershellQuote(operation.region);
    if (region === null) return refusal(operation.api, "its Region");
    words.push("'--region'", region);
  } else if (asksRegion(operation)) words.push("'--region'", `$env:${regionVariable(service)}`);
  if (operation.api === "iam:CreateVirtualMFADevice")
    words.push("'--outfile'", "'mfa-qr-code.png'", "'--bootstrap-method'", "'QRCodePNG'");
  const isKept = secretAnswers.has(operation.api) && operation.api !== "iam:CreateVirtualMFADevice";
  const tail = [
    ...(secret === null ? [] : [`-SecretFile $env:${secret}`]),
    ...(isKept ? [`-AnswerFile '${name}-answer.json'`] : []),
  ];
  const lines = array(runner, words, tail);
  const each = repeatedAsk(operation);
  if (each === null) return lines;
  return [
    `foreach ($one in @($env:${each.ask} -split ' ' | Where-Object { $_ })) {`,
    ...lines.map((line) => `    ${line}`),
    "}",
  ];
}

function argument(
  operation: Operation,
  member: string,
  value: PlanValue,
  files: DocumentFiles,
): readonly string[] | null {
  const option = `--${xformName(member, "-")}`;
  const quoted = `'${option}'`;
  const kind = memberKind(member);
  if (kind === "flag") {
    if (typeof value !== "boolean") return null;
    return [value ? quoted : `'--no-${option.slice(2)}'`];
  }
  if (isAsk(value)) {
    const name = value.each === true ? "$one" : `$env:${value.ask}`;
    return kind === "document" ? [quoted, `('file://' + ${name})`] : [quoted, name];
  }
  const pairs = askedPairs(value);
  if (pairs !== null) return [quoted, pairs];
  const text = argumentText(value);
  if (text === null || !text.isWellFormed() || text.includes("\0")) return null;
  // The CLI reads a file as lines of text: a carriage return would come back as a line break.
  if (kind !== "document" && text.includes("\r")) return null;
  const isUrlOfProvider = operation.api === "iam:CreateOpenIDConnectProvider" && member === "Url";
  const isFetched = fetched.test(text) && !isUrlOfProvider;
  if (kind !== "document" && !isFetched && isPlainArgument(text)) return [quoted, `'${text}'`];
  if (isUrlOfProvider) {
    const url = powershellQuote(text);
    return url === null ? null : [quoted, url];
  }
  return [quoted, `'file://${files.place(operation, member, text)}'`];
}

/** A structure with a value to supply, in the CLI's shorthand; null for any other value. */
function askedPairs(value: PlanValue): string | null {
  if (typeof value !== "object" || Array.isArray(value) || !holdsAsk(value)) return null;
  const pairs = Object.entries(value).map(([key, one]: [string, PlanValue]) => {
    if (isAsk(one)) return `'${key}=' + $env:${one.ask}`;
    return typeof one === "string" && isPlainArgument(one) ? `'${key}=${one}'` : null;
  });
  return pairs.includes(null) ? null : `(${pairs.join(" + ',' + ")})`;
}

function refusal(api: string, member: string): readonly string[] {
  return [
    `# ${api} is left out: no command line can carry the value of ${member}`,
    "# unchanged (a NUL, half a character, a carriage return). Make this call in another way.",
  ];
}

/** A call with the words of the CLI as an array, on one line where it fits. */
function array(
  runner: string,
  words: readonly string[],
  tail: readonly string[],
): readonly string[] {
  const after = tail.length === 0 ? "" : ` ${tail.join(" ")}`;
  const line = `${runner} @(${words.join(", ")})${after}`;
  if (line.length <= widest) return [line];
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && !word.startsWith("'--") && `${last}, ${word}`.length < widest)
      lines[lines.length - 1] = `${last}, ${word}`;
    else if (lines.length === 1 && last === `    ${words[0] ?? ""}`) lines[0] = `${last}, ${word}`;
    else lines.push(`    ${word}`);
  }
  return [
    `${runner} @(`,
    ...lines.map((one, i) => (i === lines.length - 1 ? one : `${one},`)),
    `)${after}`,
  ];
}
