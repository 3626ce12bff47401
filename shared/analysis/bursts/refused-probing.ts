import { counted, log, say } from "../../span.ts";
import { actorKey } from "../../state/actor-key.ts";
import { some, span } from "../phrases.ts";
import type { Burst } from "./burst.ts";

/** IAM-038: many different refused calls to IAM. */
export const refusedProbing: Burst = {
  rule: "IAM-038",
  seconds: 600,
  outcome: "denied",
  read: (event) => {
    if (event.outcome !== "denied") return null;
    return { key: event.identity.accessKeyId ?? actorKey(event), what: event.name };
  },
  // One kind of call alone is a workload without a right it needs: the series of its refusals tells that.
  isBurst: (calls) => calls.length >= 5 && new Set(calls.map(({ name }) => name)).size >= 3,
  judge: (calls) => {
    const names = [...new Set(calls.map(({ name }) => name))];
    return {
      severity: "medium",
      why: say`AWS refused ${counted(calls.length, "call")} of ${counted(names.length, "different kind")} to IAM ${span(calls)}: ${some(
        names.map((name) => log(name)),
        6,
      )}.`,
    };
  },
  title: (calls) => say`${counted(calls.length, "refused call")} of many kinds to IAM`,
  remedy: say`Nothing changed, so there is nothing to take back.`,
};
