import { counted, log, say } from "../../span.ts";
import { actorKey } from "../../state/actor-key.ts";
import { isOffensive } from "../client.ts";
import { countsAsSweep, glanceSeconds } from "../glance.ts";
import { some, span } from "../phrases.ts";
import type { Burst, BurstCall } from "./burst.ts";

/** As many kinds of reading calls make a sweep; fewer are enough for a key that first asks who it is. */
const manyKinds = 15;
const someKinds = 6;

function kinds(calls: readonly BurstCall[]): readonly string[] {
  return [...new Set(calls.map(({ what }) => what))];
}

/** Whether the run begins as people begin who found a key: by asking whose it is. */
function asksWho(calls: readonly BurstCall[]): boolean {
  const [first] = calls;
  return (
    first !== undefined &&
    first.name === "GetCallerIdentity" &&
    (first.accessKey?.startsWith("AKIA") ?? false)
  );
}

/** IAM-039: identities and rights of the account are listed one after the other. */
export const reconnaissanceSweep: Burst = {
  rule: "IAM-039",
  seconds: glanceSeconds,
  outcome: "success",
  // A session's key lives an hour, a user's for ever: either is one pair of hands.
  read: (event) =>
    countsAsSweep(event)
      ? { key: event.identity.accessKeyId ?? actorKey(event), what: event.name }
      : null,
  once: (event) => actorKey(event),
  isBurst: (calls) => {
    const { length } = kinds(calls);
    return length >= manyKinds || (length >= someKinds && asksWho(calls));
  },
  judge: (calls) => {
    const names = kinds(calls);
    const isTool = calls.some(({ userAgent }) => isOffensive(userAgent));
    return {
      severity: isTool ? "medium" : "low",
      why: say`${asksWho(calls) ? say`The key first asked whose it is. ` : []}${counted(names.length, "kind")} of calls read users, roles, groups and policies ${span(calls)}, ${counted(calls.length, "call")} in all: ${some(
        names.map((name) => log(name)),
        6,
      )}.${isTool ? say` The client names itself as a tool made for attacks.` : []}`,
    };
  },
  title: (calls) => say`IAM read through: ${counted(kinds(calls).length, "kind")} of reading calls`,
  remedy: say`Nothing changed, so there is nothing to take back.`,
};
