import { useEffect, useRef, useState } from "react";

/** The text, renewed at most every `everyMs`, so that a screen reader is not flooded by progress. */
export function useAnnounced(text: string, everyMs: number): string {
  const latest = useRef(text);
  const [said, setSaid] = useState(text);
  useEffect(() => {
    latest.current = text;
  }, [text]);
  useEffect(() => {
    const timer = window.setInterval(() => setSaid(latest.current), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return said;
}

/** Whole seconds since the component is shown. */
export function useElapsed(): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const started = performance.now();
    const tick = (): void => setElapsed(Math.floor((performance.now() - started) / 1000));
    const timer = window.setInterval(tick, 250);
    return () => window.clearInterval(timer);
  }, []);
  return elapsed;
}
