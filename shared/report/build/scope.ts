import { iamActions } from "../../knowledge/iam-actions.ts";
import { counted, joined, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { severities } from "../../severity.ts";
import type { Severity } from "../../severity.ts";
import type { Block, Section } from "../document.ts";
import { sumOf } from "./report-facts.ts";
import type { ReportFacts } from "./report-facts.ts";
import { accountSpan, dueOf, heading, para, words } from "./words.ts";

/** Numbers of one account. */
interface AccountRow {
  readonly account: string;
  readonly regions: readonly string[];
  readonly days: number;
  readonly events: number;
  readonly succeeded: number;
  readonly failed: number;
}

function accountRows({ facts }: ReportFacts): readonly AccountRow[] {
  const names = new Set([
    ...facts.days.map((day) => day.account),
    ...facts.changeDays.map((day) => day.account),
  ]);
  return [...names].toSorted().map((account) => {
    const days = facts.days.filter((day) => day.account === account && day.events > 0);
    const changes = facts.changeDays.filter((day) => day.account === account);
    return {
      account,
      regions: [...new Set(days.map((day) => day.region))].filter((r) => r !== "").toSorted(),
      days: new Set(days.map((day) => day.day)).size,
      events: sumOf(days, (day) => day.events),
      succeeded: sumOf(changes, (day) => day.succeeded),
      failed: sumOf(changes, (day) => day.failed),
    };
  });
}

function regionSpans(regions: readonly string[]): Spans {
  return regions.length === 0
    ? words("not named")
    : joined(
        regions.map((region) => log(region)),
        ", ",
      );
}

/** What was audited: account × Regions × days × events × IAM changes. Every sum is the sum of its rows. */
function scopeTable(report: ReportFacts): readonly Block[] {
  const rows = accountRows(report);
  const dated = sumOf(rows, (row) => row.events);
  const undated = report.facts.totals.events - dated;
  const cells = rows.map((row) => [
    [accountSpan(row.account)],
    regionSpans(row.regions),
    [num(row.days)],
    [num(row.events)],
    [num(row.succeeded)],
    [num(row.failed)],
  ]);
  const rest =
    undated > 0
      ? [[words("Events that stand on no day"), [], [], [num(undated)], [], []] as const]
      : [];
  const table: Block = {
    b: "table",
    columns: [
      { title: "Account", as: "text", rowHeader: true, width: 19 },
      { title: "Regions with events", as: "text" },
      { title: "Days", as: "num", width: 9 },
      { title: "Events", as: "num", width: 13 },
      { title: "IAM changes", as: "num", width: 14 },
      { title: "Denied, failed", as: "num", width: 15 },
    ],
    rows: [...cells, ...rest],
    foot: [
      words("Total"),
      [],
      [],
      [num(dated + Math.max(0, undated))],
      [num(report.changes.succeeded)],
      [num(report.changes.failed)],
    ],
  };
  const empty = para(words("No CloudTrail event was read, so no account can be named."));
  const files = say`The events come from ${counted(report.facts.totals.files, "file")}; ${{ t: "ref", to: "evidence" }} says what was read. “Days” are days with events; they are not added up, because accounts share them. “IAM changes” succeeded; “denied, failed” are calls that would have changed something.`;
  return rows.length === 0 && undated <= 0 ? [empty] : [table, para(files, "soft")];
}

/** The steps of the audit, as this version of the program takes them. */
function method(): Block {
  const changes = iamActions.filter((entry) => entry.access === "write").length;
  return {
    b: "list",
    ordered: true,
    items: [
      say`${step("Intake.")} Every file was hashed (SHA-256), recognized by its content, not by its name, and read record by record. Each event keeps its file, its number in the file and its byte position.`,
      say`${step("Duplicates.")} CloudTrail may deliver an event twice. An event is kept once with all its places; different records under one event id are all kept.`,
      say`${step("Selection.")} Calls are recognized by service and name together. ${num(iamActions.length)} actions of AWS IAM are known by name, ${num(changes)} of them change something; an IAM action that is not known is treated as a change. Changes to CloudTrail itself are looked at as well.`,
      say`${step("State.")} Policies and their versions, attachments, group members, trust policies and instance profiles were followed through the log in order of time. What no event shows is unknown.`,
      say`${step("Rating.")} Every IAM change, refused ones too, is a finding or part of a series. Its severity is a sum that can be recomputed by hand (${{ t: "ref", to: "arithmetic" }}).`,
      say`${step("Remedy.")} For each change the calls that take it back were computed from the event and from what the log shows before it. Console, command line and Python are three prints of the same calls.`,
    ],
  };
}

function step(name: string): { readonly t: "strong"; readonly of: Spans } {
  return { t: "strong", of: [text(name)] };
}

const meanings: Readonly<Record<Severity, string>> = {
  critical:
    "Control over an account, its audit log or its outer boundary was lost or opened, and the change was in effect",
  high: "Rights can be widened, credentials taken over or a guard rail passed, directly",
  medium: "A change with real effect whose justification is missing",
  low: "A routine change, or a refused attempt at a graver one, listed for completeness",
  info: "Little or no effect; shown so that nothing is left out",
};

/** The five words with their meaning and the time to act. */
function severityTable(): Block {
  return {
    b: "table",
    columns: [
      { title: "Severity", as: "text", rowHeader: true, width: 16 },
      { title: "Meaning", as: "text" },
      { title: "Act", as: "text", width: 20 },
    ],
    rows: severities.map((severity) => [
      [{ t: "sev", of: severity } as const],
      words(meanings[severity]),
      words(dueOf(severity)),
    ]),
  };
}

/** What was audited, how, and what the severity words mean. */
export function scopeSection(report: ReportFacts): Section {
  return {
    id: "scope",
    number: "2",
    title: "Scope and method",
    page: "portrait",
    start: "page",
    contents: [],
    blocks: [
      para(
        words(
          "This audit answers one question: which changes to identities and permissions (AWS IAM) were made in the period, by which identities, with what effect, and how they are taken back. It was made offline from log files; no call was made to any AWS account.",
        ),
      ),
      heading("in-scope", "2.1 In scope"),
      ...scopeTable(report),
      heading("method", "2.2 Method"),
      method(),
      heading("severity", "2.3 Severity"),
      severityTable(),
    ],
  };
}
