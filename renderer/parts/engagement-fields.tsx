/** The fields of an engagement: for a new case, and for changing them later. */
import { useState } from "react";
import type { Engagement } from "../../shared/ipc/case.ts";
import { engagementWords as words } from "../strings/engagement.ts";
import { Button, Field } from "./controls.tsx";
import { ZoneField } from "./zone-field.tsx";

function textOrNull(text: string): string | null {
  return text.trim() === "" ? null : text;
}

/** The fields. `isShort`: those of a new case only. */
export function EngagementFields({
  value,
  onChange,
  isShort = false,
}: {
  readonly value: Engagement;
  readonly onChange: (next: Engagement) => void;
  readonly isShort?: boolean;
}) {
  const text = (
    field: "client" | "title" | "auditor" | "reference",
    label: string,
    placeholder: string,
  ) => (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          className="input l"
          value={value[field] ?? ""}
          placeholder={placeholder}
          maxLength={200}
          onChange={(event) => onChange({ ...value, [field]: textOrNull(event.target.value) })}
        />
      )}
    </Field>
  );
  return (
    <>
      {text("client", words.client, words.clientExample)}
      {text("title", words.title, words.titleExample)}
      <Accounts value={value} onChange={onChange} />
      <ZoneField
        label={words.zone}
        hint={words.zoneHint}
        none={words.noZone}
        value={value.timeZone}
        onChange={(timeZone) => onChange({ ...value, timeZone })}
      />
      {text("auditor", words.auditor, words.auditorExample)}
      {isShort ? null : text("reference", words.reference, words.referenceExample)}
      {isShort ? null : (
        <Field label={words.classification}>
          {(id) => (
            <input
              id={id}
              className="input l"
              value={value.classification}
              maxLength={100}
              onChange={(event) => onChange({ ...value, classification: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  );
}

function Accounts({
  value,
  onChange,
}: {
  readonly value: Engagement;
  readonly onChange: (next: Engagement) => void;
}) {
  const [draft, setDraft] = useState("");
  const take = (text: string): void => {
    const ids = text.match(/\b\d{12}\b/g) ?? [];
    const known = new Set(value.accounts.map(({ id }) => id));
    const fresh = [...new Set(ids)].filter((id) => !known.has(id));
    if (fresh.length > 0)
      onChange({
        ...value,
        accounts: [...value.accounts, ...fresh.map((id) => ({ id, name: "" }))],
      });
    setDraft(ids.length > 0 ? "" : text);
  };
  return (
    <Field label={words.accounts} hint={words.accountsHint}>
      {(id, hint) => (
        <div className="accounts">
          {value.accounts.map((account, i) => (
            <div key={account.id} className="hstack">
              <span className="mono">{account.id}</span>
              <input
                className="input grow"
                aria-label={words.accountName(account.id)}
                placeholder={words.accountExample}
                value={account.name}
                maxLength={100}
                onChange={(event) =>
                  onChange({
                    ...value,
                    accounts: value.accounts.map((one, at) =>
                      at === i ? { ...one, name: event.target.value } : one,
                    ),
                  })
                }
              />
              <Button
                look="quiet"
                icon="close"
                label={words.removeAccount(account.id)}
                onClick={() =>
                  onChange({ ...value, accounts: value.accounts.filter((_, at) => at !== i) })
                }
              />
            </div>
          ))}
          <input
            id={id}
            aria-describedby={hint}
            className="input l"
            value={draft}
            inputMode="numeric"
            placeholder={words.accountDigits}
            onChange={(event) => {
              const { value: typed } = event.target;
              if (/\b\d{12}\b/.test(typed)) take(typed);
              else setDraft(typed);
            }}
            onBlur={() => take(draft)}
          />
          {draft.trim() !== "" && !/^\d{1,12}$/.test(draft.trim()) ? (
            <span className="hint bad" role="alert">
              {words.accountWrong}
            </span>
          ) : null}
        </div>
      )}
    </Field>
  );
}
