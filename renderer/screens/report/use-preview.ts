/** The report that is shown: built anew when the options or the case change. */
import { useEffect, useState } from "react";
import type { ReportOptions, ReportPreview } from "../../../shared/ipc/report.ts";
import { CallFailed, on, tell } from "../../api.ts";

export interface Preview {
  /** The last report; while a new one is built, the one before. */
  readonly report: ReportPreview | null;
  readonly isBuilding: boolean;
  /** Whole seconds since the building began. */
  readonly seconds: number;
  readonly error: string | null;
  readonly again: () => void;
}

/** Changes come one after the other: the report is built when they pause. */
const pauseMs = 150;

export function usePreview(options: ReportOptions): Preview {
  const { atLeast } = options;
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Preview, "again" | "seconds">>({
    report: null,
    isBuilding: true,
    error: null,
  });
  const [seconds, setSeconds] = useState(0);
  useEffect(() => on.caseChanged(() => setTurn((now) => now + 1)), []);
  useEffect(() => {
    let isCurrent = true;
    const started = performance.now();
    const clock = window.setInterval(
      () => setSeconds(Math.floor((performance.now() - started) / 1000)),
      500,
    );
    const build = async (): Promise<void> => {
      setSeconds(0);
      setState((now) => ({ ...now, isBuilding: true }));
      try {
        const report = await tell("buildReport", { atLeast });
        if (isCurrent) setState({ report, isBuilding: false, error: null });
      } catch (error) {
        if (!(error instanceof CallFailed)) throw error;
        if (isCurrent) setState({ report: null, isBuilding: false, error: error.message });
      } finally {
        window.clearInterval(clock);
      }
    };
    const wait = window.setTimeout(() => void build(), turn === 0 ? 0 : pauseMs);
    return () => {
      isCurrent = false;
      window.clearTimeout(wait);
      window.clearInterval(clock);
    };
  }, [atLeast, turn]);
  return { ...state, seconds, again: () => setTurn((now) => now + 1) };
}
