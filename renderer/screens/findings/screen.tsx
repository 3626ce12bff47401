/** The screen "findings": the list to go through, and everything about one of them beside it. */
import { useEffect, useRef, useState } from "react";
import { tell, useAsk } from "../../api.ts";
import { go } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { useLayout } from "../../settings.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import { useWork } from "../../work.tsx";
import { Detail, factsText } from "./detail.tsx";
import { FacetsPanel } from "./facets-panel.tsx";
import { TriageList } from "./triage-list.tsx";
import { useEditing } from "./use-editing.ts";
import { focusDetail, useFindingKeys, useStep } from "./use-finding-keys.ts";
import { useBoxWidth, useNarrow } from "../../parts/use-narrow.ts";
import { useTriage } from "./use-triage.ts";
import { ViewsTabs } from "./views-tabs.tsx";

/** The least widths of the two panes. */
const leastList = 480;
const leastDetail = 480;

export function FindingsScreen() {
  const triage = useTriage();
  const { say } = useWork();
  const edit = useEditing();
  const table = useRef<TableHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const noteField = useRef<HTMLTextAreaElement>(null);
  const [isWhole, setWhole] = useState(false);
  const [facets, keepFacets] = useLayout<string>("findings.facets", "closed");
  const { id, selected } = triage;
  const isNarrow = useNarrow();
  const body = useRef<HTMLDivElement>(null);
  const width = useBoxWidth(body);
  // Without room for both, the detail covers the list until Escape goes back.
  const isSingle = width !== null && width < leastList + leastDetail;
  const [isOpen, setOpen] = useState(false);
  const onOpen = (): void => {
    setOpen(true);
    requestAnimationFrame(focusDetail);
  };
  const onBack = (): void => {
    setOpen(false);
    requestAnimationFrame(() => table.current?.focus());
  };
  const asked = useAsk("findingDetail", [id ?? ""], { enabled: id !== null });
  const detail = id === null ? undefined : asked.value;
  const step = useStep(triage, table);
  const onCopy = (): void => {
    if (detail !== undefined)
      void tell("copyText", factsText(detail)).then(() => say(words.copied));
  };
  useFindingKeys({
    triage,
    detail,
    field,
    noteField,
    step,
    onOpen,
    onBack,
    onWhole: () => setWhole(!isWhole),
    onCopy,
  });
  useEffect(() => table.current?.focus(), []);
  // Chosen from elsewhere (a link, the palette, a change in time): the list follows.
  useEffect(() => {
    if (selected !== null) table.current?.show(selected);
  }, [selected]);

  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        <ViewsTabs query={triage.query} order={triage.order} onView={triage.setView} />
        <span className="right hstack">
          <Button size="s" look="primary" icon="report" onClick={() => go("report")}>
            {words.report}
          </Button>
        </span>
      </div>
      <div
        ref={body}
        className={`f-body${isSingle ? (isOpen ? " is-single shows-detail" : " is-single shows-list") : ""}`}
      >
        {facets === "open" && !(isSingle && isOpen) ? (
          <FacetsPanel query={triage.query} onQuery={triage.setQuery} />
        ) : null}
        <Split
          name="findings"
          label={words.title}
          side={isSingle && !isOpen ? "second" : "first"}
          usual={isNarrow ? 584 : Math.round(window.innerWidth * 0.4)}
          least={[leastList, leastDetail]}
          first={
            <TriageList
              triage={triage}
              edit={edit}
              field={field}
              table={table}
              facets={facets === "open"}
              onFacets={(open) => keepFacets(open ? "open" : "closed")}
              onOpen={onOpen}
              isSingle={isSingle}
            />
          }
          second={
            detail !== undefined ? (
              <Detail
                detail={detail}
                isOld={asked.isOld}
                edit={edit}
                isWhole={isWhole}
                onWhole={setWhole}
                onStep={step}
                onCopy={onCopy}
                onBack={isSingle ? onBack : null}
                noteField={noteField}
              />
            ) : asked.error === null ? (
              id === null && triage.lines.findings === 0 ? (
                <Empty icon="findings" title={words.choose} />
              ) : (
                <div className="f-detail" aria-busy="true" />
              )
            ) : (
              <div className="f-detail empty">
                <Note kind="bad">
                  {words.missing}. {words.missingText}
                </Note>
                <p className="s12 ink3">{asked.error}</p>
                <Button onClick={asked.again}>{common.tryAgain}</Button>
              </div>
            )
          }
        />
      </div>
    </>
  );
}
