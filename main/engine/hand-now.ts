import type { Hand } from "../db/journal.ts";

/** Who changes something now. Times of the journal are whole seconds, UTC. */
export function handNow(who: string): Hand {
  return {
    at: new Date().toISOString().replace(/\.\d+Z$/, "Z"),
    who: who.trim().slice(0, 200),
  };
}
