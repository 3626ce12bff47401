import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { messageOf } from "../errors.ts";
import type { Finding } from "../finding.ts";
import { cite, log, say, text } from "../span.ts";
import type { Span } from "../span.ts";
import { emptyPlan } from "./empty-plan.ts";

/** The finding about an event that a rule of Trailproof broke on: nothing is left out of the report in silence. */
export function internalFinding(
  event: CloudTrailEvent,
  error: unknown,
  rule: string | null = null,
  /** The rule in words, where it is none of ours. */
  called: Span | null = null,
): Finding {
  const message = messageOf(error);
  const what =
    rule === null
      ? say`Trailproof could not analyse this event: ${log(event.name)} ${cite(event.id)}.`
      : say`Trailproof could not ask ${called === null ? say`detection ${text(rule)}` : say`rule ${called}`} about this event: ${log(event.name)} ${cite(event.id)}.`;
  return {
    key: `internal/${event.name}|${event.account ?? ""}|${event.id}${rule === null ? "" : `|${rule}`}`,
    rule: `internal/${event.name}`,
    eventName: event.name,
    title: say`Event ${log(event.name)} not analysed`,
    severity: "medium",
    outcome: event.outcome,
    account: event.account,
    time: event.at,
    lastTime: event.at,
    actor: {
      label:
        event.identity.arn === null
          ? [text("an identity")]
          : say`${log(event.identity.arn, "arn")}`,
      arn: event.identity.arn,
      confidence: "low",
      why: say`The event was not analysed.`,
    },
    target: {
      type: "unknown",
      id: null,
      label: say`Target (${{ t: "unknown", why: "not-in-log" }})`,
    },
    sourceIp: event.sourceIp,
    userAgent: event.userAgent,
    region: event.region,
    mfa: event.identity.mfa,
    reasons: [
      {
        kind: "baseline",
        value: "medium",
        text: say`An event that could not be analysed may be a change of any weight.`,
      },
    ],
    events: [event.id],
    context: [],
    mitre: [],
    oneLine: what,
    happened: [what, say`The fault is in Trailproof, not in the log: ${log(message)}`],
    change: null,
    impact: [],
    benign: [],
    unknown: [{ what: say`What the event changed.`, why: "not-in-log" }],
    plan: emptyPlan(
      event.account,
      "ask",
      say`Read the raw record ${cite(event.id)} and judge the change by hand.`,
      event.id,
    ),
    done: [say`Raw record of ${log(event.name)} ${cite(event.id)} read and judged by hand`],
  };
}
