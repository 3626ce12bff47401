/** All rules: facets, the list, and everything about one of them beside it. */
import { useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import type { RuleList } from "../../../shared/ipc/rules.ts";
import { useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import { useBoxWidth, useNarrow } from "../../parts/use-narrow.ts";
import { useWalk } from "../../parts/use-walk.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { useLayout } from "../../settings.tsx";
import { words as common } from "../../strings/index.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { ruleColumns } from "./rule-columns.tsx";
import { RuleDetail } from "./rule-detail.tsx";
import { RuleFacets } from "./rule-facets.tsx";
import { matchingRules, sortedRules } from "./rule-filter.ts";
import type { Asking } from "./setting-dialog.tsx";
import { useRuleEdit } from "./use-rule-edit.ts";
import { useRulePlace } from "./use-rule-filter.ts";

/** The least widths of the two panes. */
const leastList = 440;
const leastDetail = 440;

export function RuleBrowser({ list }: { readonly list: RuleList }) {
  const place = useRulePlace();
  const [facets, keepFacets] = useLayout<string>("rules.facets", "open");
  const table = useRef<TableHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const width = useBoxWidth(body);
  const listWidth = useBoxWidth(pane);
  const isSingle = width !== null && width < leastList + leastDetail;
  const isNarrow = useNarrow();
  const [isOpen, setOpen] = useState(place.rule !== null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const edit = useRuleEdit();

  const filter = useDeferredValue(JSON.stringify(place.filter));
  const sort = useDeferredValue(JSON.stringify(place.sort));
  const rows = useMemo(() => {
    // Both come from the address through JSON, so that equal ones are one.
    const found = matchingRules(list.rows, place.filter);
    return place.sort === null ? found : sortedRules(found, place.sort.id, place.sort.descending);
    // oxlint-disable-next-line react/exhaustive-deps -- by their text
  }, [list.rows, filter, sort]);
  const at = rows.findIndex(({ name }) => name === place.rule);
  const selected = at < 0 ? null : at;
  const select = (index: number): void => place.choose(rows[index]?.name ?? null);
  const move = useWalk(rows.length, selected, select, table);
  const columns = useMemo(() => ruleColumns(listWidth), [listWidth]);
  const row = selected === null ? undefined : rows[selected];
  const isSet = row !== undefined && row.state === "works";
  const back = (): void => {
    setOpen(false);
    requestAnimationFrame(() => table.current?.focus());
  };
  useKeys(words.scope, {
    "/": { label: words.keyFilter, run: () => field.current?.focus() },
    j: { label: words.keyNext, run: () => move(1) },
    k: { label: words.keyPrevious, run: () => move(-1) },
    Escape: { label: words.keyBack, run: back },
    ...(isSet
      ? {
          "Shift+O": {
            label: words.keyOff,
            run: () => (row.setting?.off ? edit(row.name, { kind: "on" }) : setAsking("off")),
          },
          "Shift+V": { label: words.keySeverity, run: () => setAsking("severity") },
        }
      : {}),
  });
  useEffect(() => table.current?.focus(), []);
  useEffect(() => {
    if (selected !== null) table.current?.show(selected, "middle");
  }, [selected]);

  return (
    <div
      ref={body}
      className={`f-body${isSingle ? (isOpen ? " is-single shows-detail" : " is-single shows-list") : ""}`}
    >
      {facets === "open" && !isSingle ? <RuleFacets rows={list.rows} place={place} /> : null}
      <Split
        name="rules"
        label={words.title}
        side={isSingle && !isOpen ? "second" : "first"}
        usual={isNarrow ? 500 : Math.round(window.innerWidth * 0.42)}
        least={[leastList, leastDetail]}
        first={
          <section className="f-list" aria-label={words.title} ref={pane}>
            <div className="panebar f-filter">
              <input
                ref={field}
                className="input grow"
                aria-label={words.filter}
                placeholder={words.filterHint}
                value={place.filter.text}
                onChange={(event) => place.setText(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "ArrowDown" || event.key === "Enter") table.current?.focus();
                }}
              />
              <Button
                size="s"
                look="quiet"
                icon="filter"
                label={facets === "open" ? words.hideFacets : words.showFacets}
                pressed={facets === "open"}
                onClick={() => keepFacets(facets === "open" ? "closed" : "open")}
              />
            </div>
            <VirtualTable
              ref={table}
              label={words.title}
              name="rules"
              columns={columns}
              total={rows.length}
              rowAt={(index) => rows[index]}
              selected={selected}
              onSelect={(index) => {
                select(index);
                if (!isSingle) setOpen(true);
              }}
              onOpen={() => {
                setOpen(true);
                requestAnimationFrame(() =>
                  document.querySelector<HTMLElement>(".r-detail .f-scroll")?.focus(),
                );
              }}
              rowClass={(one) => (one.setting?.off || one.state !== "works" ? "muted" : "")}
              {...(place.sort === null ? {} : { sort: place.sort })}
              onSort={place.setSort}
              empty={
                <Empty
                  icon="filter"
                  title={words.noRule}
                  actions={<Button onClick={place.clear}>{words.clear}</Button>}
                />
              }
            />
            <div className="tblfoot">
              <span aria-live="polite">{words.footer(rows.length, list.rows.length)}</span>
            </div>
          </section>
        }
        second={
          <Detail
            name={place.rule}
            asking={asking}
            onAsk={setAsking}
            onBack={isSingle ? back : null}
          />
        }
      />
    </div>
  );
}

function Detail({
  name,
  asking,
  onAsk,
  onBack,
}: {
  readonly name: string | null;
  readonly asking: Asking | null;
  readonly onAsk: (asking: Asking | null) => void;
  readonly onBack: (() => void) | null;
}) {
  const asked = useAsk("ruleDetail", [name ?? ""], { enabled: name !== null });
  if (name === null)
    return (
      <Empty icon="policy" title={words.choose}>
        <p>{words.chooseText}</p>
      </Empty>
    );
  if (asked.error !== null)
    return (
      <div className="f-detail empty">
        <Note kind="bad">{asked.error}</Note>
        <Button onClick={asked.again}>{common.tryAgain}</Button>
      </div>
    );
  if (asked.value === undefined) return <div className="f-detail" aria-busy="true" />;
  return <RuleDetail detail={asked.value} asking={asking} onAsk={onAsk} onBack={onBack} />;
}
