/** One rule: what it looks for, why, what else it could be, what it did here, and what was set for it. */
import { useEffect, useRef } from "react";
import type { RuleDetail as Detail, RuleRow } from "../../../shared/ipc/rules.ts";
import { techniqueName } from "../../../shared/knowledge/mitre.ts";
import { go } from "../../location.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { tableTime } from "../../parts/time.ts";
import { words as common } from "../../strings/index.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { Explanation } from "../events/explanation.tsx";
import { printToken } from "../findings/query-text.ts";
import { DetectionPart } from "./detection-part.tsx";
import { Part } from "./part.tsx";
import { severityNow } from "./rule-filter.ts";
import type { Asking } from "./setting-dialog.tsx";
import { SettingDialog } from "./setting-dialog.tsx";
import { SigmaPart } from "./sigma-part.tsx";
import { useRuleEdit } from "./use-rule-edit.ts";

/** Goes to the findings in whose sum a rule stands; `isOff`: to those that are left out because of it. */
function showFindings({ name }: RuleRow, isOff: boolean): void {
  const rule = printToken({ field: "rule", value: name });
  go("findings", { q: isOff ? `is:off ${rule}` : rule });
}

export function RuleDetail({
  detail,
  asking,
  onAsk,
  onBack,
}: {
  readonly detail: Detail;
  readonly asking: Asking | null;
  readonly onAsk: (asking: Asking | null) => void;
  readonly onBack: (() => void) | null;
}) {
  const { row, entry, detection, sigma } = detail;
  const edit = useRuleEdit();
  const scroll = useRef<HTMLDivElement>(null);
  // Another rule begins at its top.
  const { name } = row;
  useEffect(() => {
    const { current } = scroll;
    if (current === null || current.dataset["rule"] === name) return;
    current.dataset["rule"] = name;
    current.scrollTop = 0;
  }, [name]);
  const severity = severityNow(row);
  return (
    <section className="f-detail r-detail" aria-label={row.name}>
      <div className="panebar">
        {onBack === null ? null : (
          <Button size="s" look="quiet" icon="left" label={words.backToList} onClick={onBack} />
        )}
        <span className="ink2">{words.kinds[row.kind]}</span>
        <span className="mono ink3 cut">
          <LogText text={row.name} mono />
        </span>
      </div>
      <div
        ref={scroll}
        className="scroll grow f-scroll"
        tabIndex={0}
        role="region"
        aria-label={row.name}
      >
        <div className="f-head">
          <div className="hstack wrap f-tags">
            {severity === null ? null : <Severity severity={severity} look="tag" />}
            {row.state === "works" ? null : <span className="chip">{words.states[row.state]}</span>}
            {row.mitre.map((id) => (
              <span className="chip mono" key={id} title={techniqueName(id) ?? undefined}>
                {id}
              </span>
            ))}
          </div>
          <h2 className="f-h2">
            {row.kind === "detection" ? row.title : <LogText text={row.title} cut="none" />}
          </h2>
          <Fired row={row} />
        </div>
        <Settings row={row} onAsk={onAsk} onEdit={(change) => edit(row.name, change)} />
        {entry === null ? null : (
          <>
            <Part title={words.knowledge}>
              <Explanation knowledge={entry.knowledge} />
            </Part>
            {entry.detections.length === 0 ? null : (
              <Part title={words.detections}>
                <ul className="r-links">
                  {entry.detections.map(({ id, title }) => (
                    <li key={id}>
                      <button
                        type="button"
                        className="linkbtn"
                        onClick={() => go("rules", { rule: id })}
                      >
                        <span className="mono">{id}</span> {title}
                      </button>
                    </li>
                  ))}
                </ul>
              </Part>
            )}
          </>
        )}
        {detection === null ? null : <DetectionPart detection={detection} />}
        {sigma === null ? null : <SigmaPart sigma={sigma} name={row.name} />}
      </div>
      {asking === null || row.state !== "works" ? null : (
        <SettingDialog
          key={`${row.name} ${asking}`}
          row={row}
          asking={asking}
          onClose={() => onAsk(null)}
          onDone={(change) => edit(row.name, change)}
        />
      )}
    </section>
  );
}

/** What it did in this case. */
function Fired({ row }: { readonly row: RuleRow }) {
  if (row.state !== "works") return null;
  return (
    <p className="ink2 hstack wrap">
      {words.fired(row.fired)}
      {row.fired === 0 ? null : (
        <button type="button" className="linkbtn" onClick={() => showFindings(row, false)}>
          {words.showFindings}
        </button>
      )}
      {row.leftOut === 0 ? null : (
        <>
          <span>{words.leftOut(row.leftOut)}</span>
          <button type="button" className="linkbtn" onClick={() => showFindings(row, true)}>
            {words.showFindings}
          </button>
        </>
      )}
    </p>
  );
}

/** What was set, by whom, when and why; and what can be set. */
function Settings({
  row,
  onAsk,
  onEdit,
}: {
  readonly row: RuleRow;
  readonly onAsk: (asking: Asking) => void;
  readonly onEdit: ReturnType<typeof useRuleEdit> extends (rule: string, edit: infer E) => void
    ? (edit: E) => void
    : never;
}) {
  if (row.state === "explains")
    return (
      <div className="r-note">
        <Note>{words.explainsOnly}</Note>
      </div>
    );
  if (row.state !== "works") return null;
  const off = row.setting?.off ?? null;
  const set = row.setting?.severity ?? null;
  const own = row.severity;
  // How grave a path is depends on its steps; a severity can be set all the same.
  const isPath = row.name.startsWith("path/");
  return (
    <div className="r-settings" role="group" aria-label={words.onOff}>
      <div className="r-setting">
        <span className="r-what">{words.onOff}</span>
        <span className="grow">
          {off === null ? words.isOn : `${words.isOff}: `}
          {off === null ? null : <Said why={off.why} who={off.who} at={off.at} />}
        </span>
        {off === null ? (
          <Button size="s" hint="Shift+O" onClick={() => onAsk("off")}>
            {words.switchOff}
          </Button>
        ) : (
          <Button size="s" hint="Shift+O" onClick={() => onEdit({ kind: "on" })}>
            {words.switchOn}
          </Button>
        )}
      </div>
      <div className="r-setting">
        <span className="r-what">{words.severity}</span>
        <span className="grow">
          {own === null && set === null ? (
            isPath ? (
              words.bySteps
            ) : (
              words.movesOnly
            )
          ) : (
            <Severity severity={set?.to ?? own ?? "info"} />
          )}
          {set === null ? null : (
            <>
              {", "}
              {own === null ? null : `${words.ownIs(common.severity[own])}. `}
              <Said why={set.why} who={set.who} at={set.at} />
            </>
          )}
        </span>
        {own === null && !isPath ? null : (
          <Button size="s" hint="Shift+V" onClick={() => onAsk("severity")}>
            {words.setSeverity}
          </Button>
        )}
        {set === null ? null : (
          <Button size="s" onClick={() => onEdit({ kind: "own" })}>
            {words.setBack}
          </Button>
        )}
      </div>
    </div>
  );
}

function Said(of: { readonly why: string; readonly who: string; readonly at: string }) {
  return (
    <>
      <LogText text={of.why} cut="none" />{" "}
      <span className="ink3">({words.by(of.who, tableTime(of.at))})</span>
    </>
  );
}
