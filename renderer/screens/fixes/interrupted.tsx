/** A run whose process ended in its midst: gone on with, or let be, before anything else is applied. */
import { useState } from "react";
import { CallFailed, forget, tell } from "../../api.ts";
import { go } from "../../location.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { useWho } from "../../settings.tsx";
import { liveWords as words } from "../../strings/live.ts";
import { useWork } from "../../work.tsx";
import { GoOn } from "./go-on.tsx";

export function Interrupted({
  run,
  isConnecting,
}: {
  readonly run: number;
  /** The screen shows how to connect. */
  readonly isConnecting: boolean;
}) {
  const who = useWho();
  const { say } = useWork();
  const [isBusy, setBusy] = useState(false);
  const open = (): void => go("fixes", { view: "journal", run: String(run) });
  const letBe = async (): Promise<void> => {
    setBusy(true);
    try {
      await tell("closeLive", run, who);
      open();
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    } finally {
      setBusy(false);
      forget(["liveState", "liveRuns"]);
    }
  };
  return (
    <div className="lv-notice">
      <Note kind="bad">
        <b className="strong">{words.interruptedTitle(run)}.</b> {words.interruptedText}
      </Note>
      <Button size="s" onClick={open}>
        {words.openJournal}
      </Button>
      <Button size="s" disabled={isBusy} onClick={() => void letBe()}>
        {words.letBe}
      </Button>
      <GoOn run={run} label={words.resume} size="s" isConnecting={isConnecting} onEnded={open} />
    </div>
  );
}
