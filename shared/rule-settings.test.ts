import { describe, expect, test } from "vitest";
import type { Finding, Reason } from "./finding.ts";
import { isReweighedBy, switchedOffBy, weigh, withSettings } from "./rule-settings.ts";
import type { RuleSetting, RuleSettings } from "./rule-settings.ts";
import type { Severity } from "./severity.ts";
import { plain, text } from "./span.ts";

const said = { why: "Nightly job, ticket 7.", who: "Jane", at: "2026-10-01T08:00:00Z" };
const off = (rule: string): RuleSetting => ({ rule, off: said, severity: null });
const set = (rule: string, to: Severity): RuleSetting => ({
  rule,
  off: null,
  severity: { ...said, to },
});
const all = (...settings: readonly RuleSetting[]): RuleSettings =>
  new Map(settings.map((one) => [one.rule, one]));

const line = (value: Reason["value"], kind: Reason["kind"], rule?: string): Reason => ({
  text: [text("Because.")],
  value,
  kind,
  ...(rule === undefined ? {} : { rule }),
});
const change: Weighed = {
  severity: "critical",
  rule: "iam/PutUserPolicy",
  reasons: [
    line("medium", "baseline"),
    line("high", "detection", "IAM-001"),
    line("+1", "modifier", "IAM-022"),
  ],
};
const refused: Weighed = {
  severity: "info",
  rule: "iam/CreateUser",
  reasons: [line("medium", "baseline"), line("-2", "modifier")],
};
const signIn: Weighed = {
  severity: "high",
  rule: "signin/ConsoleLogin",
  onlyWhenDetected: true,
  reasons: [
    line("info", "baseline"),
    line("medium", "detection", "IAM-035"),
    line("high", "detection", "IAM-036"),
  ],
};
const burst: Weighed = {
  severity: "high",
  rule: "sequence/IAM-027",
  onlyWhenDetected: true,
  reasons: [line("high", "detection", "IAM-027")],
};

describe("what settings make of a finding", () => {
  test.each([
    ["none", change, all(), "critical", false],
    [
      "of another rule",
      change,
      all(off("iam/CreateUser"), set("IAM-009", "low")),
      "critical",
      false,
    ],
    ["its entry off", change, all(off("iam/PutUserPolicy")), "critical", true],
    ["a detection off: the change stays", change, all(off("IAM-001")), "high", false],
    ["its modifier off", change, all(off("IAM-022")), "high", false],
    ["detection and modifier off", change, all(off("IAM-001"), off("IAM-022")), "medium", false],
    [
      "a baseline lowered under a detection",
      change,
      all(set("iam/PutUserPolicy", "info")),
      "critical",
      false,
    ],
    [
      "a baseline raised",
      change,
      all(off("IAM-001"), set("iam/PutUserPolicy", "high")),
      "critical",
      false,
    ],
    ["a detection lowered", change, all(set("IAM-001", "low")), "high", false],
    [
      "a severity does not change a modifier",
      change,
      all(set("IAM-022", "info")),
      "critical",
      false,
    ],
    [
      "a refused call stays two ranks lower",
      refused,
      all(set("iam/CreateUser", "critical")),
      "medium",
      false,
    ],
    ["one of two detections off", signIn, all(off("IAM-036")), "medium", false],
    ["all detections off", signIn, all(off("IAM-035"), off("IAM-036")), "high", true],
    ["a burst's detection off", burst, all(off("IAM-027")), "high", true],
    ["a burst's severity", burst, all(set("IAM-027", "low")), "low", false],
    [
      "off, with a severity",
      burst,
      all({ ...off("IAM-027"), ...set("IAM-027", "low"), off: said }),
      "low",
      true,
    ],
  ] as const)("%s", (_, finding, settings, severity, isOff) => {
    expect(weigh(finding, settings)).toEqual({ severity, isOff });
    const told = withSettings(findingOf(finding), settings);
    expect(told.severity).toBe(severity);
    expect(switchedOffBy(finding, settings).length > 0).toBe(isOff);
  });

  test("the sum says what was set, by whom, when and why, and what the rule itself says", () => {
    const told = withSettings(
      findingOf(change),
      all(set("iam/PutUserPolicy", "low"), off("IAM-001")),
    );
    expect(told.reasons.map(({ value, own, text: words }) => [value, own, plain(words)])).toEqual([
      [
        "low",
        "medium",
        "Because. Set to low instead of medium by Jane at 2026-10-01T08:00:00Z: Nightly job, ticket 7.",
      ],
      [
        "off",
        "high",
        "Because. Switched off by Jane at 2026-10-01T08:00:00Z: Nightly job, ticket 7.",
      ],
      ["+1", undefined, "Because."],
    ]);
  });

  test("names and reasons are words of somebody else", () => {
    const told = withSettings(findingOf(burst), all(set("IAM-027", "low")));
    expect(told.reasons[0]?.text.filter(({ t }) => t === "log")).toEqual([
      { t: "log", s: "Jane", kind: "other" },
      { t: "log", s: "Nightly job, ticket 7.", kind: "other" },
    ]);
  });

  test("a finding is weighed anew only where its sum changes", () => {
    expect(isReweighedBy(change, set("IAM-001", "low"))).toBe(true);
    expect(isReweighedBy(change, set("IAM-001", "high"))).toBe(false);
    expect(isReweighedBy(change, set("IAM-022", "low"))).toBe(false);
  });
});

type Weighed = Pick<Finding, "rule" | "severity" | "reasons" | "onlyWhenDetected">;

function findingOf(part: Weighed): Finding {
  return {
    key: "k",
    eventName: "x",
    title: [],
    outcome: "success",
    account: null,
    time: null,
    lastTime: null,
    actor: { label: [], arn: null, confidence: "low", why: [] },
    target: { type: "user", id: null, label: [] },
    sourceIp: null,
    userAgent: null,
    region: null,
    mfa: null,
    events: [],
    context: [],
    mitre: [],
    oneLine: [],
    happened: [],
    change: null,
    impact: [],
    benign: [],
    unknown: [],
    plan: {
      version: 1,
      certainty: "exact",
      account: null,
      operations: [],
      manual: [],
      lost: [],
      verify: [],
    },
    done: [],
    ...part,
  };
}
