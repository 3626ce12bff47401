import { useCallback, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { RefObject } from "react";

function useMedia(query: string): boolean {
  const listen = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    [query],
  );
  return useSyncExternalStore(listen, () => window.matchMedia(query).matches);
}

/** Whether the window is so narrow that lists show their most important columns only. */
export function useNarrow(): boolean {
  return useMedia("(max-width: 1439px)");
}

/** Whether the window has room for more rows and higher charts. */
export function useWide(): boolean {
  return useMedia("(min-width: 1680px)");
}

/** The width of an element in pixels of its own zoom; null until it is measured. */
export function useBoxWidth(box: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const measure = (): void => setWidth(current.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [box]);
  return width;
}
