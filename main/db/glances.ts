/**
 * Finds, among the events that are not kept for the rules, the few that these must see: from their columns, in one pass.
 * What it looks for: many kinds of reading calls or refused calls by one credential in a short time, the use of
 * identities that lived for less than an hour, and roles taken on soon after their trust policy was written.
 */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import { fewestKinds, glanceSeconds } from "../../shared/analysis/glance.ts";
import { flag, noTime } from "../import/protocol.ts";
import type { GlanceRows, RowPlace } from "./glance-rows.ts";
import { createGlanceRows } from "./glance-rows.ts";
import { action, createTraits, trait } from "./glance-traits.ts";
import type { Traits } from "./glance-traits.ts";
import { shortLives, trustWrites } from "./identities-of-interest.ts";
import type { TrustWrite } from "./identities-of-interest.ts";
import { createLightEvents, readActorNumbers } from "./light-events.ts";
import { createStoredWords } from "./stored-words.ts";
import type { StoredWords } from "./stored-words.ts";
import { createNewRegions } from "./new-regions.ts";
import type { NewRegion } from "../../shared/analysis/past/regions.ts";
import type { CaseDb } from "./open-case.ts";
import { createSilences } from "./silences.ts";
import type { Silence } from "../../shared/analysis/silence.ts";
import { allSegments, cell, column, createRecordFinder } from "./segments.ts";
import type { Segment } from "./segments.ts";
import { watchIdentities } from "./watched-identities.ts";
import type { Watched } from "./watched-identities.ts";

/** What the analysis is shown beside the events that are kept for it. */
export interface Glances {
  /** In order of time. */
  readonly light: readonly CloudTrailEvent[];
  /** By input and record of a call that can stop the recording: the time without events after it. */
  readonly silences: ReadonlyMap<string, Silence>;
  /** By input and record of a change: for whom its Region is new. */
  readonly newRegions: ReadonlyMap<string, NewRegion>;
  /** Calls that are to be read in full. */
  readonly full: readonly RowPlace[];
}

/** Most rows of one credential, and calls that take a role on. */
const mostOfOne = 1200;
const mostAssumed = 500;
const day = 24 * 3600;

/** Looks through all events; yields where others may get a turn. */
export function* glanceSteps(db: CaseDb): Generator<undefined, Glances> {
  const words = createStoredWords(db);
  const actors = readActorNumbers(db);
  const traits = createTraits(words, actors);
  const lives = watchIdentities(db, words, actors, shortLives(db));
  const writes = trustWrites(db);
  const reads = createGlanceRows();
  const refused = createGlanceRows();
  const assumed = createGlanceRows();
  const silences = createSilences(db);
  const regions = createNewRegions(db, words, traits);
  for (const segment of allSegments(db)) {
    lookThrough(segment, traits, reads, refused, writes.length > 0 ? assumed : null, lives);
    if (silences.isAny)
      for (let row = 0; row < segment.rows; row++)
        silences.add(segment.column(column.place)[row] ?? 0, segment.t[row] ?? noTime);
    regions.add(segment);
    yield;
  }
  const places = [
    ...reads.crowded(glanceSeconds, fewestKinds, mostOfOne),
    ...refused.crowded(glanceSeconds, fewestKinds, mostOfOne),
    ...lives.found(),
  ];
  yield;
  return {
    light: lightEvents(db, words, places),
    silences: silences.after(),
    newRegions: regions.found(),
    full: takenOn(words, assumed, writes),
  };
}

