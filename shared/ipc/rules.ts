/** Rules as the window asks for them, and what people set for them. Times are UTC ISO. */
import type { RuleSetting } from "../rule-settings.ts";
import type { Severity } from "../severity.ts";
import type { RuleHead } from "../sigma/rule-head.ts";
import type { Remark } from "../sigma/remarks.ts";
import type { EventKnowledge } from "./events.ts";
import type { HandChange } from "./findings.ts";

/** What a person sets for a rule of the case. `on` and `own` take back what was set before. Reasons are never empty. */
export type RuleEdit =
  | { readonly kind: "off"; readonly why: string }
  | { readonly kind: "on" }
  /** Counts in the sum in place of what the rule itself proposes. */
  | { readonly kind: "severity"; readonly to: Severity; readonly why: string }
  | { readonly kind: "own" };

/** What is known of an event, a numbered detection, a rule of the user's own. */
export type RuleKind = "entry" | "detection" | "sigma";

export const ruleKinds: readonly RuleKind[] = ["entry", "detection", "sigma"];

/** Whether a rule can make findings: it does; it is knowledge only; it was not loaded; it is for other logs; a filter. */
export type RuleState = "works" | "explains" | "not-loaded" | "other-logs" | "filter";

/** A rule in a list. */
export interface RuleRow {
  /** As findings and settings name it: `iam/DeletePolicy`, `IAM-001`, `sigma/…`. */
  readonly name: string;
  readonly kind: RuleKind;
  readonly state: RuleState;
  /** eventName, title of a detection, or title of a user's rule: words of somebody else. */
  readonly title: string;
  /** The services whose events it is about: `iam`, `sts` …; empty: any, or not known. */
  readonly services: readonly string[];
  /** What it proposes by itself; null: nothing, as it only moves what others propose. */
  readonly severity: Severity | null;
  readonly mitre: readonly string[];
  /** Findings that lists show in whose sum it stands. */
  readonly fired: number;
  /** Findings that are left out because it is switched off. */
  readonly leftOut: number;
  readonly setting: RuleSetting | null;
  /** Of a user's rule that was not loaded: where and why. */
  readonly problem: (Remark & { readonly file: string }) | null;
}

/** A file of users' own rules in the case. */
export interface RuleFileLine {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly addedAt: string;
  readonly addedBy: string;
  /** Null: it is in use. */
  readonly removedAt: string | null;
  readonly removedBy: string | null;
  /** Why it could not be read; empty: it could. */
  readonly note: string;
}

/** All rules of the case: entries, detections, then the users' own. */
export interface RuleList {
  readonly rows: readonly RuleRow[];
  readonly files: readonly RuleFileLine[];
  /** The users' own rules were asked of all events as they are now. */
  readonly isAsked: boolean;
}

/** Everything that the screen shows of one rule; what its kind does not have is null. */
export interface RuleDetail {
  readonly row: RuleRow;
  readonly entry: EntryDetail | null;
  readonly detection: DetectionDetail | null;
  readonly sigma: SigmaDetail | null;
}

export interface EntryDetail {
  readonly eventSource: string;
  readonly eventName: string;
  /** Null: there is no entry; the event is a finding because its action changes IAM. */
  readonly knowledge: EventKnowledge | null;
  /** Detections that look at the event. */
  readonly detections: readonly { readonly id: string; readonly title: string }[];
}

export interface DetectionDetail {
  /** What makes it fire. */
  readonly about: string;
  /** `iam:CreateUser`; `iam:*`: every change of IAM. */
  readonly events: readonly string[];
  readonly techniques: EventKnowledge["techniques"];
  readonly benign: readonly string[];
  readonly respond: readonly string[];
  /** It looks at refused and failed calls, too. */
  readonly isOfRefused: boolean;
}

export interface SigmaDetail {
  readonly head: RuleHead;
  readonly kind: "event" | "correlation" | "filter" | null;
  /** Only a correlation counts what it matches. */
  readonly isPart: boolean;
  readonly otherLogs: string | null;
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
  readonly file: RuleFileLine;
  /** The file's text; null: it is none. */
  readonly text: string | null;
  /** What came of it when it was asked last; null: it was not. */
  readonly outcome: {
    readonly matches: number;
    readonly findings: number;
    readonly remarks: readonly string[];
  } | null;
}

/** How far the asking of the users' own rules is, in events. */
export interface RulesProgress {
  readonly done: number;
  readonly total: number;
}

/** An event that a tried rule matched. */
export interface TriedEvent {
  readonly eventId: string;
  readonly variant: number;
  readonly time: string | null;
  readonly eventSource: string | null;
  readonly eventName: string | null;
  readonly actor: string | null;
  readonly errorCode: string | null;
  readonly isFailed: boolean;
}

/** What came of one rule of a tried text. */
export interface TriedRule {
  readonly title: string;
  readonly line: number;
  readonly state: RuleState;
  readonly problems: readonly Remark[];
  readonly notes: readonly Remark[];
  readonly otherLogs: string | null;
  readonly isPart: boolean;
  /** Events, or matches of a correlation; null: it was not asked. */
  readonly count: number | null;
  readonly remarks: readonly string[];
  /** The earliest ones. */
  readonly events: readonly TriedEvent[];
  /** The earliest matches of a correlation. */
  readonly together: readonly {
    readonly from: string | null;
    readonly to: string | null;
    readonly value: number;
    readonly group: readonly { readonly field: string; readonly value: string }[];
    readonly size: number;
    readonly events: readonly TriedEvent[];
  }[];
}

/** A text of rules, tried on the case. Nothing is written. */
export interface TryAnswer {
  readonly rules: readonly TriedRule[];
  readonly ms: number;
  /** Events of which the record was looked at, and that could match by their action. */
  readonly looked: number;
  readonly total: number;
  /** The time ran out: what is told is of the events looked at so far. */
  readonly isCut: boolean;
}

/** The calls of the window about rules, which the engine answers. */
export interface RuleCalls {
  rules: () => RuleList;
  /** By its name in the list. */
  ruleDetail: (rule: string) => RuleDetail;
  /** Asks the users' own rules of all events; their findings follow. Answers how many they are. */
  askRules: () => { readonly findings: number };
  /** Tries a text of rules on the case, for a bounded time; the try before ends. `run` false: only reads it. */
  tryRule: (text: string, run: boolean) => TryAnswer;
  /** Puts a text of rules into the case, under a name; the one before of this name goes out of use. */
  saveRule: (name: string, text: string, who: string) => { readonly added: number };
  /** Takes files of rules out of use; they stay in the case. */
  removeRuleFiles: (files: readonly number[], who: string) => { readonly removed: number };
  /** Sets something for rules, as one change by hand; lists, report and scripts follow. */
  editRules: (rules: readonly string[], edit: RuleEdit, who: string) => HandChange;
}
