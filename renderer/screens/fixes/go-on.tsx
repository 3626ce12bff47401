/** Goes on with a run that did not come to its end: the account id is typed again, and nothing is done twice. */
import { useState } from "react";
import type { LiveRun } from "../../../shared/ipc/live.ts";
import { CallFailed, forget, tell } from "../../api.ts";
import { go } from "../../location.ts";
import { Button } from "../../parts/controls.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { useWho } from "../../settings.tsx";
import { words as common } from "../../strings/index.ts";
import { liveWords as words } from "../../strings/live.ts";
import { useLive } from "../../use-live.ts";
import { useWork } from "../../work.tsx";
import { Typed } from "./confirm.tsx";

/** The button and its dialog; without a connection it says that there must be one. */
export function GoOn({
  run,
  label,
  size,
  isConnecting = false,
  onEnded,
}: {
  readonly run: number;
  readonly label: string;
  readonly size: "s" | "l";
  /** The connection is being made beside it. */
  readonly isConnecting?: boolean;
  /** The run as the journal has it then. */
  readonly onEnded: (run: LiveRun) => void;
}) {
  const who = useWho();
  const { say } = useWork();
  const { state } = useLive();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [typed, setTyped] = useState("");
  const connection = state?.connection ?? null;
  const resume = async (): Promise<void> => {
    setBusy(true);
    try {
      const answer = await tell("resumeLive", run, typed, {}, who);
      if (answer.ok) onEnded(answer.run);
      else say(answer.text, true);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    } finally {
      setBusy(false);
      setAsking(false);
      setTyped("");
      forget(["liveState", "liveRuns"]);
    }
  };
  if (connection === null)
    return isConnecting ? null : (
      <Button size={size} onClick={() => go("fixes", { view: "connect" })}>
        {words.connectFirst}
      </Button>
    );
  return (
    <>
      <Button size={size} disabled={isBusy} onClick={() => setAsking(true)}>
        {label}
      </Button>
      {isAsking ? (
        <Dialog
          title={words.goOnTitle(run)}
          onClose={() => setAsking(false)}
          footer={
            <span className="right hstack">
              <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
              <Button
                look="danger"
                disabled={isBusy || typed !== connection.account}
                onClick={() => void resume()}
              >
                {isBusy ? words.applying : words.goOn}
              </Button>
            </span>
          }
        >
          <p>{words.goOnText}</p>
          <Typed
            account={connection.account}
            label={words.typeToResume}
            value={typed}
            onChange={setTyped}
          />
        </Dialog>
      ) : null}
    </>
  );
}
