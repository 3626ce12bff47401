/** The text of a snapshot file → what custody says of it. Its facts are read again from the case when they are needed. */
import type { SnapshotFact } from "../../shared/snapshot/facts.ts";
import { snapshotKinds } from "../../shared/snapshot/kinds.ts";
import { accountOfFact, createSnapshotReader } from "../../shared/snapshot/read-snapshot.ts";
import type { SnapshotReader } from "../../shared/snapshot/read-snapshot.ts";
import type { SnapshotForm } from "../../shared/snapshot/sniff-snapshot.ts";
import { isoTime } from "../../shared/import/event-time.ts";
import { ended, noteRow, problemRow } from "./input-rows.ts";
import type { RowSink } from "./keep-records.ts";
import type { TextReading } from "./read-text.ts";

/** What entries are called, in one and in many. */
const words: Readonly<Partial<Record<SnapshotFact["type"], readonly [string, string]>>> = {
  credentials: ["row", "rows"],
  user: ["user", "users"],
  group: ["group", "groups"],
  role: ["role", "roles"],
  policy: ["managed policy", "managed policies"],
  trail: ["trail", "trails"],
};

/** Most accounts that are named. */
const maxAccounts = 3;

const decoder = new TextDecoder();

/** Bytes of a snapshot as text. */
export const decodeSnapshot = (bytes: Uint8Array): string => decoder.decode(bytes);

/** The reading of a snapshot whose text comes in pieces. It gives no records. */
export function startSnapshot(form: SnapshotForm, sink: RowSink): TextReading {
  const counts = new Map<SnapshotFact["type"], number>();
  const accounts = new Set<string>();
  let generated: number | null = null;
  let problems = 0;
  let damage: readonly string[] = [];
  let reader: SnapshotReader | null = null;
  const problem = (position: number | null, reason: string): void => {
    problems++;
    sink.problem(problemRow(position, null, reason, ""));
  };

  const readerFrom = (start: number): SnapshotReader =>
    (reader ??= createSnapshotReader(
      form,
      decodeSnapshot,
      {
        item: ({ fact }) => {
          counts.set(fact.type, (counts.get(fact.type) ?? 0) + 1);
          if (fact.type === "generated") generated = fact.at;
          const account = accountOfFact(fact);
          if (account !== null) accounts.add(account);
        },
        problem: ({ offset, reason }) => {
          const [cause] = damage;
          damage = damage.slice(1);
          problem(offset, cause ?? `${snapshotKinds[form.kind].format}: ${reason}`);
        },
      },
      start,
    ));

  return {
    feed: (text, skipped) => readerFrom(skipped).feed(text),
    finish: (reasons) => {
      damage = reasons;
      readerFrom(0).finish();
      for (const reason of damage) problem(null, reason);
      if (counts.has("truncated"))
        sink.problem(
          noteRow(
            "the answer says that more pages follow: what it does not list may exist all the same",
          ),
        );
    },
    keepsText: () => true,
    end: (found, encoding, textBytes) =>
      ended({
        ...found,
        status: counts.size === 0 && problems > 0 ? "unreadable" : "read",
        format: snapshotKinds[form.kind].format,
        note: noteOf(),
        encoding,
        textBytes,
      }),
  };

  function noteOf(): string {
    const parts = [...counts].flatMap(([type, count]) => {
      const word = words[type];
      return word === undefined ? [] : [`${count} ${count === 1 ? word[0] : word[1]}`];
    });
    const named = [...accounts].slice(0, maxAccounts).join(", ");
    const more = accounts.size > maxAccounts ? ", …" : "";
    if (accounts.size > 0)
      parts.push(`${accounts.size === 1 ? "account" : "accounts"} ${named}${more}`);
    if (generated !== null) parts.push(`generated ${isoTime(generated)}`);
    return parts.join(", ");
  }
}
