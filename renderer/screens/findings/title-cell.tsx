/** What stands in the list for a finding itself. */
import type { FindingRow } from "../../../shared/ipc/findings.ts";
import { plain } from "../../../shared/span.ts";
import { FoldMark } from "../../parts/fold-mark.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { findingsWords as words } from "../../strings/findings.ts";

/** The title; before it the mark of a finding of several events, which stand beneath it once it is unfolded. */
export function TitleCell({
  row,
  isUnfolded,
  onUnfold,
  withCount,
}: {
  readonly row: FindingRow;
  readonly isUnfolded: boolean;
  readonly onUnfold: (id: string, isUnfolded: boolean) => void;
  /** No column of its own says how many they are. */
  readonly withCount: boolean;
}) {
  return (
    <span className="f-titlecell">
      {row.events < 2 ? null : (
        <FoldMark
          count={withCount ? row.events : null}
          isOpen={isUnfolded}
          title={words.unfoldTitle(row.id, row.events)}
          onToggle={() => onUnfold(row.id, !isUnfolded)}
        />
      )}
      <span className="f-title" title={visibleText(plain(row.title))}>
        {row.outcome === "success" ? null : (
          <>
            <OutcomeMark outcome={row.outcome} />{" "}
          </>
        )}
        <SpansText spans={row.title} />
      </span>
    </span>
  );
}
