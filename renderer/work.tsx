/** What the whole window shares: the open case, the import under way, choosing files, one line to the person. */
import { createContext, useCallback, useContext, useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { CaseInfo, Engagement } from "../shared/ipc/case.ts";
import type { Choice, ChoiceKind } from "../shared/ipc/program.ts";
import { CallFailed, forget, queries, tell, useAsk } from "./api.ts";
import { FileChooser } from "./frame/file-chooser.tsx";
import { go } from "./location.ts";
import { useSettings } from "./settings.tsx";
import { useImporting } from "./use-importing.ts";
import type { ImportWork } from "./use-importing.ts";

interface Work {
  /** Null: no case is open, or that is not known yet. */
  readonly info: CaseInfo | null;
  /** Whether it is known that a case is open or none is. */
  readonly isKnown: boolean;
  readonly importing: ImportWork;
  /** Asks for files; null: the person closed the dialog. */
  readonly choose: (kind: ChoiceKind, name?: string) => Promise<Choice | null>;
  /** Says something once in the status bar; a failure stays until it is dismissed. */
  readonly say: (sentence: string, isFailure?: boolean) => void;
  readonly said: { readonly sentence: string; readonly isFailure: boolean } | null;
  readonly unsay: () => void;
  readonly openCase: (choiceId: string) => Promise<void>;
  /** Makes a case and goes to its import. `choiceId`: a choice of kind new-case. */
  readonly createCase: (choiceId: string, engagement: Engagement) => Promise<boolean>;
  readonly closeCase: () => Promise<void>;
}

const Context = createContext<Work | null>(null);

const saidMs = 6000;

/** Drops all answers but those about the program: they were of the case before. */
function dropCaseAnswers(): void {
  queries.removeQueries({
    predicate: ({ queryKey }) => queryKey[0] !== "settings" && queryKey[0] !== "programInfo",
  });
}

/** Gives everything below it the shared work of the window. */
export function WorkProvider({ children }: { readonly children: ReactNode }) {
  const { info: program } = useSettings();
  const asked = useAsk("caseInfo", [], { keep: false });
  const [said, setSaid] = useState<Work["said"]>(null);
  const [asking, setAsking] = useState<{
    readonly kind: ChoiceKind;
    readonly name: string | null;
    readonly answer: (choice: Choice | null) => void;
  } | null>(null);

  const say = useCallback((sentence: string, isFailure = false) => {
    const next = { sentence, isFailure };
    setSaid(next);
    if (!isFailure) window.setTimeout(() => setSaid((now) => (now === next ? null : now)), saidMs);
  }, []);
  const unsay = useCallback(() => setSaid(null), []);

  const choose = useCallback(
    async (kind: ChoiceKind, name?: string): Promise<Choice | null> => {
      if (program.host === "desktop") return tell("choose", kind, name ?? null);
      return new Promise((answer) => setAsking({ kind, name: name ?? null, answer }));
    },
    [program.host],
  );

  const importing = useImporting();
  const { reset } = importing;

  const entered = useCallback(
    (info: CaseInfo) => {
      // Answers about the case before are of no use for this one.
      dropCaseAnswers();
      queries.setQueryData(["caseInfo"], info);
      reset();
    },
    [reset],
  );

  const failed = useCallback(
    (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    },
    [say],
  );

  const openCase = useCallback(
    (choiceId: string) =>
      tell("openCase", choiceId).then((info) => {
        entered(info);
        go(info.totals.files === 0 || info.isUnfinished ? "import" : "overview");
      }, failed),
    [entered, failed],
  );
  const createCase = useCallback(
    (choiceId: string, engagement: Engagement) =>
      tell("createCase", choiceId, engagement).then(
        (info) => {
          entered(info);
          go("import");
          return true;
        },
        (error: unknown) => {
          failed(error);
          return false;
        },
      ),
    [entered, failed],
  );
  const closeCase = useCallback(
    () =>
      tell("closeCase").then(() => {
        dropCaseAnswers();
        reset();
        go("start");
        forget("case");
      }, failed),
    [failed, reset],
  );

  // A failed refresh keeps the old value in the query; without a case there is nothing to keep.
  const info = asked.error === null ? (asked.value ?? null) : null;
  const value = useMemo(
    (): Work => ({
      info,
      isKnown: asked.value !== undefined || asked.error !== null,
      importing,
      choose,
      say,
      said,
      unsay,
      openCase,
      createCase,
      closeCase,
    }),
    [
      info,
      asked.value,
      asked.error,
      importing,
      choose,
      say,
      said,
      unsay,
      openCase,
      createCase,
      closeCase,
    ],
  );
  return (
    <Context value={value}>
      {children}
      {asking === null ? null : (
        <FileChooser
          kind={asking.kind}
          name={asking.name}
          onDone={(choice) => {
            setAsking(null);
            asking.answer(choice);
          }}
        />
      )}
    </Context>
  );
}

/** The shared work of the window. */
export function useWork(): Work {
  const work = useContext(Context);
  if (work === null) throw new Error("useWork needs a WorkProvider above it");
  return work;
}

/** The open case. To be used on screens that are shown only when one is. */
export function useCase(): CaseInfo {
  const { info } = useWork();
  if (info === null) throw new Error("no case is open");
  return info;
}

/** The time zone beside UTC: the case's, or the one of the settings. */
export function useZone(): string | null {
  const { info } = useWork();
  const { settings } = useSettings();
  return info?.engagement.timeZone ?? settings.timeZone;
}

/** Asks for logs and imports them into the open case. */
export function useAddEvidence(): (kind: "files" | "folder") => Promise<void> {
  const { choose, importing } = useWork();
  const { start } = importing;
  return useCallback(
    async (kind) => {
      const choice = await choose(kind);
      if (choice === null) return;
      go("import");
      await start([choice.id]);
    },
    [choose, start],
  );
}
