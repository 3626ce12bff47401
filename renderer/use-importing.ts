/** The import under way, as the window knows it: its own, or one of another window. */
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ImportResult } from "../shared/ipc/case.ts";
import { forget, on, queries, tell } from "./api.ts";
import { setImportProgress } from "./import-progress.ts";

/** The import of this window. */
export interface ImportWork {
  readonly isRunning: boolean;
  /** Of the last import of this window. */
  readonly result: ImportResult | null;
  /** Why the last one failed, as a sentence. */
  readonly error: string | null;
  /** Null: reads again what the import before left unread. */
  readonly start: (choiceIds: readonly string[] | null) => Promise<void>;
}

/** Asks for the case anew; whoever shows it says why it can't be told. */
async function refreshCase(): Promise<void> {
  await queries
    .fetchQuery({ queryKey: ["caseInfo"], queryFn: () => tell("caseInfo"), staleTime: 0 })
    .catch(() => undefined);
}

/** The import of this window; `reset`: another case is open now. */
export function useImporting(): ImportWork & { readonly reset: () => void } {
  const [state, setState] = useState<Omit<ImportWork, "start">>({
    isRunning: false,
    result: null,
    error: null,
  });
  /** Whether an import of this window is under way; of others it is only told. */
  const isOwn = useRef(false);
  /** Counts up with each import and each case: what an import of the case before comes to is not told of this one. */
  const turn = useRef(0);
  useEffect(() => {
    let isTold = false;
    const look = (): void => {
      void tell("importState").then(
        (progress) => {
          isTold = progress !== null;
          if (!isTold || isOwn.current) return;
          setState((now) => ({ ...now, isRunning: true }));
          setImportProgress(progress);
        },
        () => undefined,
      );
    };
    const over = (): void => {
      isTold = false;
      if (isOwn.current) return;
      setState((now) => ({ ...now, isRunning: false }));
      setImportProgress(null);
    };
    // A window that was opened again finds the import that is under way.
    look();
    const stops = [
      on.importProgress((progress) => {
        if (isOwn.current || isTold) setImportProgress(progress);
        // An import of another window; or one that is over, whose last message came behind its answer.
        else look();
      }),
      on.caseChanged(({ what }) => {
        if (what === "imported") over();
      }),
      on.engineRestarted(over),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
  const start = useCallback(async (choiceIds: readonly string[] | null) => {
    turn.current++;
    const own = turn.current;
    isOwn.current = true;
    setImportProgress(null);
    setState({ isRunning: true, result: null, error: null });
    let result: ImportResult | null = null;
    let error: string | null = null;
    try {
      result = await (choiceIds === null ? tell("resumeImport") : tell("startImport", choiceIds));
    } catch (failure) {
      error = failure instanceof Error ? failure.message : String(failure);
    }
    if (turn.current !== own) return;
    // What the import came to is said beside what the case holds now, not before.
    await refreshCase();
    if (turn.current !== own) return;
    isOwn.current = false;
    setImportProgress(null);
    setState({ isRunning: false, result, error });
    forget("case");
  }, []);
  const reset = useCallback(() => {
    turn.current++;
    isOwn.current = false;
    setImportProgress(null);
    setState({ isRunning: false, result: null, error: null });
  }, []);
  return useMemo(() => ({ ...state, start, reset }), [state, start, reset]);
}
