/** Things of IAM: the list, what became of one, how it was at a moment, and its documents against each other. */
import { credentialOf } from "../../shared/entities/access-key.ts";
import type { AccountIndex } from "../../shared/entities/account-index.ts";
import { changeKind } from "../../shared/entities/change-kind.ts";
import { diffVersions } from "../../shared/entities/diff.ts";
import type { LifeStep } from "../../shared/entities/life-steps.ts";
import { lifeOf } from "../../shared/entities/life.ts";
import { momentOf } from "../../shared/entities/moment.ts";
import type {
  EntityChange,
  EntityLife,
  EntityMoment,
  EntityName,
  EntityRow,
} from "../../shared/ipc/entities.ts";
import type { EntityAnswer, HistoryLine } from "../../shared/ipc/state.ts";
import { iamSource } from "../../shared/knowledge/classify.ts";
import { knowledgeOf } from "../../shared/knowledge/knowledge.ts";
import { cite, log, say, text } from "../../shared/span.ts";
import type { Spans } from "../../shared/span.ts";
import type { EntityState } from "../../shared/state/state-types.ts";
import { caseTotals } from "../db/count-events.ts";
import { eventFindings, eventKey } from "../db/event-findings.ts";
import type { EventFinding } from "../db/event-findings.ts";
import type { StateQuestions } from "../state/state-questions.ts";
import type { CaseStates } from "./case-states.ts";
import { createEntityRows } from "./entity-rows.ts";
import type { EntityRows } from "./entity-rows.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type EntityCalls = Pick<
  EngineHandlers,
  "entityPage" | "entityPlace" | "entityLife" | "entityMoment" | "entityDiff"
>;

type Totals = Pick<ReturnType<typeof caseTotals>, "firstEvent" | "lastEvent">;
type Findings = ReadonlyMap<string, readonly EventFinding[]>;

/** Changes that are listed, the last ones; the window leads to all events. */
const mostChanges = 500;
/** Moments whose states are compared for a life line, the last ones: fewer of a thing that holds much. */
const mostSteps = 200;
const leastSteps = 40;
const mostWork = 100_000;
/** Roles up to which all are looked through for whom they trust. */
const mostRoles = 300;

export function createEntityCalls(session: Session, states: CaseStates): EntityCalls {
  const findingsNow = createFindingsByEvent(session);
  let rows: EntityRows | null = null;
  /** A life and its documents are asked one after the other. */
  let last: {
    readonly row: EntityRow;
    readonly findings: Findings;
    readonly life: EntityLife;
  } | null = null;

  function ask<T>(answer: (rows: EntityRows) => T): Promise<T> {
    return states.ask((questions) => {
      if (rows?.questions !== questions) rows = createEntityRows(questions);
      return answer(rows);
    });
  }

  function lifeNow(known: EntityRows, name: EntityName): EntityLife | null {
    const row = known.find(name);
    if (row === null) return null;
    const findings = findingsNow();
    if (last?.row === row && last.findings === findings) return last.life;
    const life = makeLife(known, row, findings, caseTotals(session.current().db));
    last = { row, findings, life };
    return life;
  }

  return {
    entityPage: (filter, offset, limit) =>
      ask(({ list, noted }) => {
        const { lines, facets } = list(filter);
        return {
          ...facets,
          lines: lines
            .slice(offset, offset + limit)
            .map((line) => (line.kind === "head" ? line : { ...line, row: noted(line.row) })),
          total: lines.length,
        };
      }),
    entityPlace: (filter, name) =>
      ask(({ list, find }) => {
        const row = find(name);
        if (row === null) return null;
        const at = list(filter).lines.findIndex(
          (line) => line.kind === "entity" && line.row === row,
        );
        return at === -1 ? null : at;
      }),
    entityLife: (name) => ask((known) => lifeNow(known, name)),
    entityMoment: (name, at) =>
      ask((known) => {
        const { account, key } = known.find(name) ?? name;
        const owner = known.ownerOf({ account, key });
        const moment = momentOf(accountAt(known.questions, account, at), key, at, owner);
        return withLimits(moment, known.questions.entityAt(account, owner ?? key, { at }));
      }),
    entityDiff: (name, slot, before, after) =>
      ask((known) => {
        const versions = lifeNow(known, name)?.slots.find(({ id }) => id === slot)?.versions;
        if (versions === undefined) return null;
        const version = (id: string | null) => versions.find((one) => one.id === id) ?? null;
        const isMissing = (id: string | null): boolean => id !== null && version(id) === null;
        if (isMissing(before) || isMissing(after)) return null;
        return diffVersions(version(before), version(after));
      }),
  };
}

/** Adds what the records say against each other, and where a thing goes on that was given another name. */
function withLimits(
  moment: EntityMoment,
  { contradictions, renamedTo }: EntityAnswer,
): EntityMoment {
  const against = contradictions.map(({ what, events }) => [
    log(what),
    ...events.flatMap(({ eventId, at, file }) =>
      file === undefined ? [text(" "), cite(eventId)] : say` (${log(file.path)}${ofTime(at)})`,
    ),
  ]);
  if (renamedTo === null) return { ...moment, unknown: [...against, ...moment.unknown] };
  const name = say`It was given another name and goes on as ${log(renamedTo)}.`;
  return { ...moment, why: null, exists: false, unknown: [name, ...against] };
}

