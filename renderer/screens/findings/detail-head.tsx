/** The head of the detail: status, title, one sentence, facts; and the index of its sections. */
import { pathById } from "../../../shared/analysis/paths/known-paths.ts";
import { targetKey } from "../../../shared/entities/target-key.ts";
import type { FindingDetail } from "../../../shared/ipc/findings.ts";
import { techniqueName } from "../../../shared/knowledge/mitre.ts";
import { entityHref } from "../../location.ts";
import { Button } from "../../parts/controls.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { Severity } from "../../parts/severity.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { fullTime, tableTime, zoneTime } from "../../parts/time.ts";
import { findingsWords as words } from "../../strings/findings.ts";
import { planWords } from "../../strings/plan.ts";
import { useCase, useZone } from "../../work.tsx";
import { OwnerMenu, StatusMenu } from "./edit-menus.tsx";
import type { SectionName } from "./section.tsx";
import { showSection } from "./section.tsx";
import type { Edit } from "./use-editing.ts";

/** The bar over the detail. */
export function DetailBar({
  detail,
  edit,
  onStep,
  onCopy,
  onBack,
}: {
  readonly detail: FindingDetail;
  readonly edit: Edit;
  readonly onStep: (by: 1 | -1) => void;
  readonly onCopy: () => void;
  readonly onBack: (() => void) | null;
}) {
  const { row, decidedBy, decidedAt } = detail;
  const subject = { ids: [row.id] };
  return (
    <div className="panebar">
      {onBack === null ? null : (
        <Button size="s" look="quiet" icon="left" label={words.backToList} onClick={onBack} />
      )}
      <span className="mono ink2">{row.id}</span>
      <span className="f-status">
        <StatusMenu subject={subject} current={row.status} edit={edit} />
      </span>
      {decidedBy === null || decidedAt === null ? null : (
        <span className="s12 ink3 cut">{words.decided(decidedBy, tableTime(decidedAt))}</span>
      )}
      <span className="right hstack g1">
        <OwnerMenu subject={subject} current={row.owner} edit={edit} />
        <Button size="s" icon="undo" hint="u" onClick={() => showSection("undo")}>
          {words.sections.undo}
        </Button>
        <Button
          size="s"
          look="quiet"
          icon="copy"
          label={`${words.copyFacts} (c)`}
          onClick={onCopy}
        />
        <Button
          size="s"
          look="quiet"
          icon="up"
          label={`${words.previous} (k)`}
          onClick={() => onStep(-1)}
        />
        <Button
          size="s"
          look="quiet"
          icon="down"
          label={`${words.next} (j)`}
          onClick={() => onStep(1)}
        />
      </span>
    </div>
  );
}

/** Tag line, title, sentence, facts. */
export function DetailTitle({ detail }: { readonly detail: FindingDetail }) {
  const { finding } = detail;
  return (
    <div className="f-head">
      <div className="hstack wrap f-tags">
        <Severity severity={finding.severity} look="tag" />
        <span className="chip">
          <OutcomeMark outcome={finding.outcome} withWord />
        </span>
        {finding.mfa === null ? null : (
          <span className="chip">{finding.mfa ? words.factorYes : words.factorNo}</span>
        )}
        {(finding.escalationPaths ?? []).map((id) => (
          <span
            className="chip"
            key={id}
            title={`pathfinding.cloud ${id}: ${pathById(id)?.title ?? ""}`}
          >
            {words.pathChip} <span className="mono">{id}</span>
          </span>
        ))}
        {finding.mitre.map((id) => (
          <span className="chip mono" key={id} title={techniqueName(id) ?? undefined}>
            {id}
          </span>
        ))}
      </div>
      <h2 className="f-h2">
        <SpansText spans={finding.title} />
      </h2>
      <p className="ink2">
        <SpansText spans={finding.oneLine} />
      </p>
      <Facts detail={detail} />
    </div>
  );
}

function Facts({ detail }: { readonly detail: FindingDetail }) {
  const { finding } = detail;
  const zone = useZone();
  const { engagement } = useCase();
  const { time, lastTime, account } = finding;
  const named = engagement.accounts.find(({ id }) => id === account)?.name ?? null;
  const local = time === null ? null : zoneTime(time, zone);
  return (
    <div className="f-facts">
      <dl className="kv">
        <dt>{words.target}</dt>
        <dd>
          <Target detail={detail} />
        </dd>
        <dt>{words.when}</dt>
        <dd>
          {time === null ? <span className="ink3">{words.unknownTime}</span> : fullTime(time)}{" "}
          {lastTime !== null && lastTime !== time ? words.until(fullTime(lastTime)) : null}{" "}
          {local === null ? null : <span className="ink3">{local}</span>}
        </dd>
      </dl>
      <dl className="kv">
        <dt>{words.from}</dt>
        <dd>
          {finding.sourceIp === null ? (
            <span className="ink3">{words.notNamed}</span>
          ) : (
            <LogText text={finding.sourceIp} mono cut="none" />
          )}{" "}
          {finding.userAgent === null ? null : (
            <span className="ink3" title={visibleText(finding.userAgent)}>
              <LogText text={finding.userAgent} cut="none" />
            </span>
          )}
        </dd>
        <dt>{words.account}</dt>
        <dd>
          <span className="mono">{account ?? <span className="ink3">{words.notNamed}</span>}</span>{" "}
          <span className="ink3">
            {[named, finding.region].filter((one) => one !== null).join(", ")}
          </span>
        </dd>
      </dl>
    </div>
  );
}

/** The target, as a link to what became of it. */
function Target({ detail: { finding } }: { readonly detail: FindingDetail }) {
  const { target, account, time } = finding;
  const key = targetKey(target.type, target.id);
  const name =
    target.id === null ? (
      <SpansText spans={target.label} />
    ) : (
      <LogText text={target.id} mono cut={target.id.startsWith("arn:") ? "start" : "end"} />
    );
  if (key === null || account === null) return name;
  return (
    <a href={entityHref({ account, key }, time)} title={`${words.keyState} (h)`}>
      {name}
    </a>
  );
}

/** Leads to the sections, of which some lie below the fold. */
export function SectionIndex({ detail }: { readonly detail: FindingDetail }) {
  const { checks, notes, evidence, history, finding } = detail;
  const done = checks.filter(({ isDone }) => isDone).length;
  const items: readonly (readonly [SectionName, string])[] = [
    ["why", ""],
    ["who", ""],
    ["change", ""],
    ...(finding.impact.length + finding.benign.length + finding.unknown.length === 0
      ? []
      : [["meaning", ""] as const]),
    [
      "undo",
      finding.plan.operations.length === 0 ? "" : planWords.certainty[finding.plan.certainty],
    ],
    ["evidence", String(evidence.length)],
    ["checklist", checks.length === 0 ? "" : `${String(done)}/${String(checks.length)}`],
    ["notes", notes.length === 0 ? "" : String(notes.length)],
    ...(history.length === 0 ? [] : [["history", ""] as const]),
  ];
  return (
    <nav className="f-index" aria-label={words.index}>
      {items.map(([name, note]) => (
        <button key={name} type="button" onClick={() => showSection(name)}>
          {words.sections[name]}
          {note === "" ? null : <span className="n">{note}</span>}
        </button>
      ))}
    </nav>
  );
}
