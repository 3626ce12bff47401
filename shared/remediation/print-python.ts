import { text } from "../span.ts";
import type { AskedValue } from "./ask-list.ts";
import { asksOf, repeatedAsk } from "./ask-list.ts";
import { regionQuestion, regionVariable } from "./call-region.ts";
import { commentLines } from "./comment-text.ts";
import { memberKind, secretAnswers } from "./member-kinds.ts";
import { remarks, stepComment } from "./plan-comments.ts";
import type { Operation, Plan } from "./plan.ts";
import { isAsk } from "./plan.ts";
import { faithfulJson } from "./policy-text.ts";
import { aboutComment, isAccountNumber, noCall } from "./print-cli.ts";
import type { ScriptOptions } from "./print-cli.ts";
import { pythonClients } from "./python-clients.ts";
import type { PythonClients } from "./python-clients.ts";
import { pythonLiteral, pythonString } from "./python-literal.ts";
import {
  pythonGuard,
  pythonHead,
  pythonKeep,
  pythonPerform,
  pythonShow,
} from "./python-prelude.ts";
import { xformName } from "./xform-name.ts";

/** Constants for long texts, in the order they are used. */
type Documents = Map<string, string>;

/** Says how a document is written in a call. */
export type DocumentWord = (operation: Operation, member: string, value: string) => string;

/**
 * A plan as a Python script for boto3. It shows what it would do; with `--apply` it does it. It stops when the
 * credentials belong to another account, when a value is missing or when a call fails.
 */
