import { cite, counted, log, say, text } from "../../span.ts";
import type { Affected, PostureCheck } from "../answer.ts";
import { fail, unknown } from "../answer.ts";

/** Interruptions of the recording in the log. */
export const trailInterruptions: PostureCheck = {
  id: "trail-interruptions",
  title: "The recording was not interrupted",
  about: "No call in the evidence stopped a trail or deleted one.",
  topic: "trail-of-iam-events",
  reference: null,
  answeredBy: [],
  check: ({ log: seen }) => {
    const { interruptions } = seen;
    if (interruptions.length === 0)
      return unknown(
        say`The log holds no such call. That nothing is missing from it is shown by digest files only: see trailproof verify and trailproof coverage.`,
      );
    const byTrail = Map.groupBy(interruptions, ({ trail }) => trail);
    const affected = [...byTrail].map(([trail, calls]): Affected => {
      const last = calls.at(-1);
      return {
        type: "trail",
        name: trail,
        arn: null,
        why:
          last === undefined
            ? []
            : say`${text(last.event.name)} was called (${cite(last.event.id)}).`,
        evidence: calls.map(({ event }) => event).slice(0, 5),
      };
    });
    const [first] = affected;
    return fail(
      affected.length === 1
        ? say`${counted(interruptions.length, "call")} stopped or deleted the trail ${log(first?.name ?? "")}.`
        : say`${counted(interruptions.length, "call")} stopped or deleted ${counted(affected.length, "trail")}.`,
      { affected, evidence: interruptions.map(({ event }) => event).slice(0, 5) },
    );
  },
};
