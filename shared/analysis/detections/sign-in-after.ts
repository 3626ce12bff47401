import { cite, log, say, text } from "../../span.ts";
import { actorKey } from "../actor-key.ts";
import { later } from "../phrases.ts";
import type { Depth, Situation } from "../situation.ts";
import { usedMfa } from "../sign-in.ts";
import { hit } from "./detection.ts";

/**
 * A console sign-in of a user after somebody else set its password: critical from the address of whoever set it, high
 * when no second factor was used. Null when no such call came before.
 */
export function signInAfter(situation: Situation, name: string, what: string): Depth | null {
  const { event, past } = situation;
  const user = event.identity.userName;
  if (user === null || event.identity.type !== "IAMUser") return null;
  const [set] = past
    .of("passwordSet", user)
    .filter((call) => call.name === name && call.mark.actor !== actorKey(event))
    .slice(-1);
  if (set === undefined) return null;
  const isSameAddress = set.ip !== null && set.ip === event.sourceIp;
  const mfa = usedMfa(event);
  if (!isSameAddress && mfa !== false) return null;
  const from = event.sourceIp === null ? [] : say` from ${log(event.sourceIp, "ip")}`;
  const how = isSameAddress
    ? say`, the address from which the password ${text(what)}`
    : say`, without a second factor`;
  return hit(
    isSameAddress ? "critical" : "high",
    say`User ${log(user, "user")} signed in${from}${how} ${later(set.mark.at, event.at)} ${cite(set.mark.id)}.`,
    { context: [set.mark.id] },
  );
}