function lookThrough(
  segment: Segment,
  traits: Traits,
  reads: GlanceRows,
  refused: GlanceRows,
  assumed: GlanceRows | null,
  lives: Watched,
): void {
  const actions = segment.column(column.action);
  const errors = segment.column(column.error);
  for (let row = 0; row < segment.rows; row++) {
    const kind = traits.action(actions[row] ?? 0);
    const isDenied = errors[row] !== 0 && traits.isDenied(errors[row] ?? 0);
    const isWatched = lives.isAny && lives.isOne(segment, row);
    if (!isDenied && !isWatched && (kind & (action.listing | action.assume)) === 0) continue;
    const t = segment.t[row] ?? noTime;
    const flags = segment.column(column.flags)[row] ?? 0;
    if (t === noTime) continue;
    const record = segment.first + row;
    const isOk = (flags & flag.notSuccessful) === 0;
    const actor = segment.column(column.actor)[row] ?? 0;
    if (isWatched && isOk && (flags & flag.relevant) === 0) lives.add(segment, row);
    if (traits.isService(actor)) continue;
    const key = segment.column(column.accessKey)[row] ?? 0;
    const group = key === 0 ? -actor : key;
    const agent = traits.agent(segment.column(column.agent)[row] ?? 0);
    if (isDenied) {
      const isConsole = (agent & trait.console) !== 0 && (kind & action.reads) !== 0;
      if (!isConsole) refused.add(group, t, actions[row] ?? 0, segment.input, record);
      continue;
    }
    if (!isOk) continue;
    if ((kind & action.assume) !== 0)
      assumed?.add(actor, t, segment.column(column.place)[row] ?? 0, segment.input, record);
    else if (
      (kind & action.listing) !== 0 &&
      (agent & trait.quiet) === 0 &&
      !traits.isServiceAddress(segment.column(column.ip)[row] ?? 0)
    )
      reads.add(group, t, actions[row] ?? 0, segment.input, record);
  }
}

/**
 * Calls that take a role on, within a day after a trust policy was written: by whoever wrote it, or from an account that
 * had not been seen doing so before.
 */
function takenOn(
  words: StoredWords,
  assumed: GlanceRows,
  writes: readonly TrustWrite[],
): readonly RowPlace[] {
  if (writes.length === 0) return [];
  const names = new Map<number, string>();
  const nameOfActor = (id: number): string => {
    const known = names.get(id);
    if (known !== undefined) return known;
    const { issuerArn, arn, principalId } = words.actor(id);
    const name = issuerArn ?? arn ?? principalId ?? "";
    names.set(id, name);
    return name;
  };
  const editors = Map.groupBy(writes, ({ actor }) => nameOfActor(actor));
  const seen = new Set<string>();
  const out: RowPlace[] = [];
  for (const row of assumed.all().toSorted((a, b) => a.t - b.t)) {
    if (out.length >= mostAssumed) break;
    const isSoon = (all: readonly TrustWrite[]): boolean =>
      all.some(({ t }) => row.t >= t && row.t - t <= day);
    const { accountId } = words.actor(row.group);
    const isNew = accountId !== null && !seen.has(accountId);
    if (accountId !== null) seen.add(accountId);
    if (isSoon(editors.get(nameOfActor(row.group)) ?? []) || (isNew && isSoon(writes)))
      out.push({ input: row.input, record: row.record });
  }
  return out;
}

function lightEvents(
  db: CaseDb,
  words: StoredWords,
  places: readonly RowPlace[],
): readonly CloudTrailEvent[] {
  const isDuplicate = db.prepare(`SELECT 1 FROM duplicate WHERE input = ? AND record = ?`);
  const cellOf = createRecordFinder(db);
  const eventOf = createLightEvents(db, words);
  const once = new Map(places.map((place) => [`${place.input} ${place.record}`, place]));
  return [...once.values()]
    .toSorted((a, b) => a.input - b.input || a.record - b.record)
    .flatMap(({ input, record }) => {
      const at = cellOf(input, record);
      // What is kept for the rules comes to them anyway.
      const isWanted =
        at !== null &&
        (cell(at, column.flags) & flag.relevant) === 0 &&
        isDuplicate.get(input, record) === undefined;
      return isWanted ? [eventOf(at)] : [];
    })
    .toSorted((a, b) => compare(a.at ?? "", b.at ?? "") || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
