import type { Spans } from "../../span.ts";
import { counted, joined, log, say, text } from "../../span.ts";
import type { ReportDocument, Section } from "../document.ts";
import type { ReportFacts } from "./report-facts.ts";
import { heading, para, periodInWords, ref, strong, words } from "./words.ts";

/** The cover names at most this many accounts. */
const fewAccounts = 6;

/** The days of the evidence in words; the fixed phrase where no event has a time. */
export function periodSpans({ period }: ReportFacts): Spans {
  if (period.first === null || period.last === null) return [{ t: "unknown", why: "not-in-log" }];
  const n = period.days.length;
  return say`${text(periodInWords(period.first, period.last))} (${counted(n, "day")}, UTC)`;
}

function accountSpans({ accounts }: ReportFacts): Spans {
  if (accounts.length === 0) return [{ t: "unknown", why: "not-in-log" }];
  if (accounts.length > fewAccounts) return counted(accounts.length, "AWS account");
  return joined(
    accounts.map((account) => log(account, "account")),
    " · ",
  );
}

function evidenceSpans({ facts }: ReportFacts): Spans {
  const { files, events } = facts.totals;
  return say`${counted(files, "file")}, ${counted(events, "event")}`;
}

/** A line about the engagement, when it was said. */
function given(key: string, value: string | null): ReportDocument["cover"] {
  return value === null ? [] : [{ key, value: words(value) }];
}

/** The cover's lines: what is said about the engagement, and what the evidence is. */
export function cover(report: ReportFacts): ReportDocument["cover"] {
  const { client, auditor, reference } = report.facts.engagement;
  return [
    ...given("Client", client),
    { key: report.accounts.length === 1 ? "Account" : "Accounts", value: accountSpans(report) },
    { key: "Period", value: periodSpans(report) },
    { key: "Evidence", value: evidenceSpans(report) },
    ...given("Report", reference),
    ...given("Auditor", auditor),
  ];
}

const blank: Spans = [];

/** Document control: what this document is, room for its versions, and who reads what. */
export function controlSection(report: ReportFacts): Section {
  const { facts } = report;
  const { client, auditor, reference, classification } = facts.engagement;
  const document =
    reference === null
      ? "IAM change audit from AWS CloudTrail"
      : `IAM change audit from AWS CloudTrail, report ${reference}`;
  return {
    id: "control",
    number: "",
    title: "Document control",
    page: "portrait",
    start: "page",
    contents: [],
    blocks: [
      {
        b: "keyValues",
        rows: [
          { key: "Document", value: words(document) },
          ...given("Client", client),
          ...given("Prepared by", auditor),
          {
            key: "Classification",
            value: say`${text(classification)}. Holds user names, addresses, access key ids and parts of access rules`,
          },
          { key: "Period under review", value: periodSpans(report) },
          { key: "Times", value: words("UTC throughout, as CloudTrail writes them") },
          { key: "Program", value: say`${text(facts.program)} (manifest: ${ref("manifest")})` },
        ],
      },
      heading("versions", "Versions, review and distribution"),
      para(words("To be filled in by hand."), "soft"),
      {
        b: "table",
        look: "grid",
        columns: [
          { title: "Version", as: "blank", width: 11 },
          { title: "Date", as: "blank", width: 15 },
          { title: "Author", as: "blank", width: 20 },
          { title: "Reviewed by (four eyes)", as: "blank", width: 22 },
          { title: "Change, or who received it", as: "blank" },
        ],
        rows: [1, 2, 3].map(() => [blank, blank, blank, blank, blank]),
      },
      heading("readers", "Who reads what"),
      {
        b: "table",
        columns: [
          { title: "You are", as: "text", rowHeader: true, width: 30 },
          { title: "Read", as: "text" },
        ],
        rows: [
          [words("Management"), say`${ref("summary")}; the decisions stand at its end`],
          [
            words("Responsible for the accounts"),
            say`${ref("summary")}, ${ref("risk")}, ${ref("plan")} and ${ref("checklist")}; the findings given to you`,
          ],
          [
            words("Auditor or investigator"),
            say`${ref("scope")}, ${ref("evidence")}, ${ref("findings")}, ${ref("limits")} and the appendices`,
          ],
        ],
      },
      heading("notation", "How to read it"),
      {
        b: "list",
        ordered: false,
        items: [
          say`${strong("F-01")} is a finding, ${strong("E-01")} a cited record (${ref("records")}), ${strong("L-01")} an input file (${ref("files")}), ${strong("C-01.1")} a line of the checklist of finding F-01.`,
          say`Text set like ${log("this")} was copied from the log. Whoever made a call may have chosen it: names, session names and client names prove nothing about who acted.`,
          say`A fact that the evidence does not hold is written as ${{ t: "unknown", why: "not-in-log" }} or with another phrase of this kind; nothing is guessed.`,
        ],
      },
    ],
  };
}
