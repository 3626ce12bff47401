import type { Severity } from "../../severity.ts";
import type { Fact, Written } from "../sources.ts";
import { toFact } from "../sources.ts";

/** What Trailproof knows about an event of another service than IAM. The analysis does not use it. */
export interface OtherEntry {
  /** eventName. */
  readonly name: string;
  /** eventSource. */
  readonly source: string;
  readonly access: "read" | "write";
  readonly severity: Severity;
  /** One sentence: why this baseline. */
  readonly severityReason: string;
  readonly what: Fact;
  readonly why: Fact;
  readonly benign: Fact;
  /** The reason for each MITRE ATT&CK technique. */
  readonly techniques: readonly { readonly id: string; readonly reason: string }[];
  /** What takes it back or contains it, as sentences. */
  readonly undo: string;
}

interface Facts {
  readonly name: string;
  readonly severity: Severity;
  /** Why this severity. */
  readonly because: string;
  readonly what: Written;
  readonly why: Written;
  readonly benign: Written;
  /** None when absent. */
  readonly technique?: Readonly<Record<string, string>>;
  readonly undo: string;
}

interface Service {
  readonly read: (facts: Omit<Facts, "undo">) => OtherEntry;
  readonly write: (facts: Facts) => OtherEntry;
}

/** Entries of one eventSource; `reference` is the name of its API reference or of the guide that lists its events. */
export function service(source: string, reference: string): Service {
  const entry = (access: OtherEntry["access"], facts: Facts): OtherEntry => {
    const { name, severity, because, what, why, benign, technique = {}, undo } = facts;
    const fact = (one: Written): Fact => toFact(one, `${reference}, ${name}`);
    return {
      name,
      source,
      access,
      severity,
      severityReason: because,
      what: fact(what),
      why: fact(why),
      benign: fact(benign),
      techniques: Object.entries(technique).map(([id, reason]) => ({ id, reason })),
      undo,
    };
  };
  return {
    read: (facts) => entry("read", { ...facts, undo: "It only reads; there is nothing to undo." }),
    write: (facts) => entry("write", facts),
  };
}
