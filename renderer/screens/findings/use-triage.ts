/** Where the person is in the list: filter, order, selected finding, ticks. Kept in the address, ticks apart. */
import { useCallback, useEffect, useMemo, useState } from "react";
import type {
  FindingGroup,
  FindingLine,
  FindingOrder,
  FindingQuery,
  FindingSort,
} from "../../../shared/ipc/findings.ts";
import { useAsk } from "../../api.ts";
import { useParams } from "../../location.ts";
import { parseQuery, printQuery } from "./query-text.ts";
import type { Ticks } from "./ticks.ts";
import { allTicks, noTicks, withTicks } from "./ticks.ts";
import type { Lines } from "./use-lines.ts";
import { readLines, useLines } from "./use-lines.ts";
import { useUnfolding } from "./use-unfolding.ts";
import type { ViewState } from "./views-tabs.tsx";

const sorts: readonly FindingSort[] = [
  "severity",
  "time",
  "title",
  "actor",
  "target",
  "events",
  "status",
  "id",
];
const groups: readonly FindingGroup[] = [
  "none",
  "actor",
  "target",
  "action",
  "severity",
  "outcome",
  "path",
  "day",
];

/** Sorts that begin with the highest value. */
const downFirst: ReadonlySet<FindingSort> = new Set(["severity", "events"]);

/** A line by its name: it may move when the list changes. */
function nameOf(line: FindingLine): string {
  if (line.kind === "event") return `${line.finding} event ${String(line.at)}`;
  return line.kind === "finding" ? line.row.id : `group ${line.key}`;
}

/** Which groups are folded: those named or, with `all`, all but those. */
interface Folds {
  readonly group: string;
  readonly keys: readonly string[];
  readonly all: boolean;
}

interface Picked {
  readonly index: number;
  /** Null: the line is not here yet. */
  readonly name: string | null;
  /** The finding that the detail shows with it: its own, that of the event or, on the head of a group, the one before. */
  readonly id: string | null;
}

function pickedOf(index: number, line: FindingLine | undefined, id: string | null): Picked {
  return {
    index,
    name: line === undefined ? null : nameOf(line),
    id: line?.kind === "finding" ? line.row.id : line?.kind === "event" ? line.finding : id,
  };
}

export interface Triage {
  readonly query: FindingQuery;
  readonly order: FindingOrder;
  readonly lines: Lines;
  readonly setQuery: (next: FindingQuery) => void;
  readonly setSort: (id: string) => void;
  readonly setGroup: (next: FindingGroup) => void;
  readonly setView: (view: ViewState) => void;
  readonly fold: (key: string, isFolded: boolean) => void;
  readonly foldAll: (isFolded: boolean) => void;
  /** Shows the events of a finding beneath it, or no longer. */
  readonly unfold: (id: string, isUnfolded: boolean) => void;
  /** The finding of the detail; null: none matches. */
  readonly id: string | null;
  /** The line that is selected; null: it is not in the list. */
  readonly selected: number | null;
  readonly select: (index: number) => void;
  readonly choose: (id: string) => void;
  readonly ticks: Ticks;
  readonly tick: (id: string, index: number, on: boolean, toHere: boolean) => void;
  readonly tickAll: (on: boolean) => void;
}

