import { shellCheck } from "../shell-quote.ts";
import type { Topic } from "../topic.ts";
import {
  allTopicEvents,
  sentences,
  topicCheck,
  topicPython,
  topicShell,
} from "../topic-scripts.ts";

/** A CloudTrail trail that records IAM, and who may read it. */
export const trailOfIamEvents: Topic = {
  id: "trail-of-iam-events",
  title: "CloudTrail for IAM events",
  why: sentences(
    "Without a trail CloudTrail keeps management events for 90 days only, and nothing proves later that they are unaltered. A multi-Region trail with management events holds every IAM call; there is no separate switch for IAM.",
    "A trail that was created but not started records nothing. The bucket must exist before and its policy must let cloudtrail.amazonaws.com write.",
    "Changes to permissions that nobody documented can be followed and justified only with these records, so that an audit and the inquiry into an incident depend on them.",
  ),
  console: sentences(
    "Sign in to the console, open [CloudTrail], then [Trails], and choose [Create trail].",
    "Enter a name, choose the bucket, encryption with your own key ([SSE-KMS]) if your rules ask for it, and leave [Log file validation] on; choose [Next].",
    "On [Choose log events] tick [Management events] and, under [API activity], both [Read] and [Write]; choose [Next].",
    "Check everything on [Review and create] and choose [Create trail]. The console starts it at once.",
    "For those who read the logs: open [IAM], then [User groups] (or [Roles]), choose theirs, [Add permissions], [Attach policies], and attach AWSCloudTrail_ReadOnlyAccess. They also need s3:GetObject on the bucket, and kms:Decrypt if it is encrypted with a key of yours. Give rights to a group or role rather than to single users.",
  ),
  cli: topicShell(`
${shellCheck("HOME_REGION", "In which Region is the trail kept (such as eu-central-1)?")}
${shellCheck("TRAIL_NAME", "What is the trail called?")}
${shellCheck("BUCKET_NAME", "Which bucket takes the logs (it must let cloudtrail.amazonaws.com write)?")}

if aws cloudtrail get-trail --name "$TRAIL_NAME" --region "$HOME_REGION" >trail.json; then
  aws cloudtrail update-trail --name "$TRAIL_NAME" --region "$HOME_REGION" \\
    --is-multi-region-trail --include-global-service-events \\
    --enable-log-file-validation
else
  aws cloudtrail create-trail --name "$TRAIL_NAME" --s3-bucket-name "$BUCKET_NAME" \\
    --region "$HOME_REGION" --is-multi-region-trail --include-global-service-events \\
    --enable-log-file-validation
fi
# This replaces the selectors of the trail: management events, reads and writes. Look at
# get-event-selectors first where the trail also records data events.
aws cloudtrail put-event-selectors --trail-name "$TRAIL_NAME" --region "$HOME_REGION" \\
  --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true}]'
aws cloudtrail start-logging --name "$TRAIL_NAME" --region "$HOME_REGION"
aws cloudtrail get-trail-status --name "$TRAIL_NAME" --region "$HOME_REGION"

# Set READER_GROUP to let a group read the trail's settings and events.
if [ -n "\${READER_GROUP-}" ]; then
  aws iam attach-group-policy --group-name="$READER_GROUP" \\
    --policy-arn arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess
fi
`),
  python: topicPython(
    "Makes sure that a multi-Region trail records management events and is running.",
    {
      changes: true,
      options: `
parser.add_argument('--name', required=True, help='name of the trail')
parser.add_argument('--bucket', required=True, help='existing bucket that lets cloudtrail.amazonaws.com write')
parser.add_argument('--region', required=True, help='home Region of the trail')
parser.add_argument('--reader-group', help='a group that gets AWSCloudTrail_ReadOnlyAccess')`,
    },
    `
cloudtrail = boto3.client('cloudtrail', region_name=options.region)
WANTED = {
    'IsMultiRegionTrail': True,
    'IncludeGlobalServiceEvents': True,
    'EnableLogFileValidation': True,
}


def step(words, call, **arguments):
    print(words if options.apply else f'would {words}')
    return call(**arguments) if options.apply else None


def ensure_trail():
    trails = cloudtrail.describe_trails(includeShadowTrails=False)['trailList']
    known = {trail['Name']: trail for trail in trails}.get(options.name)
    if known is None:
        step('create the trail', cloudtrail.create_trail, Name=options.name, S3BucketName=options.bucket, **WANTED)
    elif not (
        known.get('IsMultiRegionTrail')
        and known.get('IncludeGlobalServiceEvents')
        and known.get('LogFileValidationEnabled')
    ):
        step('update the trail', cloudtrail.update_trail, Name=options.name, **WANTED)
    return known is not None


def ensure_management_events(exists):
    """Data events that are recorded already stay as they are; advanced selectors are left to their owner."""
    current = cloudtrail.get_event_selectors(TrailName=options.name) if exists else {}
    if current.get('AdvancedEventSelectors'):
        print('the trail has advanced event selectors: make sure that they include management events')
        return
    selectors = current.get('EventSelectors') or []
    if any(one.get('IncludeManagementEvents') and one.get('ReadWriteType') == 'All' for one in selectors):
        return
    kept = [dict(one, IncludeManagementEvents=False) for one in selectors if one.get('DataResources')]
    wanted = [{'ReadWriteType': 'All', 'IncludeManagementEvents': True}, *kept]
    step('record management events', cloudtrail.put_event_selectors, TrailName=options.name, EventSelectors=wanted)


exists = ensure_trail()
ensure_management_events(exists)
if not (exists and cloudtrail.get_trail_status(Name=options.name)['IsLogging']):
    step('start the trail', cloudtrail.start_logging, Name=options.name)
if exists or options.apply:
    print('logging:', cloudtrail.get_trail_status(Name=options.name)['IsLogging'])
if options.reader_group:
    step(
        'let the group read CloudTrail',
        boto3.client('iam').attach_group_policy,
        GroupName=options.reader_group,
        PolicyArn='arn:aws:iam::aws:policy/AWSCloudTrail_ReadOnlyAccess',
    )
`,
  ),
  verify: sentences(
    "aws cloudtrail get-trail-status answers IsLogging true and a LatestDeliveryTime of today.",
    "aws cloudtrail get-event-selectors shows management events with the type All; describe-trails shows IsMultiRegionTrail and LogFileValidationEnabled.",
    "A file for us-east-1, where IAM events are recorded, arrives in the bucket after any change in IAM.",
  ),
  checklist: [
    topicCheck(
      "Record management events of all Regions in a running trail with log file validation.",
      "get-trail-status answers IsLogging true; describe-trails shows both settings.",
    ),
    topicCheck(
      "Let only those who need them read the logs, through a group or role.",
      "list-entities-for-policy of AWSCloudTrail_ReadOnlyAccess names no single user.",
    ),
  ],
  appliesTo: [
    ...allTopicEvents,
    "DeleteTrail",
    "PutEventSelectors",
    "StartLogging",
    "StopLogging",
    "UpdateTrail",
  ],
};
