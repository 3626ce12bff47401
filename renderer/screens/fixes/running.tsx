/** The fifth step: the run, one call at a time, as the engine tells it. */
import type { LiveStep } from "../../../shared/ipc/live.ts";
import { Button } from "../../parts/controls.tsx";
import { Meter } from "../../parts/meter.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { useSettings } from "../../settings.tsx";
import { useProgress } from "../../use-live.ts";
import { ConfirmSide } from "./confirm-side.tsx";
import { PlanTable } from "./plan-table.tsx";
import type { Standing } from "./plan-table.tsx";
import { callName } from "./target.ts";
import type { FixWork } from "./use-fix.ts";

export function Running({ fix }: { readonly fix: FixWork }) {
  const { wizard, cancel } = fix;
  const { preview, isCancelling } = wizard;
  const { info } = useSettings();
  const isDesktop = info.host === "desktop";
  const progress = useProgress();
  const steps = (preview?.steps ?? []).filter(({ state }) => state === "to-do");
  const total = progress?.total ?? steps.length;
  const done = progress?.done ?? 0;
  const standing = ({ n }: LiveStep): Standing => {
    if (progress !== null && n === progress.n && progress.phase !== "ended")
      return { icon: "play", text: words.phases[progress.phase], look: "lv-now" };
    if (progress !== null && n <= progress.n)
      return { icon: "check", text: words.outcomes.done, look: "ok" };
    return { icon: "clock", text: words.outcomes.waiting, look: "" };
  };
  return (
    <>
      <div className="lv-progress" role="status">
        <div className="hstack">
          <b className="strong">{words.stepOf(Math.min(done + 1, total), total)}</b>
          {progress === null ? null : (
            <span className="ink2">
              <span className="mono">{callName(progress.api)}</span>{" "}
              <span className="ink3">{words.phases[progress.phase]}</span>
            </span>
          )}
        </div>
        <Meter label={words.applying} share={total === 0 ? null : done / total} />
      </div>
      <div className="lv-body">
        <section className="lv-main" aria-label={words.steps.apply} tabIndex={0}>
          <PlanTable
            label={words.applying}
            steps={steps}
            chosen={null}
            onChoose={() => undefined}
            standing={standing}
          />
        </section>
        {preview === null ? null : <ConfirmSide preview={preview} />}
      </div>
      <div className="lv-foot">
        <span className="s12 ink3">{isDesktop ? words.applyNoteDesktop : words.applyNote}</span>
        <span className="right hstack">
          <Button size="l" disabled={isCancelling} onClick={() => void cancel()}>
            {isCancelling ? words.cancelling : words.cancelRun}
          </Button>
        </span>
      </div>
    </>
  );
}
