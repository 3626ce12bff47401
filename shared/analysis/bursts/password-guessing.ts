import { counted, log, say } from "../../span.ts";
import { signInKeys } from "../past/topics.ts";
import { isFailedSignIn, signInSteps } from "../sign-in.ts";
import { some, span } from "../phrases.ts";
import type { Burst, BurstCall } from "./burst.ts";

function addresses(calls: readonly BurstCall[]) {
  const all = [...new Set(calls.flatMap(({ ip }) => (ip === null ? [] : [ip])))];
  return some(
    all.map((ip) => log(ip, "ip")),
    4,
  );
}

/** The user whose sign-in is tried. */
function userOf(calls: readonly BurstCall[]) {
  const name = calls[0]?.what.slice("user/".length) ?? "";
  return say`user ${log(name, "user")}`;
}

const remedy = say`Set a new password for the users concerned, ask them, and demand a second factor.`;

/** IAM-037: many failed sign-ins of one user. */
export const passwordGuessing: Burst = {
  rule: "IAM-037",
  seconds: 600,
  outcome: "failed",
  read: (event) => {
    if (!signInSteps.includes(event.name) || !isFailedSignIn(event)) return null;
    const found = signInKeys(event).find(({ key }) => key.startsWith("user/"));
    return found === undefined ? null : { key: found.key, what: found.key };
  },
  isBurst: (calls) => calls.length >= 5,
  judge: (calls) => ({
    severity: "medium",
    why: say`The console sign-in of ${userOf(calls)} failed ${counted(calls.length, "time")} ${span(calls)}, from ${addresses(calls)}.`,
  }),
  title: (calls) =>
    say`Console sign-in of ${userOf(calls)} failed ${counted(calls.length, "time")}`,
  isUnnamed: true,
  remedy,
};

/** IAM-037: failed sign-ins of many users from one address. */
export const passwordSpray: Burst = {
  rule: "IAM-037",
  seconds: 1800,
  outcome: "failed",
  read: (event) => {
    if (!signInSteps.includes(event.name) || !isFailedSignIn(event)) return null;
    const found = signInKeys(event).find(({ key }) => key.startsWith("ip/"));
    // Unknown user names are hidden by AWS; each attempt may be another one.
    return found === undefined ? null : { key: found.key, what: found.what ?? event.id };
  },
  isBurst: (calls) => new Set(calls.map(({ what }) => what)).size >= 5,
  judge: (calls) => ({
    severity: "medium",
    why: say`From ${addresses(calls)}, console sign-ins failed for ${counted(new Set(calls.map(({ what }) => what)).size, "user or hidden name", "users or hidden names")} ${span(calls)}.`,
  }),
  title: (calls) =>
    say`Console sign-ins from ${addresses(calls)} failed ${counted(calls.length, "time")}`,
  isUnnamed: true,
  remedy,
};
