/** Which findings stand in the report. */
import { severities } from "../../../shared/severity.ts";
import type { Severity } from "../../../shared/severity.ts";
import { reportWords as words } from "../../strings/report.ts";

/** A choice of the least severity, with how many findings each choice takes. */
export function Levels({
  counts,
  atLeast,
  onChange,
}: {
  readonly counts: Readonly<Record<Severity, number>>;
  readonly atLeast: Severity;
  readonly onChange: (next: Severity) => void;
}) {
  const countFrom = (least: Severity): number =>
    severities.slice(0, severities.indexOf(least) + 1).reduce((sum, one) => sum + counts[one], 0);
  return (
    <fieldset className="report-levels">
      <legend>{words.atLeast}</legend>
      {severities.toReversed().map((one) => (
        <label key={one}>
          <input
            type="radio"
            name="at-least"
            checked={one === atLeast}
            onChange={() => onChange(one)}
          />
          {words.levels[one]}
          <span className="right ink3">{words.count(countFrom(one))}</span>
        </label>
      ))}
      <p className="s12 ink2">{words.leftOut(countFrom("info") - countFrom(atLeast))}</p>
    </fieldset>
  );
}
