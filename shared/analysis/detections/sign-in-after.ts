import { cite, log, say, text } from "../../span.ts";
import { actorKey } from "../../state/actor-key.ts";
import { later } from "../phrases.ts";
import type { Depth, Situation } from "../situation.ts";
import { hit } from "./detection.ts";

/**
 * A console sign-in of a user from the very address from which somebody else set its password: critical, or high when
 * the password had to be changed at that sign-in, as a help desk asks for. Null when no such call came before.
 */
export function signInAfter(situation: Situation, name: string, what: string): Depth | null {
  const { event, past } = situation;
  const user = event.identity.userName;
  if (user === null || event.identity.type !== "IAMUser" || event.sourceIp === null) return null;
  const [set] = past
    .of("passwordSet", user)
    .filter((call) => call.name === name && call.mark.actor !== actorKey(event))
    .slice(-1);
  if (set === undefined || set.ip !== event.sourceIp) return null;
  // A new user at the same office: onboarding.
  const isReset = set.what === "reset";
  if (isReset && name === "CreateLoginProfile") return null;
  return hit(
    isReset ? "high" : "critical",
    say`The password of user ${log(user, "user")} ${text(what)} by another identity ${cite(set.mark.id)}; ${later(set.mark.at, event.at)} the user signed in from the same address, ${log(event.sourceIp, "ip")}.`,
    { context: [set.mark.id] },
  );
}
