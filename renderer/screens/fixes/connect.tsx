/** The second step: the switch of the case, and credentials. Nothing is connected before a person asks for it. */
import { useState } from "react";
import type { LiveRefusal, LiveSource, LiveState } from "../../../shared/ipc/live.ts";
import { CallFailed, tell, useAsk } from "../../api.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { fullTime } from "../../parts/time.ts";
import { useWho } from "../../settings.tsx";
import { words as common } from "../../strings/index.ts";
import { liveWords as words } from "../../strings/live.ts";
import { useLive } from "../../use-live.ts";
import { ConnectSide } from "./connect-side.tsx";
import { Refusal } from "./refusal.tsx";
import { Sources } from "./sources.tsx";
import type { Typed } from "./sources.tsx";

export function Connect({
  next,
  onNext,
  onBack,
}: {
  /** What the next step is called. */
  readonly next: string;
  readonly onNext: () => void;
  readonly onBack: () => void;
}) {
  const { state, error, again } = useLive();
  return (
    <>
      <div className="lv-body">
        <section className="lv-main" aria-label={words.steps.connect} tabIndex={0}>
          <div className="lv-pad lv-read">
            {error === null ? null : (
              <>
                <Note kind="bad">{error}</Note>
                <span>
                  <Button onClick={again}>{common.tryAgain}</Button>
                </span>
              </>
            )}
            {state === undefined ? (
              <div aria-busy={error === null} />
            ) : state.isOn ? (
              <On state={state} />
            ) : (
              <Off />
            )}
          </div>
        </section>
        <aside className="lv-side" aria-label={words.secretsTitle} tabIndex={0}>
          <ConnectSide state={state} />
        </aside>
      </div>
      <div className="lv-foot">
        <Button size="l" onClick={onBack}>
          {words.back}
        </Button>
        <span className="s12 ink3">{words.connectNote}</span>
        <span className="right hstack">
          <Button
            size="l"
            look={state?.connection === null || state === undefined ? "plain" : "primary"}
            disabled={state === undefined || state.connection === null}
            onClick={onNext}
          >
            {next}
          </Button>
        </span>
      </div>
    </>
  );
}

function Off() {
  const who = useWho();
  const { put } = useLive();
  const [failure, setFailure] = useState<string | null>(null);
  const switchOn = async (): Promise<void> => {
    try {
      put(await tell("switchLive", true, who));
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setFailure(error.message);
    }
  };
  return (
    <>
      <h2 className="lv-title">{words.offTitle}</h2>
      <p className="ink2">{words.offText}</p>
      <h3>{words.onMeans}</h3>
      <ol className="lv-calls lv-means">
        {words.onList.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      {failure === null ? null : <Note kind="bad">{failure}</Note>}
      <div className="hstack">
        <Button size="l" look="primary" onClick={() => void switchOn()}>
          {words.switchOn}
        </Button>
        <span className="s12 ink3">{words.switchNote}</span>
      </div>
    </>
  );
}

function On({ state }: { readonly state: LiveState }) {
  const { put, again } = useLive();
  const who = useWho();
  const sources = useAsk("liveSources", [], { keep: false });
  const [isAsking, setAsking] = useState(false);
  const [isOther, setOther] = useState(false);
  const [refusal, setRefusal] = useState<LiveRefusal | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const connect = async (source: LiveSource, { mfaCode, forget }: Typed): Promise<void> => {
    setAsking(true);
    setFailure(null);
    try {
      const answer = await tell("connectLive", source, mfaCode);
      setRefusal(answer.ok ? null : answer.refusal);
      if (answer.ok) {
        put({ ...state, connection: answer.connection });
        setOther(false);
      } else again();
      // A code is good for one try; pasted keys stay in the fields only until they have served.
      forget(answer.ok);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      setFailure(error.message);
    } finally {
      setAsking(false);
    }
  };
  const off = async (): Promise<void> => put(await tell("switchLive", false, who));
  const end = async (): Promise<void> => put(await tell("disconnectLive"));
  const { connection } = state;
  return (
    <>
      {connection === null ? null : (
        <>
          <Note kind="ok">
            <b className="strong">{words.connected}.</b> {words.accountIs(connection.account)}.
          </Note>
          <dl className="lv-facts">
            <dt>{words.caller}</dt>
            <dd>
              <LogText text={connection.arn} cut="none" mono />
            </dd>
            <dt>{words.account}</dt>
            <dd className="mono">{connection.account}</dd>
            <dt>{words.source}</dt>
            <dd>{connection.source}</dd>
            <dt>{words.expires}</dt>
            <dd>{connection.expiresAt === null ? words.never : fullTime(connection.expiresAt)}</dd>
            <dt>{words.goesTo}</dt>
            <dd>{state.endpoint === null ? words.aws : words.testEndpoint(state.endpoint)}</dd>
          </dl>
          <div className="hstack">
            <Button onClick={() => void end()}>{words.disconnect}</Button>
            {isOther ? null : <Button onClick={() => setOther(true)}>{words.reconnect}</Button>}
          </div>
        </>
      )}
      {refusal === null ? null : refusal.code === "needs-mfa" ? (
        <Note>
          <LogText text={words.mfaAsked(refusal.device)} cut="none" />
        </Note>
      ) : (
        <Refusal refusal={refusal} />
      )}
      {failure === null ? null : <Note kind="bad">{failure}</Note>}
      {connection !== null && !isOther ? null : sources.value === undefined ? (
        <p className="s12 ink3" aria-busy={sources.error === null}>
          {sources.error ?? ""}
        </p>
      ) : (
        <Sources
          sources={sources.value}
          isAsking={isAsking}
          mfaDevice={refusal?.code === "needs-mfa" ? refusal.device : null}
          onConnect={(source, typed) => void connect(source, typed)}
        />
      )}
      <p className="hstack s12 ink3">
        {words.onNote}
        <button type="button" className="linkbtn" onClick={() => void off()}>
          {words.switchOff}
        </button>
      </p>
    </>
  );
}
