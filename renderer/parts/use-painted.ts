import { useEffect } from "react";

/**
 * Notes when a screen stands there with its answer for the first time, for the bench: a mark "screen" in the page's own
 * timeline, and `data-painted` on the document. Nothing leaves the page.
 */
export function usePainted(isThere: boolean): void {
  useEffect(() => {
    if (!isThere || document.documentElement.dataset["painted"] !== undefined) return undefined;
    // The frame after the next one: by then this one was drawn.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        performance.mark("screen");
        document.documentElement.dataset["painted"] = "";
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [isThere]);
}
