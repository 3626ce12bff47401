import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { Finding } from "../finding.ts";
import { createAnalyzer } from "./analyzer.ts";
import { newRegionsOf } from "./past/regions.ts";
import type { SessionStart } from "./sessions.ts";
import type { Silence } from "./silence.ts";

/** All findings of a few events, put in the order of their times first. `start`: who began the sessions; `silence`: what follows. */
export function judgeStory(
  events: readonly CloudTrailEvent[],
  start: SessionStart | null = null,
  silence: Silence | null = null,
): readonly Finding[] {
  const analyzer = createAnalyzer({
    sessionStart: () => start,
    silenceAfter: () => silence,
    newRegionOf: newRegionsOf(events),
  });
  const sorted = events.toSorted((a, b) =>
    (a.at ?? "") < (b.at ?? "") ? -1 : (a.at ?? "") > (b.at ?? "") ? 1 : 0,
  );
  return [...sorted.flatMap((event) => analyzer.next(event)), ...analyzer.finish()];
}
