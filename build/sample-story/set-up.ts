/** How the firm's account was set up at the end of the story: the answers of AWS that its auditor was given, in a tar archive. */
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import {
  account,
  iamArn,
  outsideAccount,
  type Role,
  roleArn,
  roles,
  trailArn,
  trailBucket,
  uniqueId,
  users,
} from "./cast.ts";
import type { SampleFile } from "./deliver.ts";
import * as documents from "./documents.ts";
import { attachedList, credentialReport, fetched, iso, people, type Person } from "./people.ts";
import { policies } from "./policies.ts";
import { utc } from "./record.ts";
import { tarText } from "./tar-text.ts";

function inlineList(list: readonly (readonly [string, JsonObject])[]): readonly JsonObject[] {
  return list.map(([PolicyName, PolicyDocument]) => ({ PolicyName, PolicyDocument }));
}

function userDetail({ name, made, groups = [], attached = [], inline = [] }: Person): JsonObject {
  return {
    Path: "/",
    UserName: name,
    UserId: uniqueId("AIDA", name),
    Arn: iamArn(`user/${name}`),
    CreateDate: iso(made),
    ...(inline.length === 0 ? {} : { UserPolicyList: inlineList(inline) }),
    GroupList: groups,
    AttachedManagedPolicies: attachedList(attached),
    Tags: name === users.novak.name ? [{ Key: "team", Value: "shop" }] : [],
  };
}

function groupDetail(name: string, made: string, attached: readonly string[]): JsonObject {
  return {
    Path: "/",
    GroupName: name,
    GroupId: uniqueId("AGPA", name),
    Arn: iamArn(`group/${name}`),
    CreateDate: iso(made),
    GroupPolicyList: [],
    AttachedManagedPolicies: attachedList(attached),
  };
}

function roleDetail(
  role: Role,
  trust: JsonObject,
  more: {
    readonly made?: string;
    readonly attached?: readonly string[];
    readonly inline?: readonly (readonly [string, JsonObject])[];
    readonly used?: string;
  } = {},
): JsonObject {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: uniqueId("AROA", role.name),
    Arn: roleArn(role),
    CreateDate: iso(more.made ?? "2024-01-20 08:00:00"),
    AssumeRolePolicyDocument: trust,
    InstanceProfileList: [],
    RolePolicyList: inlineList(more.inline ?? []),
    AttachedManagedPolicies: attachedList(more.attached ?? []),
    Tags: [],
    RoleLastUsed:
      more.used === undefined ? {} : { LastUsedDate: iso(more.used), Region: "eu-central-1" },
  };
}

function policyDetail(
  name: string,
  made: string,
  attachments: number,
  versions: readonly JsonObject[],
  defaultVersion: number,
): JsonObject {
  return {
    PolicyName: name,
    PolicyId: uniqueId("ANPA", name),
    Arn: iamArn(`policy/${name}`),
    Path: "/",
    DefaultVersionId: `v${defaultVersion}`,
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: 0,
    IsAttachable: true,
    CreateDate: iso(made),
    UpdateDate: iso("2026-10-07 09:44:12"),
    PolicyVersionList: versions
      .map((Document, i) => ({
        Document,
        VersionId: `v${i + 1}`,
        IsDefaultVersion: i + 1 === defaultVersion,
        CreateDate: iso(made),
      }))
      .toReversed(),
  };
}

const saml = documents.trust({
  Federated: iamArn("saml-provider/AWSSSO_0f2ab1e9c3d4e5f6_DO_NOT_DELETE"),
});
const service = (name: string): JsonObject => documents.trust({ Service: `${name}.amazonaws.com` });
const admin = "arn:aws:iam::aws:policy/AdministratorAccess";

