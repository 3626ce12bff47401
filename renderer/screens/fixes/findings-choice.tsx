/** Findings to be fixed: those that changed something, the gravest first, to be ticked. */
import { useState } from "react";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import type { FindingRow } from "../../../shared/ipc/findings.ts";
import { useAsk } from "../../api.ts";
import { go, hrefOf } from "../../location.ts";
import { Note, Tick } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { listTime } from "../../parts/time.ts";
import { liveWords as words } from "../../strings/live.ts";
import { fixParams } from "../../parts/fix-params.ts";

/** Findings that are listed; the filter finds the others. */
const listed = 200;

export function FindingsChoice({ request }: { readonly request: PlanRequest | null }) {
  const [text, setText] = useState("");
  const asked = useAsk("findingPage", [
    { outcomes: ["success"], ...(text.trim() === "" ? {} : { text: text.trim() }) },
    { sort: "severity", descending: true, group: "none", folded: [] },
    0,
    listed,
  ]);
  const ids =
    request?.subject.kind === "finding"
      ? [request.subject.id]
      : request?.subject.kind === "findings"
        ? request.subject.ids
        : [];
  const toggle = (id: string): void =>
    choose(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  const rows = (asked.value?.lines ?? []).flatMap((line) =>
    line.kind === "finding" ? [line.row] : [],
  );
  const further = (asked.value?.findings ?? 0) - rows.length;
  return (
    <>
      <div className="hstack lv-filter">
        <input
          className="input"
          type="search"
          aria-label={words.filter}
          placeholder={words.filter}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="s12 ink2 nowrap" aria-live="polite">
          {ids.length === 0 ? "" : words.chosen(ids.length)}
        </span>
        {ids.length === 0 ? null : (
          <button type="button" className="linkbtn s12 nowrap" onClick={() => choose([])}>
            {words.clear}
          </button>
        )}
      </div>
      {asked.error === null ? null : <Note kind="bad">{asked.error}</Note>}
      <table className="tbl lv-plan">
        <colgroup>
          <col className="lv-c-ck" />
          <col className="lv-c-sev" />
          <col />
          <col className="lv-c-on" />
          <col className="lv-c-tm" />
        </colgroup>
        <thead>
          <tr>
            <th aria-label={words.chooseTitle} />
            <th aria-label="Severity" />
            <th>{words.finding}</th>
            <th>{words.target}</th>
            <th>{words.time}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} isOn={ids.includes(row.id)} onToggle={toggle} />
          ))}
        </tbody>
      </table>
      <p className="s12 ink3 lv-under-table">
        {rows.length === 0 && asked.value !== undefined ? `${words.noFindings} ` : ""}
        {further > 0 ? `${words.moreFindings(further)} ` : ""}
        {words.onlyDone}
      </p>
    </>
  );
}

/** Goes to the place of these findings. */
function choose(next: readonly string[]): void {
  const [only] = next;
  if (only === undefined) go("fixes", {}, true);
  else
    go(
      "fixes",
      fixParams({
        subject:
          next.length === 1 ? { kind: "finding", id: only } : { kind: "findings", ids: next },
        from: null,
        to: null,
        account: null,
      }),
      true,
    );
}

function Row({
  row,
  isOn,
  onToggle,
}: {
  readonly row: FindingRow;
  readonly isOn: boolean;
  readonly onToggle: (id: string) => void;
}) {
  return (
    <tr className={isOn ? "is-selected" : undefined} onClick={() => onToggle(row.id)}>
      <td className="ck">
        <Tick label={words.tick(row.id)} checked={isOn} onChange={() => onToggle(row.id)} />
      </td>
      <td>
        <Severity severity={row.severity} look="glyph" />
      </td>
      <td>
        <a
          href={hrefOf("findings", { finding: row.id })}
          onClick={(event) => event.stopPropagation()}
        >
          {row.id}
        </a>{" "}
        <SpansText spans={row.title} />
      </td>
      <td>
        <LogText text={row.target} mono />
      </td>
      <td className="num-left">{listTime(row.time)}</td>
    </tr>
  );
}
