import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { actorKey } from "../state/actor-key.ts";

/** How often an actor made a call before, successfully. */
export interface Habit {
  readonly times: number;
  /** Different UTC days. */
  readonly days: number;
}

/** Counts calls by actor and eventName. */
export interface Habits {
  before(event: CloudTrailEvent): Habit;
  note(event: CloudTrailEvent): void;
}

function keyOf(event: CloudTrailEvent): string {
  return JSON.stringify([event.account, event.source, event.name, actorKey(event)]);
}

/** An empty count. */
export function createHabits(): Habits {
  const counts = new Map<string, { times: number; days: number; lastDay: string }>();
  return {
    before(event) {
      const known = counts.get(keyOf(event));
      return { times: known?.times ?? 0, days: known?.days ?? 0 };
    },
    note(event) {
      if (event.outcome !== "success") return;
      const key = keyOf(event);
      const day = event.at?.slice(0, 10) ?? "";
      const known = counts.get(key) ?? { times: 0, days: 0, lastDay: "" };
      const isNewDay = day !== "" && day !== known.lastDay;
      counts.set(key, {
        times: known.times + 1,
        days: known.days + (isNewDay ? 1 : 0),
        lastDay: day === "" ? known.lastDay : day,
      });
    },
  };
}
