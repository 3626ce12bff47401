import type { Posture } from "../../posture/posture.ts";
import { momentSpans, ownerSpans } from "../../posture/words.ts";
import { snapshotKinds } from "../../snapshot/kinds.ts";
import type { Block } from "../document.ts";
import type { ReportFacts } from "./report-facts.ts";
import { ref, words } from "./words.ts";

/** The files that the checks rest on; a sentence where there are none. */
export function fileBlocks({ files }: Posture, report: ReportFacts): readonly Block[] {
  if (files.length === 0)
    return [
      {
        b: "note",
        look: "gap",
        title: "No file about the set-up",
        spans: words(
          "No answer of AWS about the accounts’ set-up is in the evidence. What follows rests on the log alone, which shows changes only: most checks stay open.",
        ),
      },
    ];
  return [
    {
      b: "table",
      caption: "Files about the set-up of accounts",
      columns: [
        { title: "File", as: "text", rowHeader: true, width: 8 },
        { title: "What it is", as: "text", width: 24 },
        { title: "Account", as: "text" },
        { title: "As of", as: "text" },
      ],
      rows: files.map((file) => {
        const id = report.records.files.of(file.input);
        return [
          id === null ? words("–") : [ref(id)],
          words(snapshotKinds[file.kind].format),
          ownerSpans(file),
          momentSpans(file.moment, file.statedBy),
        ];
      }),
    },
  ];
}
