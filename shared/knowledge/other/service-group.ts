import type { Severity } from "../../severity.ts";
import type { OtherEntry } from "./other-entry.ts";
import { service } from "./other-entry.ts";

/** Events of one service that are alike. */
export interface ServiceGroup {
  /** eventSource. */
  readonly source: string;
  /** The name of its API reference. */
  readonly reference: string;
  /** Why the severity; that of the kind when absent. */
  readonly because?: string;
  /** The reason for each MITRE technique. */
  readonly technique: Readonly<Record<string, string>>;
  /** eventName, what it does, why it matters, what is harmless, what undoes it. */
  readonly events: readonly (readonly [string, string, string, string, string])[];
}

/** What the groups have in common. */
interface Kind {
  readonly severity: Severity;
  readonly because: string;
  /** Where the reasons of `why` come from. */
  readonly basis: "passrole" | "reason";
}

/** The entries of groups of one kind. */
export function groupEntries(kind: Kind, groups: readonly ServiceGroup[]): readonly OtherEntry[] {
  return groups.flatMap(({ source, reference, because, technique, events }) => {
    const { write } = service(source, reference);
    return events.map(([name, what, why, benign, undo]) =>
      write({
        name,
        severity: kind.severity,
        because: because ?? kind.because,
        what: `[api] ${what}`,
        why: `[${kind.basis}] ${why}`,
        benign: `[reason] ${benign}`,
        technique,
        undo,
      }),
    );
  });
}
