/** Trails: printed steps only, because Trailproof itself makes calls of IAM alone. */
import { parseArn } from "../iam/arn.ts";
import type { Operation, PlanValue } from "../remediation/plan.ts";
import { log, say } from "../span.ts";
import type { FixRequest, NoFix } from "./fix.ts";
import type { Known } from "./known.ts";
import { byHand, call, fixPlan, undoPlan } from "./make.ts";
import type { Made } from "./make.ts";
import { nameIn } from "./targets.ts";

function trailOf(
  request: FixRequest,
): NoFix | { readonly name: string; readonly region: string | null } {
  const name = nameIn(request.target, "trail");
  if (name === null) return { refused: say`Name the trail by its name or ARN.` };
  const region = parseArn(name)?.region ?? "";
  return { name, region: /^[a-z]{2}(-[a-z]+)+-\d+$/.test(region) ? region : null };
}

/** A trail is changed in its home Region alone: its ARN tells it, else it is asked for. */
function inRegion(operation: Operation, region: string | null): Operation {
  return region === null ? operation : { ...operation, region };
}

/** Starts a trail again. */
export function restartLogging(request: FixRequest, known: Known): Made | NoFix {
  const trail = trailOf(request);
  if ("refused" in trail) return trail;
  const { name, region } = trail;
  return {
    plan: fixPlan(known, {
      operations: [
        inRegion(
          call("cloudtrail:StartLogging", { Name: name }, say`${log(name)} writes events again.`),
          region,
        ),
      ],
      manual: [
        byHand(
          say`Look afterwards whether it delivers (aws cloudtrail get-trail-status): LatestDeliveryError must be empty.`,
        ),
        byHand(
          say`Export the Event history of the time in between (aws cloudtrail lookup-events, 90 days per Region), and import it into this case.`,
        ),
      ],
    }),
    undo: undoPlan(known, {
      operations: [
        inRegion(
          call(
            "cloudtrail:StopLogging",
            { Name: name },
            say`${log(name)} writes no events any more.`,
          ),
          region,
        ),
      ],
    }),
    unknown: unknownRegion(region),
  };
}

function unknownRegion(region: string | null): Made["unknown"] {
  return region === null
    ? [say`The trail's home Region is not told by its name: the script asks for it.`]
    : [];
}

const everything: PlanValue = [
  { ReadWriteType: "All", IncludeManagementEvents: true, DataResources: [] },
];

/** Sets a trail up so that it misses no management event and its files can be verified. */
export function hardenTrail(request: FixRequest, known: Known): Made | NoFix {
  const trail = trailOf(request);
  if ("refused" in trail) return trail;
  const { name, region } = trail;
  return {
    plan: fixPlan(known, {
      operations: [
        inRegion(
          call(
            "cloudtrail:UpdateTrail",
            {
              Name: name,
              IsMultiRegionTrail: true,
              IncludeGlobalServiceEvents: true,
              EnableLogFileValidation: true,
            },
            say`${log(name)} covers all Regions and global services, and signs what it writes.`,
          ),
          region,
        ),
        inRegion(
          call(
            "cloudtrail:PutEventSelectors",
            { TrailName: name, EventSelectors: everything },
            say`${log(name)} records all management events. This replaces its selectors: where it records data events too, add them here first (aws cloudtrail get-event-selectors).`,
          ),
          region,
        ),
        inRegion(
          call(
            "cloudtrail:StartLogging",
            { Name: name },
            say`A trail that is set up but stopped records nothing.`,
          ),
          region,
        ),
      ],
      manual: [
        byHand(
          say`Encrypt it with a KMS key of yours, and keep its bucket private, versioned and out of reach of those whom it watches.`,
        ),
        byHand(
          say`Deny cloudtrail:StopLogging, DeleteTrail, UpdateTrail and PutEventSelectors to all but a few by a service control policy.`,
        ),
      ],
    }),
    undo: undoPlan(known, {
      manual: [
        byHand(
          say`What the trail was like before is not in the log as a whole: save aws cloudtrail get-trail and get-event-selectors before, and set those values again.`,
        ),
      ],
      lost: [
        {
          what: say`How ${log(name)} was set up before`,
          why: say`The log does not hold it as a whole: save it first (aws cloudtrail get-trail, get-event-selectors).`,
        },
      ],
    }),
    unknown: [say`Its selectors of today are not known here.`, ...unknownRegion(region)],
  };
}
