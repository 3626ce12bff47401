import { byPath } from "./file-ids.ts";
import { detectionById } from "../../analysis/detections/by-id.ts";
import type { Said } from "../../rule-settings.ts";
import type { RuleFact } from "../case-facts.ts";
import { counted, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import type { Block, Section } from "../document.ts";
import { sha256Hex } from "../sha256-base64.ts";
import type { ReportFacts } from "./report-facts.ts";
import { coded, heading, para, ref, words } from "./words.ts";

const modifiers: readonly (readonly [name: string, value: string, condition: string])[] = [
  ["Refused or failed", "−2", "AWS denied the call, or it failed: nothing changed"],
  ["Root (IAM-035)", "+1", "The root user made the change itself"],
  [
    "Self-change (IAM-022)",
    "+1",
    "The actor changed the rights of its own user or role, of a group it belongs to or of a policy it holds, and a detection of at least high shows that they became wider",
  ],
  [
    "New context (IAM-042)",
    "+1",
    "Network and kind of client are both new for the actor, against at least 20 earlier recorded calls over 7 days",
  ],
  [
    "Narrower",
    "−1",
    "The new document allows nothing that the earlier one did not, or what was taken down was not in use any more",
  ],
  [
    "Made by a service",
    "−1",
    "An AWS service made the call on somebody’s behalf; never for trust opened to everyone (IAM-006), root keys (IAM-012) or a blinded audit log (IAM-046)",
  ],
  [
    "Own creation",
    "−1",
    "What was deleted had been created by the same actor less than 24 hours before, and nobody else had changed it",
  ],
];

/** Rules of which something was set by hand: what, why, by whom and when, and what it did. */
function ruleSettings(settings: readonly RuleFact[]): readonly Block[] {
  if (settings.length === 0) return [];
  const rows = settings.flatMap(({ rule, off, severity, leftOut, reweighed }) => [
    ...(off === null ? [] : [settingRow(rule, words("switched off"), off, leftOut)]),
    ...(severity === null
      ? []
      : [settingRow(rule, say`severity ${{ t: "sev", of: severity.to }}`, severity, reweighed)]),
  ]);
  return [
    heading("rule-settings", "Rules set by hand"),
    para(
      words(
        "What follows was set for this case by people. Findings of a rule that is switched off are kept in the case and left out of this report; a severity that was set counts in the sum in place of what the rule proposes, and each sum says so.",
      ),
    ),
    {
      b: "table",
      columns: [
        { title: "Rule", as: "text", rowHeader: true, width: 24 },
        { title: "Set to", as: "text", width: 14 },
        { title: "Why", as: "text" },
        { title: "By, at", as: "text", width: 20 },
        { title: "Findings", as: "num", width: 10 },
      ],
      rows,
    },
  ];
}

function settingRow(rule: string, what: Spans, { why, who, at }: Said, n: number): Spans[] {
  const title = detectionById(rule)?.title;
  return [
    title === undefined ? [log(rule)] : say`${log(rule)} ${text(title)}`,
    what,
    [log(why)],
    say`${who === "" ? words("not named") : [log(who)]}, ${{ t: "time", at }}`,
    [num(n)],
  ];
}

/** Appendix D: the rules of the severity sum. */
export function arithmeticSection({ facts }: ReportFacts): Section {
  return {
    id: "arithmetic",
    number: "D",
    title: "Appendix: severity arithmetic",
    page: "portrait",
    start: "flow",
    contents: [],
    blocks: [
      para(
        words(
          "Ranks: information 1, low 2, medium 3, high 4, critical 5. The event’s own baseline and every detection that fits propose a rank; the highest counts. Then the modifiers are added; their sum is held between −2 and +1, the result between information and critical. A series takes the result of its events.",
        ),
      ),
      {
        b: "table",
        columns: [
          { title: "Modifier", as: "text", rowHeader: true, width: 22 },
          { title: "Value", as: "num", width: 10 },
          { title: "Condition", as: "text" },
        ],
        rows: modifiers.map(([name, value, condition]) => [
          words(name),
          words(value),
          words(condition),
        ]),
      },
      ...ruleSettings(facts.ruleSettings ?? []),
    ],
  };
}

/** Hash over the hashes and paths of all files, in the form that `sha256sum` prints, in order of paths. */
function inputsHash({ records }: ReportFacts): {
  readonly hash: string;
  readonly unhashed: number;
} {
  const all = [...records.files.cited, ...records.files.others];
  const hashed = all.filter((input) => input.sha256 !== null);
  const lines = hashed.toSorted(byPath).map((input) => `${input.sha256}  ${input.path}\n`);
  return { hash: sha256Hex(lines.join("")), unhashed: all.length - hashed.length };
}

/** Appendix F: with what, and from what, the report was made. */
export function manifestSection(report: ReportFacts): Section {
  const { facts } = report;
  const { hash, unhashed } = inputsHash(report);
  const missing: Spans =
    unhashed === 0
      ? []
      : say` ${counted(unhashed, "file")} without a hash ${text(unhashed === 1 ? "is" : "are")} not in it.`;
  const severities =
    facts.leftOut === undefined
      ? words("findings of all severities")
      : say`findings from ${{ t: "sev", of: facts.leftOut.below }} up; ${num(facts.leftOut.findings)} below it left out`;
  const rows: readonly { readonly key: string; readonly value: Spans }[] = [
    { key: "Program", value: words(facts.program) },
    {
      key: "Case",
      value: say`${counted(facts.totals.files, "file")}, ${counted(facts.totals.records, "record")}, ${counted(facts.totals.events, "event")}, ${counted(facts.findings.length, "finding")}`,
    },
    {
      key: "Hash over all files",
      value: say`${coded(hash)}: SHA-256 of the lines ${coded("hash, two spaces, path, line feed")} of all files in ${ref("files")}, in the order of their paths as code units.${missing}`,
    },
    {
      key: "Options",
      value: say`${severities}${
        facts.ruleSettings === undefined
          ? []
          : say`; ${counted(facts.ruleSettings.length, "rule")} set by hand (${ref("rule-settings")})`
      }; times in UTC; language English`,
    },
    {
      key: "Reproducible",
      value: words(
        "The same case, options and program version give the same report, byte for byte",
      ),
    },
  ];
  const table: Block = { b: "keyValues", rows };
  return {
    id: "manifest",
    number: "F",
    title: "Appendix: manifest",
    page: "portrait",
    start: "flow",
    contents: [],
    blocks: [table],
  };
}
