/** The whole measurement: cases, own scenes, and the labelled logs of others where a folder is named. */
import { readLabels } from "./labels.ts";
import { runCases } from "./run-cases.ts";
import type { LogResult } from "./run-logs.ts";
import { runLogs } from "./run-logs.ts";
import { runScenes } from "./run-scenes.ts";
import type { Scores } from "./score.ts";
import { createTally, precisionOf, recallOf, totalOf } from "./score.ts";
import type { Wrong } from "./wrong.ts";

/** A set of labelled stories, measured. */
export interface Part {
  readonly name: string;
  readonly byRule: Scores;
  readonly byTechnique: Scores;
  readonly wrong: readonly Wrong[];
  readonly logs: readonly LogResult[];
}

/** What every part is held against. */
export const targets = {
  /** Least precision and recall of each detection on labelled stories. */
  each: 0.9,
  /** Least precision and recall of all together. */
  total: 0.98,
  /** Most findings of severity high or above in benign logs, for 1,000 IAM events. */
  wrongSeriousPerThousand: 1,
} as const;

/** Runs the cases beside the detections and the scenes; or only the labelled logs of a folder. */
export async function measure(logs: string | null): Promise<readonly Part[]> {
  if (logs !== null) {
    const byRule = createTally();
    const byTechnique = createTally();
    const { logs: results, wrong } = await runLogs(logs, readLabels(logs), byRule, byTechnique);
    return [
      { name: logs, byRule: byRule.scores, byTechnique: byTechnique.scores, wrong, logs: results },
    ];
  }
  const cases = createTally();
  const wrongCases = await runCases(cases);
  return [
    {
      name: "cases of each detection",
      byRule: cases.scores,
      byTechnique: new Map(),
      wrong: wrongCases,
      logs: [],
    },
    await runScenes(),
  ];
}

/** Findings of high or above in logs that deserve none, for 1,000 IAM events; 0 where there are no such logs. */
export function wrongPerThousand(logs: readonly LogResult[]): number {
  const wrong = logs.reduce((sum, log) => sum + log.wrongSerious, 0);
  const events = logs.reduce((sum, log) => sum + log.iamEvents, 0);
  return wrong === 0 ? 0 : (wrong * 1000) / Math.max(1, events);
}

/** What falls short of the targets, in whole sentences; none when all is well. */
export function shortfalls(parts: readonly Part[]): readonly string[] {
  return parts.flatMap(({ name, byRule, byTechnique, logs }) => {
    const out: string[] = [];
    const hold = (what: string, value: number | null, least: number): void => {
      if (value !== null && value < least)
        out.push(`${name}: ${what} is ${value.toFixed(3)}, wanted ${least}.`);
    };
    for (const scores of [byRule, byTechnique]) {
      for (const [id, score] of scores) {
        hold(`precision of ${id}`, precisionOf(score), targets.each);
        hold(`recall of ${id}`, recallOf(score), targets.each);
      }
      hold("precision of all", precisionOf(totalOf(scores)), targets.total);
      hold("recall of all", recallOf(totalOf(scores)), targets.total);
    }
    const rate = wrongPerThousand(logs);
    if (rate > targets.wrongSeriousPerThousand)
      out.push(`${name}: ${rate.toFixed(2)} wrong findings of high or above per 1,000 IAM events.`);
    return out;
  });
}
