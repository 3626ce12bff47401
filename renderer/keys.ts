/** Keys of screens: one letter means one thing everywhere. The last scope that was mounted is asked first. */
import { useEffect, useRef, useSyncExternalStore } from "react";

/** What a key does, and how the list of keys calls it. */
export interface KeyAction {
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
}

/**
 * Names of keys as a person reads them: `j`, `Shift+S`, `Mod+K`, `Mod+1`, `Alt+ArrowLeft`, `?`, `Enter`, `Escape`.
 * Mod is Ctrl, on macOS ⌘.
 */
export type KeyMap = Readonly<Record<string, KeyAction>>;

interface Scope {
  readonly name: string;
  keys: KeyMap;
}

let scopes: readonly Scope[] = [];
let letters = true;
const listeners = new Set<() => void>();

function publish(): void {
  for (const listener of listeners) listener();
}

/** Single letters act, or not (WCAG 2.1.4). */
export function setSingleKeys(on: boolean): void {
  letters = on;
}

/** The name of the key of an event. */
export function keyName(event: KeyboardEvent, isMac: boolean): string {
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const { key } = event;
  const isLetter = /^[a-z]$/i.test(key);
  // With Shift, signs say it themselves ("?"); letters and named keys need the word.
  const shift = event.shiftKey && (isLetter || key.length > 1);
  const base = isLetter
    ? shift || mod
      ? key.toUpperCase()
      : key.toLowerCase()
    : key === " "
      ? "Space"
      : key;
  return `${mod ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${base}`;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target instanceof HTMLTextAreaElement ||
      target instanceof HTMLSelectElement ||
      (target instanceof HTMLInputElement &&
        !["checkbox", "radio", "button"].includes(target.type)))
  );
}

/** What acts where a button or link has the focus must stay with it. */
function isPress(name: string, target: EventTarget | null): boolean {
  return (
    (name === "Enter" || name === "Space") &&
    target instanceof HTMLElement &&
    target.closest("button, a, summary, select, [role=tab], [role=menuitem], [role=option]") !==
      null
  );
}

/** Keys that edit text: in a field they stay the field's own. */
const editing = /^Mod\+(Shift\+)?[ACVXYZ]$/;

/** Listens at the top of the window; to be used once. */
export function useKeyboard(isMac: boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const name = keyName(event, isMac);
      const isPlain = !name.startsWith("Mod+") && !name.startsWith("Alt+");
      const isText = (isPlain && name !== "Escape" && !/^F\d/.test(name)) || editing.test(name);
      if (isText && isTyping(event.target)) return;
      if (isPlain && !letters && /^(Shift\+)?[^\s]$/u.test(name)) return;
      if (isPress(name, event.target)) return;
      const dialog = document.querySelector("dialog[open]");
      for (const scope of scopes.toReversed()) {
        if (dialog !== null && !scope.name.startsWith("dialog")) continue;
        const action = scope.keys[name];
        if (action === undefined) continue;
        event.preventDefault();
        action.run(event);
        return;
      }
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [isMac]);
}

/**
 * Keys that act while the component is shown. `scope` heads them in the list of keys; scopes of dialogs begin with
 * "dialog" and are the only ones that act while one is open.
 */
export function useKeys(scope: string, keys: KeyMap): void {
  const own = useRef<Scope>({ name: scope, keys });
  useEffect(() => {
    own.current.keys = keys;
  });
  useEffect(() => {
    const { current } = own;
    scopes = [...scopes, current];
    publish();
    return () => {
      scopes = scopes.filter((one) => one !== current);
      publish();
    };
  }, []);
}

/** All keys that act now, by scope, the most special first. */
export function useAllKeys(): readonly { readonly name: string; readonly keys: KeyMap }[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => scopes,
  );
}

/** A key's name as it stands on a keycap of this machine. */
export function keyWords(name: string, isMac: boolean): readonly string[] {
  return name
    .replace(/\+\+$/, "+Plus")
    .split("+")
    .map((part) => (part === "Mod" ? (isMac ? "⌘" : "Ctrl") : (caps[part] ?? part)));
}

const caps: Readonly<Record<string, string>> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Enter: "↵",
  Escape: "Esc",
  Plus: "+",
};
