/** What a person set for rules of a case, and what it does to findings. One implementation for lists, report and scripts. */
import { isStep, sumSeverity } from "./analysis/severity-sum.ts";
import type { Finding, Reason, Step } from "./finding.ts";
import type { Severity } from "./severity.ts";
import { log, say } from "./span.ts";
import type { Spans } from "./span.ts";

/** Who set something, when (UTC ISO), and why. */
export interface Said {
  readonly why: string;
  readonly who: string;
  readonly at: string;
}

/**
 * What holds of one rule. Named are: the entry of an event as findings name it (`iam/DeletePolicy`), a detection
 * (`IAM-001`), a Sigma rule (`sigma/…`).
 */
export interface RuleSetting {
  readonly rule: string;
  /** Null: it is on. */
  readonly off: Said | null;
  /** What it proposes in place of its own severity; null: its own. */
  readonly severity: (Said & { readonly to: Severity }) | null;
}

/** By rule. Rules that nobody touched have none. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** The part of a finding that settings look at; its words are not needed. */
export interface Weighed {
  readonly rule: string;
  readonly severity: Severity;
  readonly reasons: readonly Pick<Reason, "value" | "kind" | "rule">[];
  readonly onlyWhenDetected?: boolean;
}

/** What settings make of a finding. */
export interface Weight {
  readonly severity: Severity;
  /** Its rule, or every detection without which it would be no finding, is switched off. */
  readonly isOff: boolean;
}

/** The severity of a finding under settings, and whether it is shown at all. What is switched off weighs what it weighed. */
export function weigh(finding: Weighed, settings: RuleSettings): Weight {
  if (!isNamed(finding, settings)) return { severity: finding.severity, isOff: false };
  const { values, isOff } = valuesOf(finding, settings);
  return { severity: sumSeverity(values.map((value) => ({ value }))), isOff };
}

/** A finding as it is told under settings: its sum says what was set, by whom, when and why. */
export function withSettings(finding: Finding, settings: RuleSettings): Finding {
  if (!isNamed(finding, settings)) return finding;
  const { values } = valuesOf(finding, settings);
  const reasons = finding.reasons.map((reason, i): Reason => {
    const value = values[i] ?? reason.value;
    if (value === reason.value || reason.value === "off") return reason;
    const setting = settings.get(ruleOf(finding.rule, reason) ?? "");
    return { ...reason, value, own: reason.value, text: told(reason, reason.value, setting) };
  });
  return {
    ...finding,
    reasons,
    severity: sumSeverity(values.map((value) => ({ value }))),
  };
}

/** The settings by which a finding is switched off; empty: it is shown. */
export function switchedOffBy(finding: Weighed, settings: RuleSettings): readonly RuleSetting[] {
  if (!weigh(finding, settings).isOff) return [];
  const names = new Set([
    ownName(finding.rule),
    ...finding.reasons.flatMap(({ kind, rule }) =>
      kind === "detection" && rule !== undefined ? [lineRule(rule)] : [],
    ),
  ]);
  return [...names].flatMap((name) => {
    const setting = settings.get(name);
    return setting === undefined || setting.off === null ? [] : [setting];
  });
}

/** Whether a line of a finding's sum has the severity that was set for a rule. */
export function isReweighedBy(
  { rule, reasons }: Weighed,
  { rule: name, severity }: RuleSetting,
): boolean {
  return (
    severity !== null &&
    reasons.some(
      (reason) =>
        reason.kind !== "modifier" && ruleOf(rule, reason) === name && reason.value !== severity.to,
    )
  );
}

/** A detection's own findings are called after it. */
const ownFindings = "sequence/";

/** Whether something was set for any of its rules. */
function isNamed({ rule, reasons }: Weighed, settings: RuleSettings): boolean {
  if (settings.size === 0) return false;
  return (
    settings.has(rule) ||
    settings.has(ownName(rule)) ||
    reasons.some((reason) => reason.rule !== undefined && settings.has(lineRule(reason.rule)))
  );
}

/** What each line of the sum counts, and whether the finding is off. */
function valuesOf(
  { rule, reasons, onlyWhenDetected }: Weighed,
  settings: RuleSettings,
): { readonly values: readonly Reason["value"][]; readonly isOff: boolean } {
  const own = reasons.map((reason) => setSeverity(rule, reason, settings));
  if (isRuleOff(ownName(rule), settings)) return { values: own, isOff: true };
  const isLineOff = reasons.map((reason) => isRuleOff(lineRule(reason.rule ?? ""), settings));
  const isLeft =
    onlyWhenDetected !== true ||
    reasons.some(({ kind }, i) => kind === "detection" && isLineOff[i] !== true);
  if (!isLeft) return { values: own, isOff: true };
  return { values: own.map((value, i) => (isLineOff[i] === true ? "off" : value)), isOff: false };
}

/** The rule that a finding is switched off with: of a burst its detection. */
export function ownName(rule: string): string {
  return rule.startsWith(ownFindings) ? rule.slice(ownFindings.length) : rule;
}

function isRuleOff(rule: string, settings: RuleSettings): boolean {
  return (settings.get(rule)?.off ?? null) !== null;
}

/** The rule that a line of the sum names: of a path ("path iam-001") that of its findings. */
export function lineRule(rule: string): string {
  return rule.replace(/^path /, "path/");
}

/** Which rule a line of the sum comes from: its detection, or for the baseline the rule of the finding. */
function ruleOf(rule: string, reason: Pick<Reason, "kind" | "rule">): string | null {
  if (reason.rule !== undefined) return lineRule(reason.rule);
  return reason.kind === "baseline" ? rule : null;
}

/** A severity that was set replaces what was proposed; modifiers stay as they are. */
function setSeverity(
  rule: string,
  reason: Pick<Reason, "value" | "kind" | "rule">,
  settings: RuleSettings,
): Reason["value"] {
  if (reason.kind === "modifier") return reason.value;
  return settings.get(ruleOf(rule, reason) ?? "")?.severity?.to ?? reason.value;
}

function told(
  reason: Reason,
  own: Severity | Step,
  { off = null, severity = null }: Partial<RuleSetting> = {},
): Spans {
  if (off !== null) return say`${reason.text} Switched off ${byWhom(off)}`;
  if (severity === null) return reason.text;
  const instead = isStep(own) ? [] : say` instead of ${{ t: "sev", of: own }}`;
  return say`${reason.text} Set to ${{ t: "sev", of: severity.to }}${instead} ${byWhom(severity)}`;
}

/** Who set it, when and why, as the end of a sentence. */
export function byWhom({ who, at, why }: Said): Spans {
  const person = who === "" ? [] : say`by ${log(who)} `;
  return say`${person}at ${{ t: "time", at }}: ${log(why)}`;
}
