/** The list of things by kind, with filter, kinds and accounts. */
import { useEffect, useState } from "react";
import type { ReactNode, RefObject } from "react";
import type {
  EntityKind,
  EntityLine,
  EntityFilter,
  EntityRow,
} from "../../../shared/ipc/entities.ts";
import { listedKinds } from "../../../shared/ipc/entities.ts";
import type { FacetCount } from "../../../shared/ipc/findings.ts";
import type { StateLoading } from "../../../shared/ipc/state.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { tell } from "../../api.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Menu } from "../../parts/menu.tsx";
import type { Pages } from "../../parts/use-pages.ts";
import { VirtualTable } from "../../parts/virtual-table.tsx";
import type { Column, TableHandle } from "../../parts/virtual-table.tsx";
import type { EntityLines } from "../../../shared/ipc/entities.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { kindIcon } from "../../parts/kind-icon.ts";

const columns: readonly Column<EntityLine>[] = [
  {
    id: "name",
    head: words.nameColumn,
    least: 60,
    cell: (line) => (line.kind === "head" ? null : nameCell(line.row)),
  },
];

function nameCell(row: EntityRow): ReactNode {
  const note = row.exists === false ? words.deleted : row.isAws ? words.aws : (row.note ?? "");
  return (
    <span className={`n-name${row.exists === false ? " is-gone" : ""}`}>
      <Icon name={kindIcon(row.kind)} />
      <LogText text={row.name} />
      <span className="s11 ink3 right nowrap">{note}</span>
    </span>
  );
}

function headRow(line: EntityLine): ReactNode {
  if (line.kind !== "head") return null;
  return <span className="n-head">{words.head(words.kindHeads[line.of], line.count)}</span>;
}

export function EntityList({
  pages,
  query,
  onQuery,
  selected,
  onSelect,
  onOpen,
  field,
  table,
}: {
  readonly pages: Pages<EntityLines, EntityLine>;
  readonly query: EntityFilter;
  readonly onQuery: (query: EntityFilter) => void;
  readonly selected: number | null;
  readonly onSelect: (index: number) => void;
  readonly onOpen: () => void;
  readonly field: RefObject<HTMLInputElement | null>;
  readonly table: RefObject<TableHandle | null>;
}) {
  const { any } = pages;
  const all = (any?.kinds ?? []).reduce((sum, one) => sum + one.count, 0);
  const isFiltered = Object.keys(query).length > 0;
  return (
    <section className="n-list" aria-label={words.listLabel}>
      <div className="n-filter">
        <div className="input">
          <Icon name="search" />
          <input
            ref={field}
            aria-label={words.filterLabel}
            placeholder={any === undefined ? "" : words.filter(any.entities)}
            value={query.text ?? ""}
            onChange={({ target: { value } }) => {
              const { text: _, ...rest } = query;
              onQuery(value === "" ? rest : { ...rest, text: value });
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== "ArrowDown") return;
              event.preventDefault();
              table.current?.focus();
              if (selected === null) onSelect(1);
            }}
          />
        </div>
        <span className="hstack g1">
          <KindMenu query={query} onQuery={onQuery} counts={any?.kinds ?? []} />
          <AccountMenu query={query} onQuery={onQuery} counts={any?.accounts ?? []} />
        </span>
      </div>
      {pages.error === null ? (
        <VirtualTable
          ref={table}
          label={words.listLabel}
          name="entities"
          columns={columns}
          rowHeight={24}
          total={pages.total}
          rowAt={pages.rowAt}
          onRange={pages.onRange}
          selected={selected}
          onSelect={onSelect}
          onOpen={onOpen}
          isOld={pages.isOld}
          wholeRow={headRow}
          empty={
            any === undefined ? (
              <Progress />
            ) : isFiltered ? (
              <div className="n-failed">
                <p>{words.none}</p>
                {all > 0 ? <p className="s12 ink3">{words.noneHint(all)}</p> : null}
                <Button size="s" onClick={() => onQuery({})}>
                  {words.clear}
                </Button>
              </div>
            ) : (
              <p className="s12 ink3 n-failed">{words.emptyText}</p>
            )
          }
        />
      ) : (
        <div className="n-failed">
          <Note kind="bad">
            {words.failed}. {pages.error}
          </Note>
        </div>
      )}
    </section>
  );
}

/** The first question waits for one pass over the events; after a moment it says how far that is. */
function Progress() {
  const [loading, setLoading] = useState<StateLoading | null>(null);
  useEffect(() => {
    const timer = window.setInterval(() => {
      // The list tells why it can't be read.
      void tell("stateLoading").then(setLoading, () => null);
    }, 500);
    return () => window.clearInterval(timer);
  }, []);
  if (loading === null || loading.total === 0) return null;
  return (
    <p className="n-failed s12 ink2" role="status">
      {words.reading(loading.done, loading.total)}
    </p>
  );
}

interface MenuProps {
  readonly query: EntityFilter;
  readonly onQuery: (query: EntityFilter) => void;
  readonly counts: readonly FacetCount[];
}

function KindMenu({ query, onQuery, counts }: MenuProps) {
  const { kinds: chosen = [], ...rest } = query;
  const count = new Map(counts.map((one) => [one.value, one.count]));
  const shown = listedKinds.filter((kind) => (count.get(kind) ?? 0) > 0 || chosen.includes(kind));
  const set = (kinds: readonly EntityKind[]): void =>
    onQuery(kinds.length === 0 ? rest : { ...rest, kinds });
  return (
    <Menu
      keepOpen
      items={[
        { id: "all", label: words.anyKind, checked: chosen.length === 0, run: () => set([]) },
        ...shown.map((kind, i) => ({
          id: kind,
          label: words.kindHeads[kind],
          note: formatCount(count.get(kind) ?? 0),
          checked: chosen.includes(kind),
          divided: i === 0,
          run: () =>
            set(chosen.includes(kind) ? chosen.filter((k) => k !== kind) : [...chosen, kind]),
        })),
      ]}
    >
      {chosen.length === 0
        ? words.kind
        : chosen.length === 1 && chosen[0] !== undefined
          ? words.kindHeads[chosen[0]]
          : `${words.kind}: ${String(chosen.length)}`}
      <Icon name="down" small />
    </Menu>
  );
}

/** Only where there are several accounts. */
function AccountMenu({ query, onQuery, counts }: MenuProps) {
  const { accounts: chosen = [], ...rest } = query;
  if (counts.length < 2 && chosen.length === 0) return null;
  const set = (accounts: readonly string[]): void =>
    onQuery(accounts.length === 0 ? rest : { ...rest, accounts });
  return (
    <Menu
      keepOpen
      items={[
        { id: "all", label: words.anyAccount, checked: chosen.length === 0, run: () => set([]) },
        ...counts.map(({ value, count }, i) => ({
          id: value,
          label: <LogText text={value} mono />,
          note: formatCount(count),
          checked: chosen.includes(value),
          divided: i === 0,
          run: () =>
            set(chosen.includes(value) ? chosen.filter((a) => a !== value) : [...chosen, value]),
        })),
      ]}
    >
      {words.account}
      {chosen.length === 0 ? null : `: ${String(chosen.length)}`}
      <Icon name="down" small />
    </Menu>
  );
}
