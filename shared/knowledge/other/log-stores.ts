import type { ServiceGroup } from "./service-group.ts";

/** Where logs are kept and evaluated. */
export const logStores: readonly ServiceGroup[] = [
  {
    source: "s3.amazonaws.com",
    reference: "S3 API Reference",
    because: "On the bucket of the trail it destroys or exposes the log.",
    technique: {
      "T1562.008": "The store of log files is hit.",
      T1485: "Log files can be destroyed.",
    },
    events: [
      [
        "DeleteBucket",
        "Deletes an empty bucket.",
        "The trail can no longer deliver, and somebody else can take the name.",
        "Buckets of ended projects.",
        "CreateBucket with the name, if nobody was faster, and its policy.",
      ],
      [
        "PutBucketPolicy",
        "Replaces the policy of a bucket.",
        "It can refuse CloudTrail's delivery or let strangers read.",
        "A reader is added by the owner.",
        "PutBucketPolicy with the earlier document.",
      ],
      [
        "DeleteBucketPolicy",
        "Removes the policy of a bucket.",
        "CloudTrail may no longer write to it.",
        "Clean-up of unused buckets.",
        "PutBucketPolicy with the earlier document.",
      ],
      [
        "PutBucketLifecycle",
        "Sets rules by which objects are deleted or moved.",
        "One day of expiry erases the log quietly.",
        "Cost is saved by archiving old files.",
        "PutBucketLifecycle with the earlier rules; what expired is lost.",
      ],
      [
        "PutBucketPublicAccessBlock",
        "Sets the block on public access of a bucket.",
        "Switched off, a policy can make the bucket public.",
        "It is switched on everywhere.",
        "PutBucketPublicAccessBlock with all four settings true.",
      ],
    ],
  },
  {
    source: "kms.amazonaws.com",
    reference: "KMS API Reference",
    because: "On the key of the trail it makes the log unreadable.",
    technique: {
      "T1562.008": "Log files can no longer be written or read.",
      T1486: "Data encrypted with the key are withheld.",
    },
    events: [
      [
        "DisableKey",
        "Switches a key off.",
        "Whatever is encrypted with it cannot be read or written until it is on again.",
        "A test before deletion.",
        "EnableKey.",
      ],
      [
        "ScheduleKeyDeletion",
        "Plans the deletion of a key in seven to thirty days.",
        "After that, data under the key are lost for ever.",
        "Keys of ended projects.",
        "CancelKeyDeletion before the day, then EnableKey.",
      ],
      [
        "PutKeyPolicy",
        "Replaces the policy of a key.",
        "It can lock out everybody else, or let outsiders decrypt.",
        "A service or role is added.",
        "PutKeyPolicy with the earlier document.",
      ],
    ],
  },
  {
    source: "logs.amazonaws.com",
    reference: "CloudWatch Logs API Reference",
    because: "Copies of the log and the alarms on it can be lost.",
    technique: { "T1562.008": "Log data or their evaluation are removed." },
    events: [
      [
        "DeleteLogGroup",
        "Deletes a log group with all its data.",
        "The copy of the trail that alarms watch is gone.",
        "Groups of deleted functions.",
        "CreateLogGroup; the data are lost.",
      ],
      [
        "DeleteLogStream",
        "Deletes one stream of a group.",
        "Single hours or machines disappear.",
        "Seldom needed.",
        "None: the data are lost.",
      ],
      [
        "DeleteSubscriptionFilter",
        "Ends the forwarding of a group.",
        "The security system no longer receives events.",
        "A receiver is replaced.",
        "PutSubscriptionFilter with the earlier values.",
      ],
      [
        "DeleteMetricFilter",
        "Deletes a filter that counts events.",
        "Alarms on root sign-in or policy changes fall silent.",
        "Alarms move to another tool.",
        "PutMetricFilter with the earlier values.",
      ],
      [
        "PutRetentionPolicy",
        "Sets how long a group keeps data.",
        "A short time deletes the past within days.",
        "Cost is saved.",
        "PutRetentionPolicy with the earlier number; older data are lost.",
      ],
    ],
  },
];
