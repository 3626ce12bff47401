import type { AskedValue } from "./ask-list.ts";
import { asksOf } from "./ask-list.ts";
import { regionVariable } from "./call-region.ts";
import { commentLines } from "./comment-text.ts";
import { documentFiles } from "./document-files.ts";
import { secretAnswers } from "./member-kinds.ts";
import type { Plan } from "./plan.ts";
import { isAccountNumber } from "./print-cli.ts";
import type { ScriptOptions } from "./print-cli.ts";
import { argumentsOf, callLines, loop, printPython } from "./print-python.ts";
import { pythonClients } from "./python-clients.ts";
import type { PythonClient } from "./python-clients.ts";
import { pythonString } from "./python-literal.ts";
import { xformName } from "./xform-name.ts";

/**
 * A plan as a few lines of Python for boto3, as they stand in a report: the account guard and the calls, nothing
 * else. Documents are read from the same files as the shell script reads. Plans that handle secrets
 * need more than lines; they are printed as the whole script.
 */
export function printPythonBrief(plan: Plan, options: ScriptOptions): string {
  const { operations } = plan;
  const asks = asksOf(operations);
  const isPlain =
    operations.every((one) => !secretAnswers.has(one.api)) &&
    asks.every(({ kind }) => kind !== "secret");
  if (operations.length === 0 || !isPlain) return printPython(plan, options);
  const files = documentFiles();
  const clients = pythonClients(operations);
  const steps = operations.flatMap((one) => [
    "",
    ...commentLines(one.why),
    ...loop(
      one,
      callLines(
        `${clients.nameFor(one)}.${xformName(one.api.split(":")[1] ?? "", "_")}`,
        argumentsOf(one, (operation, member, text) =>
          fileText(files.place(operation, member, text)),
        ),
      ),
    ),
  ]);
  const setUp = [...guard(options), ...asks.map(askLine), ...clients.all.map(clientLine)];
  const used = [...setUp, ...steps].join("\n");
  const imports = [
    ...(used.includes("json.") ? ["import json"] : []),
    ...(used.includes("os.environ") ? ["import os"] : []),
    ...(used.includes("Path(") ? ["from pathlib import Path"] : []),
  ];
  const head = imports.length === 0 ? ["import boto3"] : [...imports, "", "import boto3"];
  return `${[...head, "", ...setUp, ...steps].join("\n")}\n`;
}

function fileText(name: string): string {
  return `Path(${pythonString(name)}).read_text(encoding='utf-8')`;
}

function guard({ account, profile }: ScriptOptions): readonly string[] {
  const isKnown = isAccountNumber(account);
  const session = profile === undefined ? "" : `profile_name=${pythonString(profile)}`;
  return [
    ...(isKnown
      ? []
      : ["# The log does not name the account: say which one this is for (12 digits)."]),
    `account = ${isKnown ? `'${account}'` : "os.environ['ACCOUNT_ID']"}`,
    `session = boto3.Session(${session})`,
    "if session.client('sts').get_caller_identity()['Account'] != account:",
    "    raise SystemExit(f'These credentials are not of account {account}.')",
  ];
}

function askLine({ ask, kind }: AskedValue): string {
  const given = `os.environ[${pythonString(ask.ask)}]`;
  const value = {
    document:
      ask.each === true
        ? `[Path(name).read_text(encoding='utf-8') for name in os.environ.get(${pythonString(ask.ask)}, '').split()]`
        : `Path(${given}).read_text(encoding='utf-8')`,
    json: `json.loads(${given})`,
    integer: `int(${given})`,
    flag: `${given} == 'true'`,
    text: ask.each === true ? `os.environ.get(${pythonString(ask.ask)}, '').split()` : given,
    secret: given,
  }[kind];
  return [...commentLines([{ t: "text", s: ask.question }]), `${ask.ask} = ${value}`].join("\n");
}

function clientLine({ name, service, region }: PythonClient): string {
  if (region === null) return `${name} = session.client('${service}')`;
  const value =
    region === "asked" ? `os.environ['${regionVariable(service)}']` : pythonString(region.name);
  return `${name} = session.client('${service}', region_name=${value})`;
}
