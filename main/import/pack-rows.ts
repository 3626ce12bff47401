/** Turns scanned records into columns. */
import { createHash } from "node:crypto";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { parseJson } from "../../shared/cloudtrail-event.ts";
import type { EventUse, EventUses } from "../../shared/import/event-use.ts";
import { useOfEvent } from "../../shared/import/event-use.ts";
import { canonicalJson } from "../../shared/import/canonical-json.ts";
import { parseEventTime } from "../../shared/import/event-time.ts";
import { isRecord, slotsOf } from "../../shared/import/read-record.ts";
import { slot } from "../../shared/import/record-fields.ts";
import type { RecordScanner } from "../../shared/import/scan-record.ts";
import { guidBytes } from "./event-id.ts";
import type { SeenIds } from "./seen-ids.ts";
import type { Batch } from "./protocol.ts";
import { flag, noTime } from "./protocol.ts";
import { createRowTable, unread } from "./row-table.ts";

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
  readonly rows: () => number;
  /** Seconds of the last record added, or null. */
  readonly lastTime: () => number | null;
  /** Flags that the next row gets beside its own. */
  readonly mark: (flags: number) => void;
  /** The columns so far; the packer starts anew, its dictionaries stay. */
  readonly take: () => Omit<Batch, "parts" | "worker">;
}

/** What an access key id is made of; anything else is none. */
const isKeyId = /^[A-Za-z0-9]{16,128}$/;

/** Text of records that came again, of one thread: it spares the comparison the inflating; the rest is inflated again. */
const maxRepeatedBytes = 12 * 1024 * 1024;

const decoder = new TextDecoder();

/** Makes a packer for one thread. `kept`: which records are wanted as a whole; `seen` notices ids that
 * come again. */
export function createRowPacker(scanner: RecordScanner, kept: EventUses, seen: SeenIds): RowPacker {
  const table = createRowTable(scanner.module);
  const uses: (EventUse | undefined)[] = [];
  let oddIds: { row: number; text: string }[] = [];
  let relevant: { row: number; raw: Uint8Array }[] = [];
  let sessions: { row: number; key: string; role: string | null }[] = [];
  let repeats: { row: number; raw: Uint8Array }[] = [];
  /** Rows in the batch. */
  let rows = 0;
  let lastTime: number | null = null;
  let marked = 0;
  let repeatedBytes = 0;

  function add(
    bytes: Uint8Array,
    from: number,
    to: number,
    offset: number,
    record: number,
  ): boolean {
    const at = table.next();
    const left = table.pack(at, record, to - from, offset, marked);
    let issued: string | null;
    if ((left & unread.record) !== 0) {
      const parsed = parseJson(decoder.decode(bytes.subarray(from, to)));
      if (!isRecord(parsed)) return false;
      const slots = slotsOf(parsed);
      const known =
        truth(slots[slot.readOnly], flag.readOnly, flag.notReadOnly) |
        truth(slots[slot.mfaAuthenticated], flag.mfa, flag.noMfa);
      table.put(at, record, to - from, offset, known | marked, slots);
      setTime(at, parseEventTime(slots[slot.eventTime] ?? null));
      putEid(at, slots[slot.eventID] ?? null, parsed);
      issued = slots[slot.issuedKey] ?? null;
    } else {
      if ((left & unread.time) === 0) lastTime = table.timeOf(at);
      else setTime(at, parseEventTime(textOf(bytes, slot.eventTime)));
      if ((left & unread.id) !== 0) {
        const text = textOf(bytes, slot.eventID);
        const isNamed = text !== null && text !== "";
        putEid(at, text, isNamed ? null : parseJson(decoder.decode(bytes.subarray(from, to))));
      }
      issued = textOf(bytes, slot.issuedKey);
    }
    if (seen.add(table.eids(), at * 4) && repeatedBytes < maxRepeatedBytes) {
      repeats.push({ row: rows, raw: bytes.slice(from, to) });
      repeatedBytes += to - from;
    }
    const action = table.action(at);
    const use = (uses[action] ??= useOf());
    if (use === "rules") {
      relevant.push({ row: rows, raw: bytes.slice(from, to) });
      table.mark(at, flag.relevant);
    }
    if (use !== "none") {
      if (issued !== null && isKeyId.test(issued))
        sessions.push({ row: rows, key: issued, role: roleIn(bytes, from, to) });
    }
    rows++;
    marked = 0;
    table.keep();
    return true;
  }

  /** Asked once per action; the strings are those of the present record. */
  function useOf(): EventUse {
    return useOfEvent(kept, table.word(slot.eventSource), table.word(slot.eventName));
  }

  function textOf(bytes: Uint8Array, which: number): string | null {
    const at = scanner.from[which] ?? -1;
    return at < 0 ? null : decoder.decode(bytes.subarray(at, scanner.to[which]));
  }

  function setTime(at: number, time: number | null): void {
    lastTime = time;
    table.setTime(at, time ?? noTime);
  }

  function putEid(at: number, text: string | null, record: Json | null): void {
    const guid = text === null || text === "" ? null : guidBytes(text);
    if (guid !== null) {
      table.setEid(at, guid);
      return;
    }
    const name =
      text !== null && text !== ""
        ? text
        : `h:${createHash("sha256").update(canonicalJson(record)).digest("hex")}`;
    table.setEid(at, createHash("sha256").update(name).digest().subarray(0, 16));
    oddIds.push({ row: rows, text: name });
  }

  function take(): Omit<Batch, "parts" | "worker"> {
    const out = { rows, ...table.take(), oddIds, relevant, sessions, repeats };
    if (table.isAnew()) uses.length = 0;
    rows = 0;
    oddIds = [];
    relevant = [];
    sessions = [];
    repeats = [];
    return out;
  }

  return {
    add,
    rows: () => rows,
    lastTime: () => lastTime,
    take,
    mark: (flags) => {
      marked = flags;
    },
  };
}

const roleMember = Buffer.from('"roleArn"');
const isRoleArn = /^\s*:\s*"(arn:[a-z0-9-]+:iam::\d{12}:role\/[\w+=,.@/-]{1,600})"/;

/**
 * The role that an STS call asks for, out of its bytes: requestParameters is not scanned, and parsing it would take
 * twenty times as long. Only an ARN that stands as such is taken.
 */
function roleIn(bytes: Uint8Array, from: number, to: number): string | null {
  const record = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from);
  const at = record.indexOf(roleMember);
  if (at === -1) return null;
  const start = at + roleMember.length;
  return isRoleArn.exec(record.toString("latin1", start, start + 700))?.[1] ?? null;
}

function truth(word: string | null | undefined, yes: number, no: number): number {
  const lower = word?.toLowerCase();
  return lower === "true" ? yes : lower === "false" ? no : 0;
}
