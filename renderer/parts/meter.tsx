/** Shares as bars, always with figures beside them. */

/** How far something is, from 0 to 1, always with figures beside it. Null: not known yet. */
export function Meter({
  label,
  share,
  ok = false,
}: {
  readonly label: string;
  readonly share: number | null;
  readonly ok?: boolean;
}) {
  return (
    <div
      className="meter"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(share === null ? {} : { "aria-valuenow": Math.floor(share * 100) })}
    >
      <i className={ok ? "ok" : ""} style={{ width: `${String((share ?? 0) * 100)}%` }} />
    </div>
  );
}

/** Done against denied as a bar; `of`: what fills the width. `log`: on a logarithmic scale. */
export function BarCell({
  done,
  denied,
  of,
  log = false,
}: {
  readonly done: number;
  readonly denied: number;
  readonly of: number;
  readonly log?: boolean;
}) {
  const total = done + denied;
  const width = of === 0 ? 0 : log ? Math.log1p(total) / Math.log1p(of) : total / of;
  const share = total === 0 ? 0 : done / total;
  return (
    <span className="barcell" aria-hidden="true">
      {done > 0 ? <i style={{ width: `${String(width * share * 100)}%` }} /> : null}
      {denied > 0 ? (
        <i className="den" style={{ width: `${String(width * (1 - share) * 100)}%` }} />
      ) : null}
    </span>
  );
}
