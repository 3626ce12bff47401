import type { Json } from "../../shared/cloudtrail-event.ts";
import { createRandom } from "../sample-story/random.ts";

/**
 * What the importer must count in one file that is imported alone. `records`: CloudTrail records that could be read;
 * `events`: distinct ones among them; `problems`: rows in the list of problems. Null: not decided here, the README
 * says why. `problemsAtLeast`: where more than one row is as right as one. `skipped`: the file is no log and is named;
 * null where calling it unreadable is as right.
 */
export interface Expected {
  readonly records: number | null;
  readonly events: number | null;
  readonly problems: number | null;
  readonly problemsAtLeast?: number;
  readonly skipped?: true | null;
}

/** A small file that real folders contain and careless importers stumble over. */
export interface Oddity {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly what: string;
  /** What the importer must answer, in words. */
  readonly answer: string;
  readonly expected: Expected;
}

/** Members that replace those of the plain record; undefined takes one away. */
export type Changes = Readonly<Record<string, Json | undefined>>;

/** The eventID of the n-th record of a file: different in every file. */
export function eventId(file: string, n: number): string {
  return createRandom(`${file}#${n}`).guid();
}

/** A plain record of an IAM change, the n-th of a file, with changes. */
export function makeRecord(file: string, n: number, changes: Changes = {}): Record<string, Json> {
  const plain: Record<string, Json | undefined> = {
    eventVersion: "1.10",
    userIdentity: {
      type: "IAMUser",
      principalId: "AIDAIEXAMPLEEXAMPLE00",
      arn: "arn:aws:iam::123456789012:user/m.kessler",
      accountId: "123456789012",
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      userName: "m.kessler",
    },
    eventTime: `2026-10-01T08:00:${String(n).padStart(2, "0")}Z`,
    eventSource: "iam.amazonaws.com",
    eventName: "AddUserToGroup",
    awsRegion: "us-east-1",
    sourceIPAddress: "192.0.2.23",
    userAgent: "aws-cli/2.17.44",
    requestParameters: { groupName: "Developers", userName: `example-${n}` },
    responseElements: null,
    requestID: createRandom(`${file}#${n}/request`).guid(),
    eventID: eventId(file, n),
    readOnly: false,
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: "123456789012",
    eventCategory: "Management",
    ...changes,
  };
  const record: Record<string, Json> = {};
  for (const [name, value] of Object.entries(plain)) {
    if (value !== undefined) record[name] = value;
  }
  return record;
}

/** n plain records of a file, as objects. */
export function makeRecords(file: string, n: number): readonly Record<string, Json>[] {
  return Array.from({ length: n }, (_, i) => makeRecord(file, i + 1));
}

/** `{"Records":[…]}` on one line, as CloudTrail writes it. */
export function logText(records: readonly Json[]): string {
  return JSON.stringify({ Records: records });
}

/** UTF-8 bytes. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** All records are read and nothing is wrong. */
export function good(records: number): Expected {
  return { records, events: records, problems: 0 };
}

/** No log: named, counted as skipped, no problem. */
export const skipped: Expected = { records: 0, events: 0, problems: 0, skipped: true };

/** An oddity from its parts; text becomes UTF-8. */
export function odd(
  file: string,
  what: string,
  answer: string,
  expected: Expected,
  content: string | Uint8Array,
): Oddity {
  const bytes = typeof content === "string" ? utf8(content) : content;
  return { file, what, answer, expected, bytes };
}
