import { counted, log, say } from "../../span.ts";
import type { CloudTrailEvent } from "../../cloudtrail-event.ts";
import { actorKey } from "../../state/actor-key.ts";
import { isScanner } from "../client.ts";
import { countsAsProbe, fewestKinds, glanceSeconds, readsByName } from "../glance.ts";
import { some, span } from "../phrases.ts";
import type { Burst, BurstCall } from "./burst.ts";

/** Refused calls of any service that make a burst, and changes of identities that do. */
const manyCalls = 10;
const manyChanges = 5;
const changeKinds = 3;
/** More calls than these are not kept. */
const mostKept = 1000;

function named({ source, name }: CloudTrailEvent): string {
  const end = source.indexOf(".amazonaws.com");
  return `${end === -1 ? source : source.slice(0, end)}:${name}`;
}

function isChange({ what, name }: BurstCall): boolean {
  return what.startsWith("iam:")
    ? !readsByName("iam.amazonaws.com", name)
    : what.startsWith("sts:") && !name.startsWith("Get");
}

function kinds(calls: readonly BurstCall[]): readonly string[] {
  return [...new Set(calls.map(({ what }) => what))];
}

/** IAM-038: many different refused calls. */
export const refusedProbing: Burst = {
  rule: "IAM-038",
  seconds: glanceSeconds,
  outcome: "denied",
  read: (event) =>
    countsAsProbe(event)
      ? { key: event.identity.accessKeyId ?? actorKey(event), what: named(event) }
      : null,
  // One kind of call alone is a workload without a right it needs: the series of its refusals tells that.
  isBurst: (calls) => {
    if (calls.length < manyChanges) return false;
    const all = kinds(calls).length;
    if (calls.length >= manyCalls && all >= fewestKinds) return true;
    if (all < changeKinds) return false;
    const changes = calls.filter(isChange);
    return changes.length >= manyChanges && kinds(changes).length >= changeKinds;
  },
  judge: (calls) => {
    const names = kinds(calls);
    const isOwnScan = calls.every(({ userAgent }) => isScanner(userAgent));
    return {
      severity: isOwnScan ? "low" : "medium",
      why: say`AWS refused ${calls.length >= mostKept ? say`at least ` : []}${counted(calls.length, "call")} of ${counted(names.length, "different kind")} ${span(calls)}: ${some(
        names.map((name) => log(name)),
        6,
      )}.${isOwnScan ? say` The client names itself as a scanner of settings.` : []}`,
    };
  },
  title: (calls) =>
    say`${counted(calls.length, "refused call")} of ${counted(kinds(calls).length, "kind")}`,
  remedy: say`Nothing changed, so there is nothing to take back.`,
};
