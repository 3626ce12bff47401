/** Figures of what is asked of one case, and of the window that shows it. */
import { medianOf, partOf, round } from "./medians.ts";

/** What query-once.ts measures on one case. */
export interface QueryMeasurement {
  readonly openSeconds: number;
  readonly nsPerRowFacets: number;
  readonly worstSummaryMs: number;
  readonly worstPageMs: number;
  readonly worstPlaceMs: number;
  readonly worstFindMs: number;
  readonly rawEventMs: number;
  readonly searchMs: number;
  readonly rows: number;
  /** What window-once.ts measures; null without a browser. From the page's start to its frame, and to the first screen. */
  readonly windowFrameMs: number | null;
  readonly windowPaintMs: number | null;
  /** Live memory of the page after scrolling through all events, and how much that added. */
  readonly windowHeapMB: number | null;
  readonly windowHeapGrowthMB: number | null;
  readonly windowBundleKB: number | null;
  /** What window-import.ts measures while an archive is imported: frames a second, and the longest of 99 % of the gaps. */
  readonly windowFramesPerSecond: number | null;
  readonly windowGapMs99: number | null;
  /** What state-once.ts measures on a case of IAM writes: the slowest state of an entity or account, and history. */
  readonly stateMs: number | null;
  readonly stateHistoryMs: number | null;
  readonly statePassSeconds: number | null;
}

/** The median of each figure over some rounds. */
export function queryOf(outputs: readonly unknown[]): QueryMeasurement {
  return {
    openSeconds: round(medianOf(outputs, "openSeconds"), 3),
    nsPerRowFacets: round(medianOf(outputs, "nsPerRowFacets"), 2),
    worstSummaryMs: round(medianOf(outputs, "worstSummaryMs"), 2),
    worstPageMs: round(medianOf(outputs, "worstPageMs"), 2),
    worstPlaceMs: round(medianOf(outputs, "worstPlaceMs"), 2),
    worstFindMs: round(medianOf(outputs, "worstFindMs"), 2),
    rawEventMs: round(medianOf(outputs, "rawEventMs"), 2),
    searchMs: round(medianOf(outputs, "searchMs"), 2),
    rows: medianOf(outputs, "rows"),
    windowFrameMs: partOf(outputs, "windowFrameMs"),
    windowPaintMs: partOf(outputs, "windowPaintMs"),
    windowHeapMB: partOf(outputs, "windowHeapMB"),
    windowHeapGrowthMB: partOf(outputs, "windowHeapGrowthMB"),
    windowBundleKB: partOf(outputs, "windowBundleKB"),
    windowFramesPerSecond: partOf(outputs, "windowFramesPerSecond"),
    windowGapMs99: partOf(outputs, "windowGapMs99"),
    stateMs: partOf(outputs, "stateMs"),
    stateHistoryMs: partOf(outputs, "stateHistoryMs"),
    statePassSeconds: partOf(outputs, "statePassSeconds"),
  };
}
