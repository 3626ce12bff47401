/** Changes by hand as sentences. */
import type { HandChange, Status } from "../../shared/ipc/findings.ts";
import type { HandRecord } from "../db/journal.ts";

const statusWords: Readonly<Record<Status, string>> = {
  open: "open",
  confirmed: "confirmed",
  "false-positive": "false positive",
  accepted: "accepted risk",
  fixed: "fixed",
};

/** `idOf`: the id of the finding of a key. */
export function handChange(record: HandRecord, idOf: (key: string) => string): HandChange {
  const { id, at, who, about, isUndone } = record;
  const label = labelOf(record, idOf);
  const before = about === null ? "" : about.isAgain ? "Done again: " : "Taken back: ";
  return { id, at, who, label: `${before}${label}`, isUndone };
}

function labelOf({ kind, count, first, about }: HandRecord, idOf: (key: string) => string): string {
  const what = count === 1 ? idOf(first.subject) : `${count.toLocaleString("en-US")} findings`;
  // A change that takes another back is told as what it takes back.
  const [before, after] =
    about === null || about.isAgain ? [first.before, first.after] : [first.after, first.before];
  switch (kind) {
    case "status":
      return `Status of ${what}: ${wordOf(after)}`;
    case "owner":
      return after === null ? `Owner of ${what} removed` : `Owner of ${what}: ${after}`;
    case "check":
      return `${after === null ? "Unticked" : "Ticked"} for ${what}: ${first.item}`;
    case "note":
      return `Note on ${what} ${after === null ? "removed" : before === null ? "added" : "changed"}`;
    case "rule":
      return ruleLabel(count, first.subject, first.item, after);
    case "engagement":
      return "Engagement of the case";
    case "view":
      return `View ${first.item} ${after === null ? "removed" : before === null ? "saved" : "changed"}`;
  }
}

function ruleLabel(count: number, rule: string, item: string, after: string | null): string {
  const what = count === 1 ? `Rule ${rule}` : `${count.toLocaleString("en-US")} settings of rules`;
  if (item === "off") return `${what}: switched ${after === null ? "on" : "off"}`;
  return `${what}: ${after === null ? "own severity" : "severity set"}`;
}

function wordOf(status: string | null): string {
  return Object.entries(statusWords).find(([name]) => name === status)?.[1] ?? "open";
}
