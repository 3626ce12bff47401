import { useEffect } from "react";

/** A key with what it does: `o`, or `shift+o`; Ctrl, on macOS ⌘, is always held with it. */
export type Keys = Readonly<Record<string, () => void>>;

/** Listens for keys while the component is shown. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const action = keys[`${event.shiftKey ? "shift+" : ""}${event.key.toLowerCase()}`];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [keys]);
}
