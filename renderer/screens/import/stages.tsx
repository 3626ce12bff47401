/** The stages of an import, how fast it is, and what is read aloud of it. */
import { useEffect, useRef, useState } from "react";
import type { ImportProgress, ImportStage } from "../../../shared/ipc/case.ts";
import { Meter } from "../../parts/meter.tsx";
import { importWords as words } from "../../strings/import.ts";
import { lineOf, ratesOf } from "./rate.ts";
import type { Sample } from "./rate.ts";

const announceMs = 5000;

const order: readonly ImportStage[] = ["finding", "reading", "comparing", "analyzing"];

/** The four stages, each with a meter and figures. */
export function Stages({ progress }: { readonly progress: ImportProgress | null }) {
  const at = order.indexOf(progress?.stage ?? "finding");
  const stage = progress?.stage ?? "finding";
  const counted = (of: ImportStage): number | null =>
    progress === null || stage !== of || progress.filesTotal === 0
      ? null
      : progress.files / progress.filesTotal;
  const shareOf = (of: ImportStage): number => {
    const place = order.indexOf(of);
    if (place < at) return 1;
    if (place > at || progress === null) return 0;
    if (of === "reading")
      return progress.bytesTotal === 0 ? 0 : progress.bytes / progress.bytesTotal;
    return counted(of) ?? 0;
  };
  const figures: Readonly<Record<ImportStage, string>> = {
    finding: progress === null || stage !== "finding" ? "" : words.found(progress.filesTotal),
    reading:
      progress === null || at < 1
        ? ""
        : stage === "reading"
          ? words.readFiles(progress.files, progress.filesTotal)
          : words.readBytes(progress.bytes, progress.bytesTotal),
    comparing:
      progress !== null && stage === "comparing"
        ? words.comparing(progress.files, progress.filesTotal)
        : at < 2
          ? words.later
          : "",
    analyzing:
      progress !== null && stage === "analyzing"
        ? words.analyzing(progress.files, progress.filesTotal)
        : words.later,
  };
  const texts: Readonly<Record<ImportStage, string>> = {
    finding: words.findingText,
    reading: words.readingText(progress?.problems ?? 0),
    comparing: words.comparingText,
    analyzing: words.analyzingText,
  };
  return (
    <div className="im-stages">
      {order.map((one) => (
        <div key={one} className="vstack g1">
          <div className="hstack s12">
            <b className="med">{words.stages[one]}</b>
            <span className="right ink2 cut">{figures[one]}</span>
          </div>
          <Meter label={words.stages[one]} share={shareOf(one)} />
          <div className="s12 ink3 cut">{texts[one]}</div>
        </div>
      ))}
    </div>
  );
}

/** Told to screen readers: at most every five seconds. */
export function Announced({
  progress,
  share,
  left,
}: {
  readonly progress: ImportProgress | null;
  readonly share: number | null;
  readonly left: number | null;
}) {
  const latest = useRef("");
  const [said, setSaid] = useState("");
  useEffect(() => {
    latest.current = progress === null ? "" : words.announce(progress, share, left);
  }, [progress, share, left]);
  useEffect(() => {
    const timer = window.setInterval(() => setSaid(latest.current), announceMs);
    return () => window.clearInterval(timer);
  }, []);
  return (
    <span className="vh" aria-live="polite">
      {said}
    </span>
  );
}

/** Records a second over the last two minutes of reading. */
export function Rate({
  samples,
  progress,
}: {
  readonly samples: readonly Sample[];
  readonly progress: ImportProgress | null;
}) {
  const rates = progress === null ? { now: 0, mean: 0 } : ratesOf(samples, progress);
  const figures = words.rateNow(rates.now, rates.mean);
  const first = samples[0];
  const last = samples.at(-1);
  return (
    <div className="vstack im-rate">
      <div className="hstack s12 nowrap">
        <b className="med">{words.rate}</b>
        <b className="right">{figures.now}</b>
        <span className="ink3">{words.mean(figures.mean)}</span>
      </div>
      <svg
        viewBox="0 0 240 40"
        preserveAspectRatio="none"
        role="img"
        aria-label={words.rateLabel(rates.now, rates.mean)}
      >
        <line x1="0" x2="240" y1="39.5" y2="39.5" className="axis-line" />
        <polyline points={lineOf(samples)} className="im-rateline" />
      </svg>
      <div className="hstack s11 ink3">
        <span>
          {first === undefined || last === undefined ? "" : words.ago(last.seconds - first.seconds)}
        </span>
        <span className="right">{words.now}</span>
      </div>
    </div>
  );
}
