/** Parts of the heat map: a row's label, a cell. */
import { coverageWords as words } from "../../strings/coverage.ts";
import { LogText } from "../log-text.tsx";
import type { HeatCell, HeatRow } from "./heat-cells.ts";

export const cellHeight = 16;

/** The account (once) and the Region of a row. */
export function Label({
  row,
  top,
  name,
}: {
  readonly row: HeatRow;
  readonly top: number;
  readonly name: string;
}) {
  return (
    <div className="heat-label" style={{ top: `${String(top)}px` }}>
      <span className="cut heat-account">
        {row.isFirst ? (
          <>
            <b className="mono med">
              {row.account === "" ? (
                words.noAccount
              ) : (
                <LogText text={row.account} cut="none" mono />
              )}
            </b>{" "}
            <span className="ink3">{name}</span>
          </>
        ) : null}
      </span>
      <span className="cut">
        {row.region === "" ? words.noRegion : <LogText text={row.region} />}
      </span>
    </div>
  );
}

/** A cell by what it holds. */
export function Cell({
  cell: { state, level, missing },
  x,
  y,
  width,
  hatch,
}: {
  readonly cell: HeatCell;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly hatch: string;
}) {
  const box = { x, y, width, height: cellHeight };
  // Only a frame: nothing is known, or digests say that nothing happened.
  if (state === "unknown") return <rect {...inset(box)} className="heat-unknown" />;
  if (state === "quiet")
    return (
      <>
        <rect {...inset(box)} className="heat-quiet" />
        <circle cx={x + width / 2} cy={y + cellHeight / 2} r={1.2} className="heat-dot" />
      </>
    );
  return (
    <>
      {level > 0 ? <rect {...box} className={`heat-${String(level)}`} /> : null}
      {missing > 0 ? (
        <>
          <rect {...box} fill={`url(#${hatch})`} />
          <rect {...inset(box)} className="heat-gap" />
        </>
      ) : null}
    </>
  );
}

function inset({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: x + 0.5, y: y + 0.5, width: Math.max(1, width - 1), height: height - 1 };
}
