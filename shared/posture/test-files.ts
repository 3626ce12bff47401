/** Snapshot files for tests, as AWS writes them. */
import type { CloudTrailEvent } from "../cloudtrail-event.ts";
import type { PostureStatus } from "./answer.ts";

export const account = "123456789012";

/** A case of a check: files and events, and what must come out. */
export interface PostureCase {
  readonly name: string;
  readonly files?: readonly TestFile[];
  readonly events?: readonly CloudTrailEvent[];
  readonly status: PostureStatus;
  /** Names of what is affected, in order. */
  readonly affected?: readonly string[];
  /** Words that a note holds; null: no note at all. */
  readonly note?: string | null;
  /** Words of the answer itself. */
  readonly why?: string;
}

export interface TestFile {
  readonly path: string;
  readonly text: string;
  /** Day of October 2026 on which it was made; 7 where not said (the events are of the 6th). */
  readonly day?: number;
}

const never = "N/A";

/** A row of the credential report. Members that are not given are dull: no password, no key. */
export interface TestRow {
  readonly user: string;
  readonly created?: string;
  readonly password?: boolean;
  readonly passwordUsed?: string;
  readonly passwordChanged?: string;
  readonly mfa?: boolean;
  readonly key1?: string;
  readonly key1Used?: string;
  readonly key2?: string;
  readonly key2Used?: string;
}

/** A credential report. */
export function report(rows: readonly TestRow[], day?: number): TestFile {
  const header =
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";
  const lines = rows.map((row) => {
    const isRoot = row.user === "<root_account>";
    return [
      row.user,
      `arn:aws:iam::${account}:${isRoot ? "root" : `user/${row.user}`}`,
      row.created ?? "2024-01-01T00:00:00+00:00",
      isRoot ? "not_supported" : String(row.password ?? false),
      row.passwordUsed ?? (row.password === true ? "no_information" : never),
      row.passwordChanged ?? (row.password === true ? "2024-01-01T00:00:00+00:00" : never),
      never,
      String(row.mfa ?? false),
      ...key(row.key1, row.key1Used),
      ...key(row.key2, row.key2Used),
      "false",
      never,
      "false",
      never,
    ].join(",");
  });
  return {
    path: "given/credential-report.csv",
    text: [header, ...lines].join("\n"),
    ...dayOf(day),
  };
}

function key(made: string | undefined, used: string | undefined): readonly string[] {
  return [
    String(made !== undefined),
    made ?? never,
    used ?? never,
    used === undefined ? never : "us-east-1",
    used === undefined ? never : "s3",
  ];
}

function dayOf(day: number | undefined): { readonly day?: number } {
  return day === undefined ? {} : { day };
}

/** An answer as JSON. */
export function json(name: string, value: object, day?: number): TestFile {
  return { path: `given/${name}`, text: JSON.stringify(value), ...dayOf(day) };
}

/** Authorization details. A list that is not given is empty, but for one role that every account has. */
export function details(
  lists: {
    readonly users?: readonly object[];
    readonly groups?: readonly object[];
    readonly roles?: readonly object[];
    readonly policies?: readonly object[];
    readonly more?: object;
  },
  day?: number,
): TestFile {
  return json(
    "details.json",
    {
      UserDetailList: lists.users ?? [],
      GroupDetailList: lists.groups ?? [],
      RoleDetailList: lists.roles ?? [
        role(
          "AWSServiceRoleForSupport",
          allow({ Service: "support.amazonaws.com" }, "sts:AssumeRole"),
        ),
      ],
      Policies: lists.policies ?? [],
      ...lists.more,
    },
    day,
  );
}

/** A statement list with one Allow; `who` is a principal for trust policies, a resource for others. */
export function allow(
  who: object | string,
  action: string | readonly string[],
  more: object = {},
): object {
  const about = typeof who === "string" ? { Resource: who } : { Principal: who };
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, ...about, ...more }],
  };
}

export function userDetail(name: string, more: object = {}): object {
  return {
    UserName: name,
    UserId: `AIDA${name}`,
    Arn: `arn:aws:iam::${account}:user/${name}`,
    Path: "/",
    CreateDate: "2024-01-01T00:00:00Z",
    GroupList: [],
    AttachedManagedPolicies: [],
    ...more,
  };
}

export function groupDetail(name: string, more: object = {}): object {
  return {
    GroupName: name,
    Arn: `arn:aws:iam::${account}:group/${name}`,
    Path: "/",
    AttachedManagedPolicies: [],
    ...more,
  };
}

export function role(name: string, trust: object, more: object = {}): object {
  return {
    RoleName: name,
    Arn: `arn:aws:iam::${account}:role/${name}`,
    Path: "/",
    AssumeRolePolicyDocument: trust,
    ...more,
  };
}

export function policy(name: string, document: object, more: object = {}): object {
  return {
    PolicyName: name,
    Arn: `arn:aws:iam::${account}:policy/${name}`,
    DefaultVersionId: "v1",
    AttachmentCount: 1,
    PolicyVersionList: [{ VersionId: "v1", IsDefaultVersion: true, Document: document }],
    ...more,
  };
}

/** A managed policy as an attachment. */
export function attached(arn: string): object {
  return { PolicyName: arn.slice(arn.lastIndexOf("/") + 1), PolicyArn: arn };
}

export const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";

/** A password policy; what is not given is as CIS asks. */
export function passwords(more: object = {}, day?: number): TestFile {
  return json(
    "password-policy.json",
    {
      PasswordPolicy: {
        MinimumPasswordLength: 14,
        RequireSymbols: true,
        RequireNumbers: true,
        RequireUppercaseCharacters: true,
        RequireLowercaseCharacters: true,
        AllowUsersToChangePassword: true,
        ExpirePasswords: false,
        PasswordReusePrevention: 24,
        ...more,
      },
    },
    day,
  );
}

/** The CLI's answer when no policy is set. */
export const noPasswords: TestFile = {
  path: "given/password-policy.json",
  text: `\nAn error occurred (NoSuchEntity) when calling the GetAccountPasswordPolicy operation: The Password Policy with domain name ${account} cannot be found.\n`,
};

export function summary(counts: object, day?: number): TestFile {
  return json("summary.json", { SummaryMap: counts }, day);
}

/** A trail; what is not given is as it should be. */
export function trail(name: string, more: object = {}): object {
  return {
    Name: name,
    TrailARN: `arn:aws:cloudtrail:eu-west-1:${account}:trail/${name}`,
    S3BucketName: "b",
    HomeRegion: "eu-west-1",
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: true,
    LogFileValidationEnabled: true,
    KmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/k",
    CloudWatchLogsLogGroupArn: "arn:aws:logs:eu-west-1:123456789012:log-group:g:*",
    HasCustomEventSelectors: false,
    ...more,
  };
}

export const trails = (...list: readonly object[]): TestFile =>
  json("trails.json", { trailList: list });
export const status = (isLogging: boolean, name = "status.json", day?: number): TestFile =>
  json(name, { IsLogging: isLogging }, day);
