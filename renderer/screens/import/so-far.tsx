/** What an import has found so far: files and problems. */
import { useState } from "react";
import type { ReactNode } from "react";
import type { InputQuery, ProblemLine, ProblemPage } from "../../../shared/ipc/evidence.ts";
import { tell } from "../../api.ts";
import { hrefOf } from "../../location.ts";
import { Tabs } from "../../parts/controls.tsx";
import { usePages } from "../../parts/use-pages.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import { evidenceWords } from "../../strings/evidence.ts";
import { importWords as words } from "../../strings/import.ts";
import { FileTable, useFiles } from "../evidence/file-table.tsx";
import { problemColumns } from "../evidence/problems.tsx";

const kinds = ["all", "reading", "read", "problems", "waiting", "skipped"] as const;

function queryOf(kind: (typeof kinds)[number]): InputQuery {
  if (kind === "all") return {};
  return kind === "problems" ? { withProblems: true } : { statuses: [kind] };
}

/** The files, by what became of them. */
export function FilesSoFar(): ReactNode {
  const [kind, setKind] = useState<(typeof kinds)[number]>("all");
  const [selected, setSelected] = useState<number | null>(null);
  const files = useFiles(queryOf(kind));
  return (
    <div className="pane grow">
      <div className="ev-bar hstack">
        <Tabs
          look="seg"
          label={evidenceWords.state}
          current={kind}
          onChange={(id) => setKind(kinds.find((one) => one === id) ?? "all")}
          tabs={kinds.map((id) => ({ id, label: evidenceWords.kinds[id] }))}
        />
        <span className="right s12 ink3">{words.found(files.total)}</span>
      </div>
      <FileTable
        files={files}
        name="import.files"
        selected={selected}
        onSelect={setSelected}
        empty={
          <p className="empty ink3">{kind === "all" ? words.waitingFiles : evidenceWords.noFile}</p>
        }
      />
    </div>
  );
}

/** The problems, the latest first. */
export function ProblemsSoFar({ count }: { readonly count: number }) {
  const pages = usePages<ProblemLine, ProblemPage>(["problems", null, true], (offset, limit) =>
    tell("problems", null, true, offset, limit),
  );
  const [selected, setSelected] = useState<number | null>(null);
  return (
    <section className="im-problems" aria-label={words.problems}>
      <div className="hstack">
        <h2>{words.problems}</h2>
        <span className="s12 ink3">{words.problemsText(count)}</span>
        {pages.total === 0 ? null : (
          <a className="right s12" href={hrefOf("evidence", { tab: "problems" })}>
            {words.openList}
          </a>
        )}
      </div>
      {pages.total === 0 ? null : (
        <div className="im-problemlist">
          <VirtualTable
            label={words.problems}
            name="import.problems"
            columns={problemColumns}
            total={pages.total}
            rowAt={pages.rowAt}
            onRange={pages.onRange}
            selected={selected}
            onSelect={setSelected}
            rowHeight={24}
          />
        </div>
      )}
    </section>
  );
}
