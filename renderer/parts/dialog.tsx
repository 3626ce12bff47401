import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import { useKeys } from "../keys.ts";
import { words } from "../strings/index.ts";
import { Button } from "./controls.tsx";

/** A dialog over the window: takes the focus, keeps it, gives it back. Escape and the scrim close it. */
export function Dialog({
  title,
  onClose,
  children,
  footer,
  look = "form",
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** `bare`: no head and no padding (the palette). */
  readonly look?: "form" | "wide" | "bare";
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  useKeys(`dialog: ${title}`, {});
  useEffect(() => {
    const { current } = dialog;
    // `showModal` moves the focus in and makes the rest of the window inert; closing gives the focus back.
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${look}`}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {look === "bare" ? (
        children
      ) : (
        <>
          <div className="dialog-head">
            <h2>{title}</h2>
            <span className="right">
              <Button size="s" look="quiet" icon="close" label={words.close} onClick={onClose} />
            </span>
          </div>
          <div className="dialog-body">{children}</div>
          {footer === undefined ? null : <div className="dialog-foot">{footer}</div>}
        </>
      )}
    </dialog>
  );
}
