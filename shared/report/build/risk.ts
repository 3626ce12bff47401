import { num } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { severityOf } from "../../severity.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block, Section } from "../document.ts";
import { actingIdentities } from "./identities.ts";
import type { ReportFacts } from "./report-facts.ts";
import { changesChart, courseChart, severityChart } from "./risk-charts.ts";
import { accountSpan, heading, para, refs, words } from "./words.ts";

function outcome(list: readonly NumberedFinding[], isSuccess: boolean): Spans {
  return [num(list.filter(({ finding }) => (finding.outcome === "success") === isSuccess).length)];
}

/** Who made the calls that findings describe. Identities are those of the log, not persons. */
function identityTable({ facts, accounts }: ReportFacts): readonly Block[] {
  const isSplit = accounts.length > 1;
  const withAccount = <Part>(part: Part): readonly Part[] => (isSplit ? [part] : []);
  const rows = actingIdentities(facts.findings);
  if (rows.length === 0) return [];
  return [
    heading("identities", "4.1 Identities that acted"),
    para(
      words(
        "As the log names them: users, roles and keys. Who used them is not in the log. Counted are findings about changes, and findings about refused or failed calls.",
      ),
      "soft",
    ),
    {
      b: "table",
      columns: [
        { title: "Identity", as: "text", rowHeader: true },
        ...withAccount({ title: "Account", as: "text" as const, width: 16 }),
        { title: "Worst", as: "text", width: 14 },
        { title: "Changes", as: "num", width: 10 },
        { title: "Refused", as: "num", width: 10 },
        { title: "Findings", as: "text", width: 26 },
      ],
      rows: rows.map(({ label, account, findings, worst }) => [
        label,
        ...withAccount([accountSpan(account)]),
        [{ t: "sev", of: severityOf(worst) }],
        outcome(findings, true),
        outcome(findings, false),
        refs(
          findings.map(({ id }) => id),
          6,
        ),
      ]),
      foot: [
        words("Total"),
        ...withAccount<Spans>([]),
        [],
        outcome(facts.findings, true),
        outcome(facts.findings, false),
        [],
      ],
    },
  ];
}

/** The findings as pictures and by identity. */
export function riskSection(report: ReportFacts, firstFigure: number): Section {
  const isEmpty = report.facts.findings.length === 0;
  return {
    id: "risk",
    number: "4",
    title: "Risk overview",
    page: "portrait",
    start: "page",
    contents: [],
    blocks: [
      ...(isEmpty
        ? [para(words("There is no finding to draw."))]
        : severityChart(report, firstFigure)),
      ...changesChart(report, firstFigure + 1),
      ...courseChart(report, firstFigure + 2),
      ...identityTable(report),
    ],
  };
}
