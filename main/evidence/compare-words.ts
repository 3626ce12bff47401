/** Compares the words of stored rows (action, caller, addresses, …) with those of rows that were read again. */
import type { CaseDb } from "../db/open-case.ts";
import { createDictionaryText } from "../db/query/dictionary-text.ts";
import { cell, column as stored } from "../db/segments.ts";
import type { Cell } from "../db/segments.ts";
import type { Batch } from "../import/protocol.ts";
import { column, columnCount, flag } from "../import/protocol.ts";

export interface WordComparison {
  /** Goes to the next rows that were read; all must come here, since the words of later ones build on them. */
  readonly open: (batch: Omit<Batch, "parts" | "worker">) => void;
  /** What a stored row has that is not what the row of this number says, in words of ours; null when all is the same. */
  readonly differing: (row: number, found: Cell) => string | null;
}

type Words = readonly (string | null)[];

/** A column of ids: how both sides spell an id, and which stored id was found to be which read one. */
interface Compared {
  readonly name: string;
  readonly read: number;
  readonly stored: number;
  readonly readWords: (id: number) => Words;
  readonly storedWords: (id: number) => Words;
  /** By read id. Ids of both sides are numbered otherwise, but each pair must be spelled out once only. */
  readonly same: number[];
}

/** Makes the comparison with the dictionaries of a case. */
export function createWordComparison(db: CaseDb): WordComparison {
  const text = createDictionaryText(db);
  const strings: (string | null)[] = [];
  const tuples = { actions: [] as number[], actors: [] as number[], places: [] as number[] };
  let batch: Pick<Batch, "columns"> = { columns: new Int32Array(0) };

  const word = (id: number): Words => [strings[id] ?? null];
  const storedWord = (id: number): Words => [text.text(id)];
  const tuple =
    (table: keyof typeof tuples, width: number) =>
    (id: number): Words =>
      Array.from({ length: width }, (_, i) => strings[tuples[table][id * width + i] ?? 0] ?? null);
  const columns: readonly Compared[] = [
    {
      name: "another action",
      read: column.action,
      stored: stored.action,
      readWords: tuple("actions", 2),
      storedWords: (id) => {
        const { source, name } = text.action(id);
        return [source, name];
      },
      same: [],
    },
    {
      name: "another caller",
      read: column.actor,
      stored: stored.actor,
      readWords: tuple("actors", 7),
      storedWords: (id) => {
        const actor = text.actor(id);
        const { type, principalId, arn, account, userName, invokedBy, issuerArn } = actor;
        return [type, principalId, arn, account, userName, invokedBy, issuerArn];
      },
      same: [],
    },
    {
      name: "another account or Region",
      read: column.place,
      stored: stored.place,
      readWords: tuple("places", 2),
      storedWords: (id) => {
        const { account, region } = text.place(id);
        return [region, account];
      },
      same: [],
    },
    ...(
      [
        ["another access key", column.accessKey, stored.accessKey],
        ["another address", column.ip, stored.ip],
        ["another user agent", column.agent, stored.agent],
        ["another error code", column.error, stored.error],
      ] as const
    ).map(([name, read, kept]) => ({
      name,
      read,
      stored: kept,
      readWords: word,
      storedWords: storedWord,
      same: [],
    })),
  ];

  function forget(): void {
    strings.length = 0;
    // Id 0 is absent.
    strings.push(null);
    tuples.actions = [0, 0];
    tuples.actors = [0, 0, 0, 0, 0, 0, 0];
    tuples.places = [0, 0];
    for (const one of columns) one.same.length = 0;
  }

  function isSame(one: Compared, read: number, kept: number): boolean {
    if (one.same[read] === kept) return true;
    const known = one.storedWords(kept);
    if (one.readWords(read).some((text_, i) => text_ !== known[i])) return false;
    one.same[read] = kept;
    return true;
  }

  return {
    open: (next) => {
      batch = next;
      if (next.isAnew) forget();
      const bytes = Buffer.from(next.strings.buffer, next.strings.byteOffset, next.strings.length);
      let start = 0;
      for (const end of next.stringEnds) {
        strings.push(bytes.toString("utf8", start, end));
        start = end;
      }
      for (const table of ["actions", "actors", "places"] as const)
        for (const id of next[table]) tuples[table].push(id);
    },
    differing: (row, found) => {
      const at = row * columnCount;
      for (const one of columns)
        if (!isSame(one, batch.columns[at + one.read] ?? 0, cell(found, one.stored)))
          return one.name;
      // Whether rules look at it is not asked when it is read again.
      const flags = (batch.columns[at + column.flags] ?? 0) ^ cell(found, stored.flags);
      return (flags & ~flag.relevant) === 0 ? null : "another outcome, readOnly or second factor";
    },
  };
}
