import { counted, log, num, plain, say, text } from "../../span.ts";
import type { Span, Spans } from "../../span.ts";
import { rankOf } from "../../severity.ts";
import type { Finding } from "../../finding.ts";
import type { NumberedFinding } from "../case-facts.ts";
import type { Block } from "../document.ts";
import { formatDuration } from "../format.ts";
import type { Course } from "./courses.ts";
import { isPlainCall } from "./finding-doc.ts";
import { fullTitle } from "./findings.ts";
import type { ReportFacts } from "./report-facts.ts";
import { bullets, chained, dayInWords, heading, listed, para, ref, refs } from "./words.ts";

/** The summary is one page: longer lists end with a reference to where the rest is. */
const mostClauses = 9;
const mostRisks = 5;
const longestClause = 150;

/** A sentence without its raised record numbers and the spaces that stood before them. */
function withoutCites(spans: Spans): Spans {
  const out: Span[] = [];
  for (const span of spans) {
    if (span.t === "event") continue;
    const before = out.at(-1);
    if (before?.t !== "text" || span.t !== "text") {
      out.push(span);
      continue;
    }
    const joint = /^[\s.,;:]/.test(span.s) ? before.s.trimEnd() : before.s;
    out[out.length - 1] = text(joint + span.s);
  }
  return out;
}

/** The sentence for managers where it says more than the title and is short enough, else the title. */
function clause(one: NumberedFinding, report: ReportFacts): Spans {
  const oneLine = withoutCites(one.finding.oneLine);
  const said = plain(oneLine);
  const short = said.length > 0 && said.length <= longestClause && !isPlainCall(one.finding);
  const last = oneLine.at(-1);
  if (!short || last?.t !== "text") return fullTitle(one, report);
  return [...oneLine.slice(0, -1), text(last.s.replace(/\.$/, ""))];
}

function distinct(values: readonly Spans[]): readonly Spans[] {
  return [...new Map(values.map((value) => [plain(value), value])).values()];
}

/** Who acted, as far as the log names it, and from where. Never a person. */
function actors(findings: readonly Finding[]): Spans {
  const labels = distinct(findings.map((finding) => finding.actor.label));
  const shown = labels.slice(0, 3);
  const more = labels.length - shown.length;
  const others = more > 0 ? say` and ${counted(more, "other identity", "other identities")}` : [];
  const addresses = [...new Set(findings.map((finding) => finding.sourceIp))].filter(
    (ip) => ip !== null,
  );
  const from =
    addresses.length === 0 || addresses.length > 3
      ? []
      : say`, from ${listed(addresses.map((ip) => [log(ip, "ip")]))}`;
  return say`${chained(shown)}${others}${from}`;
}

/** "2 calls were refused before or in between (F-20)." */
function refusedSentence({ refused }: Course): Spans {
  if (refused.length === 0) return [];
  // A burst holds the events of other findings once more.
  const calls = new Set(refused.flatMap(({ finding }) => finding.events)).size;
  return say` ${counted(calls, "call")} of the same identities ${text(calls === 1 ? "was" : "were")} refused or failed shortly before or in between (${refs(
    refused.map(({ id }) => id),
    3,
  )}).`;
}

function length(course: Course): string {
  const seconds = (Date.parse(course.to) - Date.parse(course.from)) / 1000;
  return seconds === 0 ? "the same second" : formatDuration(seconds);
}

/** How many of the grave findings belong to the course, and which do not. */
function share(course: Course, report: ReportFacts): Spans {
  const grave = report.facts.findings.filter(
    ({ finding }) => rankOf(finding.severity) >= rankOf("high"),
  );
  const inside = new Set(course.findings.map(({ id }) => id));
  const others = grave.filter(({ id }) => !inside.has(id)).map(({ id }) => id);
  if (others.length === 0)
    return say`All ${counted(grave.length, "critical or high finding", "critical and high findings")} belong to this one course of events.`;
  return say`${num(course.findings.length)} of the ${counted(grave.length, "critical or high finding", "critical and high findings")} belong to this one course of events; ${refs(others, 8)} ${text(others.length === 1 ? "stands" : "stand")} apart.`;
}

