/** Sentences about places of a rule's text. */
import type { Remark } from "../../../shared/sigma/remarks.ts";
import { LogText } from "../../parts/log-text.tsx";
import { rulesWords as words } from "../../strings/rules.ts";

/** `onPlace`: where a place can be gone to, it is a button. */
export function Remarks({
  remarks,
  onPlace,
}: {
  readonly remarks: readonly Remark[];
  readonly onPlace?: (remark: Remark) => void;
}) {
  return (
    <ul className="r-remarks">
      {remarks.map((remark, i) => {
        const place = words.at(remark.line, remark.column);
        return (
          // oxlint-disable-next-line react/no-array-index-key -- a rule may be wrong twice in one place
          <li key={i}>
            {onPlace === undefined ? (
              <span className="mono ink3">{place}</span>
            ) : (
              <button type="button" className="linkbtn mono" onClick={() => onPlace(remark)}>
                {place}
              </button>
            )}
            <span>
              <LogText text={remark.text} cut="none" />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
