/** What stands in the place of the list: nothing found, nothing imported, still reading, failed. */
import type { EventsLoading } from "../../../shared/ipc/events.ts";
import { useAsk } from "../../api.ts";
import { parseQuery } from "../../../shared/event-query/parse-query.ts";
import { Button, Empty } from "../../parts/controls.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { Meter } from "../../parts/meter.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { words as common } from "../../strings/index.ts";
import { useAddEvidence } from "../../work.tsx";
import type { QueryState } from "./query-state.ts";

/** Most conditions that are offered to be dropped. */
const mostDrops = 6;

/** No event matches: what would be found without one condition, and without all. */
export function NothingFound({ state }: { readonly state: QueryState }) {
  const { tokens } = state.parsed;
  return (
    <Empty
      icon="filter"
      title={words.emptyFilter(tokens.length)}
      actions={
        <>
          {tokens.length < 2
            ? null
            : tokens
                .slice(0, mostDrops)
                .map(({ start, end }) => (
                  <Drop key={start} state={state} start={start} end={end} />
                ))}
          <Button onClick={() => state.setText("")}>{words.clearAll}</Button>
        </>
      }
    >
      {tokens.length < 2 ? null : <p>{words.emptyFilterText}</p>}
    </Empty>
  );
}

function Drop({
  state,
  start,
  end,
}: {
  readonly state: QueryState;
  readonly start: number;
  readonly end: number;
}) {
  const { text } = state;
  const rest = `${text.slice(0, start).trim()} ${text.slice(end).trim()}`.trim();
  const { value } = useAsk("eventSummary", [parseQuery(rest).filter, 1]);
  if (value === undefined || value.events === 0) return null;
  return (
    <Button onClick={() => state.setText(rest)}>
      {words.dropToken(visibleText(text.slice(start, end)), value.events)}
    </Button>
  );
}

/** The case holds no events yet. */
export function NoEvents() {
  const add = useAddEvidence();
  return (
    <Empty
      icon="events"
      title={words.emptyCase}
      actions={
        <Button look="primary" icon="take" onClick={() => void add("files")}>
          {words.addEvidence}
        </Button>
      }
    >
      <p>{words.emptyCaseText}</p>
    </Empty>
  );
}

/** The columns of the case are being read. */
export function Reading({ loading }: { readonly loading: EventsLoading }) {
  const { rows, total } = loading;
  return (
    <div className="evt-reading" role="status">
      <p className="med">{words.loading}</p>
      <Meter label={words.loading} share={total === 0 ? null : rows / total} />
      <p className="ink3 s12">{total === 0 ? "" : words.loadingRows(rows, total)}</p>
    </div>
  );
}

/** The question failed. */
export function Failed({
  error,
  onAgain,
}: {
  readonly error: string;
  readonly onAgain: () => void;
}) {
  return (
    <div role="alert" className="vstack grow">
      <Empty
        icon="warning"
        title={words.failedTitle}
        actions={
          <Button look="primary" onClick={onAgain}>
            {common.tryAgain}
          </Button>
        }
      >
        <p>{error}</p>
        <p>{words.failedText}</p>
      </Empty>
    </div>
  );
}

/** The chosen event could not be read: the panel says so. */
export function PanelFailed({
  error,
  onClose,
}: {
  readonly error: string;
  readonly onClose: () => void;
}) {
  return (
    <section className="pane grow" aria-label={words.detail} role="alert">
      <Empty
        icon="warning"
        title={words.panelFailed}
        actions={<Button onClick={onClose}>{words.closeDetail}</Button>}
      >
        <p>{error}</p>
        <p>{words.failedText}</p>
      </Empty>
    </section>
  );
}
