/** A run whose process ended in its midst: resumed, or let be, before anything else is applied. */
import { useState } from "react";
import type { LiveState } from "../../../shared/ipc/live.ts";
import { CallFailed, forget, tell } from "../../api.ts";
import { go } from "../../location.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { useWho } from "../../settings.tsx";
import { words as common } from "../../strings/index.ts";
import { liveWords as words } from "../../strings/live.ts";
import { useWork } from "../../work.tsx";
import { Typed } from "./confirm.tsx";

export function Interrupted({ run, state }: { readonly run: number; readonly state: LiveState }) {
  const who = useWho();
  const { say } = useWork();
  const [isAsking, setAsking] = useState(false);
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const { connection } = state;
  const act = async (what: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    try {
      const said = await what();
      if (said !== null) say(said, true);
      else go("fixes", { view: "journal", run: String(run) });
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    } finally {
      setBusy(false);
      setAsking(false);
      forget(["liveState", "liveRuns"]);
    }
  };
  const resume = async (): Promise<string | null> => {
    const answer = await tell("resumeLive", run, typed, {}, who);
    return answer.ok ? null : answer.text;
  };
  const letBe = async (): Promise<null> => {
    await tell("closeLive", run, who);
    return null;
  };
  return (
    <div className="lv-notice">
      <Note kind="bad">
        <b className="strong">{words.interruptedTitle(run)}.</b> {words.interruptedText}
      </Note>
      <Button size="s" onClick={() => go("fixes", { view: "journal", run: String(run) })}>
        {words.openJournal}
      </Button>
      <Button size="s" disabled={isBusy} onClick={() => void act(letBe)}>
        {words.letBe}
      </Button>
      {connection === null ? (
        <span className="s12 ink3">{words.connectFirst}</span>
      ) : (
        <Button size="s" disabled={isBusy} onClick={() => setAsking(true)}>
          {words.resume}
        </Button>
      )}
      {isAsking && connection !== null ? (
        <Dialog
          title={words.resumeTitle(run)}
          onClose={() => setAsking(false)}
          footer={
            <span className="right hstack">
              <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
              <Button
                look="danger"
                disabled={isBusy || typed !== connection.account}
                onClick={() => void act(resume)}
              >
                {words.resumeDo}
              </Button>
            </span>
          }
        >
          <p>{words.interruptedText}</p>
          <Typed
            account={connection.account}
            label={words.typeToResume}
            value={typed}
            onChange={setTyped}
          />
        </Dialog>
      ) : null}
    </div>
  );
}
