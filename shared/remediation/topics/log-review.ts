import { shellCheck } from "../shell-quote.ts";
import type { Topic } from "../topic.ts";
import {
  allTopicEvents,
  sentences,
  topicCheck,
  topicPython,
  topicShell,
} from "../topic-scripts.ts";

/** Looking at IAM events regularly, and proving that the files are unaltered. */
export const logReview: Topic = {
  id: "log-review",
  title: "Regular review of IAM events",
  why: sentences(
    "Changes to permissions do harm only as long as nobody notices them; a record that nobody reads protects nothing. Policies that are deleted, detached, widened or put on a role deserve a look each time, with the reason and the person who approved it.",
    "IAM is a global service: its events are looked up in us-east-1 (in the partition aws), for 90 days back, one condition at a time; older ones are in the files of a trail.",
    "Look at all IAM events, not at one event name: an attacker uses the one that you did not think of.",
  ),
  console: sentences(
    "Open [CloudTrail], switch to the Region US East (N. Virginia) and choose [Event history].",
    "Choose the lookup attribute [Event source], enter iam.amazonaws.com and set the time range.",
    "Sort out reads with [Read-only] = false; open each event and look at who, from where, with which parameters and which error code.",
    "Choose [Download events] to keep them.",
    "For an alarm, make an [Amazon EventBridge] rule in us-east-1 for the IAM calls that matter, or a metric filter on the trail's log group in [CloudWatch].",
  ),
  cli: topicShell(`
${shellCheck("START_TIME", "From when on (such as 2026-10-01T00:00:00Z; at most 90 days ago)?")}
${shellCheck("END_TIME", "Until when?")}
aws cloudtrail lookup-events --region us-east-1 \\
  --lookup-attributes AttributeKey=EventSource,AttributeValue=iam.amazonaws.com \\
  --start-time "$START_TIME" --end-time "$END_TIME" >iam-events.json

# Set TRAIL_ARN to prove that the files of a trail are unaltered.
if [ -n "\${TRAIL_ARN-}" ]; then
  aws cloudtrail validate-logs --trail-arn "$TRAIL_ARN" --start-time "$START_TIME" \\
    --end-time "$END_TIME" --verbose
fi
`),
  python: topicPython(
    "Counts changes to IAM by event, actor and result; reads only.",
    {
      changes: false,
      imports:
        "import json\nfrom collections import Counter\nfrom datetime import datetime, timedelta, timezone",
      options:
        "parser.add_argument('--days', type=int, default=7, help='how many days back, at most 90 (7)')",
    },
    `
from botocore.config import Config

# CloudTrail allows two such requests a second: the adaptive mode slows down by itself.
slowly = Config(retries={'mode': 'adaptive', 'max_attempts': 10})
cloudtrail = boto3.client('cloudtrail', region_name='us-east-1', config=slowly)
end = datetime.now(timezone.utc)
pages = cloudtrail.get_paginator('lookup_events').paginate(
    LookupAttributes=[{'AttributeKey': 'EventSource', 'AttributeValue': 'iam.amazonaws.com'}],
    StartTime=end - timedelta(days=options.days),
    EndTime=end,
)
seen = Counter()
for page in pages:
    for item in page['Events']:
        event = json.loads(item['CloudTrailEvent'])
        if event.get('readOnly') in (True, 'true'):
            continue
        actor = (event.get('userIdentity') or {}).get('arn', 'unknown')
        seen[event.get('eventName'), actor, event.get('errorCode', 'success')] += 1
for (name, actor, result), count in sorted(seen.items(), key=str):
    print(f'{count:6} {name!r} by {actor!r}: {result!r}')
print(f'{sum(seen.values())} changes to IAM or attempts in {options.days} days')
`,
  ),
  verify: sentences(
    "The number of events of the review equals what the trail's files hold for us-east-1 and the same time.",
    "aws cloudtrail validate-logs reports all digest and log files as valid.",
  ),
  checklist: [
    topicCheck(
      "Review all IAM changes at fixed intervals and note for each one the reason and who approved it.",
      "The notes of the last review name every change of the period.",
    ),
    topicCheck(
      "Raise an alarm for policy deletions, detachments, new versions, role policies and changes to the trail itself.",
      "A test change sets the alarm off.",
    ),
    topicCheck(
      "Validate the log files of the period.",
      "validate-logs reports no invalid or missing file.",
    ),
  ],
  appliesTo: [
    ...allTopicEvents,
    "AttachGroupPolicy",
    "AttachRolePolicy",
    "AttachUserPolicy",
    "CreateAccessKey",
    "CreateUser",
    "DeleteTrail",
    "PutEventSelectors",
    "PutUserPolicy",
    "StopLogging",
    "UpdateAssumeRolePolicy",
    "UpdateTrail",
  ],
};