const roleDetails: readonly JsonObject[] = [
  roleDetail(roles.platformAdmin, saml, { attached: [admin], used: "2026-10-14 14:00:00" }),
  roleDetail(roles.viewer, saml, {
    attached: ["arn:aws:iam::aws:policy/job-function/ViewOnlyAccess"],
    used: "2026-10-14 10:45:00",
  }),
  roleDetail(roles.deploy, documents.trust({ AWS: iamArn(`user/${users.buildAgent.name}`) }), {
    inline: [
      ["deploy", documents.deployRights],
      ["emergency-fix", documents.everything],
    ],
    used: "2026-10-14 14:31:00",
  }),
  roleDetail(roles.devSandbox, documents.trust({ AWS: iamArn("root") }), {
    attached: [iamArn(`policy/${policies.developerAccess.name}`)],
  }),
  roleDetail(roles.terraform, documents.trust({ AWS: roleArn(roles.platformAdmin) }), {
    attached: [admin],
    used: "2026-10-14 09:30:00",
  }),
  roleDetail(roles.remediation, service("config"), {
    attached: ["arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess"],
  }),
  roleDetail(roles.artifactReader, documents.trust({ AWS: iamArn("root") }), {
    inline: [["artifacts", documents.artifacts(["example-artifacts", "example-releases"])]],
  }),
  roleDetail(
    roles.backupOperator,
    documents.trust({
      AWS: [iamArn(`user/${users.backup.name}`), `arn:aws:iam::${outsideAccount}:root`],
    }),
    {
      made: "2026-10-01 09:32:00",
      inline: [["backup", documents.backupRights]],
      used: "2026-10-14 02:00:00",
    },
  ),
  roleDetail(roles.reporting, service("glue")),
  roleDetail(roles.webFrontend, service("ec2"), {
    made: "2026-10-02 08:04:17",
    inline: [["assets", documents.webRights]],
  }),
  roleDetail(roles.orders, service("lambda"), {
    attached: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
  }),
  roleDetail(roles.config, service("config"), {
    attached: ["arn:aws:iam::aws:policy/aws-service-role/AWSConfigServiceRolePolicy"],
  }),
  roleDetail(roles.scaling, service("autoscaling"), {
    made: "2026-10-02 08:13:40",
    attached: ["arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy"],
  }),
];

const groupDetails: readonly JsonObject[] = [
  groupDetail("Administrators", "2024-01-15 08:50:00", [admin]),
  groupDetail("Developers", "2026-10-01 07:34:02", [
    iamArn(`policy/${policies.developerAccess.name}`),
  ]),
  groupDetail("Interns", "2026-10-01 07:50:12", [iamArn(`policy/${policies.logReader.name}`)]),
  groupDetail("Support", "2024-01-15 08:52:00", ["arn:aws:iam::aws:policy/ReadOnlyAccess"]),
];

const policyDetails: readonly JsonObject[] = [
  policyDetail(
    policies.developerAccess.name,
    "2026-10-01 07:41:50",
    2,
    documents.developerAccess,
    4,
  ),
  policyDetail(policies.logReader.name, "2026-10-01 07:54:33", 1, documents.logReader, 1),
];

/** Each answer under the name that an auditor would give it. Status and event selectors of the trail are missing. */
const answers: readonly (readonly [name: string, value: JsonObject])[] = [
  [
    "account-summary.json",
    {
      SummaryMap: {
        AccountAccessKeysPresent: 0,
        AccountMFAEnabled: 1,
        Groups: groupDetails.length,
        GroupsQuota: 300,
        MFADevicesInUse: 1 + people.filter(({ mfa }) => mfa).length,
        Policies: policyDetails.length,
        Roles: roleDetails.length,
        Users: people.length,
        UsersQuota: 5000,
      },
    },
  ],
  [
    "authorization-details.json",
    {
      UserDetailList: people.map(userDetail),
      GroupDetailList: groupDetails,
      RoleDetailList: roleDetails,
      Policies: policyDetails,
    },
  ],
  ["credential-report.json", credentialReport()],
  [
    "password-policy.json",
    {
      PasswordPolicy: {
        MinimumPasswordLength: 10,
        RequireSymbols: false,
        RequireNumbers: true,
        RequireUppercaseCharacters: true,
        RequireLowercaseCharacters: true,
        AllowUsersToChangePassword: true,
        ExpirePasswords: false,
        PasswordReusePrevention: 24,
      },
    },
  ],
  [
    "trails.json",
    {
      trailList: [
        {
          Name: "example-trail",
          S3BucketName: trailBucket,
          IncludeGlobalServiceEvents: true,
          IsMultiRegionTrail: true,
          HomeRegion: "eu-central-1",
          TrailARN: trailArn,
          LogFileValidationEnabled: true,
          HasCustomEventSelectors: true,
          HasInsightSelectors: false,
          IsOrganizationTrail: false,
        },
      ],
    },
  ],
];

/** The archive with the answers. */
export function setUp(): SampleFile {
  const members = answers.map(([name, value]) => ({
    name,
    text: `${JSON.stringify(value, null, 4)}\n`,
    at: utc(fetched) / 1000,
  }));
  return { path: `set-up-of-${account}.tar.gz`, text: tarText(members) };
}
