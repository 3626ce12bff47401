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
