/**
 * Writes docs/detections.md: what each detection looks for, when, and on which cases it was tried, made from the code.
 * `npm run make-detections-doc`; a test compares it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DetectionCase } from "../shared/analysis/detections/case.ts";
import type { Detection } from "../shared/analysis/detections/detection.ts";
import { detections } from "../shared/analysis/detections/index.ts";
import { pathCases } from "../shared/analysis/paths/all.cases.ts";
import { knownPaths } from "../shared/analysis/paths/known-paths.ts";
import { selfCases } from "../shared/analysis/paths/self.cases.ts";
import { techniqueName } from "../shared/knowledge/mitre.ts";
import { readCases } from "./detection-cases.ts";

function eventsOf({ events }: Detection): string {
  return events
    .map((event) => (event === "iam:*" ? "every IAM change" : `\`${event}\``))
    .join(", ");
}

function count(cases: readonly DetectionCase[], isHit: boolean): number {
  return cases.filter(({ hit }) => (hit !== null) === isHit).length;
}

function section(one: Detection, cases: readonly DetectionCase[]): readonly string[] {
  const list = (isHit: boolean): string =>
    cases
      .filter(({ hit }) => (hit !== null) === isHit)
      .map(({ name, hit }) => (hit === null ? name : `${name} (${hit})`))
      .join("; ");
  return [
    `## ${one.id} ${one.title}`,
    "",
    one.about,
    "",
    `- **Events**: ${eventsOf(one)}`,
    `- **Severity**: usually ${one.severity}`,
    ...one.mitre.map(([id, why]) => `- **MITRE ATT&CK ${id}** ${techniqueName(id) ?? ""}: ${why}`),
    ...one.benign.map((words) => `- **What else it can be**: ${words}`),
    ...one.respond.map((words) => `- **Done when**: ${words}.`),
    `- **Fires on**: ${list(true)}.`,
    `- **Does not fire on**: ${list(false)}.`,
    "",
  ];
}

/** The whole document. */
export async function detectionsDoc(): Promise<string> {
  const cases = await readCases();
  const of = (id: string): readonly DetectionCase[] => cases.get(id) ?? [];
  const all = detections.flatMap(({ id }) => of(id));
  const events = new Set(detections.flatMap((one) => one.events).filter((e) => e !== "iam:*"));
  return [
    "# Detections",
    "",
    "Made from the code by `npm run make-detections-doc`.",
    "",
    `${detections.length} detections look at ${events.size} named events and, some of them, at every change of IAM. They were tried on`,
    `${all.length} cases of their own: ${count(all, true)} on which one fires, ${count(all, false)} on which it must not. Each case that fires is also tried`,
    "as a refused call, as a call that a service makes for somebody, and with the user agents of Terraform, the AWS CDK and",
    "CloudFormation. A refused call is never told as a change.",
    "",
    "What a detection proposes stands in the sum of the severity under its number. The rules of the sum are in the report's",
    "appendix: the highest proposal counts, then modifiers are added.",
    "",
    "| Id | Detection | Events | Usually | MITRE ATT&CK | Cases: fires, does not |",
    "|---|---|---|---|---|---|",
    ...detections.map((one) => {
      const own = of(one.id);
      return `| ${one.id} | ${one.title} | ${eventsOf(one)} | ${one.severity} | ${one.mitre.map(([id]) => id).join(", ")} | ${count(own, true)}, ${count(own, false)} |`;
    }),
    "",
    ...detections.flatMap((one) => section(one, of(one.id))),
    ...pathsSection(),
    ...limits,
  ].join("\n");
}

/** Words in a table cell. */
function cell(words: string): string {
  return words.replaceAll("|", "\\|");
}

/** Every known path and how it is recognized. */
function pathsSection(): readonly string[] {
  const all = pathCases;
  const hits = all.filter(({ paths }) => paths.length > 0).length;
  const own = knownPaths.filter(({ told }) => told === "self").length;
  return [
    "## Privilege escalation by path",
    "",
    `The ${knownPaths.length} paths that pathfinding.cloud lists (December 2025), under its ids. ${own} are one call on the caller's own things: the`,
    "finding of that call names them. The others are told by a finding of their own (rule `path/ID`) with all their steps in order,",
    "each with its event, also when they lie hours apart and were made by several identities. Calls belong together when one",
    "session, key or person made them, as far as sessions can be followed through STS, when the key that signed one was made by the",
    "other's actor, or when they came from one address; the finding says which. The use of a key or role is looked for in all",
    "events, also those that no rule looks at: a permission that was given and not used is not told as a path.",
    "Refused calls are no steps, nor are calls that a service makes for somebody. An actor that is root or an administrator, by",
    "the log or by the name of its role, lowers the severity by two ranks, as does a client that makes changes from code.",
    "At most 10,000 beginnings of paths through identities and as many through services are followed at a time, and the last 5,000 of them for certain.",
    "",
    `Tried on ${all.length} stories, ${hits} that walk a path and ${all.length - hits} that come near one, and on ${selfCases.length} single calls.`,
    "",
    "| Path | Permissions | Told as | Recognized by | Not visible |",
    "|---|---|---|---|---|",
    ...knownPaths.map(
      ({ id, needs, title, told, seen, limit }) =>
        `| ${id} | ${needs.map((one) => `\`${one}\``).join(", ")} | ${title}${told === "self" ? " (in the call's own finding)" : ""} | ${cell(seen)} | ${cell(limit ?? "")} |`,
    ),
    "",
  ];
}

const limits: readonly string[] = [
  "## What the log does not let them see",
  "",
  "- IAM-049 sees silence after a call that can stop the recording; broken signatures, altered and missing files are told by",
  "  `trailproof verify` and the evidence screen.",
  "- IAM-027, 037, 038 and 040 become findings of their own over all calls of a burst, beside the findings of the single calls.",
  "- IAM-038 and 039 look at the columns of refused calls to all services and of calls that read IAM, Organizations and the",
  "  caller's own identity. What the console asks for by itself, scanners, infrastructure as code and services don't count as",
  "  reading. Of one credential at most 1,200 such calls are looked at.",
  "- IAM-042 compares with the actor's earlier recorded changes. Regions are not compared: IAM is global. Hours are UTC; whose",
  "  nights those are is not asked for.",
  "- IAM-043 looks at AssumeRole calls within a day after a trust policy was written: by its writer, and by accounts outside",
  "  that the log shows for the first time; 500 calls at most. Whom the earlier trust policy admitted is not compared.",
  "- IAM-028 looks at up to 24 calls of each short-lived identity; calls to data (S3 objects) are there only where the trail records them.",
  "- IAM-034 knows the groups that a permission set of administrator rights was assigned to in the log, and the management",
  "  account by a call to Organizations that only it can make.",
  "- IAM-037 sees second factors asked for by push only as far as their failures are events.",
  "- IAM-046 knows the bucket and key of a trail by CreateTrail and UpdateTrail in the log.",
  "- Lists of a customer's own accounts, vendors, brokers and automation roles are not asked for, so none of them lowers a severity.",
  "",
];

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, "../docs/detections.md"), await detectionsDoc());
}
