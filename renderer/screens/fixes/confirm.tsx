/** The fourth step: what will be sent, each step that does not come back confirmed by itself, the account id typed. */
import { useId } from "react";
import type { LivePreview, LiveStep } from "../../../shared/ipc/live.ts";
import { Button, Tick } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { ConfirmSide } from "./confirm-side.tsx";
import { PlanTable, standingOf } from "./plan-table.tsx";
import { callName, cellsOf, targetOf } from "./target.ts";
import type { FixWork } from "./use-fix.ts";

/** Digits of an account id. */
const idLength = 12;

export function Confirm({
  fix,
  preview,
  onBack,
}: {
  readonly fix: FixWork;
  readonly preview: LivePreview;
  readonly onBack: () => void;
}) {
  const { wizard, change, apply } = fix;
  const { confirmed, typed } = wizard;
  const { steps, destructive, account, toDo } = preview;
  const doing = steps.filter(({ state }) => state === "to-do");
  // A run that AWS stops half-way leaves the account half mended: what it would refuse is asked about, too.
  const asking = doing.filter(
    ({ n, permission }) => destructive.includes(n) || permission === "denied",
  );
  const missing = asking.filter(({ n }) => !confirmed.includes(n)).length;
  const isReady = typed === account && missing === 0;
  const toggle = (n: number): void =>
    change({
      confirmed: confirmed.includes(n) ? confirmed.filter((one) => one !== n) : [...confirmed, n],
    });
  return (
    <>
      <div className="lv-body">
        <section className="lv-main" aria-label={words.steps.confirm} tabIndex={0}>
          {asking.length === 0 ? null : (
            <div className="lv-pad">
              <h2>{words.oneByOne}</h2>
              <ul className="lv-danger">
                {asking.map((step) => (
                  <Destructive
                    key={step.n}
                    step={step}
                    isOn={confirmed.includes(step.n)}
                    onToggle={() => toggle(step.n)}
                  />
                ))}
              </ul>
            </div>
          )}
          <div className="lv-pad lv-head">
            <h2>{words.willDo}</h2>
          </div>
          <PlanTable
            label={words.willDo}
            steps={doing}
            chosen={null}
            onChoose={() => undefined}
            standing={(step) =>
              confirmed.includes(step.n)
                ? { icon: "check", text: words.confirmedStep, look: "ok" }
                : standingOf(step)
            }
          />
        </section>
        <ConfirmSide preview={preview} />
      </div>
      <form
        className="lv-foot"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void apply();
        }}
      >
        <Typed
          account={account}
          label={words.typeAccount(toDo)}
          value={typed}
          onChange={(next) => change({ typed: next })}
        />
        <span className="s12 ink3" role="status">
          {missing > 0
            ? words.missingTicks(missing)
            : typed.length >= idLength && typed !== account
              ? words.wrongId
              : words.confirmNote}
        </span>
        <span className="right hstack">
          <Button size="l" onClick={onBack}>
            {words.back}
          </Button>
          <Button type="submit" size="l" look="danger" disabled={!isReady}>
            {words.apply(toDo)}
          </Button>
        </span>
      </form>
    </>
  );
}

/** The account id as it is typed: counts its digits. Pasting is allowed. */
export function Typed({
  account,
  label,
  value,
  onChange,
}: {
  readonly account: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (next: string) => void;
}) {
  const id = useId();
  const isWrong = value.length >= idLength && value !== account;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="lv-type">
        <input
          id={id}
          className="input l mono"
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          maxLength={idLength}
          aria-invalid={isWrong}
          aria-describedby={`${id}-count`}
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
        <span id={`${id}-count`} className={isWrong ? "bad" : undefined}>
          {words.typed(value.length)}
        </span>
      </div>
    </div>
  );
}

function Destructive({
  step,
  isOn,
  onToggle,
}: {
  readonly step: LiveStep;
  readonly isOn: boolean;
  readonly onToggle: () => void;
}) {
  const { before, after } = cellsOf(step.changes);
  return (
    <li>
      <Tick
        label={words.confirmStep(step.n, callName(step.api))}
        checked={isOn}
        onChange={onToggle}
      />
      <div className="vstack g1">
        <b className="strong">
          {words.stepHead(step.n)}: <span className="mono">{callName(step.api)}</span>{" "}
          <LogText text={targetOf(step.request)} mono cut="none" />
        </b>
        <p>
          <SpansText spans={step.why} />
        </p>
        <p>
          {words.now}: <LogText text={before} cut="none" />. {words.after}:{" "}
          <LogText text={after} cut="none" />. {words.wayBack}: {words.undo[step.undo.certainty]}.
        </p>
        {step.permission === "denied" ? <p className="bad">{words.deniedStep}</p> : null}
        {step.undo.lost.map((line) => (
          <p key={line}>
            <LogText text={line} cut="none" />
          </p>
        ))}
      </div>
    </li>
  );
}