export function useTriage(): Triage {
  const [params, change] = useParams();
  const { q = "", sort: sortName, desc, group: groupName } = params;
  const query = useMemo(() => parseQuery(q), [q]);
  const [folds, setFolds] = useState<Folds>({ group: "", keys: [], all: false });
  const sort = sorts.find((one) => one === sortName) ?? "severity";
  const group = groups.find((one) => one === groupName) ?? "actor";
  const descending = desc === undefined ? downFirst.has(sort) : desc === "1";
  const unfolding = useUnfolding(JSON.stringify([q, sort, descending, group]));
  const unfolded = unfolding.ids;
  const order = useMemo(
    (): FindingOrder => ({
      sort,
      descending,
      group,
      folded: folds.group === group ? folds.keys : [],
      areFolded: folds.group === group && folds.all,
      unfolded,
    }),
    [sort, descending, group, folds, unfolded],
  );
  const lines = useLines(query, order);

  const [picked, setPicked] = useState<Picked | null>(null);
  const pickedLine = picked === null ? undefined : lines.lineAt(picked.index);
  const firstId = useFirstId(lines);
  const id = params["finding"] ?? firstId;
  // A line that was chosen before it was here is taken up when it comes.
  if (picked !== null && picked.name === null && pickedLine !== undefined)
    setPicked(pickedOf(picked.index, pickedLine, id));
  const holds =
    picked !== null &&
    (picked.name === null ||
      (picked.id === id && (pickedLine === undefined || nameOf(pickedLine) === picked.name)));
  const place = useAsk("findingPlace", [query, order, id ?? ""], {
    enabled: id !== null && !holds,
    keep: false,
  });
  const selected = holds ? picked.index : (place.value ?? null);

  const pickedId = picked?.name === null ? null : (picked?.id ?? null);
  useEffect(() => {
    if (pickedId !== null) change({ finding: pickedId });
  }, [pickedId, change]);

  const select = useCallback(
    (index: number) => {
      const line = lines.lineAt(index);
      const next = pickedOf(index, line, id);
      setPicked(next);
      // On the head of a group the detail keeps what it shows, also when the group folds.
      if (next.name !== null && next.id !== null) change({ finding: next.id });
    },
    [lines, change, id],
  );
  const choose = useCallback(
    (next: string) => {
      setPicked(null);
      change({ finding: next });
    },
    [change],
  );

  const [ticking, setTicking] = useState<{
    readonly q: string;
    readonly ticks: Ticks;
    readonly from: number | null;
  }>({
    q,
    ticks: noTicks,
    from: null,
  });
  // Ticks are of what is seen: another filter begins with none.
  const ticks = ticking.q === q ? ticking.ticks : noTicks;
  const tick = (one: string, index: number, on: boolean, toHere: boolean): void => {
    const from = ticking.q === q ? ticking.from : null;
    if (!toHere || from === null) {
      setTicking({ q, ticks: withTicks(ticks, [one], on), from: index });
      return;
    }
    void readLines(query, order, Math.min(from, index), Math.max(from, index) + 1).then(
      (between) => {
        const ids = between.flatMap((line) => (line.kind === "finding" ? [line.row.id] : []));
        setTicking((now) => ({
          q,
          ticks: withTicks(now.q === q ? now.ticks : noTicks, ids, true),
          from: index,
        }));
      },
    );
  };

  // What the detail shows does not change because its line is folded away; lines have other places then.
  const keep = (): void => {
    if (id !== null) change({ finding: id });
    setTicking((now) => ({ ...now, from: null }));
  };
  return {
    query,
    order,
    lines,
    setQuery: (next) => change({ q: printQuery(next) }),
    setSort: (name) => {
      const next = sorts.find((one) => one === name);
      if (next === undefined) return;
      const isDown = next === sort ? !descending : downFirst.has(next);
      change({ sort: next, desc: isDown ? "1" : "0" });
    },
    setGroup: (next) => change({ group: next }),
    setView: (view) =>
      change({
        q: view.q,
        finding: null,
        ...(view.order === null
          ? {}
          : {
              sort: view.order.sort,
              desc: view.order.descending ? "1" : "0",
              group: view.order.group,
            }),
      }),
    fold: (key, isFolded) => {
      keep();
      setFolds((now) => {
        const isSame = now.group === group;
        const all = isSame && now.all;
        const keys = isSame ? now.keys.filter((one) => one !== key) : [];
        return { group, all, keys: isFolded === all ? keys : [...keys, key] };
      });
    },
    foldAll: (isFolded) => {
      keep();
      setFolds({ group, keys: [], all: isFolded });
    },
    unfold: (one, isUnfolded) => {
      keep();
      unfolding.set(one, isUnfolded);
    },
    id,
    selected,
    select,
    choose,
    ticks,
    tick,
    tickAll: (on) => setTicking({ q, ticks: on ? allTicks : noTicks, from: null }),
  };
}

/** The first finding of the list: what the detail shows until one is chosen. */
function useFirstId(lines: Lines): string | null {
  for (let index = 0; index < Math.min(lines.total, 100); index++) {
    const line = lines.lineAt(index);
    if (line?.kind === "finding") return line.row.id;
  }
  return null;
}
