/**
 * How far the import under way is. Apart from what else the window shares: it comes ten times a second, and only what
 * shows it is drawn anew.
 */
import { useSyncExternalStore } from "react";
import type { ImportProgress } from "../shared/ipc/case.ts";

let current: ImportProgress | null = null;
const listeners = new Set<() => void>();

/** Tells all that show it; null: no import is under way, or nothing is known of it yet. */
export function setImportProgress(next: ImportProgress | null): void {
  if (current === next) return;
  current = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useImportProgress(): ImportProgress | null {
  return useSyncExternalStore(listen, () => current);
}
