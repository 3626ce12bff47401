import type { Detection } from "./detection.ts";
import { detections } from "./index.ts";

/** A detection by its number; null when there is none. */
export function detectionById(id: string): Detection | null {
  return detections.find((one) => one.id === id) ?? null;
}
