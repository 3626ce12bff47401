/** Where the window is: a screen with its parameters. Kept in the browser's history, so that back and forward work. */
import { useCallback, useSyncExternalStore } from "react";

export const screens = [
  "overview",
  "findings",
  "events",
  "entities",
  "posture",
  "fixes",
  "rules",
  "report",
  "evidence",
  "import",
  "start",
  "settings",
] as const;

export type Screen = (typeof screens)[number];

/** Parameters of a screen, e.g. `{ finding: "F-01" }`; texts only. */
export type Params = Readonly<Record<string, string>>;

export interface Place {
  readonly screen: Screen;
  readonly params: Params;
}

let cached: { readonly hash: string; readonly place: Place } | null = null;

function placeNow(): Place {
  const { hash } = window.location;
  if (cached?.hash === hash) return cached.place;
  const [name = "", query = ""] = hash.replace(/^#\/?/, "").split("?");
  const screen = screens.find((one) => one === name) ?? "start";
  const place = { screen, params: Object.fromEntries(new URLSearchParams(query)) };
  cached = { hash, place };
  return place;
}

function hashOf(screen: Screen, params: Params): string {
  const query = new URLSearchParams(params).toString();
  return `#/${screen}${query === "" ? "" : `?${query}`}`;
}

const changed = "trailproof-place";

function listen(tellMe: () => void): () => void {
  window.addEventListener("popstate", tellMe);
  window.addEventListener(changed, tellMe);
  return () => {
    window.removeEventListener("popstate", tellMe);
    window.removeEventListener(changed, tellMe);
  };
}

/** Where the window is now. */
export function useLocation(): Place {
  return useSyncExternalStore(listen, placeNow);
}

/** Goes to a screen. `replace`: without a step in the history (for what follows the eye: selection, filter text). */
export function go(screen: Screen, params: Params = {}, replace = false): void {
  const hash = hashOf(screen, params);
  if (hash === window.location.hash) return;
  if (replace) window.history.replaceState(null, "", hash);
  else window.history.pushState(null, "", hash);
  window.dispatchEvent(new Event(changed));
}

/** Sets some parameters of this screen and leaves the others; null takes one away. */
export function useParams(): [Params, (change: Readonly<Record<string, string | null>>) => void] {
  const { params } = useLocation();
  const change = useCallback((wanted: Readonly<Record<string, string | null>>) => {
    const now = placeNow();
    const next = Object.entries({ ...now.params, ...wanted }).filter(
      (entry): entry is [string, string] => entry[1] !== null && entry[1] !== "",
    );
    go(now.screen, Object.fromEntries(next), true);
  }, []);
  return [params, change];
}

/** A link's address for a place: for `href`, so that links look and act as links. */
export function hrefOf(screen: Screen, params: Params = {}): string {
  return hashOf(screen, params);
}

/** What names a thing of IAM at a moment (UTC ISO; null: the end of the evidence) on the screen "entities". */
export function entityParams(
  { account, key }: { readonly account: string; readonly key: string },
  at: string | null,
): Params {
  return { account, key, ...(at === null ? {} : { at }) };
}

/** A link to a thing of IAM at a moment. */
export function entityHref(
  name: { readonly account: string; readonly key: string },
  at: string | null,
): string {
  return hashOf("entities", entityParams(name, at));
}
