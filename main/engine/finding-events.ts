/** The events of a finding by the names that it has for them: an eventID, and `#1`, `#2` … for further records under it. */
import { parseJson } from "../../shared/cloudtrail-event.ts";
import { identityLabel } from "../../shared/analysis/actor.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type { FindingEvent } from "../../shared/ipc/findings.ts";
import { classify } from "../../shared/knowledge/classify.ts";
import { plain } from "../../shared/span.ts";
import type { EventStore, StoredEvent } from "../db/read-events.ts";
import { createEventStore } from "../db/read-events.ts";
import type { OpenCase } from "./session.ts";

/** The record of a name; null: while a file is read again, what it held is not in the case. */
export function readNamed(store: EventStore, name: string): StoredEvent | null {
  const { id, variant } = partsOf(name);
  const place = store.find(id).find((one) => one.variant === variant);
  return place === undefined ? null : store.read(place);
}

function partsOf(name: string): { readonly id: string; readonly variant: number } {
  const mark = /#(\d+)$/.exec(name);
  return mark === null
    ? { id: name, variant: 0 }
    : { id: name.slice(0, mark.index), variant: Number(mark[1]) };
}

/** Makes a reader of events for the lines beneath a finding; the case is opened for it when the first is asked for. */
export function createEventReader({ db, path }: OpenCase): (name: string) => FindingEvent {
  let store: EventStore | null = null;
  return (name) => {
    store ??= createEventStore(db, path);
    const stored = readNamed(store, name);
    return stored === null ? notThere(name) : eventOf(stored);
  };
}

function eventOf(stored: StoredEvent): FindingEvent {
  const event = readEvent(parseJson(stored.raw.toString("utf8")), stored.id, stored.sources);
  const { target } = classify(event);
  return {
    eventId: stored.id,
    variant: stored.variant,
    time: stored.at,
    eventName: event.name,
    outcome: event.outcome,
    errorCode: event.errorCode,
    account: event.account,
    sourceIp: event.sourceIp,
    actor: plain(identityLabel(event.identity)),
    target: target.id === null ? null : target.label,
  };
}

function notThere(name: string): FindingEvent {
  const { id, variant } = partsOf(name);
  return {
    eventId: id,
    variant,
    time: null,
    eventName: null,
    outcome: "success",
    errorCode: null,
    account: null,
    sourceIp: null,
    actor: null,
    target: null,
  };
}
