import { booleanField, field, textField } from "../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../cloudtrail-event.ts";
import type { Reason, Target } from "../finding.ts";
import { nameOf, parseArn } from "../iam/arn.ts";
import { regionMember } from "../remediation/call-region.ts";
import type { Operation, Plan } from "../remediation/plan.ts";
import type { Severity } from "../severity.ts";
import { cite, log, say, text } from "../span.ts";
import { asked, listOf } from "../state/request.ts";
import { api, some } from "./phrases.ts";
import { detection } from "./situation.ts";
import type { Depth, Situation, Subject } from "./situation.ts";

type TrailEvent = "StopLogging" | "DeleteTrail" | "UpdateTrail" | "PutEventSelectors";

/** CloudTrail calls that can blind the audit log; they are findings of their own. */
export const trailEvents: ReadonlySet<string> = new Set<TrailEvent>([
  "StopLogging",
  "DeleteTrail",
  "UpdateTrail",
  "PutEventSelectors",
]);

const table: Readonly<Record<TrailEvent, Pick<Subject, "done" | "severity" | "severityReason">>> = {
  StopLogging: {
    done: say`stopped recording`,
    severity: "critical",
    severityReason: say`From then on the trail delivers nothing, so what happens next is missing from it.`,
  },
  DeleteTrail: {
    done: say`deleted`,
    severity: "critical",
    severityReason: say`The trail no longer exists and delivers nothing more; delivered files stay.`,
  },
  UpdateTrail: {
    done: say`had its settings changed`,
    severity: "medium",
    severityReason: say`The settings decide which events are recorded, where they go and whether they can be validated.`,
  },
  PutEventSelectors: {
    done: say`had its event selectors replaced`,
    severity: "medium",
    severityReason: say`The selectors decide which events are recorded at all.`,
  },
};

/** The severity of a CloudTrail call that can blind the log; null: it is none. */
export function trailSeverity(name: string): Severity | null {
  return isTrailEvent(name) ? table[name].severity : null;
}

/** What a CloudTrail call is; null when it is none of those that can blind the log. */
export function trailSubject(event: CloudTrailEvent): Subject | null {
  if (event.source !== "cloudtrail.amazonaws.com" || !isTrailEvent(event.name)) return null;
  return {
    rule: `cloudtrail/${event.name}`,
    name: text(event.name),
    entry: null,
    ...table[event.name],
    mitre: ["T1562.008"],
    target: trailTarget(event),
  };
}

function isTrailEvent(name: string): name is TrailEvent {
  return trailEvents.has(name);
}

/** The trail a call names, by name or ARN. */
function trailTarget(event: CloudTrailEvent): Target {
  const id = asked(event, event.name === "PutEventSelectors" ? "trailName" : "name");
  return {
    type: "trail",
    id,
    label:
      id === null
        ? say`Trail (name ${{ t: "unknown", why: "not-in-log" }})`
        : say`Trail ${log(nameOf(id))}`,
  };
}

/** What a CloudTrail call takes from the record, and how recording is put back. */
export function trailDepth(situation: Situation): Depth {
  const { event, subject } = situation;
  if (event.outcome !== "success") return {};
  const id = subject.target.id;
  const trail = id === null ? say`the trail` : say`trail ${log(nameOf(id))}`;
  return {
    happened:
      event.name === "StopLogging" || event.name === "DeleteTrail"
        ? [
            say`Statements about this account from this moment on may be incomplete where they rest on this trail. Event history in the CloudTrail console is kept apart from trails for 90 days.`,
          ]
        : [],
    benign: [say`Maintenance, or the move to another trail, for example one of the organization.`],
    unknown: [
      { what: say`What was done while nothing was recorded, if recording stopped.`, why: "gap" },
    ],
    done: [
      say`Recording of ${trail} confirmed: logging is on, for all Regions, with global services and file validation`,
      say`Event history of the time without recording exported and kept`,
    ],
    plan: (plan) => trailPlan(plan, situation, id),
  };
}

