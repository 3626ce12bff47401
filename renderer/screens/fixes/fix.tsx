/** The steps of one fix: which one is shown, and what leads from one to the next. */
import { useEffect } from "react";
import type { FixAnswer, FixRequest } from "../../../shared/ipc/fixes.ts";
import type { LiveSubject } from "../../../shared/ipc/live.ts";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import type { Asked } from "../../api.ts";
import { clockTime } from "../../parts/time.ts";
import { liveWords as words } from "../../strings/live.ts";
import { useLive } from "../../use-live.ts";
import { Choose } from "./choose.tsx";
import { Confirm } from "./confirm.tsx";
import { Connect } from "./connect.tsx";
import { Ended } from "./ended.tsx";
import { Preview } from "./preview.tsx";
import { Running } from "./running.tsx";
import { StepBar } from "./step-bar.tsx";
import { useFix } from "./use-fix.ts";
import type { WizardStep } from "./wizard.ts";

export function Fix({
  wizardKey,
  subject,
  request,
  fixRequest,
  planned,
  hash,
}: {
  readonly wizardKey: string;
  readonly subject: LiveSubject | null;
  readonly request: PlanRequest | null;
  readonly fixRequest: FixRequest | null;
  readonly planned: Asked<FixAnswer>;
  readonly hash: string;
}) {
  const { state } = useLive();
  const fix = useFix(wizardKey, subject);
  const { wizard, change } = fix;
  const { step, preview, run, busy } = wizard;
  useEffect(() => change({ hash }), [change, hash]);
  const isConnected = state !== undefined && state.isOn && state.connection !== null;

  // Without a connection there is no way on from what needs one.
  useEffect(() => {
    if (state !== undefined && !isConnected && (step === "preview" || step === "confirm"))
      change({ step: "connect", preview: null });
  }, [state, isConnected, step, change]);

  const canGo = (to: WizardStep): boolean => {
    if (busy === "apply" || step === "apply" || step === "done") return false;
    if (to === "choose") return true;
    if (to === "connect") return subject !== null;
    if (to === "preview") return subject !== null && isConnected;
    return to === "confirm" && preview !== null && preview.toDo > 0 && preview.blocked === null;
  };
  const enter = (to: WizardStep): void => {
    change({ step: to });
    if (to === "preview" && preview === null) void fix.look();
  };
  const isFailed = step === "done" && run?.state !== "done";
  return (
    <>
      <StepBar
        current={step}
        notes={{
          ...(isConnected && state.connection !== null
            ? { connect: state.connection.account }
            : {}),
          ...(preview === null ? {} : { preview: words.readAt(clockTime(preview.at)) }),
        }}
        canGo={canGo}
        isFailed={isFailed}
        onGo={enter}
      />
      {step === "choose" ? (
        <Choose
          subject={subject}
          request={request}
          fixRequest={fixRequest}
          fix={planned}
          wizard={wizard}
          change={change}
          isConnected={isConnected}
          onNext={() => enter(isConnected ? "preview" : "connect")}
        />
      ) : step === "connect" ? (
        <Connect
          next={words.toPreview}
          onNext={() => enter("preview")}
          onBack={() => change({ step: "choose" })}
        />
      ) : step === "preview" ? (
        <Preview
          fix={fix}
          onNext={() => enter("confirm")}
          onBack={() => change({ step: "choose" })}
        />
      ) : step === "confirm" && preview !== null ? (
        <Confirm fix={fix} preview={preview} onBack={() => change({ step: "preview" })} />
      ) : step === "apply" ? (
        <Running fix={fix} />
      ) : (
        <Ended fix={fix} />
      )}
    </>
  );
}
