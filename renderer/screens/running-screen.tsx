import { useEffect, useRef } from "react";
import type { AuditProgress, Choice } from "../../shared/ipc.ts";
import { formatCount } from "../../shared/report/format.ts";
import { Figure } from "../parts/figure.tsx";
import { useAnnounced } from "../use-announced.ts";
import { useElapsed } from "../use-elapsed.ts";
import {
  choiceWords,
  progressLine,
  rateOf,
  shareRead,
  stageNames,
  stageStanding,
} from "../words.ts";

interface Props {
  readonly choice: Choice;
  readonly progress: AuditProgress | null;
  readonly onCancel: () => void;
}

/** At most this often a screen reader hears of the progress. */
const announceMs = 5000;

/** An audit under way. */
export function RunningScreen({ choice, progress, onCancel }: Props) {
  const cancel = useRef<HTMLButtonElement>(null);
  useEffect(() => cancel.current?.focus(), []);
  const elapsed = useElapsed();
  const share = shareRead(progress);
  const line = progressLine(progress, elapsed);
  const percent = share === null ? null : Math.floor(share * 100);
  const said = useAnnounced(percent === null ? line : `${percent} % read. ${line}`, announceMs);
  return (
    <>
      <div className="screenbar">
        <h1>{choice.kind === "case" ? "Opening" : "Auditing"}</h1>
        <span className="beside" title={choiceWords(choice)}>
          {choiceWords(choice)}
        </span>
        <button ref={cancel} type="button" className="btn s right" onClick={onCancel}>
          Cancel
        </button>
      </div>
      <div className="running">
        <p className="headline">
          {percent !== null && <b>{percent} %</b>} <span>{line}</span>
        </p>
        <progress aria-label="Read" max={100} {...(percent === null ? {} : { value: percent })} />
        <ol className="stages">
          {stageNames.map(([stage, name]) => {
            const standing = stageStanding(stage, progress?.stage ?? null);
            return (
              <li key={stage} className={standing === "Waiting" ? "waiting" : "reached"}>
                <b>{name}</b> <span>{standing}</span>
              </li>
            );
          })}
        </ol>
        {progress !== null && <ReadingFigures progress={progress} />}
        <output className="unseen">{said}</output>
      </div>
    </>
  );
}

function ReadingFigures({ progress }: { readonly progress: AuditProgress }) {
  const rate = rateOf(progress);
  const isComparing = progress.stage === "comparing";
  return (
    <dl className="figs">
      <Figure
        label={isComparing ? "Groups compared" : "Files read"}
        value={`${formatCount(progress.files)} of ${formatCount(progress.filesTotal)}`}
      />
      <Figure label="Records read" value={formatCount(progress.events)} />
      <Figure label="Records a second" value={rate === null ? "–" : formatCount(rate)} />
    </dl>
  );
}
