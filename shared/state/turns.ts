/** In which turn an event comes among those of its second. */
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { createdVersion } from "./fold-policies.ts";
import type { Touches } from "./touches.ts";

/** When an event takes its turn among those of its second: smaller first. */
export interface Turn {
  readonly event: CloudTrailEvent;
  readonly touches: Touches;
  /** After so many renames of what it names. */
  generation: number;
  phase: number;
}

/** Turns within one second, by what IAM demands before each call. */
export const phases = {
  newPolicy: 0,
  newOwner: 1,
  /** What belongs to a thing that is deleted, or gives its name away, and made again. */
  changedBefore: 2,
  /** Taking off what is deleted and made again. */
  emptied: 3,
  endedBefore: 4,
  policyEndedBefore: 5,
  /** Giving a name away that something new is made under. */
  renamedBefore: 6,
  roomMade: 7,
  madeAgain: 8,
  newPart: 9,
  changed: 10,
  versionChosen: 11,
  takenOff: 12,
  ended: 13,
  policyEnded: 14,
  renamed: 15,
} as const;

/** Whether it gives a thing another name. */
export function isRenaming(phase: number): boolean {
  return phase === phases.renamed || phase === phases.renamedBefore;
}

/** Which of two comes first. */
export function compareTurns(a: Turn, b: Turn): number {
  return (
    a.generation - b.generation ||
    a.phase - b.phase ||
    versionNumber(a.event) - versionNumber(b.event) ||
    compare(a.event.requestId ?? "", b.event.requestId ?? "") ||
    compare(a.event.id, b.event.id)
  );
}

/** Versions of a policy are numbered as they are made. */
function versionNumber(event: CloudTrailEvent): number {
  if (event.name !== "CreatePolicyVersion") return 0;
  const number = Number(createdVersion(event).id?.slice(1));
  return Number.isSafeInteger(number) ? number : 0;
}

/** Compares texts by their code units. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
