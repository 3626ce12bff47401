import { actorOf, identityLabel } from "../analysis/actor.ts";
import { emptyPlan } from "../analysis/empty-plan.ts";
import { raised } from "../analysis/phrases.ts";
import type { SessionStart } from "../analysis/sessions.ts";
import { sumSeverity } from "../analysis/severity-sum.ts";
import { subjectOf } from "../analysis/subject.ts";
import type { CloudTrailEvent, Outcome } from "../cloudtrail-event.ts";
import type { Finding, Reason, Target } from "../finding.ts";
import type { RuleHead } from "../sigma/rule-head.ts";
import type { Severity } from "../severity.ts";
import { cite, counted, joined, log, num, say } from "../span.ts";
import type { Spans } from "../span.ts";
import { techniquesOf } from "./rule-names.ts";

/** Events of one caller and outcome that a rule matched, or a match of a correlation. */
export interface RuleMatch {
  /** As `ruleNames` calls it. */
  readonly rule: string;
  readonly head: RuleHead;
  /** The first event in order of time. */
  readonly first: CloudTrailEvent;
  /** The STS call that began its session; null when the log does not hold it. */
  readonly start: SessionStart | null;
  /** `success` where any of the events succeeded. */
  readonly outcome: Outcome;
  /** UTC ISO time of the last event. */
  readonly lastTime: string | null;
  /** Events in all. */
  readonly count: number;
  /** eventIDs that are cited, in order of time: all of them, up to a bound. */
  readonly events: readonly string[];
  /** What is the same for all events; null where they differ or the records don't say. */
  readonly same: {
    readonly name: string | null;
    readonly address: string | null;
    readonly userAgent: string | null;
    readonly region: string | null;
    readonly account: string | null;
    /** They have one caller. */
    readonly isOneActor: boolean;
  };
  /** Of a correlation: the value that its condition was compared with, and its group. */
  readonly correlated: {
    readonly value: number;
    readonly group: readonly { readonly field: string; readonly value: string }[];
  } | null;
}

/** The severity of a level; a rule without one counts as medium, and says so. */
const severityOfLevel = {
  informational: "info",
  low: "low",
  medium: "medium",
  high: "high",
  critical: "critical",
} as const satisfies Readonly<Record<NonNullable<RuleHead["level"]>, Severity>>;

/** The severity that a rule proposes. */
export function severityOfRule({ level }: Pick<RuleHead, "level">): Severity {
  return level === null ? "medium" : severityOfLevel[level];
}

/** Falsepositives that say nothing. */
const nothingSaid = new Set(["unknown", "none", "unlikely", "n/a"]);

/** The finding of what a user's own rule matched. Everything that the rule says is text of somebody else. */
export function ruleFinding(match: RuleMatch): Finding {
  const { rule, head, first, start, outcome, same, count, events, correlated } = match;
  const name = log(head.title === "" ? rule : head.title);
  const reasons = reasonsOf(head, outcome);
  const actor = actorOf(first, start);
  const who = same.isOneActor ? identityLabel(first.identity) : say`several callers`;
  const group = correlated?.group.map(({ field, value }) => `${field}=${value}`).join(" ") ?? "";
  const context = start === null || events.includes(start.id) ? [] : [start.id];
  return {
    key: `${rule}|${same.account ?? ""}|${first.id}|${outcome}${group === "" ? "" : `|${group}`}`,
    rule,
    eventName: first.name,
    title: say`${name}${count > 1 ? say`: ${counted(count, "event")}` : []}${same.isOneActor ? say` by ${who}` : []}`,
    severity: sumSeverity(reasons),
    outcome,
    account: same.account,
    time: first.at,
    lastTime: match.lastTime,
    actor: same.isOneActor ? actor : { ...actor, label: say`several callers`, arn: null },
    target: targetOf(match),
    sourceIp: same.address,
    userAgent: same.userAgent,
    region: same.region,
    mfa: count === 1 ? first.identity.mfa : null,
    reasons,
    events,
    context,
    mitre: techniquesOf(head),
    oneLine: say`${counted(count, "event")} of ${who} ${countWord(count)} rule ${name}.`,
    happened: happenedOf(match, who),
    change: null,
    impact: [],
    benign: head.falsepositives
      .filter((words) => !nothingSaid.has(words.trim().toLowerCase()))
      .map((words) => say`The rule’s author names as a false positive: ${log(words)}`),
    unknown: [],
    plan: emptyPlan(
      first.account,
      outcome === "success" ? "ask" : "exact",
      outcome === "success"
        ? say`A rule tells what happened, not how it is taken back. Where the same event is an IAM change, its own finding has the calls ${cite(first.id)}.`
        : say`Nothing changed, so there is nothing to take back.`,
      first.id,
    ),
    done: [say`What rule ${name} matched looked at and explained by its owner ${cite(first.id)}`],
  };
}

