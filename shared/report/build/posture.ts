import type { Evidence } from "../../posture/answer.ts";
import type { Posture, PostureCheckInfo, PostureResult } from "../../posture/posture.ts";
import { countStatuses } from "../../posture/posture.ts";
import {
  commandsFor,
  missingKinds,
  formatsOf,
  placeWords,
  statusWords,
} from "../../posture/words.ts";
import { topics } from "../../remediation/topics.ts";
import { cite, counted, joined, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Block, Section } from "../document.ts";
import { measureId } from "./finding-remedy.ts";
import { fileBlocks } from "./posture-files.ts";
import { sumOf } from "./report-facts.ts";
import type { ReportFacts } from "./report-facts.ts";
import { accountSpan, bullets, listed, para, ref, strong, words } from "./words.ts";

/** Things that one failing check lists; the rest is counted. */
const mostListed = 40;

/** Where a fact stands: file with row or pointer and the moment, or the record. */
function placeSpans(one: Evidence, report: ReportFacts): Spans {
  if (one.kind === "event") return [cite(one.id)];
  const id = report.records.files.of(one.input);
  const place = placeWords(one);
  const where = place === "" ? [] : say`, ${text(place)}`;
  return say`${id === null ? text("a file") : ref(id)}${where}`;
}

function placesOf(all: readonly Evidence[], report: ReportFacts): Spans {
  const shown = all.slice(0, 3).map((one) => placeSpans(one, report));
  return shown.length === 0 ? [{ t: "unknown", why: "not-supplied" }] : joined(shown, "; ");
}

function failing(
  result: PostureResult,
  check: PostureCheckInfo,
  report: ReportFacts,
): readonly Block[] {
  const topic = topics.findIndex(({ id }) => id === check.topic);
  const more = result.affectedCount - Math.min(result.affected.length, mostListed);
  const source = check.reference === null ? [] : say` Asked for by ${text(check.reference)}.`;
  const todo =
    topic < 0
      ? []
      : say` What to do: section ${ref(measureId(topic + 1), `8.${String(topic + 1)}`)}.`;
  return [
    { b: "heading", level: 4, text: check.title },
    para(say`${strong(statusWords.fail)}. ${result.why}`),
    para(say`What must hold: ${text(check.about)}${source}${todo}`, "soft"),
    ...(result.affected.length === 0
      ? [para(say`Evidence: ${placesOf(result.evidence, report)}.`, "soft")]
      : [
          {
            b: "table" as const,
            columns: [
              { title: "Who or what", as: "text" as const, rowHeader: true, width: 26 },
              { title: "Why", as: "text" as const },
              { title: "Evidence", as: "text" as const, width: 24 },
            ],
            rows: result.affected
              .slice(0, mostListed)
              .map((one) => [
                say`${text(one.type)} ${log(one.name, one.type === "trail" || one.type === "account" || one.type === "root" ? "other" : one.type)}`,
                one.why,
                placesOf(one.evidence, report),
              ]),
          },
        ]),
    ...(more > 0
      ? [para(say`${num(more)} more are in the JSON form of this report.`, "soft")]
      : []),
    ...bullets(result.notes),
  ];
}

function passing(
  results: readonly PostureResult[],
  checks: ReadonlyMap<string, PostureCheckInfo>,
  report: ReportFacts,
): readonly Block[] {
  if (results.length === 0) return [];
  return [
    {
      b: "table",
      caption: "Checks that pass",
      columns: [
        { title: "Check", as: "text", rowHeader: true, width: 34 },
        { title: "Why", as: "text" },
        { title: "Evidence", as: "text", width: 24 },
      ],
      rows: results.map((one) => [
        words(checks.get(one.check)?.title ?? one.check),
        joined([one.why, ...one.notes], " "),
        placesOf(one.evidence, report),
      ]),
    },
  ];
}

