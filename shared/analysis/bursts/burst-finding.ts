import type { Finding, Reason } from "../../finding.ts";
import { cite, counted, log, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { whyItMatters } from "../detections/why-it-matters.ts";
import { detectionById } from "../detections/by-id.ts";
import { emptyPlan } from "../empty-plan.ts";
import { cites, instant, raised, some } from "../phrases.ts";
import { sumSeverity } from "../severity-sum.ts";
import type { Run } from "./bursts.ts";

/** More events than these are counted instead of cited. */
const mostCited = 6;

/** The finding of a burst: its calls together, beside what each of them is. */
export function burstFinding(run: Run): Finding {
  const { rule, calls, account, actor, who } = run;
  const definition = detectionById(rule.rule);
  const { severity, why } = rule.judge(calls);
  const first = calls[0];
  const reasons: readonly Reason[] = [
    { kind: "detection", value: severity, text: why, rule: rule.rule },
  ];
  const addresses = new Set(calls.map(({ ip }) => ip));
  const agents = new Set(calls.map(({ userAgent }) => userAgent));
  const title = rule.title(calls);
  const matters = whyItMatters(rule.rule, { target: [text("Account")], who, account });
  const isDone = rule.outcome === "success";
  const happened: Spans = say`${isDone ? [] : say`Nothing changed by these calls: `}${rule.isUnnamed === true ? say`they were made` : [...(isDone ? raised(who) : who), text(" made them")]} between ${instantOf(first?.at ?? null)} and ${instantOf(run.last)}: ${cites(calls.slice(0, mostCited).map(({ id }) => id))}${calls.length > mostCited ? say` and ${counted(calls.length + run.more - mostCited, "more event")}` : []}.`;
  return {
    key: `sequence/${rule.rule}|${account ?? ""}|${first?.id ?? ""}`,
    rule: `sequence/${rule.rule}`,
    eventName: first?.name ?? "",
    title,
    severity: sumSeverity(reasons),
    outcome: rule.outcome,
    account,
    time: first?.at ?? null,
    lastTime: run.last,
    actor,
    target:
      account === null
        ? {
            type: "account",
            id: null,
            label: say`Account (name ${{ t: "unknown", why: "not-in-log" }})`,
          }
        : { type: "account", id: account, label: say`Account ${log(account, "account")}` },
    sourceIp: only(addresses),
    userAgent: only(agents),
    region: run.region,
    mfa: null,
    reasons,
    onlyWhenDetected: true,
    events: calls.map(({ id }) => id),
    context: [],
    mitre: definition?.mitre.map(([id]) => id) ?? [],
    oneLine: rule.isUnnamed === true ? say`${title}.` : say`${title}, by ${who}.`,
    happened: [
      happened,
      why,
      ...(addresses.size > 1
        ? [
            say`The calls came from ${counted(addresses.size, "address", "addresses")}: ${some(
              [...addresses].flatMap((ip) => (ip === null ? [] : [log(ip, "ip")])),
              4,
            )}.`,
          ]
        : []),
    ],
    change: null,
    impact: matters === null ? [] : [matters],
    benign: definition?.benign.map((words) => [text(words)]) ?? [],
    unknown: [],
    plan: emptyPlan(account, isDone ? "ask" : "exact", rule.remedy, first?.id ?? ""),
    done: definition?.respond.map((words) => [text(words)]) ?? [
      say`The calls explained by their owner ${cite(first?.id ?? "")}`,
    ],
  };
}

function instantOf(at: string | null): Spans {
  const words = instant(at);
  const [head, ...rest] = words;
  return head?.t === "text" && head.s === "at " ? rest : words;
}

function only<T>(values: ReadonlySet<T | null>): T | null {
  const [one] = values;
  return values.size === 1 ? (one ?? null) : null;
}
