/** What could not be read, and what is worth a note: each with its place and its reason. */
import { useRef, useState } from "react";
import type { ProblemLine, ProblemPage } from "../../../shared/ipc/evidence.ts";
import { tell } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { hrefOf } from "../../location.ts";
import { Empty, Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Split } from "../../parts/split.tsx";
import { useWalk } from "../../parts/use-walk.ts";
import { usePages } from "../../parts/use-pages.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import type { Column, TableHandle } from "../../parts/virtual-table.tsx";
import { evidenceWords as words } from "../../strings/evidence.ts";

/** Columns of problems: for this table and for the import under way. */
export const problemColumns: readonly Column<ProblemLine>[] = [
  {
    id: "file",
    head: words.file,
    grow: 2,
    least: 180,
    cell: ({ path }) =>
      path === null ? words.wholeCase : <LogText text={path} mono cut="start" />,
  },
  {
    id: "place",
    head: words.position,
    width: 200,
    cell: ({ position, record }) => (
      <span className="s12 ink2">{words.place(position, record)}</span>
    ),
  },
  {
    id: "reason",
    head: words.reason,
    grow: 3,
    least: 220,
    cell: ({ reason, isNote }) => (
      <span className="hstack g1">
        {isNote ? <span className="chip">{words.noteTag}</span> : null}
        <LogText text={reason} />
      </span>
    ),
  },
];

export function Problems() {
  const pages = usePages<ProblemLine, ProblemPage>(["problems", null, false], (offset, limit) =>
    tell("problems", null, false, offset, limit),
  );
  const [selected, setSelected] = useState<number | null>(null);
  const table = useRef<TableHandle>(null);
  const move = useWalk(pages.total, selected, setSelected, table);
  useKeys(words.tabs.problems, {
    j: { label: words.next, run: () => move(1) },
    k: { label: words.previous, run: () => move(-1) },
    Escape: { label: words.closeDetail, run: () => setSelected(null) },
  });
  const line = selected === null ? undefined : pages.rowAt(selected);
  return (
    <Split
      name="evidence.problems"
      label={words.tabs.problems}
      side="second"
      usual={420}
      first={
        <>
          {pages.error === null ? null : <Note kind="bad">{pages.error}</Note>}
          <VirtualTable
            ref={table}
            label={words.tabs.problems}
            name="evidence.problems"
            columns={problemColumns}
            total={pages.total}
            rowAt={pages.rowAt}
            onRange={pages.onRange}
            selected={selected}
            onSelect={setSelected}
            isOld={pages.isOld}
            empty={pages.any === undefined ? null : <Empty icon="check" title={words.noProblem} />}
          />
          <div className="tblfoot">
            <span>
              {pages.any === undefined ? "" : words.problemsOf(pages.any.problems, pages.any.notes)}
            </span>
          </div>
        </>
      }
      second={line === undefined ? null : <Detail line={line} />}
    />
  );
}

function Detail({ line }: { readonly line: ProblemLine }) {
  return (
    <div className="pane sunken scroll grow" tabIndex={0} role="region" aria-label={words.reason}>
      <section className="section ev-first">
        <h2>{line.isNote ? words.noteTag : words.problemTag}</h2>
        <p>
          <LogText text={line.reason} cut="none" />
        </p>
        <dl className="kv ev-kv">
          <dt>{words.file}</dt>
          <dd className="ev-wrap">
            {line.path === null ? words.wholeCase : <LogText text={line.path} cut="none" mono />}
          </dd>
          <dt>{words.position}</dt>
          <dd>{words.place(line.position, line.record)}</dd>
        </dl>
        {line.path === null ? null : (
          <a href={hrefOf("evidence", { tab: "files", q: line.path.split("/").at(-1) ?? "" })}>
            {words.showFile}
          </a>
        )}
      </section>
      <section className="section">
        <div className="head">
          <h2>{words.sample}</h2>
        </div>
        {line.sample === "" ? (
          <p className="ink3">{words.noSample}</p>
        ) : (
          <pre className="code wrap ev-sample">
            <LogText text={line.sample} cut="none" mono />
          </pre>
        )}
      </section>
    </div>
  );
}
