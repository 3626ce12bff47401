import { useEffect, useState } from "react";
import type { EventsLoading } from "../../../shared/ipc/events.ts";
import { tell, useEvent } from "../../api.ts";

/** Milliseconds before a loading is told: most are over by then. */
const quietMs = 300;

/** How far the events are read, while `isWaiting` takes long; null: nothing has to be told. */
export function useLoading(isWaiting: boolean): EventsLoading | null {
  const [state, setState] = useState<EventsLoading | null>(null);
  const [isLong, setLong] = useState(false);
  useEvent("eventsLoading", setState);
  useEffect(() => {
    if (!isWaiting) return undefined;
    const timer = window.setTimeout(() => {
      setLong(true);
      // How far it is now; from here on messages say it.
      void tell("eventsLoading").then(setState, () => undefined);
    }, quietMs);
    return () => {
      window.clearTimeout(timer);
      setLong(false);
    };
  }, [isWaiting]);
  if (!isWaiting || !isLong) return null;
  return state?.isReady === true ? null : (state ?? { rows: 0, total: 0, isReady: false });
}
