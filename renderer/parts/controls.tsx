/** Buttons, keycaps, ticks, tabs, notes: small parts of every screen. */
import { useId, useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { keyWords } from "../keys.ts";
import { useSettings } from "../settings.tsx";
import { Icon } from "./icons.tsx";
import type { IconName } from "./icons.tsx";

/** A key as keycaps: `Mod+K`. */
export function Kbd({ name }: { readonly name: string }) {
  const { info } = useSettings();
  return keyWords(name, info.isMac).map((part, i) => (
    <kbd key={`${part}-${String(i)}`}>{part}</kbd>
  ));
}

export interface ButtonProps {
  readonly children?: ReactNode;
  readonly onClick?: () => void;
  readonly look?: "plain" | "primary" | "danger" | "quiet";
  readonly size?: "s" | "m" | "l";
  readonly icon?: IconName;
  /** Shown as a keycap; the key itself is bound with useKeys. */
  readonly hint?: string;
  /** The name of a button without words; also its title. */
  readonly label?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly type?: "button" | "submit";
}

/** A button. Its words are a verb; `…` when something is asked first. */
export function Button({
  children,
  onClick,
  look = "plain",
  size = "m",
  icon,
  hint,
  label,
  disabled = false,
  pressed,
  type = "button",
}: ButtonProps) {
  const classes = [
    "btn",
    size === "m" ? "" : size,
    look === "plain" ? "" : look,
    children === undefined ? "icon" : "",
  ];
  return (
    <button
      type={type === "submit" ? "submit" : "button"}
      className={classes.filter((one) => one !== "").join(" ")}
      onClick={onClick}
      disabled={disabled}
      aria-pressed={pressed}
      {...(label === undefined ? {} : { "aria-label": label, title: label })}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
      {hint === undefined ? null : <Kbd name={hint} />}
    </button>
  );
}

/** A box to tick. `part`: some of what it stands for is ticked. */
export function Tick({
  label,
  checked,
  part = false,
  onChange,
  tabIndex = 0,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly part?: boolean;
  readonly onChange: (next: boolean, withShift: boolean) => void;
  readonly tabIndex?: number;
}) {
  const toggle = (withShift: boolean): void => onChange(!checked, withShift);
  return (
    <span
      className={`check${checked ? " on" : part ? " part" : ""}`}
      role="checkbox"
      aria-checked={part && !checked ? "mixed" : checked}
      aria-label={label}
      tabIndex={tabIndex}
      onClick={(event) => {
        event.stopPropagation();
        toggle(event.shiftKey);
      }}
      onKeyDown={(event) => {
        if (event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        toggle(event.shiftKey);
      }}
    >
      {checked ? <Icon name="check" /> : null}
    </span>
  );
}

export interface Tab {
  readonly id: string;
  readonly label: ReactNode;
  readonly count?: string;
}

/** Tabs; arrow keys move between them. `bar`: as part of the screen bar. `seg`: as one segmented control. */
export function Tabs({
  label,
  tabs,
  current,
  onChange,
  look = "tabs",
  panel,
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: string;
  readonly onChange: (id: string) => void;
  readonly look?: "tabs" | "bar" | "seg";
  /** The id of the element that shows the current tab's content. */
  readonly panel?: string;
}) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent, by: number): void => {
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChange(next.id);
    const index = tabs.indexOf(next);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };
  // Where none is current, the first one is the way in.
  const hasCurrent = tabs.some((tab) => tab.id === current);
  const items = tabs.map((tab) => (
    <button
      key={tab.id}
      type="button"
      role="tab"
      aria-selected={tab.id === current}
      tabIndex={tab.id === (hasCurrent ? current : tabs[0]?.id) ? 0 : -1}
      aria-controls={panel}
      onClick={() => onChange(tab.id)}
      onKeyDown={(event) => {
        if (event.key === "ArrowRight") move(event, 1);
        if (event.key === "ArrowLeft") move(event, -1);
      }}
    >
      {tab.label}
      {tab.count === undefined ? null : <span className="n">{tab.count}</span>}
    </button>
  ));
  if (look === "seg")
    return (
      <div className="seg" role="tablist" aria-label={label} ref={list}>
        {items}
      </div>
    );
  return (
    <div className={`tabs${look === "bar" ? " inbar" : ""}`}>
      <div className="tl" role="tablist" aria-label={label} ref={list}>
        {items}
      </div>
    </div>
  );
}

/** Says something beside the work: with a 3 px edge. */
export function Note({
  kind = "plain",
  children,
}: {
  readonly kind?: "plain" | "bad" | "ok";
  readonly children: ReactNode;
}) {
  const icons = { plain: "info", bad: "refused", ok: "check" } as const;
  return (
    <div
      className={`note${kind === "plain" ? "" : ` ${kind}`}`}
      role={kind === "bad" ? "alert" : undefined}
    >
      <Icon name={icons[kind]} />
      <div className="grow">{children}</div>
    </div>
  );
}

/** Why there is nothing to see, and the one action that helps. */
export function Empty({
  icon = "info",
  title,
  children,
  actions,
}: {
  readonly icon?: IconName;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      {children === undefined ? null : <div className="prose">{children}</div>}
      {actions === undefined ? null : <div className="hstack wrap">{actions}</div>}
    </div>
  );
}

/** A labelled form field around one control; gives the control its id. */
export function Field({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: (id: string, describedBy: string | undefined) => ReactNode;
}) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id, hintId)}
      {hint === undefined ? null : (
        <span className="hint" id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}
