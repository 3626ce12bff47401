/** The cases that stand beside each detection, and what the analysis says about them. */
import { readCases } from "../../build/detection-cases.ts";
import { judgeStory } from "../../shared/analysis/judge-story.ts";
import { firedIn } from "./fired.ts";
import type { Wrong } from "./wrong.ts";
import type { Tally } from "./score.ts";

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
