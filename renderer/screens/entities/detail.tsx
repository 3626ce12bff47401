/** One thing: its name, life line, the moment, what is to be seen of it, and beside it what holds at the moment. */
import { useRef, useState } from "react";
import { printQuery } from "../../../shared/event-query/print-query.ts";
import type { EntityLife, EntityName } from "../../../shared/ipc/entities.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { tell } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { go } from "../../location.ts";
import { Button, Empty, Note, Tabs } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import { useBoxWidth, useNarrow, useWide } from "../../parts/use-narrow.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { words as common } from "../../strings/index.ts";
import { useWork } from "../../work.tsx";
import { AccessTab } from "./access-tab.tsx";
import { ChangeTab, CompareMenus, versionWord } from "./change-tab.tsx";
import { DocumentTab } from "./document-tab.tsx";
import { GraphTab } from "./graph-tab.tsx";
import { HistoryTab } from "./history-tab.tsx";
import { DetailHead } from "./detail-head.tsx";
import { LifeLine } from "./life-line.tsx";
import { MomentBar } from "./moment-bar.tsx";
import type { EntityPlace } from "./place.ts";
import { Side } from "./side.tsx";
import { UndoTab } from "./undo-tab.tsx";
import { useEntity } from "./use-entity.ts";
import type { EntityView } from "./use-entity.ts";

type Change = (wanted: Readonly<Record<string, string | null>>) => void;

export type TabName = "change" | "document" | "access" | "history" | "graph" | "undo";

/** The tabs of a thing; the first one is shown when none is chosen. */
export function tabsOf(life: EntityLife): readonly TabName[] {
  const hasAccess = ["user", "group", "role"].includes(life.row.kind);
  const hasDocuments = life.slots.some(({ versions }) => versions.length > 0);
  return [
    ...(hasAccess ? ["access" as const] : []),
    ...(hasDocuments ? (["change", "document"] as const) : []),
    "history",
    "graph",
    "undo",
  ];
}

export function Detail({
  name,
  place,
  change,
  onBack,
}: {
  readonly name: EntityName;
  readonly place: EntityPlace;
  /** Sets parameters of the address. */
  readonly change: Change;
  /** Null: the list stands beside. */
  readonly onBack: (() => void) | null;
}) {
  const view = useEntity(name, place);
  const { life } = view;
  if (view.error !== null)
    return (
      <div className="n-detail n-failed">
        <Note kind="bad">
          {words.failed}. {view.error}
        </Note>
        <Button onClick={view.again}>{common.tryAgain}</Button>
      </div>
    );
  if (life === undefined) return <div className="n-detail" aria-busy="true" />;
  if (life === null)
    return (
      <Empty icon="entities" title={words.gone}>
        {words.goneText}
      </Empty>
    );
  return (
    <Shown name={name} life={life} view={view} place={place} change={change} onBack={onBack} />
  );
}

