import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { iamSource } from "../../knowledge/classify.ts";
import { listsIdentities } from "../glance.ts";
import { isFailedSignIn } from "../sign-in.ts";
import type { Burst } from "./burst.ts";
import { destruction } from "./destruction.ts";
import { passwordGuessing, passwordSpray } from "./password-guessing.ts";
import { principalProbing } from "./principal-probing.ts";
import { reconnaissanceSweep } from "./reconnaissance-sweep.ts";
import { refusedProbing } from "./refused-probing.ts";

const done: readonly Burst[] = [destruction, reconnaissanceSweep];
const read: readonly Burst[] = [reconnaissanceSweep];
const denied: readonly Burst[] = [refusedProbing];
const refused: readonly Burst[] = [principalProbing, refusedProbing];
const signIns: readonly Burst[] = [passwordGuessing, passwordSpray];
const none: readonly Burst[] = [];

/** The bursts that an event can belong to. */
export function burstRules(event: CloudTrailEvent): readonly Burst[] {
  if (event.source === iamSource) return event.outcome === "success" ? done : refused;
  if (event.outcome === "denied") return denied;
  if (event.source === "signin.amazonaws.com") return isFailedSignIn(event) ? signIns : none;
  return event.outcome === "success" && listsIdentities(event.source, event.name) ? read : none;
}
