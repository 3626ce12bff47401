/** The measurement as lines of text. */
import { detections } from "../../shared/analysis/detections/index.ts";
import { techniqueName } from "../../shared/knowledge/mitre.ts";
import type { Part } from "./measure.ts";
import { shortfalls, wrongPerThousand } from "./measure.ts";
import type { LogResult } from "./run-logs.ts";
import type { Score, Scores } from "./score.ts";
import { answersOf, precisionOf, recallOf, totalOf } from "./score.ts";

const titles = new Map(detections.map(({ id, title }) => [id, title]));

/** All parts, their wrong answers, and what falls short. */
export function tableLines(parts: readonly Part[]): readonly string[] {
  const short = shortfalls(parts);
  return [
    ...parts.flatMap(partLines),
    ...(short.length === 0 ? ["All targets are met."] : ["Below the targets:", ...short]),
  ];
}

function partLines(part: Part): readonly string[] {
  const { name, byRule, byTechnique, wrong, logs } = part;
  return [
    `Accuracy on the ${name}`,
    ...scoreLines(byRule, (id) => titles.get(id) ?? ""),
    ...(byTechnique.size === 0
      ? []
      : ["", ...scoreLines(byTechnique, (id) => techniqueName(id) ?? "")]),
    ...(wrong.length === 0 ? [] : ["", "Wrong answers:"]),
    ...wrong.map(({ id, where, what }) => `  ${id} ${what}: ${where}`),
    ...(logs.length === 0 ? [] : ["", ...logLines(logs)]),
    "",
  ];
}

function scoreLines(scores: Scores, titleOf: (id: string) => string): readonly string[] {
  const rows = [...scores].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return [
    "id         hits  misses  false alarms      n  precision  recall",
    ...rows.map(([id, score]) => `${scoreLine(id, score)}  ${titleOf(id)}`),
    scoreLine("all", totalOf(scores)),
  ];
}

function scoreLine(id: string, score: Score): string {
  const { hits, misses, falseAlarms } = score;
  return [
    id.padEnd(9),
    `${hits}`.padStart(6),
    `${misses}`.padStart(8),
    `${falseAlarms}`.padStart(14),
    `${answersOf(score)}`.padStart(7),
    share(precisionOf(score)).padStart(11),
    share(recallOf(score)).padStart(8),
  ].join("");
}

function share(value: number | null): string {
  return value === null ? "-" : value.toFixed(3);
}

function logLines(logs: readonly LogResult[]): readonly string[] {
  const events = logs.reduce((sum, { events: n }) => sum + n, 0);
  const iam = logs.reduce((sum, { iamEvents }) => sum + iamEvents, 0);
  const serious = logs.reduce((sum, log) => sum + log.serious.length, 0);
  return [
    `${logs.length} logs, ${events} events, ${iam} of IAM; ${serious} findings of high or above, ` +
      `wrong ones per 1,000 IAM events: ${wrongPerThousand(logs).toFixed(2)}`,
  ];
}

/** The findings of high or above, log by log, for readers who judge them. */
export function seriousLines(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ logs }) =>
    logs.flatMap(({ log, serious }) =>
      serious.map(
        ({ severity, title, rules }) => `${severity} ${rules.join(" ")} ${log}: ${title}`,
      ),
    ),
  );
}