export function printPython(plan: Plan, options: ScriptOptions): string {
  const all = [...plan.operations, ...plan.verify];
  const documents: Documents = new Map();
  const clients = pythonClients(all);
  const steps = plan.operations.flatMap((one) => step(one, documents, clients));
  const checks = plan.verify.flatMap((one) => check(one, documents, clients));
  const byHand = remarks(plan).flatMap((one) => [...commentLines(one), ""]);
  const title = [
    "#!/usr/bin/env python3",
    options.about === undefined
      ? '"""Takes back changes found in CloudTrail: shows what it would do, with --apply does it."""'
      : '"""Shows what it would do, with --apply does it."""',
    // Comments: what the log says must not end a string.
    ...(all.length === 0 ? [] : aboutComment(options.about)),
  ];
  if (all.length === 0)
    return `${[...title, "", ...noCall(options.about), "", ...byHand].join("\n").trimEnd()}\n`;
  const constants = [...documents].map(([value, name]) => `${name} = ${documentLiteral(value)}`);
  const keeps = plan.operations.some((one) => secretAnswers.has(one.api));
  const lines = [
    ...title,
    pythonHead,
    "",
    accountLine(options.account),
    ...asksOf(all).map(askLine),
    options.profile === undefined
      ? "session = boto3.Session()"
      : `session = boto3.Session(profile_name=${pythonString(options.profile)})`,
    pythonGuard + clientLines(clients).join("\n"),
    "",
    pythonPerform,
    ...(keeps ? [pythonKeep] : []),
    ...(checks.length > 0 ? [pythonShow] : []),
    ...(constants.length > 0 ? ["", ...constants] : []),
    "",
    ...steps,
    ...checks,
    ...byHand,
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}

function accountLine(account: string | null): string {
  const known = isAccountNumber(account);
  if (known) return `ACCOUNT = '${account}'`;
  return [
    "# The log does not name the account: say which one this is for.",
    "ACCOUNT = answer('ACCOUNT_ID', 'Which account is this for (12 digits)?')",
  ].join("\n");
}

function askLine({ ask, kind }: AskedValue): string {
  const many = ask.each === true;
  const given = [pythonString(ask.ask), pythonString(ask.question)];
  const value = `answer(\n    ${[...given, ...(many ? ["empty=True"] : [])].join(",\n    ")},\n)`;
  switch (kind) {
    case "document":
      if (many)
        return `${ask.ask} = [\n    Path(name).read_text(encoding='utf-8')\n    for name in ${value}.split()\n]`;
      return `${ask.ask} = Path(${value}).read_text(encoding='utf-8')`;
    case "secret":
      return `${ask.ask} = Path(${value}).read_text(encoding='utf-8').strip('\\r\\n')`;
    case "json":
      return `${ask.ask} = json.loads(${value})`;
    case "integer":
      return `${ask.ask} = int(${value})`;
    case "flag":
      return `${ask.ask} = ${value} == 'true'`;
    case "text":
      return `${ask.ask} = ${value}${many ? ".split()" : ""}`;
  }
}

function clientLines({ all }: PythonClients): readonly string[] {
  return all.flatMap(({ name, service, region }) => {
    if (region === null) return [`${name} = session.client('${service}')`];
    if (region !== "asked")
      return [`${name} = session.client('${service}', region_name=${pythonString(region.name)})`];
    const variable = regionVariable(service);
    return [
      `${variable} = answer('${variable}', '${regionQuestion(service)}')`,
      `${name} = session.client('${service}', region_name=${variable})`,
    ];
  });
}

function step(
  operation: Operation,
  documents: Documents,
  clients: PythonClients,
): readonly string[] {
  const [, action = ""] = operation.api.split(":");
  const method = `${clients.nameFor(operation)}.${xformName(action, "_")}`;
  const given = argumentsOf(operation, constantIn(documents));
  const call = secretAnswers.has(operation.api)
    ? callLines("perform_and_keep", [`'${xformName(action, "-")}-answer.json'`, method, ...given])
    : callLines("perform", [method, ...given]);
  return [...stepComment(operation), ...loop(operation, call), ""];
}

function check(
  operation: Operation,
  documents: Documents,
  clients: PythonClients,
): readonly string[] {
  const [, action = ""] = operation.api.split(":");
  const given = [
    clients.nameFor(operation),
    `'${xformName(action, "_")}'`,
    ...argumentsOf(operation, constantIn(documents)),
  ];
  return [
    ...commentLines([text("check: "), ...operation.why]),
    ...loop(operation, callLines("show", given)),
    "",
  ];
}

function constantIn(documents: Documents): DocumentWord {
  return (_operation, _member, value) => {
    const name = documents.get(value) ?? `DOCUMENT_${documents.size + 1}`;
    documents.set(value, name);
    return name;
  };
}

/** The keyword arguments of a call: literals, names of asked values, and documents as `document` writes them. */
export function argumentsOf(operation: Operation, document: DocumentWord): readonly string[] {
  return Object.entries(operation.input).map(([member, value]) => {
    if (isAsk(value)) return `${member}=${value.each === true ? "one" : value.ask}`;
    if (memberKind(member) !== "document" || typeof value !== "string")
      return `${member}=${pythonLiteral(value, 4)}`;
    return `${member}=${document(operation, member, value)}`;
  });
}

/** A policy as the JSON it is where that keeps it whole, any other text as a string. */
function documentLiteral(value: string): string {
  const json = faithfulJson(value);
  return json === null ? pythonString(value) : `json.dumps(${pythonLiteral(json)})`;
}

/** A call on one line where it fits, else one argument a line. */
export function callLines(name: string, given: readonly string[]): readonly string[] {
  const line = `${name}(${given.join(", ")})`;
  if (line.length <= 84 && !line.includes("\n")) return [line];
  return [`${name}(`, ...given.map((one) => `    ${one},`), ")"];
}

/** The lines of a call, once for each answer where the call is to be repeated. */
export function loop(operation: Operation, lines: readonly string[]): readonly string[] {
  const each = repeatedAsk(operation);
  if (each === null) return lines;
  const inner = lines.flatMap((line) => line.split("\n")).map((line) => `    ${line}`);
  return [`for one in ${each.ask}:`, ...inner];
}
