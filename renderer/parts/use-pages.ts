/** Rows of a list of any length, a page at a time: only the pages around the screen are asked for. */
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Call } from "../../shared/ipc.ts";

/** An answer that is a page of lines. */
interface Page<L> {
  readonly lines: readonly L[];
  /** Lines in all. */
  readonly total: number;
}

export interface Pages<P, L> {
  /** A page that is at hand, for what it says of the whole; undefined: none came yet. */
  readonly any: P | undefined;
  readonly total: number;
  readonly rowAt: (index: number) => L | undefined;
  /** For the table: which rows are wanted. */
  readonly onRange: (first: number, last: number) => void;
  /** The rows shown are of a question that was asked before. */
  readonly isOld: boolean;
  readonly error: string | null;
}

const pageLines = 100;

/**
 * The pages of a call. `key`: the call and what was asked, without offset and limit; answers are forgotten with those of
 * the call. `load` must ask for exactly that.
 */
export function usePages<L, P extends Page<L>>(
  key: readonly [Call, ...(readonly unknown[])],
  load: (offset: number, limit: number) => Promise<P>,
): Pages<P, L> {
  const [range, setRange] = useState({ first: 0, last: 1 });
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((now) => (now.first === first && now.last === last ? now : { first, last })),
    [],
  );
  const from = Math.floor(range.first / pageLines);
  const to = Math.max(from + 1, Math.ceil(range.last / pageLines));
  const answers = useQueries({
    queries: Array.from({ length: to - from }, (_, i) => ({
      queryKey: [...key, from + i],
      queryFn: () => load((from + i) * pageLines, pageLines),
      placeholderData: keepPreviousData,
    })),
  });
  const any = answers.find(({ data }) => data !== undefined)?.data;
  const failed = answers.find(({ error }) => error !== null)?.error ?? null;
  return {
    any,
    total: any?.total ?? 0,
    rowAt: (index) => {
      const page = answers[Math.floor(index / pageLines) - from];
      // While the next page is on its way, the one before stands for it and would show other rows.
      return page === undefined || page.isPlaceholderData
        ? undefined
        : page.data?.lines[index % pageLines];
    },
    onRange,
    isOld: answers.some(({ isPlaceholderData }) => isPlaceholderData),
    error: failed?.message ?? null,
  };
}
