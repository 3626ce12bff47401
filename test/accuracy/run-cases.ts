/** The cases that stand beside each detection, as one list, and what the analysis says about them. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DetectionCase } from "../../shared/analysis/detections/case.ts";
import { judgeStory } from "../../shared/analysis/judge-story.ts";
import { firedIn } from "./fired.ts";
import type { Wrong } from "./wrong.ts";
import type { Tally } from "./score.ts";

const folder = join(import.meta.dirname, "../../shared/analysis/detections");

/** The cases of each detection, by its number. */
export async function readCases(): Promise<ReadonlyMap<string, readonly DetectionCase[]>> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".cases.ts"));
  const pairs = await Promise.all(
    files.map(async (file) => {
      // A module is any until it is looked at.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const { cases } = (await import(join(folder, file))) as {
        readonly cases: readonly DetectionCase[];
      };
      return [file.slice(0, 7).toUpperCase(), cases] as const;
    }),
  );
  return new Map(pairs);
}

/** Runs all cases; each is an answer of its own detection. Returns the wrong ones. */
export async function runCases(tally: Tally): Promise<readonly Wrong[]> {
  const wrong: Wrong[] = [];
  for (const [id, cases] of await readCases()) {
    for (const one of cases) {
      const last = one.events.at(-1);
      const fired = judgeStory(one.events, one.start, one.silence).some(
        (finding) =>
          last !== undefined && finding.events.includes(last.id) && firedIn(finding).includes(id),
      );
      tally.add(id, one.hit !== null, fired);
      if (fired !== (one.hit !== null))
        wrong.push({ id, where: `case “${one.name}”`, what: fired ? "false alarm" : "missed" });
    }
  }
  return wrong;
}
