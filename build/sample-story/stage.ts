import { type JsonObject, textField } from "../../shared/cloudtrail-event.ts";
import type { Region } from "./cast.ts";
import { type Actor, buildRecord, type Call, displayDate, utc } from "./record.ts";
import { createRandom, type Random } from "./random.ts";

/** A record with its place in time and space, ready for delivery. */
export interface StagedRecord {
  readonly at: number;
  readonly region: Region;
  readonly record: JsonObject;
}

/** A change of IAM: its name and what the record holds of request and answer. */
export interface Change {
  readonly name: string;
  /** Absent where the record holds null, as for ChangePassword. */
  readonly request?: JsonObject;
  /** Made with the date of the call as the answer shows it; absent where IAM answers with nothing. */
  readonly response?: (date: string) => JsonObject;
}

/** Where a chapter of the story puts its calls. */
export interface Stage {
  readonly random: Random;
  readonly records: readonly StagedRecord[];
  call(call: Call): void;
  /** A change of IAM that succeeded. `time`: `YYYY-MM-DD HH:MM:SS`, UTC. */
  change(time: string, actor: Actor, change: Change): void;
  /** A change of IAM that ended in an error other than a refusal: the request stays in the record. */
  failed(time: string, actor: Actor, change: Change, code: string, message: string): void;
  /** A call of IAM that AWS refused: the record holds no request, only the message (seen in every real one). */
  denied(time: string, actor: Actor, name: string, resource: string): void;
}

/** A new chapter. Its name seeds its random source, so that chapters don't move each other's ids. */
export function createStage(name: string): Stage {
  const random = createRandom(name);
  const records: StagedRecord[] = [];
  function call(made: Call): void {
    records.push({ at: made.at, region: made.region, record: buildRecord(made, random) });
  }
  const iam = { service: "iam", region: "us-east-1", readOnly: false } as const;
  return {
    random,
    records,
    call,
    change: (time, actor, { name: api, request, response }) => {
      const at = utc(time);
      call({ ...iam, at, actor, name: api, request, response: response?.(displayDate(at)) });
    },
    failed: (time, actor, { name: api, request }, errorCode, errorMessage) => {
      call({ ...iam, at: utc(time), actor, name: api, request, errorCode, errorMessage });
    },
    denied: (time, actor, api, resource) => {
      const caller = textField(actor.identity, "arn") ?? "";
      call({
        ...iam,
        at: utc(time),
        actor,
        name: api,
        errorCode: "AccessDenied",
        errorMessage: `User: ${caller} is not authorized to perform: iam:${api} on resource: ${resource} because no identity-based policy allows the iam:${api} action`,
      });
    },
  };
}
