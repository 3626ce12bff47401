/** What stands in the columns of the list. */
import { outcomeOf } from "../../../shared/outcome.ts";
import type { Outcome } from "../../../shared/cloudtrail-event.ts";
import type { EventLine } from "../../../shared/ipc/events.ts";
import type { Spans } from "../../../shared/span.ts";
import { plain } from "../../../shared/span.ts";
import { InFold } from "../../parts/fold-mark.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { Severity } from "../../parts/severity.tsx";
import type { Column } from "../../parts/virtual-table.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { words as common } from "../../strings/index.ts";
import { actorIcon, actorName, sourceName } from "./actor-words.ts";
import { knownColumns } from "./column-choice.ts";
import { FoldMark } from "./fold-parts.tsx";
import type { ColumnId } from "./column-choice.ts";

/** How an event ended. */
export function outcomeOfLine({ errorCode, isFailed }: EventLine): Outcome {
  return isFailed ? outcomeOf(errorCode ?? "?", null) : "success";
}

/** The columns with these ids, in their order. `withYear`: times show their year; `onFold`: opens or closes a fold. */
export function columnsOf(
  ids: readonly string[],
  withYear: boolean,
  onFold: (line: EventLine) => void,
): readonly Column<EventLine>[] {
  return knownColumns(ids).map((id) => columnOf(id, withYear, onFold));
}

function columnOf(
  id: ColumnId,
  withYear: boolean,
  onFold: (line: EventLine) => void,
): Column<EventLine> {
  const base = { id, head: headOf(id), name: words.columnNames[id] };
  switch (id) {
    case "time":
      return {
        ...base,
        width: withYear ? 164 : 132,
        sort: true,
        cell: (row) => <Time at={row.time} withYear={withYear} />,
      };
    case "severity":
      return { ...base, width: 42, cell: (row) => <Rank line={row} /> };
    case "outcome":
      return { ...base, width: 42, cell: (row) => <OutcomeMark outcome={outcomeOfLine(row)} /> };
    case "name":
      return {
        ...base,
        grow: 4,
        least: 150,
        cell: (row) => (
          <span className="evt-namecell">
            {row.isInFold === true ? <InFold /> : null}
            <FoldMark line={row} onToggle={onFold} />
            <Words text={row.eventName} strong={row.severity !== null} />
          </span>
        ),
      };
    case "actor":
      return { ...base, grow: 3, least: 110, cell: (row) => <Person line={row} /> };
    case "target":
      return { ...base, grow: 3, least: 100, cell: (row) => <Target spans={row.target} /> };
    case "source":
      return {
        ...base,
        width: 118,
        cell: (row) => (
          <Words
            text={row.eventSource === null ? null : sourceName(row.eventSource)}
            full={row.eventSource}
            dim
          />
        ),
      };
    case "address":
      return { ...base, width: 124, cell: (row) => <Words text={row.address} dim /> };
    case "account":
      return { ...base, width: 108, cell: (row) => <Words text={row.account} dim /> };
    case "region":
      return { ...base, width: 104, cell: (row) => <Words text={row.region} dim /> };
    case "key":
      return {
        ...base,
        width: 126,
        cell: ({ accessKeyId }) =>
          accessKeyId === null ? <None /> : <LogText text={accessKeyId} cut="middle" mono />,
      };
    case "agent":
      return { ...base, grow: 2, least: 100, cell: (row) => <Words text={row.userAgent} dim /> };
    case "error":
      return { ...base, grow: 2, least: 100, cell: (row) => <Words text={row.errorCode} dim /> };
    case "access":
      return {
        ...base,
        width: 60,
        cell: ({ readOnly }) =>
          readOnly === null ? (
            <None />
          ) : (
            <span className="s12">{readOnly ? words.read : words.write}</span>
          ),
      };
  }
}

function headOf(id: ColumnId) {
  const [head, name] = [words.columns[id], words.columnNames[id]];
  return head === name ? head : <abbr title={name}>{head}</abbr>;
}

function None() {
  return <span className="ink3">{words.noTarget}</span>;
}

function Time({ at, withYear }: { readonly at: string | null; readonly withYear: boolean }) {
  if (at === null) return <span className="ink3 s12">{common.unknown}</span>;
  return (
    <time className="s12" dateTime={at} title={at}>
      {at.slice(withYear ? 0 : 5, 10)} {at.slice(11, 19)}
    </time>
  );
}

function Rank({ line }: { readonly line: EventLine }) {
  return line.severity === null ? null : <Severity severity={line.severity} look="glyph" />;
}

function Words({
  text,
  full,
  strong = false,
  dim = false,
}: {
  readonly text: string | null;
  readonly full?: string | null;
  readonly strong?: boolean;
  readonly dim?: boolean;
}) {
  if (text === null) return <None />;
  return (
    <span
      className={`mono${strong ? " med" : ""}${dim ? " ink2" : ""}`}
      title={full === undefined || full === null ? undefined : visibleText(full)}
    >
      <LogText text={text} mono />
    </span>
  );
}

/** Who called: the drawing of the kind of caller, and the short name; the full one is in the title. */
export function Person({ line }: { readonly line: Pick<EventLine, "actor" | "actorType"> }) {
  const name = actorName(line.actor);
  if (name === null) return <None />;
  return (
    <span className="person" title={visibleText(line.actor ?? "")}>
      <Icon name={actorIcon(line.actorType)} />
      <span className="cut">
        <LogText text={name} />
      </span>
    </span>
  );
}

function Target({ spans }: { readonly spans: Spans | null }) {
  if (spans === null) return <None />;
  const text = visibleText(plain(spans));
  return (
    <span className="evt-target" title={text}>
      {spans.map((span, i) => (
        <span
          // The words of a target never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          key={i}
          className={span.t === "log" ? "mono" : "ink3 s12"}
        >
          {visibleText(plain([span]))}
        </span>
      ))}
    </span>
  );
}
