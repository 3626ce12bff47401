import { counted, log, num, say } from "../../span.ts";
import type { Span, Spans } from "../../span.ts";
import type { InputFact, ProblemFact } from "../case-facts.ts";
import type { Block, Section } from "../document.ts";
import { sumOf } from "./report-facts.ts";
import type { ReportFacts } from "./report-facts.ts";
import { coded, heading, para, ref, words } from "./words.ts";

const unknownHash: Span = { t: "unknown", why: "not-recorded" };

function fileTable(inputs: readonly InputFact[], report: ReportFacts): Block {
  return {
    b: "table",
    columns: [
      { title: "File", as: "text", rowHeader: true, width: 8 },
      { title: "Path and SHA-256", as: "mono" },
      { title: "Bytes", as: "num", width: 9 },
      { title: "Records", as: "num", width: 9 },
      { title: "Result", as: "text", width: 12 },
    ],
    rows: inputs.map((input) => [
      words(report.records.files.of(input.id) ?? ""),
      say`${log(input.path, "path")} ${input.sha256 === null ? unknownHash : coded(input.sha256)}`,
      [num(input.bytes)],
      [num(input.records)],
      resultSpans(input),
    ]),
    foot: [
      words("Total"),
      counted(inputs.length, "file"),
      // The bytes of a member are in its archive.
      [num(sumOf(inputs, (input) => (input.parent === null ? input.bytes : 0)))],
      [num(sumOf(inputs, (input) => input.records))],
      [],
    ],
  };
}

function resultSpans({ status, format, note }: InputFact): Spans {
  const kind = format === "" ? "not recognized" : format;
  const said = status === "read" ? say`Read` : say`${words(status)}: ${words(kind)}`;
  return note === "" ? said : say`${said}; ${log(note)}`;
}

/** Appendix A: every file, those that findings cite first. */
export function filesSection(report: ReportFacts): Section {
  const { cited, others } = report.records.files;
  const members = report.facts.inputs.filter((input) => input.parent !== null).length;
  return {
    id: "files",
    number: "A",
    title: "Appendix: input files",
    page: "portrait",
    start: "page",
    contents: [],
    blocks: [
      para(
        say`All ${counted(cited.length + others.length, "file")} that were found under what was named as evidence, read or not. Paths are relative to it.`,
      ),
      ...(members === 0
        ? []
        : [
            para(
              say`${counted(members, "file")} of these ${words(members === 1 ? "is a member" : "are members")} of an archive, which is listed too: “!/” stands between the two in the path. Totals of bytes count the archive alone.`,
            ),
          ]),
      ...(cited.length === 0
        ? []
        : [heading("files-cited", "A.1 Files that findings rest on"), fileTable(cited, report)]),
      ...(others.length === 0
        ? []
        : [
            heading("files-others", cited.length === 0 ? "A.1 All files" : "A.2 All other files"),
            fileTable(others, report),
          ]),
    ],
  };
}

function problemTable(list: readonly ProblemFact[], report: ReportFacts): Block {
  return {
    b: "table",
    columns: [
      { title: "File", as: "text", width: 9 },
      { title: "Place", as: "text", width: 18 },
      { title: "What", as: "text" },
      { title: "Found there", as: "mono", width: 34 },
    ],
    rows: list.map(({ input, position, record, reason, sample }) => {
      const id = input === null ? null : report.records.files.of(input);
      const place = [
        ...(record === null ? [] : say`record ${num(record)} `),
        ...(position === null ? [] : say`byte ${num(position)}`),
      ];
      return [
        id === null ? words("–") : [ref(id)],
        place.length === 0 ? words("whole file") : place,
        [log(reason)],
        sample === "" ? words("–") : [log(sample)],
      ];
    }),
  };
}

/** Appendix B: what could not be read, and notes about what was. */
export function problemsSection(report: ReportFacts): Section {
  const problems = report.facts.problems.filter((problem) => !problem.isNote);
  const notes = report.facts.problems.filter((problem) => problem.isNote);
  const skipped = report.facts.inputs.filter((input) => input.status === "skipped").length;
  const bytes = say` Bytes are counted in the inflated file.`;
  return {
    id: "problems",
    number: "B",
    title: "Appendix: problems and notes",
    page: "portrait",
    start: "flow",
    contents: [],
    blocks: [
      problems.length === 0
        ? para(words("Nothing failed while reading."))
        : para(say`${counted(problems.length, "problem")}, in order of files.${bytes}`),
      ...(problems.length === 0 ? [] : [problemTable(problems, report)]),
      ...(notes.length === 0
        ? []
        : [
            heading("notes", "B.1 Notes"),
            para(words("Nothing was lost here; it is told because an auditor may want to know.")),
            problemTable(notes, report),
          ]),
      para(
        say`${counted(skipped, "file")} ${words(skipped === 1 ? "was" : "were")} skipped because they hold no CloudTrail events; ${ref("files")} lists them with what they were taken for.`,
        "soft",
      ),
    ],
  };
}

/** Appendix C: every cited record; the text of those that no finding prints itself. */
export function recordsSection(report: ReportFacts): Section {
  const { withFinding, inAppendix } = report.records;
  const count = withFinding.length + inAppendix.length;
  const blocks: Block[] = [];
  if (count === 0) blocks.push(para(words("No record is cited.")));
  else {
    blocks.push(
      para(
        say`${counted(count, "record")}, numbered in the order in which findings cite them. Their text is as CloudTrail wrote it, byte for byte; line breaks come from the width of the page only.`,
      ),
    );
  }
  if (inAppendix.length > 0) {
    blocks.push(heading("records-here", "C.1 Records printed here"), {
      b: "evidence",
      rows: inAppendix,
      raw: true,
    });
  }
  if (withFinding.length > 0) {
    blocks.push(
      heading(
        "records-there",
        `C.${inAppendix.length > 0 ? 2 : 1} Records printed with their finding`,
      ),
      { b: "evidence", rows: withFinding, raw: false },
    );
  }
  return {
    id: "records",
    number: "C",
    title: "Appendix: cited records",
    page: "portrait",
    start: "flow",
    contents: [],
    blocks,
  };
}