function open(
  results: readonly PostureResult[],
  checks: ReadonlyMap<string, PostureCheckInfo>,
  files: Posture["files"],
): readonly Block[] {
  if (results.length === 0) return [];
  return [
    {
      b: "table",
      caption: "Checks that the evidence does not answer",
      columns: [
        { title: "Check", as: "text", rowHeader: true, width: 34 },
        { title: "Why it is open", as: "text" },
        { title: "What would answer it", as: "text", width: 28 },
      ],
      rows: results.map((one) => {
        const check = checks.get(one.check);
        const formats =
          check === undefined ? [] : formatsOf(missingKinds(check, files, one.account));
        return [
          words(check?.title ?? one.check),
          joined([one.why, ...one.notes], " "),
          formats.length === 0 ? words("Digest files") : listed(formats.map(words)),
        ];
      }),
    },
  ];
}

/** Commands whose answers would close what is open, each once. */
function commandBlocks(
  { results, files }: Posture,
  checks: ReadonlyMap<string, PostureCheckInfo>,
): readonly Block[] {
  const commands = new Set(
    results.flatMap((one) => {
      const check = checks.get(one.check);
      return one.status !== "unknown" || check === undefined
        ? []
        : commandsFor(missingKinds(check, files, one.account));
    }),
  );
  if (commands.size === 0) return [];
  return [
    { b: "heading", level: 4, text: "How to get what is missing" },
    para(
      words(
        "These calls only read. Run them with credentials of each account, keep the files in a folder of their own for each account, and import the folders into the case. TRAIL_ARN stands for the trail’s ARN; put the trail’s name into the name of its status file.",
      ),
    ),
    { b: "code", language: "shell", text: `${[...commands].join("\n")}\n` },
  ];
}

const sectionNumber = "9";

/** How the accounts are set up, as far as files and log tell. Nothing when it was not looked at. */
export function postureSection(report: ReportFacts): readonly Section[] {
  const { posture } = report.facts;
  if (posture === undefined) return [];
  const checks = new Map(posture.checks.map((check) => [check.id, check]));
  const { counts, accounts } = posture;
  const blocks = accounts.flatMap((account, i): readonly Block[] => {
    const own = posture.results.filter((one) => one.account === account);
    const of = countStatuses(own);
    const id = accountId(i);
    return [
      { b: "heading", level: 3, id, text: `${sectionNumber}.${String(i + 1)} Account ${account}` },
      para(
        say`Of ${counted(own.length, "check")} ${num(of.pass)} pass, ${num(of.fail)} fail and ${num(of.unknown)} can’t be answered.`,
      ),
      ...own.flatMap((one) => {
        const check = checks.get(one.check);
        return one.status === "fail" && check !== undefined ? failing(one, check, report) : [];
      }),
      ...passing(
        own.filter(({ status }) => status === "pass"),
        checks,
        report,
      ),
      ...open(
        own.filter(({ status }) => status === "unknown"),
        checks,
        posture.files,
      ),
    ];
  });
  return [
    {
      id: "posture",
      number: sectionNumber,
      title: "Posture",
      page: "portrait",
      start: "page",
      contents: accounts.map((account, i) => ({
        to: accountId(i),
        label: say`Account ${accountSpan(account)}`,
      })),
      blocks: [
        para(
          say`How the accounts were set up, as far as the evidence tells. A check passes or fails only where a file or a call shows it; otherwise it stays open. ${counted(
            sumOf([counts.pass, counts.fail, counts.unknown], (n) => n),
            "answer",
          )}: ${num(counts.pass)} pass, ${num(counts.fail)} fail, ${num(counts.unknown)} open.`,
        ),
        ...fileBlocks(posture, report),
        ...blocks,
        ...commandBlocks(posture, checks),
      ],
    },
  ];
}

function accountId(i: number): string {
  return `posture-${String(i + 1)}`;
}

/** The number of the section behind the posture, which may not be there. */
export function numberAfterPosture({ facts }: ReportFacts): string {
  return facts.posture === undefined ? sectionNumber : String(Number(sectionNumber) + 1);
}

/** Failing checks that call for a topic, as titles with accounts. */
export function failingFor(topic: string, { facts }: ReportFacts): readonly PostureCheckInfo[] {
  const { posture } = facts;
  if (posture === undefined) return [];
  const failed = new Set(
    posture.results.filter(({ status }) => status === "fail").map(({ check }) => check),
  );
  return posture.checks.filter((check) => check.topic === topic && failed.has(check.id));
}
