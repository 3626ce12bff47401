/** When logging was off or narrowed, as far as the log itself says: a trail records its own end. */
import type { Json } from "../cloudtrail-event.ts";
import { booleanField, field, isJsonObject, textField } from "../cloudtrail-event.ts";
import { parseArn } from "../iam/arn.ts";
import type { Spans } from "../span.ts";
import { log, say } from "../span.ts";

/** A call to CloudTrail that changed what is logged. */
export interface TrailCall {
  /** Seconds since 1970; null when the record has no readable time. */
  readonly t: number | null;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Its requestParameters; undefined when the record can't be read any more. */
  readonly request: Json | undefined;
}

/** What a call says. */
export interface TrailStatement {
  readonly t: number | null;
  readonly id: string;
  readonly name: string;
  readonly account: string;
  /** Name of the trail as the call gives it, or empty. */
  readonly trail: string;
  readonly sentence: Spans;
}

/** A time in which a trail did not log. */
export interface OffWindow {
  /** Of the trail. */
  readonly account: string;
  /** The trail's home Region. */
  readonly region: string;
  readonly trail: string;
  /** Seconds since 1970. */
  readonly from: number;
  /** Null: no event says that it was turned on again. */
  readonly to: number | null;
  readonly sentence: Spans;
  /** The eventIDs that say so. */
  readonly events: readonly string[];
}

/** The calls that are looked at; only those that succeeded count. */
export const trailCallNames: ReadonlySet<string> = new Set([
  "StopLogging",
  "StartLogging",
  "DeleteTrail",
  "CreateTrail",
  "UpdateTrail",
  "PutEventSelectors",
]);

const ends: ReadonlySet<string> = new Set(["StopLogging", "DeleteTrail"]);

/** Reads what successful calls say, in order of time, and pairs ends with beginnings. */
export function readTrailCalls(calls: readonly TrailCall[]): {
  readonly statements: readonly TrailStatement[];
  readonly windows: readonly OffWindow[];
} {
  const sorted = calls.toSorted(
    (a, b) => (a.t ?? Infinity) - (b.t ?? Infinity) || (a.id < b.id ? -1 : 1),
  );
  const open = new Map<string, TrailCall>();
  const windows: OffWindow[] = [];
  const close = (begin: TrailCall, end: TrailCall | null): void => {
    const { account, region, trail } = trailOf(begin);
    windows.push({
      account,
      region,
      trail,
      from: begin.t ?? 0,
      to: end?.t ?? null,
      events: end === null ? [begin.id] : [begin.id, end.id],
      sentence:
        end === null
          ? say`The trail ${log(trail)} logged nothing from ${log(begin.name)} on; no event says that it was turned on again.`
          : say`The trail ${log(trail)} logged nothing between ${log(begin.name)} and ${log(end.name)}.`,
    });
  };
  for (const call of sorted) {
    if (call.t === null || call.request === undefined) continue;
    const key = JSON.stringify(trailOf(call));
    const begin = open.get(key);
    if (ends.has(call.name)) {
      // Deleting a trail that was stopped changes nothing: it was off.
      if (begin === undefined) open.set(key, call);
    } else if (call.name === "StartLogging" && begin !== undefined) {
      close(begin, call);
      open.delete(key);
    }
  }
  for (const begin of open.values()) close(begin, null);
  return {
    statements: sorted.map((call) => ({
      t: call.t,
      id: call.id,
      name: call.name,
      account: call.account,
      trail: trailOf(call).trail,
      sentence: sentenceOf(call),
    })),
    windows: windows.toSorted((a, b) => a.from - b.from),
  };
}

/** What tells a trail from all others. */
interface TrailName {
  readonly account: string;
  readonly region: string;
  readonly trail: string;
}

/**
 * Calls name a trail by its ARN, which holds its home Region, or by its name. All of them must be made in the home
 * Region: CloudTrail refuses them for the shadow trails in other Regions (InvalidHomeRegionException).
 */
function trailOf({ account, region, request }: TrailCall): TrailName {
  const name = textField(request, "name") ?? textField(request, "trailName") ?? "";
  const arn = parseArn(name);
  return arn === null
    ? { account, region, trail: name }
    : { account: arn.account || account, region: arn.region || region, trail: arn.name };
}

function sentenceOf(call: TrailCall): Spans {
  if (call.request === undefined)
    return say`Its record can’t be read in the case any more, so that what it did, and to which trail, is not known.`;
  const trail = log(trailOf(call).trail);
  switch (call.name) {
    case "StopLogging":
      return say`Logging of the trail ${trail} was stopped. What happened until it was started again is not in its log files.`;
    case "StartLogging":
      return say`Logging of the trail ${trail} was started.`;
    case "DeleteTrail":
      return say`The trail ${trail} was deleted. It logged nothing afterwards.`;
    case "CreateTrail":
      return say`The trail ${trail} was made. It logs once StartLogging was called (the console does that by itself).`;
    case "UpdateTrail":
      return updateWords(call.request, trail);
    case "PutEventSelectors":
      return selectorWords(call.request, trail);
    default:
      return say`The trail ${trail} was changed.`;
  }
}

type LogSpan = ReturnType<typeof log>;

function updateWords(request: Json, trail: LogSpan): Spans {
  const parts: Spans[] = [];
  if (booleanField(request, "isMultiRegionTrail") === false)
    parts.push(say` It logs one Region only from then on.`);
  if (booleanField(request, "includeGlobalServiceEvents") === false)
    parts.push(say` It no longer logs global services, and with them IAM.`);
  if (booleanField(request, "enableLogFileValidation") === false)
    parts.push(say` It no longer writes digests: later log files can’t be validated.`);
  const bucket = textField(request, "s3BucketName");
  if (bucket !== null)
    parts.push(
      say` Its log files go to the bucket ${log(bucket)}: those of another bucket before or after must be fetched too.`,
    );
  return parts.length === 0
    ? say`The trail ${trail} was changed; what was set takes no event out of it.`
    : parts.reduce<Spans>((all, part) => say`${all}${part}`, say`The trail ${trail} was changed.`);
}

function selectorWords(request: Json, trail: LogSpan): Spans {
  const list = field(request, "eventSelectors");
  const selectors = Array.isArray(list) ? list.filter(isJsonObject) : [];
  const advanced = field(request, "advancedEventSelectors");
  if (Array.isArray(advanced) && advanced.length > 0)
    return say`What the trail ${trail} logs was set by advanced selectors: read them in the event, they may leave events out.`;
  if (selectors.length === 0)
    return say`What the trail ${trail} logs was set; the event does not say how.`;
  if (selectors.every((one) => booleanField(one, "includeManagementEvents") === false))
    return say`The trail ${trail} no longer logs management events, and with them no change to IAM.`;
  const kinds = selectors.map((one) => textField(one, "readWriteType") ?? "All");
  if (kinds.every((kind) => kind === "ReadOnly"))
    return say`The trail ${trail} logs only events that read: changes are not in its log files.`;
  if (kinds.every((kind) => kind === "WriteOnly"))
    return say`The trail ${trail} logs only events that write.`;
  return say`What the trail ${trail} logs was set; management events that write are in it.`;
}