/** Settings that an UpdateTrail takes from the record, as lines of the sum. */
export function weakerSettings(event: CloudTrailEvent): readonly Reason[] {
  if (event.name !== "UpdateTrail") return [];
  const request = event.request ?? undefined;
  const off = [
    "isMultiRegionTrail",
    "includeGlobalServiceEvents",
    "enableLogFileValidation",
  ].filter((name) => booleanField(request, name) === false);
  const bucket = textField(request, "s3BucketName");
  return [
    ...(off.length === 0
      ? []
      : [
          detection(
            "critical",
            say`Switched off for the trail: ${some(off.map((name) => api(name)))}.`,
          ),
        ]),
    ...(bucket === null
      ? []
      : [
          detection(
            "high",
            say`Log files go to the bucket ${log(bucket)} from then on; whether it is another one is not in this record.`,
          ),
        ]),
  ];
}

/** Selectors that leave management events out, as lines of the sum. */
export function weakerSelectors(event: CloudTrailEvent): readonly Reason[] {
  if (event.name !== "PutEventSelectors") return [];
  const selectors = listOf(field(event.request ?? undefined, "eventSelectors"));
  const advanced = listOf(field(event.request ?? undefined, "advancedEventSelectors"));
  if (selectors.length + advanced.length === 0) return [];
  const isWhole =
    selectors.some((s) => recordsAll(s)) || advanced.some((s) => recordsManagement(s));
  return isWhole
    ? []
    : [
        detection(
          "critical",
          say`No selector records all management events any more, so IAM changes can be missing.`,
        ),
      ];
}

function recordsAll(selector: Json): boolean {
  const kind = textField(selector, "readWriteType") ?? "All";
  return (
    booleanField(selector, "includeManagementEvents") !== false &&
    kind !== "ReadOnly" &&
    listOf(field(selector, "excludeManagementEventSources")).length === 0
  );
}

function recordsManagement(selector: Json): boolean {
  const fields = listOf(field(selector, "fieldSelectors"));
  const isManagement = fields.some(
    (f) =>
      textField(f, "field") === "eventCategory" &&
      listOf(field(f, "equals")).includes("Management"),
  );
  // readOnly true would leave out every change.
  const onlyReads = fields.some(
    (f) => textField(f, "field") === "readOnly" && listOf(field(f, "equals")).includes("true"),
  );
  return isManagement && !onlyReads;
}

function trailPlan(plan: Plan, { event }: Situation, id: string | null): Plan {
  const evidence = [event.id];
  if (event.name === "StopLogging" && id !== null) {
    // CloudTrail takes StartLogging in the trail's home Region only; StopLogging succeeded there.
    const home = regionMember(parseArn(id)?.region ?? event.region);
    const start: Operation = {
      api: "cloudtrail:StartLogging",
      input: { Name: id },
      ...home,
      why: say`Let trail ${log(nameOf(id))} record again ${cite(event.id)}.`,
      evidence,
      certainty: "exact",
    };
    const check: Operation = {
      api: "cloudtrail:GetTrailStatus",
      input: { Name: id },
      ...home,
      why: say`The answer shows whether the trail records.`,
      evidence,
      certainty: "exact",
    };
    return { ...plan, certainty: "exact", operations: [start], manual: [], verify: [check] };
  }
  const advice =
    event.name === "DeleteTrail"
      ? say`Create the trail again from the account's records: all Regions, global services, file validation on; then start logging.`
      : say`Compare the settings with the account's records and set the earlier ones; they are not in this record.`;
  const lost =
    event.name === "DeleteTrail"
      ? [
          {
            what: say`The settings of the deleted trail.`,
            why: say`The record of the deletion does not hold them.`,
          },
        ]
      : [];
  return { ...plan, certainty: "ask", manual: [{ text: advice, evidence }], lost };
}
