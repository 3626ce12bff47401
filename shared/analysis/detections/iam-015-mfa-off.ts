import { concernsRootUser } from "../../knowledge/resolve-target.ts";
import { cite, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { asked } from "../../state/request.ts";
import { later } from "../phrases.ts";
import { isCaller } from "../self.ts";
import { isSignedIn, usedMfa } from "../sign-in.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

/** IAM-015: a second factor goes. */
export const mfaOff: Detection = {
  id: "IAM-015",
  title: "MFA device deactivated",
  about:
    "A second factor is switched off: more so by another identity than its user, or for the root user; or the user signs in without one within 24 hours.",
  events: ["iam:DeactivateMFADevice", "signin:ConsoleLogin"],
  severity: "high",
  mitre: [["T1556.006", "A password alone is enough from then on."]],
  benign: ["A change of telephone or token: a new device would be registered soon after."],
  respond: ["Second factor registered again, with the user present"],
  check: (situation) =>
    situation.event.name === "ConsoleLogin" ? signedIn(situation) : switchedOff(situation),
};

function switchedOff({ event }: Situation) {
  const user = asked(event, "userName");
  const isRoot = concernsRootUser(event);
  const who: Spans = isRoot
    ? [text("the root user")]
    : user === null
      ? [text("the caller")]
      : say`user ${log(user, "user")}`;
  const byOther = !isRoot && user !== null && !isCaller(event, user);
  const why = byOther
    ? say`A second factor of ${who} was switched off by another identity.`
    : isRoot
      ? say`A second factor of ${who} was switched off.`
      : say`A second factor of ${who} was switched off by that user.`;
  return hit(isRoot || byOther ? "critical" : "high", why, {
    happened: [
      say`From then on a password alone may be enough for ${who}, unless another device is registered.`,
    ],
    done: [say`A second factor registered again with ${who} present`],
  });
}

function signedIn({ event, past }: Situation) {
  const user = event.identity.userName;
  if (user === null || !isSignedIn(event) || usedMfa(event) !== false) return null;
  const [off] = past.of("mfaOff", user).slice(-1);
  if (off === undefined) return null;
  return hit(
    "critical",
    say`The second factor of user ${log(user, "user")} was switched off ${cite(off.mark.id)}; ${later(off.mark.at, event.at)} the user signed in without one.`,
    { context: [off.mark.id] },
  );
}
