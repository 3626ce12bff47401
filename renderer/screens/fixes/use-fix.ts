/** What a fix asks of the engine: to look, to apply, to stop. */
import type { LiveDecision, LiveQuestion, LiveSubject } from "../../../shared/ipc/live.ts";
import { CallFailed, forget, tell } from "../../api.ts";
import { useWho } from "../../settings.tsx";
import { useWizard } from "./wizard.ts";
import type { ChangeWizard, Wizard } from "./wizard.ts";

export interface FixWork {
  readonly subject: LiveSubject | null;
  readonly wizard: Wizard;
  readonly change: ChangeWizard;
  /** Reads the account again, with other decisions where they are given. */
  readonly look: (decisions?: readonly LiveDecision[]) => Promise<void>;
  readonly apply: () => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly reset: () => void;
}

export function useFix(key: string, subject: LiveSubject | null): FixWork {
  const [wizard, change, reset] = useWizard(key);
  const who = useWho();

  const look = async (decisions = wizard.decisions): Promise<void> => {
    if (subject === null || wizard.busy !== null) return;
    change({
      busy: "preview",
      decisions,
      problem: null,
      isNothing: false,
      confirmed: [],
      typed: "",
    });
    try {
      const answer = await tell("previewLive", { subject, answers: wizard.answers, decisions });
      if (answer.ok) change({ preview: answer.preview });
      else {
        change({ preview: null, problem: answer.text, isNothing: answer.code === "nothing" });
        forget(["liveState"]);
      }
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      change({ preview: null, problem: error.message });
    } finally {
      change({ busy: null });
    }
  };

  const apply = async (): Promise<void> => {
    const { preview, typed, confirmed } = wizard;
    if (preview === null || wizard.busy !== null) return;
    change({
      busy: "apply",
      step: "apply",
      problem: null,
      isCancelling: false,
      isLost: false,
      run: null,
    });
    try {
      const answer = await tell(
        "applyLive",
        { preview: preview.id, account: typed, confirmed },
        who,
      );
      // Secrets that were typed have served.
      if (answer.ok) change({ run: answer.run, answers: {} });
      else change({ problem: answer.text });
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      // Refused or busy: nothing was begun. Of anything else only the journal knows.
      const { code } = error.error;
      change({ problem: error.message, isLost: code !== "busy" && code !== "bad-request" });
    } finally {
      change({ busy: null, step: "done", isCancelling: false });
      forget(["liveState", "liveRuns"]);
    }
  };

  const cancel = async (): Promise<void> => {
    change({ isCancelling: true });
    await tell("cancelLive");
  };

  return { subject, wizard, change, look, apply, cancel, reset };
}

/** Questions that have no answer yet. */
export function openQuestions(all: readonly LiveQuestion[]): readonly LiveQuestion[] {
  return all.filter(({ isAnswered }) => !isAnswered);
}
