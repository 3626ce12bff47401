/** Two panes and the line between them, which can be moved by hand and by arrow keys. Sizes are kept per place. */
import { useRef, useState } from "react";
import type { ReactNode } from "react";
import { useLayout, useSettings } from "../settings.tsx";
import { words } from "../strings/index.ts";

const step = 16;

/**
 * `name`: under which the size is kept. `side`: which pane has the fixed size; the other one takes the rest.
 * `least`: least sizes of the sized and of the other pane, in pixels.
 */
export function Split({
  name,
  label,
  side,
  usual,
  least = [240, 360],
  first,
  second,
}: {
  readonly name: string;
  readonly label: string;
  readonly side: "first" | "second";
  readonly usual: number;
  readonly least?: readonly [number, number];
  readonly first: ReactNode;
  /** Null: the first one alone. */
  readonly second: ReactNode | null;
}) {
  const box = useRef<HTMLDivElement>(null);
  const { settings } = useSettings();
  const [kept, keep] = useLayout(`split.${name}`, usual);
  const [moving, setMoving] = useState<number | null>(null);
  const size = moving ?? kept;
  const bounded = (wanted: number): number => {
    const width = box.current?.clientWidth ?? Infinity;
    return Math.round(Math.max(least[0], Math.min(wanted, width - least[1])));
  };
  const style = { flex: `0 1 ${String(size)}px`, minWidth: `${String(least[0])}px` };
  const rest = { flex: "1 1 0", minWidth: `${String(Math.min(least[1], 360))}px` };
  return (
    <div className="split" ref={box}>
      <div className="pane" style={second === null || side === "second" ? rest : style}>
        {first}
      </div>
      {second === null ? null : (
        <>
          <div
            className="gutter"
            role="separator"
            aria-orientation="vertical"
            aria-label={words.resize(label)}
            aria-valuenow={size}
            aria-valuemin={least[0]}
            aria-valuemax={4000}
            tabIndex={0}
            onDoubleClick={() => keep(usual)}
            onKeyDown={(event) => {
              const by = event.key === "ArrowRight" ? step : event.key === "ArrowLeft" ? -step : 0;
              if (by === 0) return;
              event.preventDefault();
              event.stopPropagation();
              keep(bounded(size + (side === "first" ? by : -by)));
            }}
            onPointerDown={(event) => {
              event.preventDefault();
              const from = event.clientX;
              const { zoom } = settings;
              const start = size;
              const { currentTarget, pointerId } = event;
              currentTarget.setPointerCapture(pointerId);
              let last = start;
              const move = (to: PointerEvent): void => {
                const moved = (to.clientX - from) / zoom;
                last = bounded(start + (side === "first" ? moved : -moved));
                setMoving(last);
              };
              const end = (): void => {
                currentTarget.removeEventListener("pointermove", move);
                setMoving(null);
                keep(last);
              };
              currentTarget.addEventListener("pointermove", move);
              currentTarget.addEventListener("pointerup", end, { once: true });
              currentTarget.addEventListener("pointercancel", end, { once: true });
            }}
          />
          <div className="pane" style={side === "second" ? style : rest}>
            {second}
          </div>
        </>
      )}
    </div>
  );
}
