/** One finding: why it matters first, then what to do, then what people decided. */
import { useEffect, useRef } from "react";
import type { Ref } from "react";
import type { FindingDetail } from "../../../shared/ipc/findings.ts";
import { byWhom } from "../../../shared/rule-settings.ts";
import { plain } from "../../../shared/span.ts";
import { Note } from "../../parts/controls.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { tableTime } from "../../parts/time.ts";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import { DetailChange, DetailMeaning } from "./detail-change.tsx";
import { DetailEvidence } from "./detail-evidence.tsx";
import { DetailBar, DetailTitle, SectionIndex } from "./detail-head.tsx";
import { DetailUndo } from "./detail-undo.tsx";
import { DetailWho } from "./detail-who.tsx";
import { DetailWhy } from "./detail-why.tsx";
import { DetailChecklist, DetailHistory, DetailNotes } from "./detail-work.tsx";
import type { Edit } from "./use-editing.ts";

export function Detail({
  detail,
  isOld,
  edit,
  isWhole,
  onWhole,
  onStep,
  onCopy,
  onBack,
  noteField,
}: {
  readonly detail: FindingDetail;
  readonly isOld: boolean;
  readonly edit: Edit;
  readonly isWhole: boolean;
  readonly onWhole: (whole: boolean) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onCopy: () => void;
  /** Back to the list, where the detail covers it; else null. */
  readonly onBack: (() => void) | null;
  readonly noteField: Ref<HTMLTextAreaElement>;
}) {
  const { finding, row } = detail;
  const scroll = useRef<HTMLDivElement>(null);
  // Another finding begins at its top.
  useEffect(() => {
    const { current } = scroll;
    if (current === null || current.dataset["finding"] === row.id) return;
    current.dataset["finding"] = row.id;
    current.scrollTop = 0;
  }, [row.id]);
  return (
    <section className="f-detail" aria-label={`${words.title} ${detail.row.id}`} aria-busy={isOld}>
      <DetailBar detail={detail} edit={edit} onStep={onStep} onCopy={onCopy} onBack={onBack} />
      <div
        ref={scroll}
        className="scroll grow f-scroll"
        tabIndex={0}
        role="region"
        aria-label={detail.row.id}
      >
        <DetailTitle detail={detail} />
        <DetailOff detail={detail} />
        <SectionIndex detail={detail} />
        <div className="f-cols">
          <div>
            <DetailWhy finding={finding} />
            <DetailWho detail={detail} />
            <DetailChange finding={finding} isWhole={isWhole} onWhole={onWhole} />
            <DetailMeaning finding={finding} />
          </div>
          <div>
            <DetailUndo detail={detail} />
            <DetailEvidence detail={detail} />
            <DetailChecklist detail={detail} edit={edit} />
            <DetailNotes key={detail.row.id} detail={detail} edit={edit} field={noteField} />
            <DetailHistory detail={detail} />
          </div>
        </div>
      </div>
    </section>
  );
}

/** Why lists leave it out, where they do. */
function DetailOff({ detail }: { readonly detail: FindingDetail }) {
  if (detail.switchedOff.length === 0) return null;
  return (
    <Note>
      {words.offTitle}
      {detail.switchedOff.map(({ rule, off }) =>
        off === null ? null : (
          <p className="s12" key={rule}>
            {words.offBy(rule)} <SpansText spans={byWhom(off)} />
          </p>
        ),
      )}
    </Note>
  );
}

/** The facts of a finding as plain text, for a mail or a ticket. */
export function factsText({ row, finding }: FindingDetail): string {
  return [
    `${row.id}  ${common.severity[finding.severity]}  ${plain(finding.title)}`,
    plain(finding.oneLine),
    `${words.fields.actor}: ${plain(finding.actor.label)}${finding.actor.arn === null ? "" : ` (${finding.actor.arn})`}`,
    `${words.target}: ${finding.target.id ?? plain(finding.target.label)}`,
    `${words.when}: ${finding.time === null ? words.unknownTime : `${tableTime(finding.time)} UTC`}`,
    `${words.from}: ${finding.sourceIp ?? words.notNamed}`,
    `${words.account}: ${finding.account ?? words.notNamed}`,
    `${words.status}: ${common.status[row.status]}`,
    `${words.sections.evidence}: ${finding.events.join(", ")}`,
    "",
  ].join("\n");
}
