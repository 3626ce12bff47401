import type { Actor } from "../finding.ts";
import type { Spans } from "../span.ts";
import { plain, say } from "../span.ts";
import { lowered } from "./phrases.ts";

const confidences = ["low", "medium", "high"] as const;
const note = say`The calls were made with different sessions or keys. `;

/**
 * The actor of several calls: as sure as the least sure of them. `who` is the actor in short; it stands in the place
 * of labels that differ.
 */
export function weakerActor(one: Actor, other: Actor, who: Spans): Actor {
  const isWeaker = confidences.indexOf(other.confidence) < confidences.indexOf(one.confidence);
  const least = isWeaker ? other : one;
  const label = plain(one.label) === plain(other.label) ? one.label : who;
  const isSame = plain(one.why) === plain(other.why);
  const isNoted = plain(least.why).startsWith(plain(note));
  const why = isSame || isNoted ? least.why : say`${note}Of one of them: ${lowered(least.why)}`;
  return { ...least, label, why };
}
