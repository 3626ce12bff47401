import { counted, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Section } from "../document.ts";
import { silentDays } from "./coverage.ts";
import { numberAfterPosture } from "./posture.ts";
import { sumOf } from "./report-facts.ts";
import type { ReportFacts } from "./report-facts.ts";
import { bullets, heading, para, ref, refs, words } from "./words.ts";

interface Limit {
  readonly limit: Spans;
  readonly reason: Spans;
  readonly removes: Spans;
}

/** Findings that stopped or narrowed a trail: what follows them may be missing. */
export function loggingFindings({ facts }: ReportFacts): readonly string[] {
  const names = new Set(["StopLogging", "DeleteTrail", "UpdateTrail", "PutEventSelectors"]);
  return facts.findings
    .filter(({ finding }) => finding.outcome === "success" && names.has(finding.eventName))
    .map(({ id }) => id);
}

/** Files that hold or may hold events and were not read whole. */
export function unreadFiles({ facts }: ReportFacts): number {
  return facts.inputs.filter((input) => input.status !== "read" && input.status !== "skipped")
    .length;
}

/** Limits that hold only when the case has what causes them. */
function ofThisCase(report: ReportFacts): readonly Limit[] {
  const { facts, period } = report;
  const out: Limit[] = [];
  const silent = silentDays(report).days;
  if (silent > 0) {
    out.push({
      limit: say`${counted(silent, "day")} without any event`,
      reason: say`No record of ${text(silent === 1 ? "this day" : "these days")} is in the files (${ref("coverage")})`,
      removes: words("The log files of these days, or a list of what the bucket holds"),
    });
  }
  const stopped = loggingFindings(report);
  if (stopped.length > 0) {
    out.push({
      limit: words("Time with less or no logging"),
      reason: say`A trail was stopped, deleted or changed: ${refs(stopped)}`,
      removes: words("Event history of that time, which CloudTrail keeps for 90 days"),
    });
  }
  const unread = unreadFiles(report);
  if (unread > 0) {
    out.push({
      limit: say`${counted(unread, "file")} not read`,
      reason: say`See ${ref("problems")}`,
      removes: words("The same files, fetched again"),
    });
  }
  const broken = facts.problems.filter((problem) => !problem.isNote).length;
  if (broken > 0) {
    out.push({
      limit: say`${counted(broken, "problem")} while reading`,
      reason: say`Parts of files could not be read as CloudTrail records (${ref("problems")})`,
      removes: words("Undamaged copies of these files"),
    });
  }
  if (facts.untimed > 0) {
    out.push({
      limit: say`${counted(facts.untimed, "event")} without a time`,
      reason: words("Their eventTime is missing or unreadable; they stand in no course of events"),
      removes: words("The original log files"),
    });
  }
  if (facts.leftOut !== undefined && facts.leftOut.findings > 0) {
    out.push({
      limit: say`Findings below ${{ t: "sev", of: facts.leftOut.below }}`,
      reason: say`${num(facts.leftOut.findings)} were left out of this report on request`,
      removes: words("A report of all severities from the same case"),
    });
  }
  const off = (facts.ruleSettings ?? []).filter((setting) => setting.off !== null);
  if (off.length > 0) {
    out.push({
      limit: say`${counted(off.length, "rule")} switched off`,
      reason: say`${counted(
        sumOf(off, ({ leftOut }) => leftOut),
        "finding",
      )} left out by hand; ${ref("rule-settings")} says of which rules, by whom and why`,
      removes: words("The same rules, switched on again in the case"),
    });
  }
  out.push({
    limit:
      period.first === null
        ? words("State before the first event")
        : say`State before ${{ t: "time", at: facts.totals.firstEvent ?? period.first }}`,
    reason: words("Rebuilt from the changes in the log; what no event shows is unknown"),
    removes: words("Earlier logs, or aws iam get-account-authorization-details of that time"),
  });
  return out;
}

const always: readonly Limit[] = [
  {
    limit: words("People"),
    reason: words(
      "CloudTrail names users, roles, sessions and keys. That a named person acted is nowhere concluded from the log alone",
    ),
    removes: words("Interviews; sign-in records of the identity provider"),
  },
  {
    limit: words("Orders and approvals"),
    reason: words("Change requests and tickets are not part of a log"),
    removes: words("The client’s change records"),
  },
  {
    limit: words("Reading and copying of data"),
    reason: words("This report examines changes to permissions, not what was done with them"),
    removes: words(
      "Data events, access logs and flow logs, examined for the identities named here",
    ),
  },
  {
    limit: words("Rights granted by other means"),
    reason: words(
      "Resource policies, service control policies and permission sets limit or add rights; they are not read",
    ),
    removes: words("Exports of these policies"),
  },
  {
    limit: words("Today’s state"),
    reason: words("The evidence ends with its last event. No call was made to the accounts"),
    removes: words("The read calls under “How to verify”, before each step"),
  },
];

function integrityLimit({ facts }: ReportFacts): Limit {
  return {
    limit: words("Integrity of the log files"),
    reason:
      facts.validation === undefined
        ? say`Digest files were not validated (${ref("integrity")})`
        : say`Proved only of log files that valid digests list (${ref("integrity")})`,
    removes: words(
      "trailproof verify with the public keys, or aws cloudtrail validate-logs against the bucket",
    ),
  };
}

/** What the report does not say, and why; what was not examined; what responsibility rests on. */
export function limitsSection(report: ReportFacts): Section {
  const rows = [
    ...always.slice(0, 1),
    integrityLimit(report),
    ...always.slice(1),
    ...ofThisCase(report),
  ];
  const { engagement } = report.facts;
  const number = numberAfterPosture(report);
  return {
    id: "limits",
    number,
    title: "Limitations",
    page: "portrait",
    start: "page",
    contents: [],
    blocks: [
      para(words("What this report does not say, and why.")),
      {
        b: "table",
        columns: [
          { title: "Limit", as: "text", rowHeader: true, width: 26 },
          { title: "Reason", as: "text" },
          { title: "What would remove it", as: "text", width: 32 },
        ],
        rows: rows.map(({ limit, reason, removes }) => [limit, reason, removes]),
      },
      heading("not-examined", `${number}.1 Not examined`),
      ...bullets([
        words(
          "Accounts and Regions without log files in the evidence. Their absence means either no activity or an incomplete copy; the evidence does not tell which.",
        ),
        words("Workloads, networks, operating systems and code."),
        words(
          "Compliance with a particular standard. Technique numbers (MITRE ATT&CK) are for orientation and are no certification.",
        ),
      ]),
      heading("basis", `${number}.2 Basis of responsibility`),
      para(
        say`Statements about facts cite records. Ratings, “why it matters here” and “what else it could be” follow fixed rules of the program and are for ${engagement.auditor === null ? text("the auditor") : text(engagement.auditor)} to judge: the program does not know the client’s orders, people or systems.`,
      ),
    ],
  };
}
