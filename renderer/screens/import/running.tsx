/** An import under way: how far, how fast, which files, which problems. */
import { useCallback, useEffect, useState } from "react";
import type { ImportCommand, ImportProgress } from "../../../shared/ipc/case.ts";
import { forget, tell, useEvent } from "../../api.ts";
import { useImportProgress } from "../../import-progress.ts";
import { useKeys } from "../../keys.ts";
import { Button } from "../../parts/controls.tsx";
import { Meter } from "../../parts/meter.tsx";
import { importWords as words } from "../../strings/import.ts";
import { Kinds } from "./kinds.tsx";
import { leftOf, withSample } from "./rate.ts";
import type { Sample } from "./rate.ts";
import { FilesSoFar, ProblemsSoFar } from "./so-far.tsx";
import { Announced, Rate, Stages } from "./stages.tsx";

const freshMs = 1000;

export function Running() {
  const progress = useImportProgress();
  const samples = useSamples();
  const share =
    progress === null || progress.bytesTotal === 0 ? null : progress.bytes / progress.bytesTotal;
  const left = progress === null ? null : leftOf(samples, progress);
  const isReading = progress?.stage === "reading" && !progress.isEnding;
  const isPaused = progress?.isPaused === true;
  const pause = (): void => command(isPaused ? "resume" : "pause");
  useKeys(words.title, {
    p: {
      label: isPaused ? words.goOn : words.pause,
      run: () => {
        if (isReading) pause();
      },
    },
  });
  useEffect(() => {
    const timer = window.setInterval(() => forget(["inputs", "problems"]), freshMs);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        <span className="ink3">
          {progress === null || progress.bytesTotal === 0
            ? words.lookingFor(progress?.filesTotal ?? 0)
            : words.chosen(progress.filesTotal, progress.bytesTotal)}
        </span>
        <span className="right hstack">
          <Button
            size="s"
            icon={isPaused ? "play" : "pause"}
            hint="p"
            disabled={!isReading}
            onClick={pause}
          >
            {isPaused ? words.goOn : words.pause}
          </Button>
          <Button size="s" onClick={() => command("cancel")}>
            {progress?.isEnding === true ? words.cancelNow : words.cancel}
          </Button>
        </span>
      </div>
      <div className="im-top">
        <div className="vstack im-how">
          <div className="hstack im-line">
            <b className="im-percent">{share === null ? "" : words.percent(share)}</b>
            <span className="ink2">
              {progress === null
                ? words.lookingFor(0)
                : progress.isEnding
                  ? words.ending
                  : isPaused
                    ? words.paused
                    : words.status(progress, left)}
            </span>
            <span className="right ink3 s12 im-hint">{words.closeHint}</span>
          </div>
          <div className="im-meter">
            <Meter label={words.meter} share={share} />
          </div>
          <Stages progress={progress} />
          <Announced progress={progress} share={share} left={left} />
        </div>
        <Rate samples={samples} progress={progress} />
      </div>
      <div className="im-files">
        <FilesSoFar />
        <Kinds />
      </div>
      <ProblemsSoFar count={progress?.problems ?? 0} />
    </>
  );
}

function useSamples(): readonly Sample[] {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const take = useCallback(
    (progress: ImportProgress) => setSamples((now) => withSample(now, progress)),
    [],
  );
  useEvent("importProgress", take);
  return samples;
}

function command(what: ImportCommand): void {
  void tell("controlImport", what);
}
