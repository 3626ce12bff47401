import { useCallback, useSyncExternalStore } from "react";

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
