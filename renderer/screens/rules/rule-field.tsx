/** A field for the text of a rule, with line numbers, and what is wrong with it below. */
import { useRef } from "react";
import type { Ref } from "react";
import type { Remark } from "../../../shared/sigma/remarks.ts";
import { Icon } from "../../parts/icons.tsx";
import { rulesWords as words } from "../../strings/rules.ts";
import { Remarks } from "./remarks.tsx";

export function RuleField({
  ref,
  text,
  problems,
  onText,
  onRun,
  onProblem,
}: {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly text: string;
  readonly problems: readonly Remark[];
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  readonly onProblem: (remark: Remark) => void;
}) {
  const gutter = useRef<HTMLDivElement>(null);
  const bad = new Set(problems.map(({ line }) => line));
  const lines = text.split("\n").length;
  return (
    <>
      <div className="r-editor">
        <div className="r-gutter" ref={gutter} aria-hidden="true">
          {Array.from({ length: lines }, (_, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- line numbers
            <div key={i} className={bad.has(i + 1) ? "is-bad" : undefined}>
              {i + 1}
            </div>
          ))}
        </div>
        <textarea
          ref={ref}
          className="r-text-field"
          aria-label={words.testerLabel}
          aria-invalid={problems.length > 0}
          aria-describedby="r-problems"
          spellCheck={false}
          autoCapitalize="off"
          wrap="off"
          maxLength={512 * 1024}
          value={text}
          onChange={(event) => onText(event.target.value)}
          onScroll={(event) => {
            if (gutter.current !== null) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onRun();
            }
          }}
        />
      </div>
      <div className="r-problems" id="r-problems" role="status">
        {text.trim() === "" ? null : problems.length === 0 ? (
          <span className="s12 hstack g1">
            <span className="ok">
              <Icon name="check" small />
            </span>
            {words.fine}
          </span>
        ) : (
          <Remarks remarks={problems} onPlace={onProblem} />
        )}
      </div>
    </>
  );
}
