/** How many panes there is room for, and whether the panel of the event is open. */
import { useState } from "react";
import type { RefObject } from "react";
import { useBoxWidth } from "../../parts/use-narrow.ts";

/** Least widths in pixels. */
export const leastList = 420;
export const leastPanel = 320;
const leastFacets = 160;

/** `isTight`: the panel covers the list. `isSingle`: the facets cover it too, when they are asked for. */
export function useRoom(body: RefObject<HTMLElement | null>): {
  readonly isTight: boolean;
  readonly isSingle: boolean;
} {
  const width = useBoxWidth(body);
  return {
    isTight: width !== null && width < leastFacets + leastList + leastPanel,
    isSingle: width !== null && width < leastFacets + leastList,
  };
}

/** Beside the list it is open until it is closed; over the list only when it was opened. */
export function usePanelOpen(isTight: boolean): [boolean, (isOpen: boolean) => void] {
  const [beside, setBeside] = useState(true);
  const [over, setOver] = useState(false);
  return isTight ? [over, setOver] : [beside, setBeside];
}