function courseBlocks(course: Course, report: ReportFacts): readonly Block[] {
  const findings = course.findings.map(({ finding }) => finding);
  const clauses = course.findings
    .slice(0, mostClauses)
    .map((one) => say`${clause(one, report)} (${ref(one.id)})`);
  const more = course.findings.length - clauses.length;
  const rest = more > 0 ? [say`and ${counted(more, "further change")} (${ref("risk")})`] : [];
  return [
    para(
      say`From ${{ t: "time", at: course.from }}, somebody acted as ${actors(findings)}. Within ${text(length(course))}:`,
    ),
    ...bullets([...clauses, ...rest]),
    para(say`${share(course, report)}${refusedSentence(course)}`),
  ];
}

/** The gravest single findings, where no course of events ties them together. */
function single(report: ReportFacts): readonly Block[] {
  const worst = report.facts.findings.filter(
    ({ finding }) => rankOf(finding.severity) >= rankOf("medium"),
  );
  if (worst.length === 0) return [];
  const shown = worst.slice(0, 5).map((one) => say`${clause(one, report)} (${ref(one.id)})`);
  const more = worst.length - shown.length;
  const rest =
    more > 0
      ? [say`and ${counted(more, "further finding")} of medium or above (${ref("findings")})`]
      : [];
  return [para(say`These stand out:`), ...bullets([...shown, ...rest])];
}

/** What happened: the weightiest course of events, else the gravest findings. */
export function happened(report: ReportFacts): readonly Block[] {
  const [first, ...others] = report.courses;
  const blocks = first === undefined ? single(report) : courseBlocks(first, report);
  if (blocks.length === 0) return [];
  const further =
    others.length === 0
      ? []
      : [
          para(
            say`${counted(others.length, "further course")} of two or more grave changes by related identities: ${chained(
              others.slice(0, 3).map(
                (course) =>
                  say`${text(dayInWords(course.from.slice(0, 10)))} (${refs(
                    course.findings.map(({ id }) => id),
                    4,
                  )})`,
              ),
            )}${text(others.length > 3 ? " and others" : "")}.`,
          ),
        ];
  return [heading("happened", "What happened"), ...blocks, ...further];
}

/** Effects that the evidence shows for the grave findings, most frequent first. */
function shownRisks(report: ReportFacts): readonly Spans[] {
  const risks = new Map<string, string[]>();
  for (const { id, finding } of report.facts.findings) {
    if (rankOf(finding.severity) < rankOf("high") || finding.outcome !== "success") continue;
    for (const { risk, state } of finding.impact) {
      if (state !== "shown") continue;
      const ids = risks.get(risk) ?? [];
      if (!ids.includes(id)) risks.set(risk, [...ids, id]);
    }
  }
  return [...risks]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, mostRisks)
    .map(
      ([risk, ids]) => say`${text(risk.charAt(0).toLowerCase() + risk.slice(1))} (${refs(ids, 3)})`,
    );
}

/** What the grave findings mean, as far as the evidence goes, and our advice. */
export function meaning(report: ReportFacts): readonly Block[] {
  const risks = shownRisks(report);
  const [course] = report.courses;
  const isIncident =
    course?.findings.some(({ finding }) => finding.severity === "critical") ?? false;
  const advice =
    isIncident && course !== undefined
      ? say` We advise treating ${text(dayInWords(course.from.slice(0, 10)))} as a security incident until the contrary is shown.`
      : [];
  const { lastEvent } = report.facts.totals;
  if (risks.length === 0 && advice.length === 0) return [];
  const effects = risks.length === 0 ? [] : say`The evidence shows ${listed(risks)}.`;
  const end =
    lastEvent === null
      ? []
      : say` The evidence ends at ${{ t: "time", at: lastEvent }}; what still stands must be looked up in the account.`;
  return [heading("meaning", "What it means"), para([...effects, ...end, ...advice])];
}
