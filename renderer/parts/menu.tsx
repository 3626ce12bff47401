/** A button that opens a list of choices. Arrow keys move, Enter takes, Escape closes and gives the focus back. */
import { useEffect, useId, useRef, useState } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { Kbd } from "./controls.tsx";
import { Icon } from "./icons.tsx";
import type { IconName } from "./icons.tsx";

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  readonly hint?: string;
  readonly note?: string;
  readonly icon?: IconName;
  /** Set for one of several, or a switch. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly divided?: boolean;
  /** Closes the menu also where it stays open for its switches. */
  readonly closes?: boolean;
  readonly run: () => void;
}

/** `children`: what the button shows. `label`: its name where it shows no words. */
export function Menu({
  children,
  label,
  items,
  className = "btn s",
  align = "start",
  keepOpen = false,
}: {
  readonly children: ReactNode;
  readonly label?: string;
  readonly items: readonly MenuItem[];
  readonly className?: string;
  readonly align?: "start" | "end";
  /** Choices are switches: the menu stays. */
  readonly keepOpen?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    if (!isOpen) return undefined;
    list.current
      ?.querySelector<HTMLElement>("[aria-checked=true], [role^=menuitem]:not([disabled])")
      ?.focus();
    const leave = (event: Event): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) !== true)
        setOpen(false);
    };
    window.addEventListener("pointerdown", leave);
    return () => window.removeEventListener("pointerdown", leave);
  }, [isOpen]);

  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = [
      ...(list.current?.querySelectorAll<HTMLElement>("[role^=menuitem]:not([disabled])") ?? []),
    ];
    const at = all.findIndex((one) => one === document.activeElement);
    const step: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: all.length - 1,
    };
    const to = step[event.key];
    if (event.key === "Escape" || event.key === "Tab") {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (to !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      all[(to + all.length) % all.length]?.focus();
    }
  };

  return (
    <span className="menubox" ref={box}>
      <button
        type="button"
        ref={button}
        className={className}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        {...(label === undefined ? {} : { "aria-label": label, title: label })}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" || isOpen) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {isOpen ? (
        <div
          className={`menu${align === "end" ? " end" : ""}`}
          role="menu"
          id={id}
          ref={list}
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            <button
              key={item.id}
              type="button"
              role={item.checked === undefined ? "menuitem" : "menuitemcheckbox"}
              aria-checked={item.checked}
              className={item.divided === true ? "divided" : undefined}
              disabled={item.disabled}
              tabIndex={-1}
              onClick={() => {
                if (!keepOpen || item.closes === true) close();
                item.run();
              }}
            >
              <span className="menu-mark">
                {item.checked === true ? (
                  <Icon name="check" small />
                ) : item.icon === undefined ? null : (
                  <Icon name={item.icon} />
                )}
              </span>
              <span className="grow">{item.label}</span>
              {item.note === undefined ? null : <span className="ink3 s12">{item.note}</span>}
              {item.hint === undefined ? null : <Kbd name={item.hint} />}
            </button>
          ))}
        </div>
      ) : null}
    </span>
  );
}
