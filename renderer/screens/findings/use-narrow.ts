import { useSyncExternalStore } from "react";

const query = "(max-width: 1439px)";

function listen(changed: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** Whether the window is so narrow that the list shows its three most important columns only. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => window.matchMedia(query).matches);
}
