import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { iamSource } from "../../knowledge/classify.ts";
import type { Burst } from "./burst.ts";
import { destruction } from "./destruction.ts";
import { passwordGuessing, passwordSpray } from "./password-guessing.ts";
import { principalProbing } from "./principal-probing.ts";
import { refusedProbing } from "./refused-probing.ts";

const done: readonly Burst[] = [destruction];
const refused: readonly Burst[] = [principalProbing, refusedProbing];
const signIns: readonly Burst[] = [passwordGuessing, passwordSpray];
const none: readonly Burst[] = [];

/** The bursts that an event can belong to. */
export function burstRules(event: CloudTrailEvent): readonly Burst[] {
  if (event.source === iamSource) return event.outcome === "success" ? done : refused;
  return event.source === "signin.amazonaws.com" && event.outcome !== "success" ? signIns : none;
}
