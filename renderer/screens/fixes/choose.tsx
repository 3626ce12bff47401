/** The first step: what is to be fixed, and the plan for it. */
import { useState } from "react";
import type { LiveSubject } from "../../../shared/ipc/live.ts";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import type { FixAnswer, FixRequest } from "../../../shared/ipc/fixes.ts";
import type { Asked } from "../../api.ts";
import { go, useParams } from "../../location.ts";
import { Button, Note, Tabs } from "../../parts/controls.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { FixChoice } from "./fix-choice.tsx";
import { FixSide } from "./fix-side.tsx";
import { FindingsChoice } from "./findings-choice.tsx";
import { PlanSide } from "./plan-side.tsx";
import type { ChangeWizard, Wizard } from "./wizard.ts";
import { WindowChoice } from "./window-choice.tsx";

export function Choose({
  subject,
  request,
  fixRequest,
  fix,
  wizard,
  change,
  isConnected,
  onNext,
}: {
  readonly subject: LiveSubject | null;
  /** Null: nothing is chosen, or not by what the log has. */
  readonly request: PlanRequest | null;
  /** A fix beside the inverse, and its plan; null: none is chosen. */
  readonly fixRequest: FixRequest | null;
  readonly fix: Asked<FixAnswer>;
  readonly wizard: Wizard;
  readonly change: ChangeWizard;
  readonly isConnected: boolean;
  readonly onNext: () => void;
}) {
  const [params] = useParams();
  const [canGo, setCanGo] = useState(false);
  const isElsewhere = request?.subject.kind === "events" || subject?.kind === "run";
  const isFix = params["by"] === "fix" || fixRequest !== null;
  const isWindow =
    params["by"] === "window" ||
    (request !== null && ["window", "session", "actor"].includes(request.subject.kind));
  return (
    <>
      <div className="lv-body">
        <section className="lv-main" aria-label={words.chooseTitle} tabIndex={0}>
          <div className="lv-pad">
            {isElsewhere ? (
              <Elsewhere subject={subject} request={request} />
            ) : (
              <>
                <Tabs
                  label={words.chooseTitle}
                  look="seg"
                  current={isFix ? "fix" : isWindow ? "window" : "findings"}
                  onChange={(id) => go("fixes", id === "findings" ? {} : { by: id }, true)}
                  tabs={[
                    { id: "findings", label: words.byFindings },
                    { id: "window", label: words.byWindow },
                    { id: "fix", label: words.byFix },
                  ]}
                />
                {isWindow ? <WindowChoice request={request} /> : null}
                {isFix ? <FixChoice finding={params["of"] ?? null} request={fixRequest} /> : null}
              </>
            )}
          </div>
          {isElsewhere || isWindow || isFix ? null : <FindingsChoice request={request} />}
        </section>
        <aside className="lv-side" aria-label={words.plan} tabIndex={0}>
          {fixRequest === null ? (
            <PlanSide request={request} wizard={wizard} change={change} onReady={setCanGo} />
          ) : (
            <FixSide asked={fix} wizard={wizard} change={change} />
          )}
        </aside>
      </div>
      <div className="lv-foot">
        <span className="s12 ink3">{words.chooseNote}</span>
        <span className="right hstack">
          <Button
            size="l"
            look="primary"
            disabled={subject === null || (request !== null && !canGo)}
            onClick={onNext}
          >
            {isConnected ? words.toPreview : words.toConnect}
          </Button>
        </span>
      </div>
    </>
  );
}

/** Changes that were chosen on another screen, or a run to be taken back. */
function Elsewhere({
  subject,
  request,
}: {
  readonly subject: LiveSubject | null;
  readonly request: PlanRequest | null;
}) {
  return (
    <>
      <Note>
        {subject?.kind === "run" ? (
          <>
            <b className="strong">{words.chosenRun(subject.run)}.</b> {words.chosenRunText}
          </>
        ) : request?.subject.kind === "events" ? (
          words.chosenEvents(request.subject.eventIds.length)
        ) : null}
      </Note>
      <span>
        <Button onClick={() => go("fixes", {}, true)}>{words.other}</Button>
      </span>
    </>
  );
}
