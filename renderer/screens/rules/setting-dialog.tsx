/** Asks why a rule is switched off, or which severity it gets and why. */
import { useState } from "react";
import type { RuleEdit, RuleRow } from "../../../shared/ipc/rules.ts";
import { severities } from "../../../shared/severity.ts";
import type { Severity as Rank } from "../../../shared/severity.ts";
import { Button, Field } from "../../parts/controls.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import { words as common } from "../../strings/index.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { severityNow } from "./rule-filter.ts";

export type Asking = "off" | "severity";

export function SettingDialog({
  row,
  asking,
  onClose,
  onDone,
}: {
  readonly row: RuleRow;
  readonly asking: Asking;
  readonly onClose: () => void;
  readonly onDone: (edit: RuleEdit) => void;
}) {
  const [why, setWhy] = useState("");
  const [to, setTo] = useState<Rank>(severityNow(row) ?? "medium");
  const isEmpty = why.trim() === "";
  const name = visibleText(row.kind === "sigma" ? row.title : row.name);
  const done = (): void => {
    if (isEmpty) return;
    onClose();
    const reason = why.trim();
    onDone(asking === "off" ? { kind: "off", why: reason } : { kind: "severity", to, why: reason });
  };
  return (
    <Dialog
      title={asking === "off" ? words.offTitle(name) : words.severityTitle(name)}
      onClose={onClose}
      footer={
        <>
          <Button size="l" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button size="l" look="primary" disabled={isEmpty} onClick={done}>
            {asking === "off" ? words.switchOff.replace("…", "") : words.set}
          </Button>
        </>
      }
    >
      <p className="ink2">{asking === "off" ? words.offHint : words.severityHint}</p>
      {asking === "severity" ? (
        <fieldset className="r-severities">
          <legend>{words.severity}</legend>
          {severities.map((severity) => (
            <label key={severity}>
              <input
                type="radio"
                name="severity"
                checked={to === severity}
                onChange={() => setTo(severity)}
              />
              <Severity severity={severity} look="glyph" />
              {common.severity[severity]}
            </label>
          ))}
        </fieldset>
      ) : null}
      <Field label={words.why} hint={words.whyHint}>
        {(id, describedBy) => (
          <textarea
            id={id}
            className="input area"
            aria-describedby={describedBy}
            rows={3}
            maxLength={2000}
            autoFocus
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) done();
            }}
          />
        )}
      </Field>
    </Dialog>
  );
}
