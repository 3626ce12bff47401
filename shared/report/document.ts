/**
 * The report as data. Every printer takes this and nothing else; no printer queries anything. Log text enters only
 * as `log` spans, code, diff lines and raw records, which printers escape and isolate.
 */
import type { DiffLine } from "../finding.ts";
import type { Certainty } from "../remediation/plan.ts";
import type { Severity } from "../severity.ts";
import type { Spans } from "../span.ts";

/** A cell: text, with an optional key to sort by. */
export type Cell = Spans;

export interface Column {
  readonly title: string;
  readonly as: "text" | "num" | "time" | "mono" | "blank";
  /** Percent of the table's width; the browser decides where absent. */
  readonly width?: number;
  readonly rowHeader?: boolean;
}

/** A chart as data; printers draw it. */
export type Chart =
  /** Stacked bars: one bar per row, parts by severity. */
  | {
      readonly kind: "severity-bars";
      readonly rows: readonly {
        readonly label: string;
        readonly counts: Readonly<Record<Severity, number>>;
      }[];
    }
  /** Columns over days: succeeded and failed calls. Days are UTC, `YYYY-MM-DD`, without holes. */
  | {
      readonly kind: "days";
      readonly days: readonly {
        readonly day: string;
        readonly succeeded: number;
        readonly failed: number;
      }[];
    }
  /** One line of marks over time: what happened when. */
  | {
      readonly kind: "course";
      readonly from: string;
      readonly to: string;
      readonly marks: readonly {
        readonly at: string;
        readonly severity: Severity;
        readonly label: string;
        readonly ref: string;
      }[];
    }
  /** Squares: rows of account and Region, one square a day. */
  | {
      readonly kind: "coverage";
      readonly days: readonly string[];
      readonly rows: readonly { readonly label: string; readonly events: readonly number[] }[];
    };

export interface EvidenceRow {
  /** E-01 … within the document. */
  readonly id: string;
  readonly eventId: string;
  /** UTC ISO, or null. */
  readonly at: string | null;
  readonly eventName: string;
  readonly outcome: "success" | "denied" | "failed";
  /** Input file id (L-01 …). */
  readonly file: string;
  /** Ordinal of the record in the file, from 1. */
  readonly record: number;
  /** Byte offset in the inflated file, of the record or the row or value that holds it; null where there is none. */
  readonly offset: number | null;
  /** Ordinal of the row or value in the file, where the record was taken out of one. */
  readonly item?: number;
  /** Further places of the same event. */
  readonly also: readonly { readonly file: string; readonly record: number }[];
  /** The original JSON, byte for byte as text. */
  readonly raw: string;
}

export interface CheckItem {
  /** C-01 … */
  readonly id: string;
  /** F-01 … or null for general topics. */
  readonly finding: string | null;
  readonly step: Spans;
  readonly verify: Spans;
}

/** The three ways of remediation, printed as tabs on screen and one after the other on paper. */
export interface Ways {
  readonly b: "ways";
  readonly id: string;
  readonly label: string;
  readonly console: readonly Block[];
  readonly cli: readonly Block[];
  readonly python: readonly Block[];
}

/** A finding as the report prints it. Empty parts are left out by printers. */
export interface FindingDoc {
  readonly id: string;
  readonly title: Spans;
  readonly severity: Severity;
  readonly outcome: "success" | "denied" | "failed";
  /** Line under the title: account, outcome, event names. */
  readonly under: Spans;
  readonly oneLine: Spans;
  readonly facts: readonly { readonly key: string; readonly value: Spans }[];
  readonly parts: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
  /** Starts on a new page in print. */
  readonly newPage: boolean;
  /** Shown folded on screen. */
  readonly folded: boolean;
}

/** A link of a chain of callers. */
export interface ChainLink {
  /** What kind of caller, e.g. "Not in the log"; empty where the label says it. */
  readonly kind: string;
  readonly label: Spans;
  /** How sure it is that it belongs here. */
  readonly sure: string;
  readonly why: Spans;
  /** The call that led on, with time, address and event; null: not in the log. */
  readonly call: Spans | null;
}

