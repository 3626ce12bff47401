import { useEffect, useState } from "react";
import { useImportProgress } from "../import-progress.ts";
import { hrefOf } from "../location.ts";
import { callerName } from "../parts/caller-name.ts";
import { Button } from "../parts/controls.tsx";
import { Icon } from "../parts/icons.tsx";
import { LogText } from "../parts/log-text.tsx";
import { zoneTime } from "../parts/time.ts";
import { frameWords as words } from "../strings/frame.ts";
import { liveFrameWords as liveWords } from "../strings/live-frame.ts";
import { useLive, useProgress } from "../use-live.ts";
import { useWork, useZone } from "../work.tsx";
import type { FrameDialog } from "./commands.ts";

function useMinute(): string {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = window.setInterval(() => setNow(new Date()), 5000);
    return () => window.clearInterval(timer);
  }, []);
  return now.toISOString();
}

/** Whether a connection is open, to which account and as whom: seen on every screen, the only filled part of the bar. */
function Connection() {
  const { info } = useWork();
  const { state, error } = useLive();
  const told = useProgress();
  const isRunning = told !== null && told.phase !== "ended";
  // Nothing is said of a case before the engine has told.
  if (info !== null && state === undefined)
    return (
      <span className="net" title={error === null ? "" : liveWords.unknownLong(error)}>
        <Icon name={error === null ? "clock" : "help"} />
        {error === null ? liveWords.asking : liveWords.unknown}
      </span>
    );
  if (state === undefined || (!state.isOn && !isRunning))
    return (
      <span className="net" title={words.offlineLong}>
        <Icon name="offline" />
        {words.offline}
      </span>
    );
  const { connection, endpoint } = state;
  const where = endpoint ?? liveWords.aws;
  return (
    <a
      href={hrefOf("fixes")}
      className="net live"
      title={
        connection === null
          ? state.isOn
            ? liveWords.onLong
            : liveWords.offButRunning
          : liveWords.connectedLong(connection.arn, where)
      }
    >
      <Icon name="live" />
      {connection === null
        ? state.isOn
          ? liveWords.on
          : liveWords.offButRunning
        : isRunning
          ? liveWords.running(connection.account, Math.min(told.done + 1, told.total), told.total)
          : liveWords.connected(connection.account, callerName(connection.arn))}
      {endpoint === null ? null : <span>{liveWords.instead(endpoint)}</span>}
    </a>
  );
}

/** The bar at the foot: the place of truth about connection, file and running work. */
export function StatusBar({ show }: { readonly show: (dialog: FrameDialog) => void }) {
  const { info, said, unsay } = useWork();
  const progress = useImportProgress();
  const now = useMinute();
  const zone = zoneTime(now, useZone());
  const share =
    progress === null || progress.stage !== "reading" || progress.bytesTotal === 0
      ? null
      : progress.bytes / progress.bytesTotal;
  return (
    <footer className="statusbar" aria-label={words.status}>
      <Connection />
      {info === null ? (
        <span>{words.noCase}</span>
      ) : (
        <>
          <span className="cut">
            <Icon name="case" />
            <LogText text={info.name} />
          </span>
          <span>{words.saved(info.bytes)}</span>
        </>
      )}
      {progress === null ? null : (
        <a href={hrefOf("import")} className="status-work">
          {words.stages[progress.stage]}
          {share === null ? "" : ` ${words.percent(share)}`}
          {progress.isPaused ? `, ${words.paused}` : ""}
        </a>
      )}
      <span
        className={`status-said${said?.isFailure === true ? " bad" : ""}`}
        role="status"
        aria-live="polite"
      >
        {said === null ? "" : said.sentence}
      </span>
      {said?.isFailure === true ? (
        <Button size="s" look="quiet" icon="close" label={words.dismiss} onClick={unsay} />
      ) : null}
      <span className="right">{`UTC ${now.slice(0, 10)} ${now.slice(11, 16)}`}</span>
      {zone === null ? null : <span>{zone.replace(/(\d\d:\d\d):\d\d/, "$1")}</span>}
      <span>
        <button type="button" className="linkbtn" onClick={() => show("keys")}>
          {`?  ${words.keys}`}
        </button>
      </span>
    </footer>
  );
}
