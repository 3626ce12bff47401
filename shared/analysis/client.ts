import { log, say } from "../span.ts";
import type { Spans } from "../span.ts";

/** A program that makes changes from code, by the words in its user agent. */
const automation: readonly (readonly [word: string, name: string])[] = [
  ["cloudformation.amazonaws.com", "CloudFormation"],
  ["terraform", "Terraform"],
  ["opentofu", "OpenTofu"],
  ["aws-cdk", "AWS CDK"],
  ["cdk/", "AWS CDK"],
  ["pulumi", "Pulumi"],
  ["ansible", "Ansible"],
];

/** Tools made for attacks or attack tests, by the words in their user agents. */
const offensive: readonly string[] = [
  "pacu",
  "kali",
  "parrot",
  "pentoo",
  "trufflehog",
  "aws_consoler",
  "cloudfox",
  "enumerate-iam",
  "stratus-red-team",
  "grimoire",
  "weirdaal",
  "awspx",
  "principalmapper",
];

/** The infrastructure-as-code program a user agent names, or null. The client writes this text: it proves nothing. */
export function automationOf(userAgent: string | null): string | null {
  const lower = userAgent?.toLowerCase() ?? "";
  return automation.find(([word]) => lower.includes(word))?.[1] ?? null;
}

/** Whether a user agent names a tool made for attacks or for testing them. Its absence proves nothing. */
export function isOffensive(userAgent: string | null): boolean {
  const lower = userAgent?.toLowerCase() ?? "";
  return offensive.some((word) => lower.includes(word));
}

/** The innocent reading of an automation client, or null. */
export function automationBenign(userAgent: string | null): Spans | null {
  const name = automationOf(userAgent);
  if (name === null || userAgent === null) return null;
  return say`A change from code: the client calls itself ${log(userAgent, "agent")}, as ${{ t: "text", s: name }} does. A user agent can be forged; the change should be found in the code and its review.`;
}
