/**
 * Files that an auditor can be given beside the log: answers of AWS about how an account is set up at one moment. They
 * hold no events.
 */
export type SnapshotKind =
  | "credential-report"
  | "authorization-details"
  | "password-policy"
  | "no-password-policy"
  | "account-summary"
  | "trails"
  | "trail-status"
  | "event-selectors";

/** What is said of a kind everywhere, and the AWS CLI commands that make such a file. */
export interface SnapshotWords {
  /** Name of the format, as custody shows it. */
  readonly format: string;
  /** What one of its entries is called, in one and in many. */
  readonly entry: readonly [one: string, many: string];
  /** Commands for a POSIX shell, in the order in which they are run; a TRAIL_ARN in them is the reader's to fill. */
  readonly commands: readonly string[];
}

const passwordPolicyCommand = "aws iam get-account-password-policy > password-policy.json 2>&1";

/** All kinds. */
export const snapshotKinds: Readonly<Record<SnapshotKind, SnapshotWords>> = {
  "credential-report": {
    format: "IAM credential report",
    entry: ["credential row", "credential rows"],
    commands: [
      "aws iam generate-credential-report",
      "aws iam get-credential-report --output json > credential-report.json",
    ],
  },
  "authorization-details": {
    format: "IAM account authorization details",
    entry: ["user, group, role or policy", "users, groups, roles and policies"],
    commands: [
      "aws iam get-account-authorization-details --output json > authorization-details.json",
    ],
  },
  "password-policy": {
    format: "IAM password policy",
    entry: ["policy", "policies"],
    commands: [passwordPolicyCommand],
  },
  "no-password-policy": {
    format: "IAM password policy, none set",
    entry: ["answer", "answers"],
    commands: [passwordPolicyCommand],
  },
  "account-summary": {
    format: "IAM account summary",
    entry: ["summary", "summaries"],
    commands: ["aws iam get-account-summary --output json > account-summary.json"],
  },
  trails: {
    format: "CloudTrail trails",
    entry: ["trail", "trails"],
    commands: ["aws cloudtrail describe-trails --output json > trails.json"],
  },
  "trail-status": {
    format: "CloudTrail trail status",
    entry: ["status", "statuses"],
    commands: [
      "aws cloudtrail get-trail-status --name TRAIL_ARN --output json > trail-status.json",
    ],
  },
  "event-selectors": {
    format: "CloudTrail event selectors",
    entry: ["list of selectors", "lists of selectors"],
    commands: [
      "aws cloudtrail get-event-selectors --trail-name TRAIL_ARN --output json > event-selectors.json",
    ],
  },
};

const kindsByFormat: ReadonlyMap<string, SnapshotKind> = new Map(
  (
    [
      "credential-report",
      "authorization-details",
      "password-policy",
      "no-password-policy",
      "account-summary",
      "trails",
      "trail-status",
      "event-selectors",
    ] as const
  ).map((kind) => [snapshotKinds[kind].format, kind]),
);

/** Names of the formats of all kinds. */
export const snapshotFormats: readonly string[] = [...kindsByFormat.keys()];

/** The kind of a file by the name of its format in the case; null for files that are no snapshot. */
export function snapshotKindOf(format: string): SnapshotKind | null {
  return kindsByFormat.get(format) ?? null;
}
