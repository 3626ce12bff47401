/** The order of all findings under a sort, as numbers. */
import type { FindingSort } from "../../shared/ipc/findings.ts";
import { statuses } from "../../shared/ipc/findings.ts";
import { rankOf } from "../../shared/severity.ts";
import { cached } from "./finding-filter.ts";
import type { FindingTable } from "./finding-table.ts";

/** Which place a finding has, and which finding a place. */
export interface Order {
  readonly placeOfIndex: Uint32Array;
  readonly indexOfPlace: Uint32Array;
}

/** Sorts all findings; equal ones stand in order of time, then of number, either way. */
export function orderOf(table: FindingTable, sort: FindingSort, descending: boolean): Order {
  const ties = cached({ cache: table.fixed }, "order of ties", () => orderOfTies(table));
  const ranks = ranksOf(table, sort);
  const size = ranks.length;
  const most = ranks.reduce((max, rank) => Math.max(max, rank), 0);
  // Sorting numbers is ten times as quick as asking a function for each pair.
  const keys = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    const rank = ranks[index] ?? 0;
    keys[index] = (descending ? most - rank : rank) * size + (ties.placeOfIndex[index] ?? 0);
  }
  keys.sort();
  return placed(size, (place) => ties.indexOfPlace[(keys[place] ?? 0) % size] ?? 0);
}

/** `indexAt`: the finding of a place. */
function placed(size: number, indexAt: (place: number) => number): Order {
  const indexOfPlace = new Uint32Array(size);
  const placeOfIndex = new Uint32Array(size);
  for (let place = 0; place < size; place++) {
    const index = indexAt(place);
    indexOfPlace[place] = index;
    placeOfIndex[index] = place;
  }
  return { placeOfIndex, indexOfPlace };
}

/** By time, then by number. Findings without a time come first. */
function orderOfTies({ listed }: FindingTable): Order {
  const size = listed.reduce((max, { number }) => Math.max(max, number), 0) + 1;
  const indexOfNumber = new Uint32Array(size);
  const keys = new Float64Array(listed.length);
  listed.forEach(({ number, summary }, index) => {
    indexOfNumber[number] = index;
    keys[index] = secondsOf(summary.time) * size + number;
  });
  keys.sort();
  return placed(listed.length, (place) => indexOfNumber[(keys[place] ?? 0) % size] ?? 0);
}

/** Seconds from 1970 and one; 0: no time. */
function secondsOf(time: string | null): number {
  return time === null ? 0 : Math.max(0, Math.floor(Date.parse(time) / 1000)) + 1;
}

/** A whole number for each finding, 0 and up, that grows with what is sorted by. */
function ranksOf(table: FindingTable, sort: FindingSort): readonly number[] {
  const { listed } = table;
  switch (sort) {
    case "severity":
      return listed.map(({ summary }) => rankOf(summary.severity));
    case "time":
      return listed.map(({ summary }) => secondsOf(summary.time));
    case "title":
      return textRanks(listed.map((_, i) => table.words(i).title));
    case "actor":
      return textRanks(listed.map(({ summary }) => summary.actor.toLowerCase()));
    case "target":
      return textRanks(listed.map(({ summary }) => summary.target.toLowerCase()));
    case "events":
      return listed.map(({ summary }) => summary.events.length);
    case "status":
      return listed.map((_, i) => statuses.indexOf(table.hand(i).status));
    case "id":
      return listed.map(({ number }) => number);
  }
}

/** Texts stand many times: only the different ones are sorted. */
function textRanks(texts: readonly string[]): readonly number[] {
  const rank = new Map([...new Set(texts)].toSorted(compare).map((text, i) => [text, i]));
  return texts.map((text) => rank.get(text) ?? 0);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
