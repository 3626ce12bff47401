/** The people of the firm at the end of the story, and the credential report that tells of them. */
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import { account, developers, iamArn, roleArn, roles, users } from "./cast.ts";
import * as documents from "./documents.ts";

/** When the answers were fetched. */
export const fetched = "2026-10-14 15:02:11";

/** A time as the AWS CLI writes it. */
export const iso = (time: string): string => `${time.replace(" ", "T")}+00:00`;

/** A row of the credential report; a key is its making and its last use. */
export interface Person {
  readonly name: string;
  readonly made: string;
  /** Time of the password's last use, or null without a password. */
  readonly signedIn: string | null;
  readonly passwordSet?: string;
  readonly mfa: boolean;
  readonly keys?: readonly (readonly [made: string, used: string | null, service: string])[];
  readonly groups?: readonly string[];
  readonly attached?: readonly string[];
  readonly inline?: readonly (readonly [name: string, document: JsonObject])[];
}

const developer = (name: string, signedIn: string): Person => ({
  name,
  made: "2025-02-03 09:10:00",
  signedIn,
  mfa: true,
  groups: ["Developers"],
});

const lastSeen = [
  "2026-10-13 08:02:40",
  "2026-10-14 07:51:12",
  "2026-10-12 09:30:05",
  "2026-06-26 13:44:51",
  "2026-10-14 09:12:20",
];

/** All users, in the order of the report. */
export const people: readonly Person[] = [
  {
    name: users.kessler.name,
    made: "2024-01-15 09:00:00",
    signedIn: "2026-10-14 07:00:41",
    mfa: true,
    groups: ["Administrators"],
  },
  {
    name: users.brandt.name,
    made: "2024-01-15 09:20:00",
    signedIn: "2026-10-13 07:00:33",
    mfa: false,
    groups: ["Support"],
  },
  ...developers.slice(0, 5).map((name, i) => developer(name, lastSeen[i] ?? "")),
  developer(users.ito.name, "2026-10-14 08:20:15"),
  developer(users.costa.name, "2026-10-06 12:31:18"),
  {
    ...developer(users.novak.name, "2026-10-07 07:16:08"),
    made: "2026-10-06 09:32:04",
    passwordSet: "2026-10-07 07:17:31",
    attached: ["arn:aws:iam::aws:policy/IAMUserChangePassword"],
  },
  {
    name: "h.sommer",
    made: "2026-09-01 08:00:00",
    signedIn: "2026-10-12 08:15:00",
    mfa: true,
    groups: ["Interns"],
  },
  { name: "k.lorenz", made: "2024-03-11 10:00:00", signedIn: null, mfa: false },
  {
    name: users.buildAgent.name,
    made: "2024-02-20 12:00:00",
    signedIn: null,
    mfa: false,
    keys: [["2024-02-20 12:04:00", "2026-10-14 14:31:00", "sts"]],
    inline: [
      [
        "assume-deploy",
        {
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn(roles.deploy) },
          ],
        },
      ],
    ],
  },
  {
    name: users.backup.name,
    made: "2024-02-20 12:10:00",
    signedIn: null,
    mfa: false,
    keys: [
      ["2024-02-20 12:12:00", "2026-10-14 02:00:00", "ec2"],
      ["2026-10-09 02:24:37", "2026-10-09 02:52:00", "s3"],
    ],
    inline: [["backup", documents.backupRights]],
  },
];

const header =
  "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

function keyCells(key: readonly [string, string | null, string] | undefined): readonly string[] {
  if (key === undefined) return ["false", "N/A", "N/A", "N/A", "N/A"];
  const [made, used, service] = key;
  return [
    "true",
    iso(made),
    used === null ? "N/A" : iso(used),
    used === null ? "N/A" : "eu-central-1",
    used === null ? "N/A" : service,
  ];
}

function reportRow({ name, made, signedIn, passwordSet, mfa, keys = [] }: Person): string {
  return [
    name,
    iamArn(`user/${name}`),
    iso(made),
    String(signedIn !== null),
    signedIn === null ? "N/A" : iso(signedIn),
    signedIn === null ? "N/A" : iso(passwordSet ?? made),
    "N/A",
    String(mfa),
    ...keyCells(keys[0]),
    ...keyCells(keys[1]),
    "false",
    "N/A",
    "false",
    "N/A",
  ].join(",");
}

const rootRow = `<root_account>,arn:aws:iam::${account}:root,2023-11-02T10:11:12+00:00,not_supported,2025-01-09T16:20:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;

/** get-credential-report, as the AWS CLI writes it. */
export function credentialReport(): JsonObject {
  const table = [header, rootRow, ...people.map(reportRow)].join("\n");
  return {
    Content: Buffer.from(table).toString("base64"),
    ReportFormat: "text/csv",
    GeneratedTime: iso(fetched),
  };
}

/** Managed policies as attachments. */
export function attachedList(arns: readonly string[]): readonly JsonObject[] {
  return arns.map((PolicyArn) => ({
    PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf("/") + 1),
    PolicyArn,
  }));
}