export type Block =
  | { readonly b: "heading"; readonly level: 3 | 4; readonly id?: string; readonly text: string }
  | { readonly b: "para"; readonly spans: Spans; readonly look?: "lead" | "soft" }
  | { readonly b: "list"; readonly ordered: boolean; readonly items: readonly Spans[] }
  | {
      readonly b: "keyValues";
      readonly caption?: string;
      readonly rows: readonly { readonly key: string; readonly value: Spans }[];
    }
  | {
      readonly b: "table";
      readonly caption?: string;
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly Cell[])[];
      readonly foot?: readonly Cell[];
      /** `grid`: ruled on all sides, room to write. `sum`: last line is a result. */
      readonly look?: "grid" | "sum";
    }
  | {
      readonly b: "figures";
      readonly items: readonly { readonly value: string; readonly label: string }[];
    }
  | {
      readonly b: "chart";
      readonly id: string;
      readonly number: number;
      readonly caption: string;
      readonly note: string;
      /** The picture in words, with its numbers. */
      readonly alt: string;
      readonly chart: Chart;
    }
  | { readonly b: "finding"; readonly finding: FindingDoc }
  | { readonly b: "evidence"; readonly rows: readonly EvidenceRow[]; readonly raw: boolean }
  | { readonly b: "diff"; readonly caption: Spans; readonly lines: readonly DiffLine[] }
  | {
      readonly b: "code";
      readonly language: "shell" | "python" | "json";
      readonly text: string;
      /** File name shown above, e.g. document.json. */
      readonly file?: string;
    }
  | Ways
  | {
      readonly b: "reasons";
      readonly rows: readonly {
        readonly text: Spans;
        readonly value: string;
        readonly kind: string;
        /** The detection that says it, e.g. IAM-001. */
        readonly rule?: string;
      }[];
      readonly result: Severity;
    }
  | { readonly b: "certainty"; readonly certainty: Certainty }
  | { readonly b: "checks"; readonly items: readonly Spans[] }
  /** Who became whom, the earliest first, drawn as links along a line. */
  | { readonly b: "chain"; readonly links: readonly ChainLink[] }
  | { readonly b: "checklist"; readonly caption: string; readonly items: readonly CheckItem[] }
  | {
      readonly b: "signOff";
      readonly parties: readonly { readonly for: string; readonly role: string }[];
    }
  | {
      readonly b: "note";
      readonly look: "info" | "gap";
      readonly title: string;
      readonly spans: Spans;
    }
  | {
      readonly b: "columns";
      readonly of: readonly [readonly Block[], readonly Block[]];
    };

export interface Section {
  readonly id: string;
  /** "1", "A" … or "" for document control. */
  readonly number: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly page: "portrait" | "landscape";
  readonly start: "page" | "flow";
  /** Sub-entries of the contents: findings, with their severity. */
  readonly contents: readonly {
    readonly to: string;
    readonly label: Spans;
    readonly severity?: Severity;
  }[];
}

export interface ReportDocument {
  readonly version: 1;
  /** BCP 47 language of our words. */
  readonly language: string;
  readonly title: string;
  readonly subtitle: string;
  /** The consultant's firm, at the head of the cover; the producer stands there when it is absent. */
  readonly firm?: string;
  /** The client's name as the consultant gave it; null when none was given. */
  readonly client: string | null;
  readonly classification: string;
  /** Left running foot in print, e.g. client and period. */
  readonly runningFoot: string;
  readonly cover: readonly { readonly key: string; readonly value: Spans }[];
  readonly coverNote: string;
  /** Program name and version. */
  readonly producer: string;
  /** Time of the case (UTC ISO): the last event, never the clock. */
  readonly at: string | null;
  readonly sections: readonly Section[];
}
