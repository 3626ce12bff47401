import type { Finding, Hop, Reason } from "../../finding.ts";
import { cite, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { kindOf } from "../chain.ts";
import { identityLabel } from "../actor.ts";
import { emptyPlan } from "../empty-plan.ts";
import { instant, raised } from "../phrases.ts";
import { sumSeverity } from "../severity-sum.ts";
import { detection, modifier } from "../situation.ts";
import type { Verdict } from "./judge.ts";
import { pathById } from "./known-paths.ts";
import type { Lead } from "./lead.ts";
import type { Step } from "./step.ts";
import type { Use } from "./use.ts";

/** The finding of a path: of the lead with the most steps, then those that its calls walk as well. */
export function pathFinding(leads: readonly Lead[], verdict: Verdict): Finding {
  const [lead] = leads;
  if (lead === undefined) throw new Error("a path has no lead");
  const { steps, account, thing, rule } = lead;
  const first = steps[0];
  const last = steps.at(-1);
  if (first === undefined || last === undefined) throw new Error("a path has no steps");
  const { use, why } = verdict;
  const ids = [...new Set(leads.flatMap((one) => one.ids))];
  const id = ids[0] ?? "";
  const known = pathById(id);
  const reasons: readonly Reason[] = [
    { ...detection(verdict.severity, why), rule: `path ${id}` },
    ...lowering(lead),
  ];
  const label = raised(thing.label);
  const title = say`${text(known?.title ?? "Way to more rights")} (path ${text(id)}): ${thing.label}`;
  const events = [...new Set([...steps.map((step) => step.id), ...(use === null ? [] : [use.id])])];
  const starts = [...steps.map(({ start }) => start), use?.start?.id ?? null];
  const own = new Set(events);
  return {
    key: `path/${id}|${account ?? ""}|${first.id}|${thing.key}|${use?.id ?? last.id}`,
    rule: `path/${id}`,
    eventName: last.name,
    title,
    severity: sumSeverity(reasons),
    outcome: "success",
    account,
    time: first.at,
    lastTime: use?.at ?? last.at,
    actor: {
      label: last.actor.label,
      arn: last.actor.arn,
      confidence: verdict.confidence,
      why: say`${joinWords[verdict.confidence]} Of its last call: ${last.actor.why}`,
    },
    chain: [...last.chain, ...(use === null ? [] : [useHop(use, verdict)])],
    target: { type: thing.type, id: thing.id, label },
    sourceIp: same(steps.map(({ ip }) => ip)),
    userAgent: same(steps.map(({ userAgent }) => userAgent)),
    region: same(steps.map(({ region }) => region)),
    mfa: null,
    reasons,
    events,
    context: [
      ...new Set([...starts.flatMap((start) => start ?? []), ...(lead.power?.by ?? [])]),
    ].filter((one) => !own.has(one)),
    mitre: known?.mitre ?? [],
    escalationPaths: ids,
    oneLine: say`${raised(last.actor.label)}: ${why}`,
    happened: [
      ...steps.map((step, i) => sentence(step, i)),
      ...(verdict.used === null
        ? []
        : [say`${num(steps.length + 1)}. ${raised(instant(use?.at ?? null))}, ${verdict.used}.`]),
      why,
      ...(lead.power === null ? [] : [lead.power.text]),
      ...(verdict.used === null && rule.kind !== "sign-in" && rule.steps.length > 0
        ? [
            say`That the role was used afterwards is not in the log: it could be, which is not the same.`,
          ]
        : []),
    ],
    change: null,
    impact: [],
    benign: benign[rule.kind].map((words) => [text(words)]),
    unknown:
      lead.power === null && rule.kind !== "key"
        ? [
            {
              what: say`What ${thing.label} may do: no strong right of it is in the log, which does not prove that it has none.`,
              why: "before-first-event",
            },
          ]
        : [{ what: say`Who held the credentials that signed the calls.`, why: "not-in-log" }],
    plan: emptyPlan(
      account,
      "ask",
      say`Stop what can still be used first (keys, passwords, sessions); then take its steps back by the plans of their own findings.`,
      first.id,
    ),
    done: [
      say`Every step of the path explained by its actor, or taken back`,
      say`Sessions and credentials that came of it revoked, unless explained`,
    ],
  };
}

const joinWords: Readonly<Record<Verdict["confidence"], Spans>> = {
  high: say`The log shows that the calls belong together.`,
  medium: say`The calls belong together by address or by what they concern, not by one identity.`,
  low: say`Only their order and what they concern connects the calls.`,
};

/** Whoever used what the steps had opened, as a link behind the actor. */
function useHop(use: Use, { confidence, why }: Verdict): Hop {
  const { id, name, at, ip, identity } = use;
  return {
    kind: kindOf(identity),
    label: identityLabel(identity),
    key: identity.accessKeyId,
    confidence,
    why,
    call: { id, name, at, sourceIp: ip },
  };
}

function sentence(step: Step, i: number): Spans {
  const from = step.ip === null ? [] : say`, from ${log(step.ip, "ip")}`;
  return say`${num(i + 1)}. ${raised(instant(step.at))}, ${step.actor.label} ${step.did} ${cite(step.id)}${from}.`;
}

/** What speaks against it, as lines of the sum. */
function lowering({ isRich, steps }: Lead): readonly Reason[] {
  const code = steps.find(({ automation }) => automation !== null)?.automation ?? null;
  return [
    ...(isRich
      ? [
          modifier(
            "-2",
            say`The actor is an administrator by the log or by the name of its role: it gained little that it did not have.`,
          ),
        ]
      : []),
    ...(code === null
      ? []
      : [modifier("-2", say`The client calls itself ${text(code)}: a change from code.`)]),
  ];
}

const benign: Readonly<Record<Lead["rule"]["kind"], readonly string[]>> = {
  key: ["A key that an administrator made for a user or a workload and handed over."],
  "sign-in": ["A help desk that set a password and tried it out, or handed it over."],
  role: [
    "An administrator or a pipeline that sets up a role and tries it out.",
    "A role that its holders are meant to take on for such calls.",
  ],
  passed: ["A deployment that is meant to run with this role."],
  existing: ["Maintenance of a resource whose role is meant to do such calls."],
};

function same(values: readonly (string | null)[]): string | null {
  const [first = null] = values;
  return values.every((one) => one === first) ? first : null;
}
