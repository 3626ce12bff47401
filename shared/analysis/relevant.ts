import { isIamWrite } from "../knowledge/classify.ts";

/** Whether the analyzer must see an event. */
export function isRelevantEvent(source: string, name: string): boolean {
  return isIamWrite(source, name);
}
