/** The columns of an exported table, in their order. Names are CloudTrail's where it has one. */
import type { EventRow } from "../db/query/event-row.ts";

/** An event of an export. */
export interface ExportedEvent {
  readonly row: EventRow;
  /** The file in which it stands first. */
  readonly file: string;
  /** What digests say of it, as the last verification found it; null when there was none, or it is no log file. */
  readonly digestStatus: string | null;
  /** The record as it stands there. */
  readonly raw: Buffer;
}

interface Typed<Type extends string, Value> {
  readonly name: string;
  readonly type: Type;
  readonly of: (event: ExportedEvent) => Value;
}

/** `time` is UTC ISO. Null: the log does not say. */
export type TableColumn =
  | Typed<"text", string | null>
  | Typed<"time", string | null>
  | Typed<"truth", boolean | null>
  | Typed<"count", number>;

/** All columns but the record itself. */
export const tableColumns: readonly TableColumn[] = [
  { name: "eventTime", type: "time", of: ({ row }) => row.time },
  { name: "eventID", type: "text", of: ({ row }) => nameOf(row) },
  { name: "eventSource", type: "text", of: ({ row }) => row.eventSource },
  { name: "eventName", type: "text", of: ({ row }) => row.eventName },
  { name: "awsRegion", type: "text", of: ({ row }) => row.region },
  { name: "account", type: "text", of: ({ row }) => row.account },
  { name: "actor", type: "text", of: ({ row }) => row.actor.name },
  { name: "actorType", type: "text", of: ({ row }) => row.actor.type },
  { name: "actorArn", type: "text", of: ({ row }) => row.actor.arn },
  { name: "principalId", type: "text", of: ({ row }) => row.actor.principalId },
  { name: "actorAccount", type: "text", of: ({ row }) => row.actor.account },
  { name: "userName", type: "text", of: ({ row }) => row.actor.userName },
  { name: "invokedBy", type: "text", of: ({ row }) => row.actor.invokedBy },
  { name: "sessionIssuerArn", type: "text", of: ({ row }) => row.actor.issuerArn },
  { name: "accessKeyId", type: "text", of: ({ row }) => row.accessKeyId },
  { name: "mfaAuthenticated", type: "truth", of: ({ row }) => row.mfa },
  { name: "sourceIPAddress", type: "text", of: ({ row }) => row.address },
  { name: "userAgent", type: "text", of: ({ row }) => row.userAgent },
  { name: "errorCode", type: "text", of: ({ row }) => row.errorCode },
  { name: "failed", type: "truth", of: ({ row }) => row.isFailed },
  { name: "readOnly", type: "truth", of: ({ row }) => row.readOnly },
  { name: "file", type: "text", of: ({ file }) => file },
  { name: "record", type: "count", of: ({ row }) => row.record },
  { name: "offset", type: "count", of: ({ row }) => row.offset },
  { name: "length", type: "count", of: ({ row }) => row.length },
  { name: "digestStatus", type: "text", of: ({ digestStatus }) => digestStatus },
];

/** Name of the column with the record itself. */
export const rawName = "raw";

/** An eventID; of different records that share one, the further ones have a number behind it. */
function nameOf({ eventId, variant }: EventRow): string {
  return variant === 0 ? eventId : `${eventId}#${variant}`;
}
