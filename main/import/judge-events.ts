/** Stored events → findings. The same in the importer's thread and in one beside it. */
import { createAnalyzer } from "../../shared/analysis/analyzer.ts";
import type { Uses, Watch } from "../../shared/analysis/paths/use.ts";
import type { NewRegion } from "../../shared/analysis/past/regions.ts";
import type { SessionStart } from "../../shared/analysis/sessions.ts";
import type { Silence } from "../../shared/analysis/silence.ts";
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { Finding } from "../../shared/finding.ts";
import type { FindingBlock } from "../db/findings.ts";
import { blockFindings, writeFindings } from "../db/findings.ts";
import type { RelevantRow } from "../db/read-events.ts";
import { eventOf } from "../db/event-of-row.ts";

/** A stored event with the STS call that began its session. */
export interface AuditedRow extends Omit<RelevantRow, "accessKey"> {
  readonly start: SessionStart | null;
  /** The time without events that follows; absent where events go on. */
  readonly silence?: Silence;
  /** For whom the Region of the change is new; absent: for nobody. */
  readonly newRegion?: NewRegion;
}

/** An event of which only the columns are known (glances.ts). */
export interface GlancedRow {
  /** Seconds since 1970. */
  readonly t: number;
  readonly event: CloudTrailEvent;
}

/** What is judged. */
export type JudgedRow = AuditedRow | GlancedRow;

export interface Judge {
  /** Takes the next event of its accounts, in order of time. */
  readonly take: (row: JudgedRow) => undefined;
  /** After the last event: what the case is to be asked for. */
  readonly watches: () => readonly Watch[];
  readonly finish: (uses: Uses) => void;
}

interface Judged {
  readonly event: CloudTrailEvent;
  readonly start: SessionStart | null;
  readonly silence: Silence | null;
  readonly newRegion: NewRegion | null;
}

/** Makes a judge that gives its findings to `onBlock`. */
export function createJudge(onBlock: (block: FindingBlock) => void): Judge {
  let start: SessionStart | null = null;
  let silence: Silence | null = null;
  let newRegion: NewRegion | null = null;
  const analyzer = createAnalyzer({
    sessionStart: () => start,
    silenceAfter: () => silence,
    newRegionOf: () => newRegion,
  });
  let held: Finding[] = [];
  /** Events of one second: CloudTrail's times are whole seconds, and its order within one means nothing. */
  let second: Judged[] = [];
  let t: number | null = null;

  function flush(least: number): void {
    while (held.length >= least && held.length > 0) {
      onBlock(writeFindings(held.slice(0, blockFindings)));
      held = held.slice(blockFindings);
    }
  }

  function judgeSecond(): void {
    const rows = new Map(second.map((one) => [one.event, one]));
    for (const event of analyzer.order([...rows.keys()].toSorted(bySecond))) {
      ({ start = null, silence = null, newRegion = null } = rows.get(event) ?? {});
      held.push(...analyzer.next(event));
    }
    second = [];
    flush(blockFindings);
  }

  return {
    take: (row) => {
      if (row.t !== t) judgeSecond();
      ({ t } = row);
      second.push(
        "event" in row
          ? { event: row.event, start: null, silence: null, newRegion: null }
          : {
              event: eventOf(row),
              start: row.start,
              silence: row.silence ?? null,
              newRegion: row.newRegion ?? null,
            },
      );
      return undefined;
    },
    watches: () => {
      judgeSecond();
      return analyzer.watches();
    },
    finish: (uses) => {
      held.push(...analyzer.finish(uses));
      flush(1);
    },
  };
}

function bySecond(a: CloudTrailEvent, b: CloudTrailEvent): number {
  return compare(a.requestId ?? "", b.requestId ?? "") || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
