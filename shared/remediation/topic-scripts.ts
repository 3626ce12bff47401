import type { Spans } from "../span.ts";
import { shellGuard } from "./print-cli.ts";
import { fillSteps } from "./console-template.ts";

/** Events whose findings refer to every general topic. */
export const allTopicEvents: readonly string[] = [
  "CreatePolicyVersion",
  "DeleteInstanceProfile",
  "DeletePolicy",
  "DetachGroupPolicy",
  "PutRolePolicy",
];

/** A shell script of a topic: it stops at the first failure and under credentials of another account than ACCOUNT_ID. */
export function topicShell(body: string): string {
  return `${["#!/bin/sh", "set -eu", ...shellGuard(null)].join("\n")}\n\n${body.trim()}\n`;
}

/**
 * A Python script of a topic. `options` are further `parser.add_argument(…)` lines; `changes` adds the switch
 * `--apply`, without which nothing is changed.
 */
export function topicPython(
  about: string,
  script: { readonly imports?: string; readonly options?: string; readonly changes: boolean },
  body: string,
): string {
  const apply = `parser.add_argument('--apply', action='store_true', help='make the changes; otherwise they are only shown')`;
  const lines = [
    "#!/usr/bin/env python3",
    `"""${about}"""`,
    "import argparse",
    ...(script.imports === undefined ? [] : [script.imports.trim()]),
    "import sys",
    "",
    "import boto3",
    "",
    "parser = argparse.ArgumentParser(description=__doc__)",
    "parser.add_argument('--account', required=True, help='the account that this is for, 12 digits')",
    ...(script.changes ? [apply] : []),
    ...(script.options === undefined ? [] : [script.options.trim()]),
    "options = parser.parse_args()",
    "",
    "if boto3.client('sts').get_caller_identity()['Account'] != options.account:",
    "    sys.exit(f'These credentials are not of account {options.account}.')",
    "",
    body.trim(),
  ];
  return `${lines.join("\n")}\n`;
}

/** Sentences of ours in which `[Label]` is a label of the console. */
export function sentences(...lines: readonly string[]): readonly Spans[] {
  return fillSteps(lines, { api: "", input: {}, why: [], evidence: [], certainty: "exact" });
}

/** A checklist line in the same notation. */
export function topicCheck(
  step: string,
  verify: string,
): { readonly step: Spans; readonly verify: Spans } {
  return { step: sentences(step)[0] ?? [], verify: sentences(verify)[0] ?? [] };
}
