/** Leads the keyboard into the panel of an event. */
import type { RefObject } from "react";

/** Puts the focus into the panel if that is wanted and it is drawn. */
export function focusPanel(
  panel: RefObject<HTMLDivElement | null>,
  wanted: RefObject<boolean>,
): void {
  const tab = panel.current?.querySelector<HTMLElement>("[role=tab][aria-selected=true]");
  if (!wanted.current || tab === null || tab === undefined) return;
  wanted.current = false;
  tab.focus();
}
