import { useEffect, useMemo, useRef } from "react";
import type { Audit } from "../../shared/ipc.ts";
import { formatCount, formatDuration } from "../../shared/report/format.ts";
import { severities } from "../../shared/severity.ts";
import { Figure } from "../parts/figure.tsx";
import { Icon } from "../parts/icons.tsx";
import { SeverityMark } from "../parts/severity.tsx";
import type { AuditControls } from "../use-audit.ts";
import { useKeys } from "../use-keys.ts";
import { auditSentence, choiceWords, periodWords } from "../words.ts";

interface Props {
  readonly controls: AuditControls;
  readonly audit: Audit;
  readonly notice: string | null;
}

/** What an audit came to, and its report. */
export function DoneScreen({ controls, audit, notice }: Props) {
  const { info, leave, openReport, saveReport } = controls;
  const primary = useRef<HTMLButtonElement>(null);
  useEffect(() => primary.current?.focus(), []);
  const keys = useMemo(() => ({ s: () => void saveReport(audit.id) }), [saveReport, audit.id]);
  useKeys(keys);
  const held = info?.isMac === true ? "⌘" : "Ctrl ";
  return (
    <>
      <div className="screenbar">
        <h1>Audit</h1>
        <span className="beside" title={choiceWords(audit.choice)}>
          {audit.client === null ? "" : `${audit.client}, `}
          {choiceWords(audit.choice)}
        </span>
        <div className="buttons right">
          <button type="button" className="btn s" onClick={leave}>
            New audit
          </button>
          <button type="button" className="btn s" onClick={() => void saveReport(audit.id)}>
            Save report… <kbd>{held}S</kbd>
          </button>
          <button
            ref={primary}
            type="button"
            className="btn s primary"
            onClick={() => void openReport(audit.id)}
          >
            Open report
          </button>
        </div>
      </div>
      <div className="done">
        <output className="note ok">
          <Icon name="check" />
          <span>
            <b>
              {audit.choice.kind === "case" ? "Opened" : "Audited"} in{" "}
              {formatDuration(Number(audit.seconds.toFixed(1)))}.
            </b>{" "}
            {auditSentence(audit)}
          </span>
        </output>
        <output>{notice !== null && <span className="note">{notice}</span>}</output>
        <Totals audit={audit} />
        <FindingCounts audit={audit} />
      </div>
    </>
  );
}

function Totals({ audit }: { readonly audit: Audit }) {
  const { totals } = audit;
  return (
    <section aria-labelledby="totals-title">
      <h2 id="totals-title">Evidence</h2>
      <dl className="figs">
        <Figure label="Files" value={formatCount(totals.files)} />
        <Figure label="Events" value={formatCount(totals.events)} />
        <Figure label="Duplicates" value={formatCount(totals.duplicates)} />
        <Figure label="Problems" value={formatCount(totals.problems)} />
        <Figure label="Skipped" value={formatCount(totals.skipped)} />
      </dl>
      <p className="beside">Time covered: {periodWords(audit)}</p>
    </section>
  );
}

function FindingCounts({ audit }: { readonly audit: Audit }) {
  const counts = severities.map((severity) => ({ severity, count: audit.findings[severity] }));
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return (
    <section aria-labelledby="findings-title">
      <h2 id="findings-title">Findings</h2>
      <table className="counts">
        <thead>
          <tr>
            <th scope="col">Severity</th>
            <th scope="col" className="num">
              Findings
            </th>
            <th scope="col">Share</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ severity, count }) => (
            <tr key={severity}>
              <th scope="row">
                <SeverityMark severity={severity} />
              </th>
              <td className="num">{formatCount(count)}</td>
              <td aria-label={`${formatCount(count)} of ${formatCount(total)}`}>
                <svg
                  className="bar"
                  viewBox="0 0 100 8"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                >
                  <rect
                    className={severity}
                    width={(count / Math.max(1, total)) * 100}
                    height="8"
                  />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All</th>
            <td className="num">{formatCount(total)}</td>
            <td aria-label={`${formatCount(total)} of ${formatCount(total)}`} />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
