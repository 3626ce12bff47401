/** Everything that the screen shows of one finding. */
import { parseJson } from "../../shared/cloudtrail-event.ts";
import type { Finding } from "../../shared/finding.ts";
import { readEvent } from "../../shared/import/read-record.ts";
import type {
  Check,
  EvidenceLine,
  FindingDetail,
  HandChange,
  Note,
} from "../../shared/ipc/findings.ts";
import { switchedOffBy } from "../../shared/rule-settings.ts";
import { checkTexts } from "../db/finding-summary.ts";
import { findingById, findingIdOf } from "../db/findings.ts";
import { changesOf } from "../db/journal.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { StoredEvent } from "../db/read-events.ts";
import { createEventStore } from "../db/read-events.ts";
import { createInputNames } from "../db/read-inputs.ts";
import { readRuleSettings } from "../db/rule-settings.ts";
import { printsOf } from "../undo/plan-prints.ts";
import { badRequest } from "./engine-failure.ts";
import { readNamed } from "./finding-events.ts";
import type { FindingTable } from "./finding-table.ts";
import { handChange } from "./hand-words.ts";
import type { OpenCase } from "./session.ts";

/** Evidence lines of one finding; a series of more says how many there are in `row.events`. */
const maxEvidence = 500;

/** @throws EngineFailure (bad-request) when the case has no such finding. */
export function describeFinding(open: OpenCase, table: FindingTable, id: string): FindingDetail {
  const { db } = open;
  const index = table.indexOf(id);
  const found = findingById(db, id);
  if (index === null || found === null) throw badRequest(`the case has no finding ${id}`);
  const { finding } = found;
  const changes = changesOf(db, finding.key);
  const hold = holdersOf(changes);
  const decided = hold("status", "");
  return {
    row: table.row(index),
    finding,
    switchedOff: switchedOffBy(finding, readRuleSettings(db)),
    evidence: evidenceOf(open, finding),
    prints: printsOf(finding.plan),
    checks: checksOf(finding, hold),
    notes: notesOf(changes, hold),
    decidedBy: decided?.who ?? null,
    decidedAt: decided?.at ?? null,
    history: historyOf(db, changes),
  };
}

type Changes = ReturnType<typeof changesOf>;

/** Who set a thing to what it is now, and when: the last change that holds. Null where it has no value. */
type Holder = (
  kind: string,
  item: string,
) => { readonly who: string; readonly at: string; readonly value: string } | null;

function holdersOf(changes: Changes): Holder {
  const holding = changes.filter(({ record }) => record.about === null && !record.isUndone);
  return (kind, item) => {
    const last = holding.findLast(
      ({ record, lines }) => record.kind === kind && lines.some((line) => line.item === item),
    );
    const value = last?.lines.findLast((line) => line.item === item)?.after ?? null;
    if (last === undefined || value === null) return null;
    return { who: last.record.who, at: last.record.at, value };
  };
}

function checksOf(finding: Finding, hold: Holder): readonly Check[] {
  const texts = checkTexts(finding);
  return finding.done.map((text, i) => {
    const ticked = hold("check", texts[i] ?? "");
    return { text, isDone: ticked !== null, who: ticked?.who ?? null, at: ticked?.at ?? null };
  });
}

function notesOf(changes: Changes, hold: Holder): readonly Note[] {
  const items = new Set(
    changes
      .filter(({ record }) => record.kind === "note")
      .flatMap(({ lines }) => lines.map(({ item }) => item)),
  );
  return [...items].flatMap((item) => {
    const held = hold("note", item);
    return held === null
      ? []
      : [{ id: Number(item), text: held.value, who: held.who, at: held.at }];
  });
}

function historyOf(db: CaseDb, changes: Changes): readonly HandChange[] {
  return changes
    .map(({ record }) => handChange(record, (key) => findingIdOf(db, key)))
    .toReversed();
}

/** The change itself first as findings name it, then in order of time. */
function evidenceOf({ db, path }: OpenCase, finding: Finding): readonly EvidenceLine[] {
  const store = createEventStore(db, path);
  const names = createInputNames(db);
  const pathOf = (input: number): string => names(input)?.path ?? "";
  const context = finding.context.filter((id) => !finding.events.includes(id));
  const named = [
    ...finding.events.map((id) => ({ id, role: "change" as const })),
    ...context.map((id) => ({ id, role: "context" as const })),
  ];
  return named
    .slice(0, maxEvidence)
    .map(({ id, role }): EvidenceLine => {
      const stored = readNamed(store, id);
      return stored === null ? notThere(id, role) : lineOf(stored, role, pathOf);
    })
    .toSorted((a, b) => compare(a.time ?? "", b.time ?? ""));
}

function lineOf(
  stored: StoredEvent,
  role: EvidenceLine["role"],
  pathOf: (input: number) => string,
): EvidenceLine {
  const event = readEvent(parseJson(stored.raw.toString("utf8")), stored.id, stored.sources);
  const [source] = stored.sources;
  return {
    eventId: stored.id,
    variant: stored.variant,
    role,
    time: stored.at,
    eventSource: event.source,
    eventName: event.name,
    isFailed: event.outcome !== "success",
    errorCode: event.errorCode,
    file: source === undefined ? "" : pathOf(source.input),
    record: source?.record ?? 0,
    offset: source?.offset ?? 0,
    length: source?.length ?? 0,
    places: stored.sources.length,
  };
}

/** While a file is read again, what it held is not in the case. */
function notThere(id: string, role: EvidenceLine["role"]): EvidenceLine {
  return {
    eventId: id,
    variant: 0,
    role,
    time: null,
    eventSource: null,
    eventName: null,
    isFailed: false,
    errorCode: null,
    file: "",
    record: 0,
    offset: 0,
    length: 0,
    places: 0,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
