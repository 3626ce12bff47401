/** Turns scanned records into columns. */
import { createHash } from "node:crypto";
import type { Json } from "../../shared/cloudtrail-event.ts";
import type { EventUse, EventUses } from "../../shared/import/event-use.ts";
import { useOfEvent } from "../../shared/import/event-use.ts";
import { canonicalJson } from "../../shared/import/canonical-json.ts";
import { parseEventTime, plainEventTime } from "../../shared/import/event-time.ts";
import { createByteDictionary, createTupleDictionary } from "../../shared/import/intern.ts";
import { isRecord, slotsOf } from "../../shared/import/read-record.ts";
import { slot, slotCount } from "../../shared/import/record-fields.ts";
import type { RecordScanner } from "../../shared/import/scan-record.ts";
import { guidBytes, readGuid } from "./event-id.ts";
import { issuedKey } from "./issued-key.ts";
import type { SeenIds } from "./seen-ids.ts";
import type { Batch } from "./protocol.ts";
import { column, columnCount, flag, noTime } from "./protocol.ts";

export interface RowPacker {
  /**
   * Adds the record at bytes[from, to), whose slots are the scanner's. Returns false when the record turns out to be
   * no CloudTrail record (its meaning could only be told by parsing).
   */
  readonly add: (
    bytes: Uint8Array,
    from: number,
    to: number,
    offset: number,
    record: number,
  ) => boolean;
  /** Flags that the next row gets beside its own. */
  readonly mark: (flags: number) => void;
  readonly rows: () => number;
  /** Seconds of the last record added, or null. */
  readonly lastTime: () => number | null;
  /** The columns so far; the packer starts anew, its dictionaries stay. */
  readonly take: () => Omit<Batch, "parts" | "worker">;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** Makes a packer for one thread. `kept`: which records are wanted as a whole; `seen` notices ids that
 * come again. */
export function createRowPacker(scanner: RecordScanner, kept: EventUses, seen: SeenIds): RowPacker {
  const strings = createByteDictionary();
  const actions = createTupleDictionary(2);
  const actors = createTupleDictionary(7);
  const places = createTupleDictionary(2);
  const uses: (EventUse | undefined)[] = [];
  let capacity = 1024;
  let numbers = new Float64Array(capacity * 2);
  let columns = new Int32Array(capacity * columnCount);
  let eids = new Uint8Array(capacity * 16);
  let oddIds: { row: number; text: string }[] = [];
  let relevant: { row: number; raw: Uint8Array }[] = [];
  let sessions: { row: number; key: string }[] = [];
  let repeats: { row: number; raw: Uint8Array }[] = [];
  let rows = 0;
  let lastTime: number | null = null;
  let marked = 0;
  const pair = new Int32Array(2);
  const seven = new Int32Array(7);
  const ids = new Int32Array(slotCount);

  function add(
    bytes: Uint8Array,
    from: number,
    to: number,
    offset: number,
    record: number,
  ): boolean {
    if (rows === capacity) grow();
    const row = rows;
    let readOnly = 0;
    let mfa = 0;
    if (scanner.isOdd()) {
      const parsed: Json = JSON.parse(decoder.decode(bytes.subarray(from, to)));
      if (!isRecord(parsed)) return false;
      const slots = slotsOf(parsed);
      for (const i of interned) {
        const coded = encoder.encode(slots[i] ?? "");
        ids[i] = coded.length === 0 ? 0 : strings.idOf(coded, 0, coded.length, 0);
      }
      ids[slot.errorMessage] = (slots[slot.errorMessage] ?? "") === "" ? 0 : 1;
      readOnly = truth(slots[slot.readOnly], flag.readOnly, flag.notReadOnly);
      mfa = truth(slots[slot.mfaAuthenticated], flag.mfa, flag.noMfa);
      lastTime = parseEventTime(slots[slot.eventTime] ?? null);
      putEid(row, slots[slot.eventID] ?? null, parsed);
    } else {
      for (let k = 0; k < interned.length; k++) {
        const i = interned[k]!;
        const at = scanner.from[i]!;
        ids[i] =
          at < 0 || at === scanner.to[i]! ? 0 : strings.idOf(bytes, at, scanner.to[i]!, ids[i]!);
      }
      readOnly = truthOf(bytes, slot.readOnly, flag.readOnly, flag.notReadOnly);
      mfa = truthOf(bytes, slot.mfaAuthenticated, flag.mfa, flag.noMfa);
      const message = scanner.from[slot.errorMessage]!;
      ids[slot.errorMessage] = message >= 0 && scanner.to[slot.errorMessage]! > message ? 1 : 0;
      lastTime = timeOf(bytes);
      if (!plainEid(bytes, row)) {
        const at = scanner.from[slot.eventID]!;
        const text = at < 0 ? null : decoder.decode(bytes.subarray(at, scanner.to[slot.eventID]));
        putEid(
          row,
          text,
          text === null || text === ""
            ? JSON.parse(decoder.decode(bytes.subarray(from, to)))
            : null,
        );
      }
    }
    put(row, offset, record, to - from, readOnly | mfa);
    if (seen.add(eids, row * 16)) repeats.push({ row, raw: bytes.slice(from, to) });
    const action = columns[row * columnCount + column.action]!;
    const use = (uses[action] ??= useOf());
    if (use === "rules") {
      relevant.push({ row, raw: bytes.slice(from, to) });
      columns[row * columnCount + column.flags]! |= flag.relevant;
    } else if (use === "session") {
      const key = issuedKey(bytes.subarray(from, to));
      if (key !== null) sessions.push({ row, key });
    }
    rows++;
    return true;
  }

  /** Asked once per action; the strings are those of the present record. */
  function useOf(): EventUse {
    return useOfEvent(kept, wordOf(ids[slot.eventSource]!), wordOf(ids[slot.eventName]!));
  }

  function wordOf(id: number): string {
    return decoder.decode(strings.valueOf(id));
  }

  function put(row: number, offset: number, record: number, length: number, known: number): void {
    numbers[row * 2] = lastTime ?? noTime;
    numbers[row * 2 + 1] = offset;
    const at = row * columnCount;
    columns[at + column.record] = record;
    columns[at + column.length] = length;
    pair[0] = ids[slot.eventSource]!;
    pair[1] = ids[slot.eventName]!;
    columns[at + column.action] = actions.idOf(pair);
    seven[0] = ids[slot.identityType]!;
    seven[1] = ids[slot.principalId]!;
    seven[2] = ids[slot.arn]!;
    seven[3] = ids[slot.accountId]!;
    seven[4] = ids[slot.userName]!;
    seven[5] = ids[slot.invokedBy]!;
    seven[6] = ids[slot.issuerArn]!;
    columns[at + column.actor] = actors.idOf(seven);
    columns[at + column.accessKey] = ids[slot.accessKeyId]!;
    columns[at + column.ip] = ids[slot.sourceIPAddress]!;
    columns[at + column.agent] = ids[slot.userAgent]!;
    columns[at + column.error] = ids[slot.errorCode]!;
    pair[0] = ids[slot.awsRegion]!;
    // An event without recipientAccountId belongs to its caller's account.
    pair[1] = ids[slot.recipientAccountId]! || ids[slot.accountId]!;
    columns[at + column.place] = places.idOf(pair);
    const failed = ids[slot.errorCode] !== 0 || ids[slot.errorMessage] !== 0;
    columns[at + column.flags] = known | marked | (failed ? flag.notSuccessful : 0);
    marked = 0;
  }

  function timeOf(bytes: Uint8Array): number | null {
    const at = scanner.from[slot.eventTime]!;
    if (at < 0) return null;
    const to = scanner.to[slot.eventTime]!;
    return plainEventTime(bytes, at, to) ?? parseEventTime(decoder.decode(bytes.subarray(at, to)));
  }

  function truthOf(bytes: Uint8Array, which: number, yes: number, no: number): number {
    const at = scanner.from[which]!;
    if (at < 0) return 0;
    // "true" and true, "false" and false: the first letter tells them apart, the length confirms it.
    const length = scanner.to[which]! - at;
    const first = bytes[at]! | 32;
    return length === 4 && first === 116 ? yes : length === 5 && first === 102 ? no : 0;
  }

  /** eventID as 16 bytes when it is a GUID. */
  function plainEid(bytes: Uint8Array, row: number): boolean {
    const at = scanner.from[slot.eventID]!;
    if (at < 0 || scanner.to[slot.eventID]! - at !== 36) return false;
    return readGuid(bytes, at, eids, row * 16);
  }

  function putEid(row: number, text: string | null, record: Json | null): void {
    if (text !== null && text !== "") {
      const guid = guidBytes(text);
      if (guid !== null) {
        eids.set(guid, row * 16);
        return;
      }
    }
    const name =
      text !== null && text !== ""
        ? text
        : `h:${createHash("sha256").update(canonicalJson(record)).digest("hex")}`;
    eids.set(createHash("sha256").update(name).digest().subarray(0, 16), row * 16);
    oddIds.push({ row, text: name });
  }

  function grow(): void {
    capacity *= 2;
    numbers = copied(numbers, new Float64Array(capacity * 2));
    columns = copied(columns, new Int32Array(capacity * columnCount));
    eids = copied(eids, new Uint8Array(capacity * 16));
  }

  function take(): Omit<Batch, "parts" | "worker"> {
    const out = {
      rows,
      numbers: numbers.slice(0, rows * 2),
      columns: columns.slice(0, rows * columnCount),
      eids: eids.slice(0, rows * 16),
      oddIds,
      relevant,
      sessions,
      repeats,
      strings: strings.takeNew(),
      actions: actions.takeNew(),
      actors: actors.takeNew(),
      places: places.takeNew(),
    };
    rows = 0;
    oddIds = [];
    relevant = [];
    sessions = [];
    repeats = [];
    return out;
  }

  const mark = (flags: number): void => {
    marked = flags;
  };
  return { add, mark, rows: () => rows, lastTime: () => lastTime, take };
}

/** Slots whose strings are kept in the dictionary. */
const interned: readonly number[] = [
  slot.eventSource,
  slot.eventName,
  slot.awsRegion,
  slot.sourceIPAddress,
  slot.userAgent,
  slot.errorCode,
  slot.recipientAccountId,
  slot.identityType,
  slot.principalId,
  slot.arn,
  slot.accountId,
  slot.accessKeyId,
  slot.userName,
  slot.invokedBy,
  slot.issuerArn,
];

function truth(word: string | null | undefined, yes: number, no: number): number {
  const lower = word?.toLowerCase();
  return lower === "true" ? yes : lower === "false" ? no : 0;
}

function copied<T extends Float64Array | Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
