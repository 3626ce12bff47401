/** Who or what has most: worst first, with bars of what was done and what was denied. */
import type { OverviewTable } from "../../../shared/ipc/overview.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { hrefOf } from "../../location.ts";
import { BarCell } from "../../parts/meter.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { overviewWords as words } from "../../strings/overview.ts";
import { isFlattened } from "./flattened.ts";
import type { QueryField } from "../findings/query-text.ts";
import { printToken } from "../findings/query-text.ts";

export function MostTable({
  title,
  table,
  field,
  group,
  mono = false,
  shown,
}: {
  readonly title: string;
  readonly table: OverviewTable;
  readonly field: QueryField;
  /** The groups of the list of findings that show all of them. */
  readonly group: string;
  readonly mono?: boolean;
  readonly shown: number;
}) {
  const rows = table.rows.slice(0, shown);
  const totals = rows.map(({ done, denied }) => done + denied);
  const most = Math.max(0, ...totals);
  const log = isFlattened(totals);
  return (
    <section aria-label={title}>
      <div className="ov-h">
        <h2>{title}</h2>
        {log ? <span className="s12 ink3">{words.logScale}</span> : null}
        {table.distinct > 0 ? (
          <a className="s12 right" href={hrefOf("findings", { group })}>
            {words.all(table.distinct)}
          </a>
        ) : null}
      </div>
      {rows.length === 0 ? (
        <p className="s12 ink3">{words.nothing}</p>
      ) : (
        <table className="tbl dense flush bare ov-most">
          <colgroup>
            <col className="c-sev" />
            <col className="c-name" />
            <col />
            <col style={{ width: widthOf(rows.map(({ done }) => done)) }} />
            <col style={{ width: widthOf(rows.map(({ denied }) => denied)) }} />
          </colgroup>
          <thead>
            <tr>
              <th>
                <span className="vh">{words.severity}</span>
              </th>
              <th>{words.worstFirst}</th>
              <th>
                <span className="vh">{words.columnBar}</span>
              </th>
              <th className="num">{words.columnDone}</th>
              <th className="num">{words.columnDenied}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, severity, done, denied }) => (
              <tr key={name}>
                <td className="ov-sev">
                  {severity === null ? null : <Severity severity={severity} look="glyph" />}
                </td>
                <td>
                  <a
                    className="ov-name"
                    href={hrefOf("findings", { q: printToken({ field, value: name }) })}
                  >
                    <LogText text={name} mono={mono} />
                  </a>
                </td>
                <td>
                  <BarCell done={done} denied={denied} of={most} log={log} />
                </td>
                <td className={`num${done === 0 ? " ink3" : ""}`}>{formatCount(done)}</td>
                <td className={`num${denied === 0 ? " ink3" : ""}`}>{formatCount(denied)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** Room for the longest of some numbers: a number is never cut. */
function widthOf(numbers: readonly number[]): string {
  const longest = Math.max(5, ...numbers.map((n) => formatCount(n).length));
  return `calc(${String(longest)}ch + 12px)`;
}
