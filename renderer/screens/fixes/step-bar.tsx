/** The steps of a fix: which are done, which one is shown, and the way back to those before it. */
import { Icon } from "../../parts/icons.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { wizardSteps } from "./wizard.ts";
import type { WizardStep } from "./wizard.ts";

export function StepBar({
  current,
  notes,
  canGo,
  isFailed,
  onGo,
}: {
  readonly current: WizardStep;
  /** A few words beside a step, such as the profile. */
  readonly notes: Partial<Readonly<Record<WizardStep, string>>>;
  /** Steps that can be shown now. */
  readonly canGo: (step: WizardStep) => boolean;
  readonly isFailed: boolean;
  readonly onGo: (step: WizardStep) => void;
}) {
  const at = wizardSteps.indexOf(current);
  return (
    <ol className="lv-steps" aria-label={words.stepsOf}>
      {wizardSteps.map((step, i) => {
        const isOn = step === current;
        const isDone =
          (i < at && !(isFailed && step === "apply")) || (isOn && step === "done" && !isFailed);
        const look = isOn && isFailed ? "on bad" : isOn ? "on" : isDone ? "did" : "";
        const note = notes[step];
        return (
          <li key={step} className={look} aria-current={isOn ? "step" : undefined}>
            <span className="no">
              {isDone ? (
                <Icon name="check" small />
              ) : isOn && isFailed ? (
                <Icon name="close" small />
              ) : (
                i + 1
              )}
            </span>
            {isOn && isFailed ? (
              words.stopped
            ) : !isOn && canGo(step) ? (
              <button type="button" onClick={() => onGo(step)}>
                {words.steps[step]}
              </button>
            ) : (
              words.steps[step]
            )}
            {note === undefined ? null : <small title={note}>{note}</small>}
          </li>
        );
      })}
    </ol>
  );
}
