/** What the bars of a chart say, as words and as a table. */
import { formatCount } from "../../../shared/report/format.ts";
import { words } from "../../strings/index.ts";
import { fullTime } from "../time.ts";

export interface Series {
  readonly name: string;
  /** A class that fills: `f-critical`, `bar`, `hatched`. */
  readonly className: string;
}

export interface Bar {
  /** Seconds since 1970. */
  readonly start: number;
  /** Amounts, one for each series, the lowest part first. */
  readonly parts: readonly number[];
}

function instant(seconds: number): string {
  return fullTime(new Date(seconds * 1000).toISOString());
}

/** A bar in words: its times and amounts. */
export function titleOf(
  { start, parts }: Bar,
  series: readonly Series[],
  binSeconds: number,
): string {
  const what = parts
    .flatMap((part, i) => (part === 0 ? [] : [`${series[i]?.name ?? ""} ${formatCount(part)}`]))
    .join(", ");
  return words.barTitle(instant(start), instant(start + binSeconds), what === "" ? "0" : what);
}

/** The same facts as a table. */
export function BarsTable({
  label,
  series,
  bars,
  binSeconds,
}: {
  readonly label: string;
  readonly series: readonly Series[];
  readonly bars: readonly Bar[];
  readonly binSeconds: number;
}) {
  return (
    <div className="scroll chart-table" tabIndex={0} role="region" aria-label={label}>
      <table className="tbl dense">
        <caption className="vh">{label}</caption>
        <thead>
          <tr>
            <th>{words.from}</th>
            {series.map(({ name }) => (
              <th key={name} className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.start}>
              <td title={instant(bar.start + binSeconds)}>{instant(bar.start)}</td>
              {bar.parts.map((part, i) => (
                <td key={series[i]?.name ?? i} className="num">
                  {formatCount(part)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
