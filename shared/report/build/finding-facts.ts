import { techniqueName } from "../../knowledge/mitre.ts";
import { joined, log, num, plain, say, text } from "../../span.ts";
import type { Span, Spans } from "../../span.ts";
import type { Finding } from "../../finding.ts";
import type { CaseFacts } from "../case-facts.ts";
import { calledWith, parameterSpans } from "./called-with.ts";
import { accountSpan, outcomeWord, words } from "./words.ts";

type Fact = { readonly key: string; readonly value: Spans };

const notRecorded: Span = { t: "unknown", why: "not-recorded" };

/** When: one instant, or first and last of a series. */
export function timeSpans(finding: Finding): Spans {
  if (finding.time === null) return [notRecorded];
  const first: Span = { t: "time", at: finding.time };
  if (finding.lastTime === null || finding.lastTime === finding.time) return [first];
  return say`${first} to ${{ t: "time", at: finding.lastTime }}`;
}

/** The line under a title: account, outcome, event, and how many of it. */
export function underTitle(finding: Finding): Spans {
  const n = finding.events.length;
  const series = n > 1 ? say` · ${num(n)} events` : [];
  return say`${accountSpan(finding.account)} · ${text(outcomeWord(finding.outcome))} · ${log(finding.eventName)}${series}`;
}

function targetSpans({ target }: Finding): Spans {
  const label: Span = { t: "strong", of: target.label };
  const { id } = target;
  if (id === null || plain(target.label).includes(id)) return [label];
  return say`${label} · ${log(id, id.startsWith("arn:") ? "arn" : "other")}`;
}

/** What a series does not say of all its calls may differ between them. */
function absent({ events }: Finding): Spans {
  return events.length > 1 ? words("not the same in all calls, or not recorded") : [notRecorded];
}

function sourceSpans(finding: Finding): Spans {
  const { sourceIp, userAgent, region } = finding;
  const from = sourceIp === null ? say`address ${absent(finding)}` : [log(sourceIp, "ip")];
  const client = userAgent === null ? say`client ${absent(finding)}` : [log(userAgent, "agent")];
  const where = region === null ? [] : say` · Region ${log(region)}`;
  return say`${from} · ${client}${where}`;
}

/** Sessions of Identity Center always say "no": the second factor was asked for by the directory. */
function secondFactor(finding: Finding): Spans {
  const { mfa, actor } = finding;
  if (mfa === null) return absent(finding);
  if (mfa) return words("Yes, by the record");
  const isDirectory = actor.arn?.includes(":assumed-role/AWSReservedSSO_") ?? false;
  return isDirectory
    ? say`${notRecorded}: the sign-in was through Identity Center`
    : words("No, by the record");
}

function techniques({ mitre, rule }: Finding): Spans {
  const named = mitre.map((id) => {
    const name = techniqueName(id);
    return text(name === null ? ` · ${id}` : ` · ${id} ${name}`);
  });
  return [log(rule), ...named];
}

/** The known ways to more rights that its events walk or open. */
function escalation({ escalationPaths = [], rule }: Finding): readonly Fact[] {
  if (escalationPaths.length === 0) return [];
  const names = escalationPaths.map((id) => text(id));
  const how = rule.startsWith("path/")
    ? say`, its steps below`
    : say`, of which this is a step or all`;
  return [{ key: "Escalation path", value: say`pathfinding.cloud ${joined(names, ", ")}${how}` }];
}

/** The facts of a finding in the order in which an auditor asks for them. */
export function findingFacts(finding: Finding, cited: CaseFacts["cited"]): readonly Fact[] {
  const [first = ""] = finding.events;
  const event = cited.get(first)?.event;
  const target = [finding.target.id, plain(finding.target.label)].join(" ");
  const named =
    event === undefined || finding.events.length !== 1
      ? []
      : calledWith(event).filter(({ value }) => !target.includes(value));
  const actor = say`${{ t: "strong", of: finding.actor.label }}. Confidence: ${text(finding.actor.confidence)}. ${finding.actor.why}`;
  return [
    { key: "Time", value: timeSpans(finding) },
    { key: "Actor", value: actor },
    { key: "Target", value: targetSpans(finding) },
    ...(named.length === 0 ? [] : [{ key: "Named in the call", value: parameterSpans(named) }]),
    { key: "Source and client", value: sourceSpans(finding) },
    { key: "Second factor", value: secondFactor(finding) },
    { key: "Rule, technique", value: techniques(finding) },
    ...escalation(finding),
  ];
}