function ofTime(at: string | null): Spans {
  return at === null ? [] : say` of ${{ t: "time", at }}`;
}

/** An account at a moment; each thing is folded once. */
function accountAt(questions: StateQuestions, account: string, at: string): AccountIndex {
  const indexed = questions.index.accounts.get(account);
  const known = new Map<string, EntityState | null>();
  return {
    account,
    firstAt: indexed?.firstAt ?? null,
    find: (key) => {
      const id = key.toLowerCase();
      const found = known.get(id);
      if (found !== undefined) return found;
      const { state } = questions.entityAt(account, key, { at });
      known.set(id, state);
      return state;
    },
    keysOf: (kind) => {
      const all = [...(indexed?.entities.values() ?? [])].filter((one) => one.kind === kind);
      return all.length > mostRoles ? null : all.map(({ key }) => key);
    },
  };
}

function makeLife(
  { questions, ownerOf, noted }: EntityRows,
  row: EntityRow,
  findings: Findings,
  totals: Totals,
): EntityLife {
  const { account, key } = row;
  const own = ownerOf(row) ?? key;
  const indexed = questions.index.accounts.get(account);
  const { total } = questions.entityHistory(account, own, 0, 0);
  const skipped = Math.max(0, total - mostChanges);
  const { lines } = questions.entityHistory(account, own, skipped, mostChanges);
  const { steps, drawnFrom } = stepsOf(questions, account, own, lines, total);
  // Of the events of a user those belong to an access key after which the key is another.
  const isOwn = own === key ? () => true : changesKey(steps, key);
  // Entries of snapshots changed nothing.
  const changes = lines
    .filter((line) => line.by.file === undefined && isOwn(line))
    .map((line) => changeOf(line, key, findings));
  const more = own === key ? Math.max(0, row.changes - changes.length) : skipped;
  return lifeOf({
    row: noted({ ...row, changes: changes.length + more }),
    ...spanOf(
      totals,
      earlier(indexed?.firstAt ?? null, indexed?.shownFrom ?? null),
      later(indexed?.lastAt ?? null, indexed?.shownTo ?? null),
    ),
    changes,
    more,
    steps,
    drawnFrom,
  });
}

function changesKey(steps: readonly LifeStep[], key: string): (line: HistoryLine) => boolean {
  const id = key.slice(key.indexOf("/") + 1);
  const held = steps.map(({ thing }) =>
    JSON.stringify(thing === null ? null : credentialOf(thing, id)),
  );
  const times = new Set(
    steps.flatMap(({ from }, i) => (held[i] === held[i - 1] ? [] : (from ?? []))),
  );
  return ({ by, eventName }) =>
    by.at !== null && times.has(by.at) && eventName.endsWith("AccessKey");
}

/** Beyond this, in milliseconds, a first or last event of a case has a wrong date, and would stretch the axis. */
const farthest = 1000 * 86_400 * 366;

/** The evidence: first and last event of the case around those of the account. */
function spanOf(
  { firstEvent, lastEvent }: Totals,
  first: string | null,
  last: string | null,
): Pick<EntityLife, "from" | "to"> {
  return {
    from: isNear(firstEvent, first) ? earlier(firstEvent, first) : first,
    to: isNear(lastEvent, last) ? later(lastEvent, last) : last,
  };
}

function earlier(a: string | null, b: string | null): string | null {
  return a !== null && (b === null || a < b) ? a : b;
}

function later(a: string | null, b: string | null): string | null {
  return a !== null && (b === null || a > b) ? a : b;
}

function isNear(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && Math.abs(Date.parse(one) - Date.parse(other)) < farthest;
}

function stepsOf(
  questions: StateQuestions,
  account: string,
  key: string,
  lines: readonly HistoryLine[],
  total: number,
): { readonly steps: readonly LifeStep[]; readonly drawnFrom: string | null } {
  const all = [...new Set(lines.flatMap(({ by }) => by.at ?? []))];
  const most = Math.max(leastSteps, Math.min(mostSteps, Math.floor(mostWork / total)));
  const times = all.slice(-most);
  const [first] = lines;
  if (first === undefined) return { steps: [], drawnFrom: null };
  const things = questions.entityStates(account, key, times);
  const steps = times.map((at, i): LifeStep => ({ from: at, thing: things[i] ?? null }));
  // What was before the first of them was not looked at.
  if (total > lines.length || times.length < all.length)
    return { steps, drawnFrom: times[0] ?? null };
  const before = questions.entityAt(account, key, { before: first.by.eventId }).state;
  return { steps: [{ from: null, thing: before }, ...steps], drawnFrom: null };
}

function changeOf({ by, eventName }: HistoryLine, key: string, findings: Findings): EntityChange {
  const found = findings.get(eventKey(by.eventId, 0))?.find(({ role }) => role === "change");
  return {
    by,
    eventName,
    kind: changeKind(eventName, key),
    what: [text(knowledgeOf(iamSource, eventName)?.summary ?? "")],
    severity: found?.severity ?? null,
    finding: found?.id ?? null,
  };
}

function createFindingsByEvent(session: Session): () => Findings {
  let held: { readonly revision: number; readonly found: Findings } | null = null;
  return () => {
    const { db, revision } = session.current();
    if (held?.revision !== revision()) held = { revision: revision(), found: eventFindings(db) };
    return held.found;
  };
}
