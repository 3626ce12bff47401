import { Field } from "./controls.tsx";

/** Time zones that this machine's Intl knows, UTC first. */
const zones: readonly string[] = [
  "UTC",
  ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC"),
];

/** Chooses a time zone; null is `none`. */
export function ZoneField({
  label,
  hint,
  none,
  value,
  onChange,
}: {
  readonly label: string;
  readonly hint: string;
  readonly none: string;
  readonly value: string | null;
  readonly onChange: (zone: string | null) => void;
}) {
  return (
    <Field label={label} hint={hint}>
      {(id, hintId) => (
        <select
          id={id}
          aria-describedby={hintId}
          className="input l"
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        >
          <option value="">{none}</option>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      )}
    </Field>
  );
}
