import type { RefObject } from "react";
import type { TableHandle } from "./virtual-table.tsx";

/** Makes the step of `j` and `k`: selects the row so many further on, within the table, and brings it into view. */
export function useWalk(
  total: number,
  selected: number | null,
  select: (index: number) => void,
  table: RefObject<TableHandle | null>,
): (by: number) => void {
  return (by) => {
    if (total === 0) return;
    const next = Math.max(0, Math.min(total - 1, (selected ?? -1) + by));
    select(next);
    table.current?.show(next);
  };
}
