import type { ReactNode } from "react";
import { defaultSettings } from "../../../shared/ipc/program.ts";
import { Button, Field } from "../../parts/controls.tsx";
import { ZoneField } from "../../parts/zone-field.tsx";
import { useSettings, zooms } from "../../settings.tsx";
import { settingsWords as words } from "../../strings/settings.ts";

/** What a person sets on this machine. Every change acts at once. */
export function SettingsScreen() {
  const { settings, change, info } = useSettings();
  return (
    <>
      <div className="screenbar">
        <h1>{words.title}</h1>
        <span className="ink3 s12">{words.where}</span>
      </div>
      <div className="scroll grow settings" tabIndex={-1}>
        <section>
          <h2>{words.look}</h2>
          <Choice
            label={words.theme}
            value={settings.theme}
            options={words.themes}
            onChange={(theme) => change({ theme })}
          />
          <Choice
            label={words.density}
            value={settings.density}
            options={words.densities}
            onChange={(density) => change({ density })}
          />
          <Choice
            label={words.nav}
            value={settings.nav}
            options={words.navs}
            onChange={(nav) => change({ nav })}
          />
          <Field label={words.zoom}>
            {(id) => (
              <select
                id={id}
                className="input l"
                value={String(settings.zoom)}
                onChange={(event) => change({ zoom: Number(event.target.value) })}
              >
                {zooms.map((zoom) => (
                  <option key={zoom} value={String(zoom)}>
                    {words.percent(zoom)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Switch
            label={words.patterns}
            isOn={settings.patterns}
            onChange={(patterns) => change({ patterns })}
          />
        </section>
        <section>
          <h2>{words.work}</h2>
          <Field label={words.person} hint={words.personHint}>
            {(id, hint) => (
              <input
                id={id}
                aria-describedby={hint}
                className="input l"
                value={settings.person}
                placeholder={info.user}
                maxLength={100}
                onChange={(event) => change({ person: event.target.value })}
              />
            )}
          </Field>
          <ZoneField
            label={words.zone}
            hint={words.zoneHint}
            none={words.noZone}
            value={settings.timeZone}
            onChange={(timeZone) => change({ timeZone })}
          />
          <Switch
            label={words.keys}
            hint={words.keysHint}
            isOn={settings.singleKeys}
            onChange={(singleKeys) => change({ singleKeys })}
          />
          <div className="field">
            <span className="lbl">{words.layout}</span>
            <span>
              <Button
                onClick={() => change({ layout: defaultSettings.layout })}
                disabled={Object.keys(settings.layout).length === 0}
              >
                {words.layoutReset}
              </Button>
            </span>
          </div>
        </section>
        <section>
          <h2>{words.privacy}</h2>
          <p className="ink2">{words.privacyText}</p>
        </section>
      </div>
    </>
  );
}

function Choice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: T;
  readonly options: Readonly<Record<T, string>>;
  readonly onChange: (next: T) => void;
}): ReactNode {
  // Object.keys forgets the key type; the record has just these keys.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const all = Object.keys(options) as T[];
  return (
    <fieldset className="field choice">
      <legend className="lbl">{label}</legend>
      <div className="hstack wrap g4">
        {all.map((option) => (
          <label key={option} className="hstack">
            <input
              type="radio"
              name={label}
              checked={option === value}
              onChange={() => onChange(option)}
            />
            {options[option]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Switch({
  label,
  hint,
  isOn,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly onChange: (next: boolean) => void;
}) {
  return (
    <div className="field">
      <label className="hstack switch">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {hint === undefined ? null : <span className="hint">{hint}</span>}
    </div>
  );
}
