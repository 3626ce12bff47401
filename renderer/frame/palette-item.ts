import type { ReactNode } from "react";

/** A line of the palette. */
export interface Item {
  readonly id: string;
  readonly section: string;
  readonly mark: ReactNode;
  readonly label: string;
  readonly note?: string;
  readonly key?: string;
  readonly run: () => void;
}
