import { cite, counted, log, say } from "../span.ts";
import type { Spans } from "../span.ts";
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { detailOf, detailWords } from "./detail.ts";
import { automationBenign } from "./client.ts";
import { readsByName } from "./glance.ts";
import { ownCreation } from "./modifiers.ts";
import { coded, instant, lowered, raised } from "./phrases.ts";
import type { NotKnown, Situation, Subject } from "./situation.ts";

/** Earlier calls of the same kind that make one look like a routine. */
const routine = 3;

/** Object and what was done to it; no verdict. */
export function titleWords({ event, subject }: Situation): Spans {
  const { target, done, name } = subject;
  if (event.outcome === "success") return say`${target.label} ${done}${detail(event, subject)}`;
  const how =
    event.outcome === "denied"
      ? say`denied`
      : say`failed${event.errorCode === null ? [] : say` (${log(event.errorCode)})`}`;
  return say`${name} on ${lowered(target.label)} ${how}`;
}

function detail(event: CloudTrailEvent, { target }: Subject): Spans {
  return detailWords(event, detailOf(event, target));
}

/** One sentence for a manager. */
export function oneLineWords({ event, subject, who }: Situation): Spans {
  const { target, done, name } = subject;
  if (event.outcome === "success")
    return say`${raised(who)} called ${name}: ${lowered(target.label)} ${done}${detail(event, subject)}.`;
  return event.outcome === "denied"
    ? say`Nothing changed: AWS refused ${name} on ${lowered(target.label)}, called by ${who}.`
    : say`Nothing changed: ${name} on ${lowered(target.label)}, called by ${who}, failed.`;
}

/** What happened, first of all. A call that changed nothing says so in the first sentence. */
export function firstSentences({ event, subject, who }: Situation): readonly Spans[] {
  const { target, done, name } = subject;
  const when = instant(event.at);
  if (event.outcome === "success") {
    return [
      say`${raised(when)}, ${who} called ${name}: ${lowered(target.label)} ${done}${detail(event, subject)} ${cite(event.id)}.`,
    ];
  }
  const code = event.errorCode === null ? [] : say` (${coded(event.errorCode)})`;
  const how =
    event.outcome === "denied"
      ? say`AWS refused it for lack of permission${code}`
      : say`the call failed${code}`;
  return [
    say`Nothing changed: ${when}, ${who} called ${name} on ${lowered(target.label)}, and ${how} ${cite(event.id)}.`,
    ...(event.errorMessage === null
      ? []
      : [say`The answer of AWS was: ${log(event.errorMessage)}`]),
  ];
}

/** Innocent explanations that the log speaks for. */
export function benignWords(situation: Situation): readonly Spans[] {
  const { event, habit } = situation;
  const code = automationBenign(event.userAgent);
  const service = event.identity.invokedBy;
  const made = event.outcome === "success" ? ownCreation(situation) : null;
  return [
    ...(code === null ? [] : [code]),
    ...(service !== null && event.identity.type !== "AWSService"
      ? [
          say`A change that the AWS service ${log(service, "host")} made for the actor, as part of something larger.`,
        ]
      : []),
    ...(habit.times >= routine && habit.days > 1
      ? [
          say`A routine of the actor: it had made this call ${counted(habit.times, "time")} before, on ${counted(habit.days, "day")}.`,
        ]
      : []),
    ...(made === null
      ? []
      : [
          say`The end of a test: the same actor had created it less than 24 hours before ${cite(made.id)}.`,
        ]),
    ...(event.outcome === "denied"
      ? [
          say`A program or person that lacks a permission it needs: one kind of call at a steady rate speaks for it.`,
        ]
      : []),
  ];
}

/** What no rule can know from the record. */
export function unknownWords({ event, subject }: Situation): readonly NotKnown[] {
  const out: NotKnown[] = [];
  if (event.outcome === "success") {
    out.push({
      what: changesNothing(event, subject)
        ? say`Whether the owner of the credential knows of the call.`
        : say`Whether the change was requested and approved.`,
      why: "not-supplied",
    });
  }
  if (event.outcome === "denied" && event.request === null) {
    out.push({ what: say`The parameters of the refused call.`, why: "not-recorded" });
  }
  if (event.identity.mfa === null && event.identity.type === "IAMUser") {
    out.push({ what: say`Whether a second factor was used.`, why: "not-recorded" });
  }
  return out;
}

/** Whether a call is told only for what it shows: a sign-in, a read, a role taken on. */
function changesNothing({ source, name }: CloudTrailEvent, subject: Subject): boolean {
  return (
    subject.onlyWhenDetected === true &&
    (source === "signin.amazonaws.com" ||
      (source === "sts.amazonaws.com" && name.startsWith("AssumeRole")) ||
      readsByName(source, name))
  );
}

/** What must be true before the finding is done, where no rule says it better. */
export function doneWords({ event, subject, who }: Situation): readonly Spans[] {
  const { target, name } = subject;
  return event.outcome === "success"
    ? [say`${raised(target.label)}: the change is confirmed by its owner, or taken back as planned`]
    : [say`Owner of the credentials of ${who} asked why ${name} was tried`];
}
