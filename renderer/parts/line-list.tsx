/** Lines of one height, of which only those on the screen exist: code and bytes of any length. */
import { useEffect, useImperativeHandle, useRef, useState } from "react";
import type { ReactNode, Ref } from "react";

export interface LineListHandle {
  /** Brings a line into view. */
  readonly show: (index: number) => void;
}

const lineHeight = 20;
const overscan = 20;

/** The lines take the height of their box, and are as wide as the widest one on the screen. */
export function LineList({
  label,
  lines,
  renderLine,
  ref,
}: {
  readonly label: string;
  readonly lines: number;
  readonly renderLine: (index: number) => ReactNode;
  readonly ref?: Ref<LineListHandle>;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [view, setView] = useState({ top: 0, height: 400 });
  useImperativeHandle(ref, () => ({
    show: (index) => {
      const { current } = box;
      if (current === null) return;
      const top = index * lineHeight;
      const { scrollTop, clientHeight } = current;
      if (top < scrollTop || top + lineHeight > scrollTop + clientHeight)
        current.scrollTop = top - clientHeight / 2;
    },
  }));
  useEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    const observer = new ResizeObserver(() =>
      setView((now) => ({ ...now, height: current.clientHeight })),
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  const first = Math.max(0, Math.floor(view.top / lineHeight) - overscan);
  const last = Math.min(lines, Math.ceil((view.top + view.height) / lineHeight) + overscan);
  return (
    <div
      className="code lines scroll"
      role="region"
      aria-label={label}
      tabIndex={0}
      ref={box}
      onScroll={({ currentTarget: { scrollTop } }) =>
        setView((now) => ({ ...now, top: scrollTop }))
      }
    >
      <div className="lines-all" style={{ height: `${String(lines * lineHeight)}px` }}>
        <div className="lines-seen" style={{ top: `${String(first * lineHeight)}px` }}>
          {Array.from({ length: Math.max(0, last - first) }, (_, i) => renderLine(first + i))}
        </div>
      </div>
    </div>
  );
}
