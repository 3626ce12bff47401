import { gzipSync } from "node:zlib";
import type { Json } from "../../shared/cloudtrail-event.ts";
import { eventId, odd, type Oddity, skipped } from "./oddity.ts";

/** The smallest picture: one transparent point. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

const logKey =
  "AWSLogs/123456789012/CloudTrail/us-east-1/2026/10/01/123456789012_CloudTrail_us-east-1_20261001T0805Z_ExampleExample00.json.gz";

const s3Notification: Json = {
  Records: [
    {
      eventVersion: "2.1",
      eventSource: "aws:s3",
      awsRegion: "us-east-1",
      eventTime: "2026-10-01T08:05:10.000Z",
      eventName: "ObjectCreated:Put",
      userIdentity: { principalId: "AWS:AIDAEXAMPLE" },
      requestParameters: { sourceIPAddress: "192.0.2.23" },
      s3: { bucket: { name: "example-cloudtrail-logs" }, object: { key: logKey, size: 1024 } },
    },
  ],
};

const pointer = JSON.stringify({ s3Bucket: "example-cloudtrail-logs", s3ObjectKey: [logKey] });

const snsNotification: Json = {
  Records: [
    {
      EventSource: "aws:sns",
      EventVersion: "1.0",
      Sns: { Type: "Notification", Message: pointer, Timestamp: "2026-10-01T08:05:11.000Z" },
    },
  ],
};

const digest: Json = {
  awsAccountId: "123456789012",
  digestStartTime: "2026-10-01T08:00:00Z",
  digestEndTime: "2026-10-01T09:00:00Z",
  digestS3Bucket: "example-cloudtrail-logs",
  digestS3Object:
    "AWSLogs/123456789012/CloudTrail-Digest/us-east-1/2026/10/01/123456789012_CloudTrail-Digest_us-east-1_example-trail_us-east-1_20261001T090000Z.json.gz",
  digestPublicKeyFingerprint: "00000000000000000000000000000000",
  digestSignatureAlgorithm: "SHA256withRSA",
  newestEventTime: null,
  oldestEventTime: null,
  previousDigestS3Bucket: null,
  previousDigestS3Object: null,
  previousDigestHashValue: null,
  previousDigestHashAlgorithm: null,
  previousDigestSignature: null,
  logFiles: [],
};

const insight: Json = {
  Records: [
    {
      eventVersion: "1.07",
      eventTime: "2026-10-01T08:00:00Z",
      awsRegion: "us-east-1",
      eventID: eventId("insight.json.gz", 1),
      eventType: "AwsCloudTrailInsight",
      recipientAccountId: "123456789012",
      sharedEventID: eventId("insight.json.gz", 2),
      insightDetails: {
        state: "Start",
        eventSource: "iam.amazonaws.com",
        eventName: "CreateUser",
        insightType: "ApiCallRateInsight",
        insightContext: { statistics: { baseline: { average: 0.1 }, insight: { average: 9 } } },
      },
      eventCategory: "Insight",
    },
  ],
};

const html = `<!DOCTYPE html>
<html><head><title>403 Forbidden</title></head>
<body><h1>403 Forbidden</h1><p>The request was blocked by the proxy.</p></body></html>
`;

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>EXAMPLE</RequestId></Error>
`;

const licence = `Example licence

Permission is granted to everybody to use this text for tests. It comes
without any warranty, and it has no event in it.
`;

const publicKeys: Json = {
  PublicKeyList: [{ Value: "RVhBTVBMRQ==", Fingerprint: "0".repeat(32) }],
};

const signFile: Json = {
  version: "1.0",
  region: "us-east-1",
  files: [{ fileHashValue: "0".repeat(64), fileName: "result_1.csv.gz" }],
  hashSignature: "00",
};

const configSnapshot: Json = {
  fileVersion: "1.0",
  configSnapshotId: "example",
  configurationItems: [{ resourceType: "AWS::IAM::Role", resourceName: "DeployRole" }],
};

const flowLog =
  "version account-id interface-id srcaddr dstaddr\n2 123456789012 eni-0example 192.0.2.1 198.51.100.1\n";

const invoice = "Date,Service,Amount\n2026-10-01,Amazon EC2,12.50\n2026-10-02,Amazon S3,0.75\n";

/** A file that is no log: skipped under its name, no problem. */
function stranger(
  file: string,
  what: string,
  takenFor: string,
  content: string | Uint8Array,
): Oddity {
  return odd(file, what, `Skipped: ${takenFor}.`, skipped, content);
}

/** A failed download, or what is left of one, that bears the name of a log. */
function failedDownload(file: string, what: string, takenFor: string, content: string): Oddity {
  const answer = `Named for what it is: ${takenFor}. It stands where a log should be, so it may as well be listed as unreadable, with a problem; both numbers are left open.`;
  return odd(file, what, answer, { ...skipped, problems: null, skipped: null }, content);
}

/** What lies beside logs and is none. */
export function strangers(): readonly Oddity[] {
  const notice = "a notification; says which object to fetch";
  const looks = "An S3 notification: it looks like a log and only points to one.";
  const message = "CloudTrail's own message about a delivery.";
  const proxy = "A proxy's error page saved under the name of a log.";
  const denied = "The error document of Amazon S3 saved under the name of a log.";
  return [
    stranger("s3-notification.json", looks, notice, JSON.stringify(s3Notification)),
    stranger("sns-notification.json", "The same by SNS.", notice, JSON.stringify(snsNotification)),
    stranger("cloudtrail-notification.json", message, notice, pointer),
    stranger(
      "digest.json.gz",
      "A digest file.",
      "a digest, which is for the validation of log files",
      gzipSync(JSON.stringify(digest)),
    ),
    odd(
      "insight.json.gz",
      "A file of CloudTrail Insights: its record has neither eventSource nor eventName.",
      "Either skipped as an Insights file or read as one record without a name; never taken for a change. The numbers are left open.",
      { records: null, events: null, problems: 0 },
      gzipSync(JSON.stringify(insight)),
    ),
    stranger(
      "public-keys.json",
      "The answer of list-public-keys.",
      "public keys",
      JSON.stringify(publicKeys),
    ),
    stranger(
      "result_sign.json",
      "The sign file of a Lake query.",
      "a sign file",
      JSON.stringify(signFile),
    ),
    stranger(
      "config-snapshot.json",
      "A snapshot of AWS Config.",
      "JSON, no CloudTrail",
      JSON.stringify(configSnapshot),
    ),
    stranger("vpc-flow.log", "VPC flow logs.", "text, no CloudTrail", flowLog),
    failedDownload("html-error-page.json.gz", proxy, "an HTML page", html),
    failedDownload("xml-access-denied.json.gz", denied, "an error document (AccessDenied)", xml),
    stranger("png-named.json", "A picture under the name of a log.", "a PNG picture", png),
    failedDownload("empty-file.json", "No bytes at all.", "an empty file", ""),
    stranger(
      "whitespace-only.json",
      "Blanks and line ends.",
      "nothing but blanks",
      " \n\t\r\n  \n",
    ),
    stranger("LICENCE.txt", "A licence.", "plain text", licence),
    stranger("invoice.csv", "A table that is no export of CloudTrail.", "a table", invoice),
  ];
}
