/**
 * Writes docs/coverage.md: each action and event with its entry, the detections that look at it and its way back, made
 * from the code. `npm run make-coverage-doc`; a test compares it.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { detections } from "../shared/analysis/detections/index.ts";
import { iamSource } from "../shared/knowledge/classify.ts";
import type { ActionEntry } from "../shared/knowledge/entry.ts";
import { iamActions } from "../shared/knowledge/iam-actions.ts";
import { otherEntries } from "../shared/knowledge/other-events.ts";

/** Detections that every change of IAM is shown to. */
const ofEveryChange = detections.filter(({ events }) => events.includes("iam:*"));

/** Detections by the event that they name. */
const byEvent = new Map<string, string[]>();
// Bursts count these; no detection is asked about one of them alone.
byEvent.set("sts:GetCallerIdentity", ["IAM-039"]);
for (const { id, events } of detections)
  for (const event of events) byEvent.set(event, [...(byEvent.get(event) ?? []), id]);

function serviceOf(source: string): string {
  return source.replace(/\.amazonaws\.com$/, "");
}

function named(source: string, name: string): readonly string[] {
  return byEvent.get(`${serviceOf(source)}:${name}`) ?? [];
}

/** `exact`, `partial`, `none`, or `–` where there is nothing to undo. */
function inverseOf({ inverse, access }: ActionEntry): string {
  if (access === "read") return "–";
  return { yes: "exact", partial: "partial", no: "none", none: "–" }[inverse.possible];
}

function table(head: string, rows: readonly string[]): string {
  const [line = ""] = head.split("\n");
  return [line, line.replaceAll(/[^|]+/g, "---"), ...rows].join("\n");
}

/** How many of them a detection names. */
function detected(all: readonly { readonly source: string; readonly name: string }[]): number {
  return all.filter(({ source, name }) => named(source, name).length > 0).length;
}

function ofIam(all: readonly ActionEntry[]) {
  return all.map(({ name }) => ({ source: iamSource, name }));
}

/** The whole document. */
export function coverageDoc(): string {
  const writes = iamActions.filter(({ access }) => access === "write");
  const reads = iamActions.filter(({ access }) => access === "read");
  const others = otherEntries.toSorted(
    (a, b) => compare(a.source, b.source) || compare(a.name, b.name),
  );
  const unknown = [...byEvent.keys()]
    .filter((event) => !event.endsWith(":*"))
    .filter((event) => {
      const [service = "", name = ""] = event.split(":");
      const isIam = `${service}.amazonaws.com` === iamSource;
      return (
        !(isIam && iamActions.some((one) => one.name === name)) &&
        !others.some((one) => serviceOf(one.source) === service && one.name === name)
      );
    })
    .toSorted();
  const count = (word: string): number => writes.filter((one) => inverseOf(one) === word).length;
  return [
    "# What is covered",
    "",
    "Each action of IAM, and each event of other services that bears on identities: whether Trailproof has an entry for it,",
    "which detections look at it, and whether a successful call can be taken back from the log. Made from the code by",
    "`npm run make-coverage-doc`.",
    "",
    `Every successful write of IAM becomes a classified change, whether a detection names it or not; ${ofEveryChange.length} detections`,
    `look at all of them: ${ofEveryChange.map(({ id }) => id).join(", ")}.`,
    "",
    table("| | all | with an entry | named by a detection | inverse exact | partial | none |", [
      `| writes of IAM | ${writes.length} | ${writes.length} | ${detected(ofIam(writes))} | ${count("exact")} | ${count("partial")} | ${count("none")} |`,
      `| reads of IAM | ${reads.length} | ${reads.length} | ${detected(ofIam(reads))} | – | – | – |`,
      `| events of other services | ${others.length + unknown.length} | ${others.length} | ${detected(others) + unknown.length} | in words | | |`,
    ]),
    "",
    "The inverse of an action is exact where a call restores what was, partial where something is lost, such as the",
    "secret of a key; a plan says of each value whether the log holds it ([command line](command-line.md)). For events of other",
    "services the entry says in words what undoes them.",
    "",
    "## Writes of IAM",
    "",
    table(
      "| action | severity | entry | detections that name it | inverse |",
      writes.map(
        (one) =>
          `| ${one.name} | ${one.severity} | yes | ${named(iamSource, one.name).join(" ") || "–"} | ${inverseOf(one)} |`,
      ),
    ),
    "",
    "## Reads of IAM",
    "",
    "IAM-039 counts all of them together; one of them alone it knows by name.",
    "",
    table(
      "| action | severity | entry | detections that name it |",
      reads.map(
        (one) =>
          `| ${one.name} | ${one.severity} | yes | ${named(iamSource, one.name).join(" ") || "–"} |`,
      ),
    ),
    "",
    "## Events of other services",
    "",
    table("| event | service | severity | entry | detections that name it |", [
      ...others.map(
        (one) =>
          `| ${one.name} | ${serviceOf(one.source)} | ${one.severity} | yes | ${named(one.source, one.name).join(" ") || "–"} |`,
      ),
      ...unknown.map((event) => {
        const [service = "", name = ""] = event.split(":");
        return `| ${name} | ${service} | – | no | ${(byEvent.get(event) ?? []).join(" ")} |`;
      }),
    ]),
    "",
  ].join("\n");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

if (import.meta.main)
  writeFileSync(join(import.meta.dirname, "../docs/coverage.md"), coverageDoc());
