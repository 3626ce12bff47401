/** How far a person is with a fix; kept while the window is open, so that looking at evidence in between loses nothing. */
import { useCallback, useSyncExternalStore } from "react";
import type { LiveDecision, LivePreview, LiveRun } from "../../../shared/ipc/live.ts";

export const wizardSteps = ["choose", "connect", "preview", "confirm", "apply", "done"] as const;
export type WizardStep = (typeof wizardSteps)[number];

export interface Wizard {
  /** Names case and subject: another one begins anew. */
  readonly key: string;
  /** The place of the screen that leads back to it. */
  readonly hash: string;
  readonly step: WizardStep;
  readonly answers: Readonly<Record<string, string>>;
  readonly decisions: readonly LiveDecision[];
  readonly preview: LivePreview | null;
  /** Why there is no preview, or why it was not applied; one sentence. */
  readonly problem: string | null;
  /** The account was looked at, and nothing was to be taken back. */
  readonly isNothing: boolean;
  /** What the program is being asked now. */
  readonly busy: "preview" | "apply" | null;
  readonly confirmed: readonly number[];
  readonly typed: string;
  readonly isCancelling: boolean;
  /** The engine ended before it had answered: whether something was applied stands in the journal. */
  readonly isLost: boolean;
  readonly run: LiveRun | null;
}

function fresh(key: string): Wizard {
  return {
    key,
    hash: "",
    step: "choose",
    answers: {},
    decisions: [],
    preview: null,
    problem: null,
    isNothing: false,
    busy: null,
    confirmed: [],
    typed: "",
    isCancelling: false,
    isLost: false,
    run: null,
  };
}

const store = { kept: fresh(""), listeners: new Set<() => void>() };

function listen(tellMe: () => void): () => void {
  store.listeners.add(tellMe);
  return () => store.listeners.delete(tellMe);
}

function publish(next: Wizard): void {
  store.kept = next;
  for (const listener of store.listeners) listener();
}

/** Another subject begins anew, but not while something is being applied. */
function begin(key: string): void {
  if (store.kept.key !== key && store.kept.busy !== "apply") store.kept = fresh(key);
}

/** The wizard that was used last; its key is empty before the first one. */
export function keptWizard(): Wizard {
  return store.kept;
}

export type ChangeWizard = (change: Partial<Omit<Wizard, "key">>) => void;

/** The wizard under a key, and how to change it. Changes to one that is no longer shown are dropped. */
export function useWizard(key: string): readonly [Wizard, ChangeWizard, () => void] {
  begin(key);
  const wizard = useSyncExternalStore(listen, keptWizard);
  const change = useCallback<ChangeWizard>(
    (wanted) => {
      if (store.kept.key === key) publish({ ...store.kept, ...wanted });
    },
    [key],
  );
  const reset = useCallback(() => publish(fresh(key)), [key]);
  return [wizard, change, reset];
}
