/** The screen "entities": the things of IAM, and one of them through time. */
import { useEffect, useRef, useState } from "react";
import type { EntityLine, EntityLines, EntityFilter } from "../../../shared/ipc/entities.ts";
import { tell, useAsk } from "../../api.ts";
import { useKeys } from "../../keys.ts";
import { useParams } from "../../location.ts";
import { Button, Empty } from "../../parts/controls.tsx";
import { Split } from "../../parts/split.tsx";
import { useBoxWidth, useNarrow } from "../../parts/use-narrow.ts";
import { usePages } from "../../parts/use-pages.ts";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { useWalk } from "../../parts/use-walk.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { useAddEvidence } from "../../work.tsx";
import { Detail } from "./detail.tsx";
import { EntityList } from "./entity-list.tsx";
import { placeOf } from "./place.ts";

/** The least width at which list and detail stand side by side. */
const leastBoth = 700;

export function EntitiesScreen() {
  const [params, change] = useParams();
  const place = placeOf(params);
  const { name, query } = place;
  const add = useAddEvidence();
  const table = useRef<TableHandle>(null);
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const width = useBoxWidth(body);
  const isNarrow = useNarrow();
  const isSingle = width !== null && width < leastBoth;
  const [isOpen, setOpen] = useState(name !== null);
  const pages = usePages<EntityLine, EntityLines>(["entityPage", query], (offset, limit) =>
    tell("entityPage", query, offset, limit),
  );
  const found = useAsk("entityPlace", [query, name ?? { account: "", key: "" }], {
    enabled: name !== null,
  });
  const selected = name === null || found.isOld ? null : (found.value ?? null);
  const choose = (index: number): void => {
    // Heads of kinds are stepped over.
    const isHead = pages.rowAt(index)?.kind === "head";
    const line = pages.rowAt(isHead ? index + (index < (selected ?? -1) ? -1 : 1) : index);
    if (line?.kind !== "entity") return;
    const { account, key } = line.row;
    // The moment stays: another thing at the same time.
    change({ account, key, tab: null, slot: null, before: null, after: null, event: null });
  };
  const walk = useWalk(pages.total, selected, choose, table);
  const onQuery = (next: EntityFilter): void =>
    change({
      q: next.text ?? null,
      kind: next.kinds?.join(",") ?? null,
      accounts: next.accounts?.join(",") ?? null,
    });
  const onOpen = (): void => {
    setOpen(true);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".n-panel")?.focus());
  };
  const onBack = (): void => {
    setOpen(false);
    requestAnimationFrame(() => table.current?.focus());
  };
  useKeys(words.scope, {
    j: { label: words.keyNext, run: () => walk(1) },
    k: { label: words.keyPrevious, run: () => walk(-1) },
    "/": { label: words.keyFilter, run: () => field.current?.focus() },
    Enter: { label: words.keyOpen, run: onOpen },
    Escape: { label: words.keyBack, run: onBack },
  });
  useEffect(() => table.current?.focus(), []);
  // Chosen from elsewhere (a link, the palette): the list follows.
  useEffect(() => {
    if (selected !== null) table.current?.show(selected, "middle");
  }, [selected]);
  // The first thing of the list, where the address names none.
  const first = pages.any?.lines.find((line) => line.kind === "entity");
  useEffect(() => {
    if (name === null && first?.kind === "entity")
      change({ account: first.row.account, key: first.row.key });
  }, [name, first, change]);

  const isEmpty = pages.any?.entities === 0 && Object.keys(query).length === 0;
  if (isEmpty && name === null)
    return (
      <>
        <div className="screenbar">
          <h1>{words.title}</h1>
        </div>
        <Empty
          icon="entities"
          title={words.empty}
          actions={
            <Button look="primary" icon="take" onClick={() => void add("folder")}>
              {words.addEvidence}
            </Button>
          }
        >
          {words.emptyText}
        </Empty>
      </>
    );
  return (
    <div
      ref={body}
      className={`n-body${isSingle ? (isOpen ? " shows-detail" : " shows-list") : ""}`}
    >
      <Split
        name="entities"
        label={words.listLabel}
        side={isSingle && !isOpen ? "second" : "first"}
        usual={isNarrow ? 208 : 232}
        least={[160, 460]}
        first={
          <EntityList
            pages={pages}
            query={query}
            onQuery={onQuery}
            selected={selected}
            onSelect={(index) => {
              choose(index);
              if (isSingle) setOpen(true);
            }}
            onOpen={onOpen}
            field={field}
            table={table}
          />
        }
        second={
          name === null ? (
            <div className="n-detail" aria-busy={pages.any === undefined}>
              {pages.any === undefined ? null : <Empty icon="entities" title={words.choose} />}
            </div>
          ) : (
            <Detail
              key={`${name.account} ${name.key}`}
              name={name}
              place={place}
              change={change}
              onBack={isSingle ? onBack : null}
            />
          )
        }
      />
    </div>
  );
}
