import { rankOf } from "../../severity.ts";
import { counted, joined, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { clientFamily, isServiceAddress, networkOf } from "../client.ts";
import { instant } from "../phrases.ts";
import type { Situation } from "../situation.ts";
import { isStrangeHour, usualHours } from "./baselines.ts";
import type { Baseline } from "./baselines.ts";

/** `between 06 and 17 UTC`: the hours in which an actor calls. */
export function hoursWords(baseline: Baseline): Spans {
  const usual = usualHours(baseline);
  if (usual === null) return [];
  const [from, to] = usual;
  return say`between ${text(two(from))}:00 and ${text(two((to + 1) % 24))}:00 UTC`;
}

function two(hour: number): string {
  return String(hour).padStart(2, "0");
}

/** Whether a value is one of those that the actor used, and how many these are; nothing where none is known. */
function among(
  what: string,
  named: Spans,
  value: string,
  known: ReadonlySet<string>,
): readonly Spans[] {
  const { size } = known;
  if (size === 0) return [];
  if (known.has(value))
    return [
      size === 1
        ? say`the ${text(what)} is the one that it always used`
        : say`the ${text(what)} is one of the ${num(size)} that it used`,
    ];
  return [
    size === 1
      ? say`${named} is new, it had used one other only`
      : say`${named} is none of the ${num(size)} that it had used`,
  ];
}

/**
 * How a change of medium weight or more compares with what the actor did before in this log, with the numbers; none
 * while there is too little to compare with.
 */
export function habitWords({ event, subject, baseline, habit }: Situation): readonly Spans[] {
  if (
    baseline === null ||
    event.outcome !== "success" ||
    subject.onlyWhenDetected === true ||
    rankOf(subject.severity) < rankOf("medium")
  )
    return [];
  const network = isServiceAddress(event.sourceIp) ? null : networkOf(event.sourceIp);
  const client = event.userAgent === null ? null : clientFamily(event.userAgent);
  const parts: readonly Spans[] = [
    habit.times === 0
      ? say`it had never called ${log(event.name)} before`
      : say`it had called ${log(event.name)} ${counted(habit.times, "time")} before, on ${counted(habit.days, "day")}`,
    ...(network === null
      ? []
      : among("network", say`network ${log(network, "ip")}`, network, baseline.networks)),
    ...(client === null
      ? []
      : among("client", say`client ${log(client, "agent")}`, client, baseline.clients)),
    ...(event.at === null
      ? []
      : [
          isStrangeHour(baseline, event.at)
            ? say`it never called at about this hour, but ${hoursWords(baseline)}`
            : say`the hour is within or near those in which it calls (${hoursWords(baseline)})`,
        ]),
  ];
  return [
    say`Held against the ${counted(baseline.calls, "earlier recorded call")} of the actor since ${instant(baseline.since).slice(1)}: ${joined(parts, "; ", "; ")}.`,
  ];
}
