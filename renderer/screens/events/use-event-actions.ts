/** What can be done with an event: its surroundings, its session, the next change, copying it. */
import type { RefObject } from "react";
import { useCallback } from "react";
import type { EventFilter } from "../../../shared/event-filter.ts";
import { printQuery } from "../../../shared/event-query/print-query.ts";
import type { EventDetail, EventLine } from "../../../shared/ipc/events.ts";
import { CallFailed, tell } from "../../api.ts";
import { entityParams, go } from "../../location.ts";
import type { TableHandle } from "../../parts/virtual-table.tsx";
import { eventWords as words } from "../../strings/events.ts";
import { useWork } from "../../work.tsx";
import type { QueryState } from "./query-state.ts";
import { eventText } from "./query-state.ts";
import type { EventList } from "./use-event-list.ts";
import type { Selection } from "./use-selection.ts";

/** Seconds on both sides of an event that are around it. */
const aroundSeconds = 600;

export interface EventActions {
  readonly around: (line: EventLine) => void;
  readonly session: (line: EventLine) => void;
  readonly showInAll: (line: EventLine) => void;
  readonly copy: (detail: EventDetail) => void;
  /** To the state of its target at that moment. */
  readonly entity: (detail: EventDetail | undefined) => void;
  /** Chooses the next or the previous event of the list. */
  readonly step: (by: 1 | -1) => void;
  /** Chooses the next or previous event after this one that changed something. */
  readonly change: (line: EventLine | null, by: 1 | -1) => void;
}

/** The actions of the screen. */
export function useEventActions(
  state: QueryState,
  list: EventList,
  selection: Selection,
  table: RefObject<TableHandle | null>,
): EventActions {
  const { say } = useWork();
  const { jump, filter, setEvent } = state;
  const failed = useCallback(
    (error: unknown) => {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    },
    [say],
  );
  return {
    around: (line) => {
      if (line.time === null) return;
      const t = Math.floor(Date.parse(line.time) / 1000);
      const query = printQuery({ from: t - aroundSeconds, to: t + aroundSeconds + 1 });
      jump(query, eventText(line), false);
    },
    session: (line) => {
      const wanted = sessionOf(line);
      if (wanted === null) say(words.noSession);
      else jump(printQuery(wanted), eventText(line));
    },
    showInAll: (line) => jump("", eventText(line)),
    copy: (detail) => void tell("copyText", detail.raw).then(() => say(words.copiedRecord), failed),
    entity: (detail) => {
      if (detail === undefined || detail.entity === null) {
        say(words.noEntity);
        return;
      }
      const { eventId, time } = detail.line;
      go("entities", { ...entityParams(detail.entity, time), event: eventId });
    },
    step: (by) => {
      const { total } = list;
      if (total === null || total === 0) return;
      const next = selection.index === null ? 0 : selection.index + by;
      if (next < 0 || next >= total) return;
      selection.select(next);
      table.current?.show(next);
    },
    change: (line, by) => {
      const t = line?.time == null ? null : Math.floor(Date.parse(line.time) / 1000);
      void tell("eventPage", {
        filter: changesBeside(filter, t, by),
        offset: 0,
        limit: 1,
        descending: by < 0,
      }).then(({ rows: [found] }) => {
        if (found !== undefined) setEvent(eventText(found));
        else say(by > 0 ? words.noNextChange : words.noPreviousChange);
      }, failed);
    },
  };
}

/** What a session is known by: its temporary access key, else its caller. Null: the record names neither. */
function sessionOf({ accessKeyId, actor }: EventLine): EventFilter | null {
  if (accessKeyId?.startsWith("ASIA") === true) return { accessKeys: [accessKeyId] };
  if (actor !== null) return { actors: [actor] };
  return accessKeyId === null ? null : { accessKeys: [accessKeyId] };
}

/** Of what is listed, the events that changed IAM after (or before) a second. */
function changesBeside(filter: EventFilter, t: number | null, by: 1 | -1): EventFilter {
  const changes: EventFilter = { ...filter, relevant: true, access: "write" };
  if (t === null) return changes;
  return by > 0
    ? { ...changes, from: Math.max(t + 1, filter.from ?? t + 1) }
    : { ...changes, to: Math.min(t, filter.to ?? t) };
}