function countWord(count: number): Spans {
  return count === 1 ? say`matches` : say`match`;
}

function reasonsOf(head: RuleHead, outcome: Outcome): readonly Reason[] {
  const value = severityOfRule(head);
  const level =
    head.level === null
      ? say`The rule states no level; it counts as medium.`
      : say`The rule’s own level: ${log(head.level)}.`;
  const own: Reason = { kind: "baseline", value, text: level };
  if (outcome === "success") return [own];
  const refused = outcome === "denied" ? say`AWS refused the call` : say`The call failed`;
  return [own, { kind: "modifier", value: "-2", text: say`${refused}: nothing changed.` }];
}

/** What an IAM event is about; else the account. */
function targetOf({ first, count, same }: RuleMatch): Target {
  const subject = count === 1 ? subjectOf(first) : null;
  if (subject !== null) return subject.target;
  return same.account === null
    ? {
        type: "account",
        id: null,
        label: say`Account (name ${{ t: "unknown", why: "not-in-log" }})`,
      }
    : { type: "account", id: same.account, label: say`Account ${log(same.account, "account")}` };
}

/** More events than these are counted instead of cited in a sentence. */
const mostCited = 6;

function happenedOf(match: RuleMatch, who: Spans): readonly Spans[] {
  const { head, first, outcome, count, events, same, correlated, lastTime } = match;
  const refs = joined(
    events.slice(0, mostCited).map((id) => cite(id)),
    " ",
  );
  const more = count - Math.min(events.length, mostCited);
  const all = more > 0 ? say`${refs} and ${counted(more, "more event")}` : refs;
  const called = same.name === null ? say`several actions` : log(same.name);
  const ended =
    outcome === "success" ? [] : outcome === "denied" ? say`; AWS refused` : say`; failed`;
  const when =
    count === 1 || lastTime === null || lastTime === first.at
      ? say`at ${instantOf(first.at)}`
      : say`between ${instantOf(first.at)} and ${instantOf(lastTime)}`;
  const value =
    correlated === null
      ? []
      : [
          say`Together they reach the value ${num(correlated.value)} that the rule asks for${
            correlated.group.length === 0
              ? []
              : say`, in the group ${joined(correlated.group.map(({ field, value: is }) => say`${log(field)} ${log(is)}`))}`
          }.`,
        ];
  const uncited = count - events.length;
  return [
    say`${raised(who)} called ${called} ${when}${ended}: ${all}.`,
    ...value,
    ...(uncited > 0
      ? [
          say`Of these events the first ${num(events.length)} are cited; ${num(uncited)} more match the rule.`,
        ]
      : []),
    ...(head.description === null ? [] : [say`The rule says: ${log(head.description)}`]),
    ...originOf(head),
  ];
}

function instantOf(at: string | null): Spans {
  return at === null ? say`a time that the record does not give` : [{ t: "time", at }];
}

/** Who wrote the rule, and under which terms. */
function originOf({ author, license, id, references }: RuleHead): readonly Spans[] {
  const parts = [
    ...(author === null ? [] : [say`author ${log(author)}`]),
    ...(license === null ? [] : [say`license ${log(license)}`]),
    ...(id === null ? [] : [say`id ${log(id)}`]),
    ...(references.length === 0
      ? []
      : [say`references ${joined(references.slice(0, mostCited).map((one) => log(one)))}`]),
  ];
  return parts.length === 0 ? [] : [say`A rule of yours (Sigma): ${joined(parts, "; ")}.`];
}
