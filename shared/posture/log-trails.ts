/** Trails by the calls that made and changed them. */
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import { booleanField, field, textField } from "../cloudtrail-event.ts";
import { nameOf } from "../iam/arn.ts";
import { asked } from "../state/request.ts";
import type { EventEvidence } from "./answer.ts";
import type { LogFacts } from "./log-facts.ts";

/** A trail as calls left it. Members that no call set are null. */
export interface TrailSeen {
  readonly name: string;
  isLogging: { readonly is: boolean; readonly event: EventEvidence } | null;
  isDeleted: boolean;
  multiRegion: boolean | null;
  validation: boolean | null;
  globalEvents: boolean | null;
  kmsKey: string | null;
  logGroup: string | null;
  last: EventEvidence;
}

/** Interruptions that are kept one by one. */
const maxInterruptions = 200;

/** Takes a call to CloudTrail that succeeded. */
export function foldTrail(log: LogFacts, event: CloudTrailEvent, cited: EventEvidence): void {
  const given = asked(event, "name");
  if (given === null) return;
  const name = nameOf(given);
  const trail: TrailSeen = log.trails.get(name) ?? {
    name,
    isLogging: null,
    isDeleted: false,
    multiRegion: null,
    validation: null,
    globalEvents: null,
    kmsKey: null,
    logGroup: null,
    last: cited,
  };
  log.trails.set(name, trail);
  trail.last = cited;
  switch (event.name) {
    case "StartLogging":
    case "StopLogging":
      trail.isLogging = { is: event.name === "StartLogging", event: cited };
      break;
    case "DeleteTrail":
      trail.isDeleted = true;
      trail.isLogging = { is: false, event: cited };
      break;
    case "CreateTrail":
      trail.isDeleted = false;
      // A new trail records nothing before StartLogging.
      trail.isLogging = { is: false, event: cited };
      setTrail(trail, event, false);
      break;
    default:
      setTrail(trail, event, null);
  }
  if (event.name === "StopLogging" || event.name === "DeleteTrail")
    if (log.interruptions.length < maxInterruptions)
      log.interruptions.push({ trail: name, event: cited });
}

/** The settings that a call gives; `absent` is what a setting that it leaves out becomes, or null: it stays. */
function setTrail(trail: TrailSeen, { request }: CloudTrailEvent, absent: false | null): void {
  const from = request ?? undefined;
  const flagOf = (name: string, before: boolean | null): boolean | null =>
    booleanField(from, name) ?? absent ?? before;
  trail.multiRegion = flagOf("isMultiRegionTrail", trail.multiRegion);
  trail.validation = flagOf("enableLogFileValidation", trail.validation);
  trail.globalEvents = booleanField(from, "includeGlobalServiceEvents") ?? trail.globalEvents;
  if (field(from, "kmsKeyId") !== undefined) trail.kmsKey = textField(from, "kmsKeyId");
  if (field(from, "cloudWatchLogsLogGroupArn") !== undefined)
    trail.logGroup = textField(from, "cloudWatchLogsLogGroupArn");
}
