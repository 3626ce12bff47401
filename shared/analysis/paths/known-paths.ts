import { identityKnown } from "./known-identity.ts";
import { existingKnown } from "./known-existing.ts";
import { passingKnown } from "./known-services.ts";
import type { KnownPath } from "./path.ts";

/**
 * All paths of pathfinding.cloud as of December 2025 (65), by id. Facts only: their ids and permissions; the words are
 * ours.
 */
export const knownPaths: readonly KnownPath[] = [
  ...identityKnown,
  ...passingKnown,
  ...existingKnown,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));

const byId = new Map(knownPaths.map((one) => [one.id, one]));

/** A path by its id; null when there is none. */
export function pathById(id: string): KnownPath | null {
  return byId.get(id) ?? null;
}
