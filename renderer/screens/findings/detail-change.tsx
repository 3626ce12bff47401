/** What was changed: in sentences, and the document line by line; what it means. */
import type { Finding } from "../../../shared/finding.ts";
import { unknownPhrase } from "../../../shared/span.ts";
import { Kbd } from "../../parts/controls.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { TextDiff, canFold } from "../../parts/text-diff.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { Section } from "./section.tsx";

export function DetailChange({
  finding,
  isWhole,
  onWhole,
}: {
  readonly finding: Finding;
  readonly isWhole: boolean;
  readonly onWhole: (whole: boolean) => void;
}) {
  const { change, happened } = finding;
  const folds = change !== null && (isWhole || canFold(change.lines));
  return (
    <Section
      name="change"
      right={
        folds ? (
          <button type="button" className="linkbtn" onClick={() => onWhole(!isWhole)}>
            {isWhole ? words.shortDiff : words.wholeDiff} <Kbd name="d" />
          </button>
        ) : undefined
      }
    >
      {happened.length === 0 ? null : (
        <ul className="f-list-text">
          {happened.map((said, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i}>
              <SpansText spans={said} />
            </li>
          ))}
        </ul>
      )}
      {change === null ? null : (
        <p className="s12 ink3 f-caption">
          <SpansText spans={change.caption} />
        </p>
      )}
      {change === null ? null : (
        <TextDiff lines={change.lines} isWhole={isWhole} label={words.wholeDiff} />
      )}
    </Section>
  );
}

const states = ["shown", "possible", "excluded"] as const;

export function DetailMeaning({ finding }: { readonly finding: Finding }) {
  const { impact, benign, unknown } = finding;
  if (impact.length + benign.length + unknown.length === 0) return null;
  return (
    <Section name="meaning">
      {states.map((state) => {
        const own = impact.filter((one) => one.state === state);
        return own.length === 0 ? null : (
          <div key={state} className="f-part">
            <h3 className="s12 ink3">{words.impact[state]}</h3>
            <ul className="f-list-text">
              {own.map(({ risk, text }) => (
                <li key={risk}>
                  <b className="med">{risk}.</b> <SpansText spans={text} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      {benign.length === 0 ? null : (
        <div className="f-part">
          <h3 className="s12 ink3">{words.benign}</h3>
          <ul className="f-list-text">
            {benign.map((said, i) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={i}>
                <SpansText spans={said} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {unknown.length === 0 ? null : (
        <div className="f-part">
          <h3 className="s12 ink3">{words.unknown}</h3>
          <ul className="f-list-text">
            {unknown.map(({ what, why }, i) => (
              // oxlint-disable-next-line react/no-array-index-key
              <li key={i}>
                <SpansText spans={what} /> <span className="ink3">({unknownPhrase(why)})</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  );
}
