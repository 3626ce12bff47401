/** The third step: the plan against the live account. Reads only. */
import { useState } from "react";
import type { LivePreview } from "../../../shared/ipc/live.ts";
import { useKeys } from "../../keys.ts";
import { go } from "../../location.ts";
import { Button, Empty, Note } from "../../parts/controls.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { PlanTable, standingOf } from "./plan-table.tsx";
import { PreviewSide } from "./preview-side.tsx";
import { Questions } from "./questions.tsx";
import { StepDetail } from "./step-detail.tsx";
import { openQuestions } from "./use-fix.ts";
import type { FixWork } from "./use-fix.ts";

export function Preview({
  fix,
  onNext,
  onBack,
}: {
  readonly fix: FixWork;
  readonly onNext: () => void;
  readonly onBack: () => void;
}) {
  const { wizard, look } = fix;
  const { preview, busy, problem, isNothing } = wizard;
  const isReading = busy === "preview";
  const isReady = preview !== null && !isReading && preview.toDo > 0 && preview.blocked === null;
  return (
    <>
      {preview === null ? (
        <div className="lv-body" aria-busy={isReading}>
          {isReading ? (
            <Empty icon="clock" title={words.reading}>
              <p>{words.readingText}</p>
            </Empty>
          ) : (
            <Empty
              icon={isNothing ? "info" : "refused"}
              title={isNothing ? words.nothingMatches : words.noPreview}
              actions={
                <>
                  <Button look="primary" onClick={() => void look()}>
                    {words.readAgain}
                  </Button>
                  <Button onClick={onBack}>{words.other}</Button>
                </>
              }
            >
              <p role="alert">{problem}</p>
              <p>{words.nothingChanged}</p>
            </Empty>
          )}
        </div>
      ) : (
        <Shown fix={fix} preview={preview} isOld={isReading} />
      )}
      <div className="lv-foot">
        <Button size="l" onClick={onBack}>
          {words.back}
        </Button>
        <Button size="l" disabled={isReading} onClick={() => void look()}>
          {words.readAgain}
        </Button>
        <span className="s12 ink3" role="status">
          {isReading && preview !== null
            ? words.reading
            : words.previewNote(preview === null ? "" : (whyNot(preview) ?? notDone(preview)))}
        </span>
        <span className="right hstack">
          <Button
            size="l"
            look={isReady ? "primary" : "plain"}
            disabled={!isReady}
            onClick={onNext}
          >
            {words.toConfirm(preview?.toDo ?? 0)}
          </Button>
        </span>
      </div>
    </>
  );
}

const isAllDone = ({ steps }: LivePreview): boolean =>
  steps.length > 0 && steps.every(({ state }) => state === "already-done");

/** What hinders the next step; null: nothing, or that there is nothing left to do, which is said above. */
function whyNot(preview: LivePreview): string | null {
  return isAllDone(preview) ? null : preview.blocked;
}

/** "1 refused, 1 already so": what of the plan is not done, and why. */
function notDone({ steps }: LivePreview): string {
  const count = (...states: readonly string[]): number =>
    steps.filter(({ state }) => states.includes(state)).length;
  const parts = [
    [count("conflict", "unreadable"), words.countRefused],
    [count("already-done"), words.countAlready],
    [count("left-out"), words.countLeftOut],
    [count("needs-answer"), words.countUnanswered],
    [count("not-supported"), words.countByHand],
  ] as const;
  return parts.flatMap(([n, say]) => (n === 0 ? [] : [say(n)])).join(", ");
}

function Shown({
  fix,
  preview,
  isOld,
}: {
  readonly fix: FixWork;
  readonly preview: LivePreview;
  readonly isOld: boolean;
}) {
  const { steps } = preview;
  const [wanted, setWanted] = useState({ preview: "", n: 0 });
  // What needs a decision comes first.
  const first =
    steps.find(({ state }) => state === "conflict" || state === "unreadable") ?? steps[0];
  const chosen =
    (wanted.preview === preview.id ? steps.find(({ n }) => n === wanted.n) : undefined) ?? first;
  const choose = (n: number): void => setWanted({ preview: preview.id, n });
  const open = openQuestions(preview.questions);
  const { wizard, change, look } = fix;
  const step = (by: 1 | -1): void => {
    const next = steps[steps.findIndex(({ n }) => n === chosen?.n) + by];
    if (next !== undefined) choose(next.n);
  };
  useKeys(words.steps.preview, {
    j: { label: words.keyNext, run: () => step(1) },
    k: { label: words.keyPrevious, run: () => step(-1) },
    e: {
      label: words.keyEvidence,
      run: () => {
        const [event] = chosen?.evidence ?? [];
        if (event !== undefined) go("events", { event });
      },
    },
  });
  return (
    <div className={`lv-body${isOld ? " is-old" : ""}`} aria-busy={isOld}>
      <section className="lv-main" aria-label={words.steps.preview} tabIndex={0}>
        <PlanTable
          label={words.plan}
          steps={steps}
          chosen={chosen?.n ?? 0}
          onChoose={choose}
          standing={standingOf}
        />
        <div className="lv-pad">
          {isAllDone(preview) ? (
            <Note kind="ok">
              <b className="strong">{words.allDone}.</b> {words.allDoneText}
            </Note>
          ) : null}
          {open.length === 0 ? null : (
            <form
              className="vstack lv-read"
              onSubmit={(event) => {
                event.preventDefault();
                void look();
              }}
            >
              <h2>{words.asks}</h2>
              <Questions
                questions={open}
                answers={wizard.answers}
                onAnswer={(answers) => change({ answers })}
              />
              <span>
                <Button type="submit">{words.answerHere}</Button>
              </span>
            </form>
          )}
          {chosen === undefined ? null : (
            <StepDetail
              key={`${preview.id} ${String(chosen.n)}`}
              step={chosen}
              decisions={wizard.decisions}
              onDecide={(decisions) => void look(decisions)}
            />
          )}
        </div>
      </section>
      <PreviewSide preview={preview} />
    </div>
  );
}
