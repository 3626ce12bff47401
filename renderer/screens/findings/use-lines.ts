/** The lines of the list, page by page as they come on the screen. */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type {
  FindingLine,
  FindingOrder,
  FindingPage,
  FindingQuery,
} from "../../../shared/ipc/findings.ts";
import { queries, tell } from "../../api.ts";

const pageLines = 100;

export interface Lines {
  readonly total: number;
  /** Findings that match, also those in folded groups; null: not known yet. */
  readonly findings: number | null;
  /** Findings of rules that are switched off which would match. */
  readonly switchedOff: number;
  readonly lineAt: (index: number) => FindingLine | undefined;
  readonly onRange: (first: number, last: number) => void;
  /** What is shown answers the question before. */
  readonly isOld: boolean;
  readonly error: string | null;
  readonly again: () => void;
}

function keyOf(query: FindingQuery, order: FindingOrder, page: number): readonly unknown[] {
  return ["findingPage", query, order, page * pageLines, pageLines];
}

/** Lines of a question; those of the question before stay until the first new ones are here. */
export function useLines(query: FindingQuery, order: FindingOrder): Lines {
  const [range, setRange] = useState({ first: 0, last: 1 });
  const onRange = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / pageLines), last: Math.ceil(last / pageLines) };
    setRange((now) => (now.first === next.first && now.last === next.last ? now : next));
  }, []);
  const first = Math.min(range.first, 1e6);
  const pages = Array.from(
    { length: Math.min(4, Math.max(1, range.last - first)) },
    (_, i) => first + i,
  );
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf(query, order, page),
      queryFn: () => tell("findingPage", query, order, page * pageLines, pageLines),
    })),
  });
  const answered = results.find(({ data }) => data !== undefined)?.data;
  const asked = { query, order };
  const [shown, setShown] = useState(asked);
  const isNew = JSON.stringify([shown.query, shown.order]) !== JSON.stringify([query, order]);
  if (isNew && answered !== undefined) setShown(asked);
  const current = isNew && answered === undefined ? shown : asked;
  const pageOf = (page: number): FindingPage | undefined =>
    queries.getQueryData<FindingPage>(keyOf(current.query, current.order, page));
  const known = answered ?? pageOf(0) ?? pages.map(pageOf).find((page) => page !== undefined);
  const error = results.find((one) => one.error !== null)?.error ?? null;
  return {
    total: known?.total ?? 0,
    findings: known?.findings ?? null,
    switchedOff: known?.switchedOff ?? 0,
    lineAt: (index) => pageOf(Math.floor(index / pageLines))?.lines[index % pageLines],
    onRange,
    isOld: isNew && answered === undefined,
    error: error === null ? null : error.message,
    again: () => results.forEach((one) => void one.refetch()),
  };
}

/** Reads lines that need not be on the screen. */
export async function readLines(
  query: FindingQuery,
  order: FindingOrder,
  from: number,
  to: number,
): Promise<readonly FindingLine[]> {
  const pages = Array.from({ length: Math.ceil((to - from) / 500) }, (_, i) => from + i * 500);
  const answers = await Promise.all(
    pages.map((offset) => tell("findingPage", query, order, offset, Math.min(500, to - offset))),
  );
  return answers.flatMap(({ lines }) => lines);
}
