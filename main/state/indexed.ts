/** What the index of a case holds: accounts, their things, and where the events stand. */
import type { CloudTrailEvent } from "../../shared/cloudtrail-event.ts";
import type { EntityKind } from "../../shared/ipc/state.ts";
import type { Conflict } from "../../shared/state/account-facts.ts";
import type { Blur } from "../../shared/state/blur.ts";
import type { Drift } from "../../shared/state/drift.ts";
import type { Mark } from "../../shared/state/fact.ts";
import type { WholeKind } from "../../shared/state/shown.ts";
import type { By } from "../../shared/state/state-types.ts";
import type { IndexedKey } from "./access-keys.ts";

/** One thing and its events. */
export interface IndexedEntity {
  readonly kind: EntityKind;
  /** As `EntityState.key`. */
  readonly key: string;
  /** Name or ARN, as first spelled. */
  readonly name: string;
  /** Numbers of its events, ascending. */
  seqs: number[];
  /** Those of them that are entries of snapshots, which changed nothing. */
  shown: number[];
  /** Whether it exists from an event on; null: open. */
  readonly lives: { readonly seq: number; readonly exists: boolean | null }[];
  /** Whether it existed before its first event. */
  readonly before: boolean | null;
  readonly first: By;
  created: By | null;
  deleted: By | null;
}

/** One account. */
export interface IndexedAccount {
  readonly id: string;
  firstAt: string | null;
  lastAt: string | null;
  /** The first and last moment of its snapshots, UTC ISO. */
  shownFrom: string | null;
  shownTo: string | null;
  readonly seqs: number[];
  /** Those of them that are entries of snapshots, which changed nothing. */
  readonly shown: number[];
  /** By kind and name in lower case, as in `AccountFacts.lives`. */
  readonly entities: Map<string, IndexedEntity>;
  /** What was forgotten after a second, by its time. */
  readonly blurs: Map<number, Blur[]>;
  /** Events about settings and the root user. */
  readonly settings: number[];
  /** By id in lower case. */
  readonly accessKeys: Map<string, IndexedKey>;
  readonly conflicts: { readonly seq: number; readonly conflict: Conflict }[];
  /** Differences of snapshots, which are among `conflicts`, too. */
  readonly drifts: Drift[];
  /** What shows that there are no others of a kind, with the number from which on it does. */
  readonly wholes: { readonly seq: number; readonly kind: WholeKind; readonly by: Mark }[];
  /** Events whose records do not say what they changed; those without a time have no number. */
  readonly blind: { readonly seq: number | null; readonly name: string; readonly by: Mark }[];
}

/** An account of which nothing is indexed yet. `firstAt`: its first event, UTC ISO. */
export function emptyIndexed(id: string, firstAt: string | null): IndexedAccount {
  return {
    id,
    firstAt,
    lastAt: null,
    shownFrom: null,
    shownTo: null,
    seqs: [],
    shown: [],
    entities: new Map(),
    blurs: new Map(),
    settings: [],
    accessKeys: new Map(),
    conflicts: [],
    drifts: [],
    wholes: [],
    blind: [],
  };
}

/** Where the events stand in the case. */
export interface StateIndex {
  readonly events: number;
  readonly accounts: ReadonlyMap<string, IndexedAccount>;
  readonly place: (seq: number) => { readonly input: number; readonly record: number };
  /** Seconds since 1970. */
  readonly time: (seq: number) => number;
  /**
   * Events of things that many events concern, which need not be read again; without what no state rests on. Entries of
   * snapshots, which no record holds.
   */
  readonly kept: ReadonlyMap<number, CloudTrailEvent>;
  /** Numbers of the entries of snapshots, by their ids. */
  readonly shown: ReadonlyMap<string, number>;
}

/** A record with its place and time. */
export interface PlacedEvent {
  readonly event: CloudTrailEvent;
  readonly input: number;
  readonly record: number;
  readonly t: number;
}
