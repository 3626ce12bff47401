import { useEffect, useState } from "react";

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
