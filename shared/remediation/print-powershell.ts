import { text } from "../span.ts";
import type { AskedValue } from "./ask-list.ts";
import { asksOf } from "./ask-list.ts";
import { regionQuestion, regionVariable, servicesToAsk } from "./call-region.ts";
import { commentLines } from "./comment-text.ts";
import type { DocumentFile } from "./document-files.ts";
import { documentFiles } from "./document-files.ts";
import { remarks, stepComment } from "./plan-comments.ts";
import type { Plan } from "./plan.ts";
import { powershellCommand } from "./powershell-command.ts";
import { powershellQuote, powershellText } from "./powershell-quote.ts";
import type { CliScript, ScriptOptions } from "./print-cli.ts";
import { headComment, isAccountNumber, noCall } from "./print-cli.ts";

/**
 * A plan as AWS CLI commands in a script for PowerShell (Windows PowerShell 5.1 and later). It shows what it would
 * call; with `-Apply` it does it. It stops when the credentials belong to another account, when a value or a file is
 * missing or when a call fails. Same calls and order as `printCli`; some values more are kept in files.
 */
export function printPowershell(plan: Plan, options: ScriptOptions): CliScript {
  const all = [...plan.operations, ...plan.verify];
  const files = options.files ?? documentFiles();
  const steps = plan.operations.flatMap((one) => [
    "",
    ...stepComment(one),
    ...powershellCommand(one, files, "Invoke-Step"),
  ]);
  const checks = plan.verify.flatMap((one) => [
    "",
    ...commentLines([text("check: "), ...one.why]),
    ...powershellCommand(one, files, "Invoke-Check"),
  ]);
  const beside = remarks(plan).flatMap((one) => ["", ...commentLines(one)]);
  if (all.length === 0)
    return { script: `${[...noCall(options.about), ...beside].join("\n")}\n`, files: [] };
  const asked = asksOf(all);
  const services = servicesToAsk(all);
  const lines = [
    "#requires -Version 5.1",
    ...headComment(options.about, switchComment, "-Apply"),
    ...head,
    ...profileLines(options.profile),
    ...asked.map(({ ask }) => needed(ask.ask, ask.question, ask.each === true)),
    ...services.map((service) => needed(regionVariable(service), regionQuestion(service))),
    ...guard(options.account),
    ...readable(files.all(), asked),
    ...steps,
    ...checks,
    ...beside,
  ];
  return { script: `${lines.join("\n")}\n`, files: files.all() };
}

const switchComment =
  "# Takes changes found in CloudTrail back: shows its calls, and with -Apply makes them.";

const head = [
  "param([switch] $Apply)",
  "Set-StrictMode -Version 2",
  "$ErrorActionPreference = 'Stop'",
  "# The files beside this script are UTF-8.",
  "$env:AWS_CLI_FILE_ENCODING = 'UTF-8'",
  "Set-Location -LiteralPath $PSScriptRoot",
  "",
  "function Invoke-Aws([string[]] $Call) {",
  "    & aws @Call",
  "    if ($LASTEXITCODE -ne 0) { throw ('aws ' + $Call[0] + ' ' + $Call[1] + ' failed.') }",
  "}",
  "",
  "function Invoke-Step([string[]] $Call, [string] $SecretFile, [string] $AnswerFile) {",
  "    if (-not $Apply) {",
  "        Write-Output (('would call: aws ' + ($Call -join ' ')) -replace '[\\x00-\\x1f\\x7f]', '?')",
  "        return",
  "    }",
  "    $secret = $null",
  "    try {",
  "        if ($SecretFile) {",
  "            # Without the line break behind it; in the folder for temporary files that is yours alone.",
  "            $secret = [IO.Path]::GetTempFileName()",
  "            $line = [IO.File]::ReadAllText((Resolve-Path -LiteralPath $SecretFile).Path)",
  "            [IO.File]::WriteAllText($secret, $line.Trim([char[]] @(13, 10)))",
  "            $Call += @('--password', ('file://' + $secret))",
  "        }",
  "        if (-not $AnswerFile) { Invoke-Aws $Call; return }",
  "        if (Test-Path -LiteralPath $AnswerFile) { throw ($AnswerFile + ' is there already.') }",
  "        # The answer holds a secret: it goes to a file and is not shown.",
  "        Invoke-Aws $Call | Set-Content -LiteralPath $AnswerFile -Encoding UTF8",
  "    } finally {",
  "        if ($secret) { Remove-Item -LiteralPath $secret }",
  "    }",
  "}",
  "",
  '# A check that answers "not found" is an answer, too.',
  "function Invoke-Check([string[]] $Call) {",
  "    if (-not $Apply) { return }",
  "    try { Invoke-Aws $Call } catch { Write-Output $_.Exception.Message }",
  "}",
  "",
];

function profileLines(profile: string | undefined): readonly string[] {
  const quoted = profile === undefined ? null : powershellQuote(profile);
  return quoted === null ? [] : [`$env:AWS_PROFILE = ${quoted}`];
}

/** Windows has no empty variables: a space stands for an empty answer. */
function needed(name: string, question: string, mayBeEmpty = false): string {
  const missing = mayBeEmpty ? `-not (Test-Path Env:${name})` : `-not $env:${name}`;
  const hint = mayBeEmpty ? " (Empty is a single space here.)" : "";
  return `if (${missing}) { throw ${powershellText(`${name} is not set. ${question}${hint}`)} }`;
}

/** Where the log does not name the account, it is asked for in the variable ACCOUNT_ID. */
function guard(account: string | null): readonly string[] {
  const known = isAccountNumber(account);
  return [
    ...(known ? [] : [needed("ACCOUNT_ID", "Which account is this for (12 digits)?")]),
    `$account = ${known ? `'${account}'` : "$env:ACCOUNT_ID"}`,
    "if ($Apply) {",
    "    $own = Invoke-Aws @('sts', 'get-caller-identity', '--query', 'Account', '--output', 'text')",
    "    if ($own -ne $account) { throw ('These credentials are not of account ' + $account + '.') }",
    "}",
  ];
}

/** A missing file is noticed before the first change, not between two. */
function readable(files: readonly DocumentFile[], asked: readonly AskedValue[]): readonly string[] {
  const names = [
    ...files.map((file) => `'${file.name}'`),
    ...asked
      .filter(({ kind }) => kind === "document" || kind === "secret")
      .map(({ ask }) =>
        ask.each === true
          ? `($env:${ask.ask} -split ' ' | Where-Object { $_ })`
          : `$env:${ask.ask}`,
      ),
  ];
  if (names.length === 0) return [];
  return [
    `foreach ($file in @(${names.join("; ")})) {`,
    "    if (-not (Test-Path -LiteralPath $file)) { throw ($file + ' is missing.') }",
    "}",
  ];
}
