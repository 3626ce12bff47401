import { say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import type { AskedValue } from "./ask-list.ts";
import { asksOf } from "./ask-list.ts";
import { regionQuestion, regionVariable, servicesToAsk } from "./call-region.ts";
import { cliCommand } from "./cli-command.ts";
import { commentLines } from "./comment-text.ts";
import { remarks, stepComment } from "./plan-comments.ts";
import type { DocumentFile, DocumentFiles } from "./document-files.ts";
import { documentFiles } from "./document-files.ts";
import { secretAnswers } from "./member-kinds.ts";
import type { Operation, Plan } from "./plan.ts";
import { shellCheck, shellQuote } from "./shell-quote.ts";

/** For whom a script is printed. */
export interface ScriptOptions {
  /** The account that the credentials must belong to; null when the log does not name it. */
  readonly account: string | null;
  /** Name of the AWS profile to use; the environment decides where absent. */
  readonly profile?: string;
  /** As in a report: what is to be done by hand or checked stands beside the script, not in it. */
  readonly brief?: boolean;
  /** What the plan is, where it is not one that takes changes of the log back: stands at the head, a comment each. */
  readonly about?: readonly Spans[];
  /** Where files are collected; a set of its own unless given. */
  readonly files?: DocumentFiles;
}

/** A shell script and the files that must lie beside it. */
export interface CliScript {
  readonly script: string;
  readonly files: readonly DocumentFile[];
}

/**
 * A plan as AWS CLI commands: a POSIX shell script that stops when the credentials belong to another account, when
 * a value is missing or when a call fails. One command per operation, in the plan's order; the checks come last. It
 * shows what it would call; with `--apply` it does it. In brief it is the commands alone.
 */
export function printCli(plan: Plan, options: ScriptOptions): CliScript {
  const isBrief = options.brief === true;
  const verify = isBrief ? [] : plan.verify;
  const all = [...plan.operations, ...verify];
  const files = options.files ?? documentFiles();
  const steps = plan.operations.flatMap((one) => [
    "",
    ...(isBrief ? commentLines(one.why) : stepComment(one)),
    ...cliCommand(one, files, isBrief ? "aws" : "call"),
  ]);
  const checks = verify.flatMap((one) => [
    "",
    ...commentLines([text("check: "), ...one.why]),
    ...cliCommand(one, files, "check"),
  ]);
  const beside = isBrief ? [] : remarks(plan).flatMap((one) => ["", ...commentLines(one)]);
  const asked = asksOf(all);
  const head = [
    "#!/bin/sh",
    ...(isBrief ? [] : headComment(options.about, switchComment, "--apply")),
    "set -eu",
    ...(isBrief ? [] : ['test "${1-}" = --apply && apply=yes || apply=no']),
    ...(all.some((one) => secretAnswers.has(one.api)) ? keepSecrets : []),
    ...profileLines(options.profile),
    ...shellGuard(options.account, isBrief ? "" : 'test "$apply" = no'),
    ...asked.map(({ ask }) => shellCheck(ask.ask, ask.question, ask.each === true)),
    ...regionChecks(all),
    ...(asked.some(({ ask }) => ask.each === true) ? ["set -f"] : []),
    ...readable(files.all(), asked),
    ...(isBrief ? [] : shellRunners(plan.operations, verify.length > 0)),
  ];
  const none = all.length === 0 ? ["", ...noCall(options.about)] : [];
  return {
    script: `${[...(all.length === 0 ? ["#!/bin/sh"] : head), ...none, ...steps, ...checks, ...beside].join("\n")}\n`,
    files: files.all(),
  };
}

const switchComment =
  "# Takes changes found in CloudTrail back: shows its calls, with --apply makes them.";

/** The comments at the head of a script: what the plan is, and what makes its calls. `usual`: of plans that take back. */
export function headComment(
  about: ScriptOptions["about"],
  usual: string,
  option: string,
): readonly string[] {
  return about === undefined
    ? [usual]
    : [...aboutComment(about), `# Shows its calls, with ${option} makes them.`];
}

/** What a plan is, as comments. */
export function aboutComment(about: ScriptOptions["about"]): readonly string[] {
  return (about ?? []).flatMap((one) => commentLines(one));
}

/** What a script without calls says. */
export function noCall(about: ScriptOptions["about"]): readonly string[] {
  return about === undefined
    ? ["# No call takes this back."]
    : [...aboutComment(about), "# No call is made."];
}

/** Functions that make or only show a call; what is shown can't steer a terminal. */
function shellRunners(operations: readonly Operation[], hasChecks: boolean): readonly string[] {
  const keeps = operations.some(
    ({ api }) => secretAnswers.has(api) && api !== "iam:CreateVirtualMFADevice",
  );
  return [
    "call() {",
    '  if test "$apply" = yes; then aws "$@"',
    "  else",
    "    printf 'would call: aws'",
    "    printf ' %s' \"$@\" | LC_ALL=C tr '\\000-\\037\\177' '?'",
    "    echo",
    "  fi",
    "}",
    ...(keeps
      ? [
          "keep() {",
          '  if test "$apply" = yes; then answer=$1; shift; aws "$@" >"$answer"',
          '  else shift; call "$@"',
          "  fi",
          "}",
        ]
      : []),
    ...(hasChecks
      ? [
          '# A check that answers "not found" is an answer, too.',
          'check() { test "$apply" = no || aws "$@" || true; }',
        ]
      : []),
  ];
}

/** Whether the log names the account in a form that can stand in a script as it is. */
export function isAccountNumber(account: string | null): account is string {
  return account !== null && /^\d{12}$/.test(account);
}

/**
 * Lines that end a script unless the credentials belong to the account. Where it is null, the account is asked for
 * in the variable ACCOUNT_ID. `unless`: a test that spares the check, such as a run that only shows its calls.
 */
export function shellGuard(account: string | null, unless = ""): readonly string[] {
  const known = isAccountNumber(account);
  const wanted = known ? account : '"$ACCOUNT_ID"';
  const asks = [
    ...commentLines(say`Say which account this is for.`),
    shellCheck("ACCOUNT_ID", "Which account is this for (12 digits)?"),
  ];
  return [
    ...(known ? [] : asks),
    ...(unless === "" ? [] : [`${unless} ||`]),
    `test "$(aws sts get-caller-identity --query Account --output text)" = ${wanted} ||`,
    `  { echo ${known ? `'These credentials are not of account ${account}.'` : '"These credentials are not of account $ACCOUNT_ID."'} >&2; exit 1; }`,
  ];
}

const keepSecrets = [
  "# Answers with secrets go to files that only you can read, never over an earlier file.",
  "umask 077",
  "set -C",
];

function profileLines(profile: string | undefined): readonly string[] {
  const quoted = profile === undefined ? null : shellQuote(profile);
  return quoted === null ? [] : [`export AWS_PROFILE=${quoted}`];
}

function regionChecks(operations: readonly Operation[]): readonly string[] {
  return servicesToAsk(operations).map((service) =>
    shellCheck(regionVariable(service), regionQuestion(service)),
  );
}

/** A missing file is noticed before the first change, not between two. */
function readable(files: readonly DocumentFile[], asked: readonly AskedValue[]): readonly string[] {
  const names = [
    ...files.map((file) => file.name),
    ...asked
      .filter(({ kind }) => kind === "document" || kind === "secret")
      // Of several files each is a word.
      .map(({ ask }) => (ask.each === true ? `$${ask.ask}` : `"$${ask.ask}"`)),
  ];
  if (names.length === 0) return [];
  return [
    `for file in ${names.join(" ")}; do`,
    `  test -r "$file" || { echo "$file is missing." >&2; exit 1; }`,
    "done",
  ];
}