function Shown({
  name,
  life,
  view,
  place,
  change,
  onBack,
}: {
  readonly name: EntityName;
  readonly life: EntityLife;
  readonly view: EntityView;
  readonly place: EntityPlace;
  readonly change: Change;
  readonly onBack: (() => void) | null;
}) {
  const { say } = useWork();
  const { at, moment, compared } = view;
  const [isWhole, setWhole] = useState(false);
  const [isTable, setTable] = useState(false);
  const isNarrow = useNarrow();
  const isWide = useWide();
  const box = useRef<HTMLDivElement>(null);
  const width = useBoxWidth(box);
  const tabs = tabsOf(life);
  const tab = tabs.find((one) => one === place.tab) ?? tabs[0] ?? "history";
  const current = life.changes.findLast(({ by }) => by.at !== null && by.at <= at) ?? null;
  const onAt = (next: string): void => change({ at: next, before: null, after: null, event: null });
  const onStep = (by: 1 | -1): void => {
    const times = life.changes.flatMap((one) => one.by.at ?? []);
    const next = by > 0 ? times.find((t) => t > at) : times.findLast((t) => t < at);
    if (next === undefined) say(by > 0 ? words.noneLater : words.noneEarlier);
    else onAt(next);
  };
  const onEvents = (): void => {
    const text = life.arn ?? life.row.name;
    go("events", { q: printQuery({ text }) });
  };
  const onCopy = (): void => {
    if (life.arn === null) say(words.noArn);
    else void tell("copyText", life.arn).then(() => say(words.copied));
  };
  const onTab = (next: string): void => change({ tab: next });
  useKeys(words.scope, {
    "[": { label: words.keyEarlier, run: () => onStep(-1) },
    "]": { label: words.keyLater, run: () => onStep(1) },
    e: { label: words.keyEvents, run: onEvents },
    u: { label: words.keyUndo, run: () => onTab("undo") },
    d: { label: words.keyWhole, run: () => setWhole(!isWhole) },
    t: { label: words.keyTable, run: () => setTable(!isTable) },
    c: { label: words.keyCopy, run: onCopy },
  });
  const counts: Partial<Record<TabName, number>> = {
    history: life.changes.length + life.moreChanges,
  };
  const label: Readonly<Record<TabName, string>> = {
    change:
      compared === null || compared.after === null
        ? words.tabChange
        : words.tabChangeOf(versionWord(compared.before), versionWord(compared.after)),
    document: words.tabDocument,
    access: words.tabAccess,
    history: words.tabHistory,
    graph: words.tabGraph,
    undo: words.tabUndo,
  };
  const panel = (
    <section className="pane grow n-main">
      <div className="n-tabs">
        <Tabs
          label={words.tabs}
          current={tab}
          onChange={onTab}
          panel="n-panel"
          tabs={tabs.map((id) => ({
            id,
            label: label[id],
            ...(counts[id] === undefined ? {} : { count: formatCount(counts[id]) }),
          }))}
        />
        {(tab === "change" || tab === "document") && compared !== null ? (
          <CompareMenus
            compared={compared}
            slots={life.slots}
            onSlot={(slot) => change({ slot, before: null, after: null })}
            onVersions={(before, after) => change({ slot: compared.slot.id, before, after })}
          />
        ) : null}
      </div>
      <div
        id="n-panel"
        role="tabpanel"
        aria-label={label[tab]}
        tabIndex={0}
        className="scroll grow n-panel"
      >
        {tab === "change" && compared !== null ? (
          <ChangeTab name={name} compared={compared} isWhole={isWhole} onWhole={setWhole} />
        ) : tab === "document" && compared !== null ? (
          <DocumentTab version={compared.after} />
        ) : tab === "history" ? (
          <HistoryTab life={life} at={at} onAt={onAt} onEvents={onEvents} />
        ) : tab === "undo" ? (
          <UndoTab life={life} at={at} event={place.event} />
        ) : moment === undefined ? (
          <div aria-busy="true" />
        ) : tab === "graph" ? (
          <GraphTab
            row={life.row}
            graph={moment.graph}
            at={at}
            isTable={isTable}
            onTable={setTable}
          />
        ) : moment.access === null ? (
          <p className="ink2">{moment.exists === false ? words.doesNotExist : words.noGrants}</p>
        ) : (
          <AccessTab access={moment.access} account={life.row.account} at={at} />
        )}
      </div>
    </section>
  );
  const side =
    moment === undefined ? (
      <div aria-busy="true" />
    ) : (
      <aside
        className={`pane scroll n-side${view.isOld ? " is-old" : ""}`}
        tabIndex={0}
        aria-label={words.facts}
      >
        <Side
          life={life}
          moment={moment}
          at={at}
          onAccess={() => onTab("access")}
          onList={() => onTab("graph")}
        />
      </aside>
    );
  // Without room for both, what holds at the moment stands below.
  const isSingle = width !== null && width < 760;
  return (
    <div className="n-detail" ref={box}>
      <DetailHead
        life={life}
        exists={moment === undefined ? true : moment.exists}
        onEvents={onEvents}
        onUndo={() => onTab("undo")}
        onCopy={onCopy}
        onBack={onBack}
      />
      <div className="n-time">
        <LifeLine life={life} at={at} onAt={onAt} onStep={onStep} />
        <MomentBar at={at} change={current} onAt={onAt} onStep={onStep} />
      </div>
      {isSingle ? (
        <div className="scroll grow n-stacked">
          {panel}
          {side}
        </div>
      ) : (
        <Split
          name="entity-side"
          label={words.facts}
          side="second"
          usual={isNarrow ? 288 : isWide ? 400 : 320}
          least={[240, 400]}
          first={panel}
          second={side}
        />
      )}
    </div>
  );
}
