import { call, session, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const made = call("iam:CreateUser", 1, { userName: "tmp" });
const acted = call("iam:CreateGroup", 20, { groupName: "G" }, { by: user("tmp") });
const gone = (at: number) => call("iam:DeleteUser", at, { userName: "tmp" });
const key = { ...user("svc"), accessKeyId: "AKIAEXAMPLE0000000TM" };

export const cases: readonly DetectionCase[] = [
  { name: "a user that acted", events: [made, acted, gone(40)], hit: "high", says: "lived 39 min" },
  {
    name: "a key that acted",
    events: [
      call(
        "iam:CreateAccessKey",
        1,
        { userName: "svc" },
        { response: { accessKey: { accessKeyId: key.accessKeyId } } },
      ),
      call("iam:CreateGroup", 20, { groupName: "G" }, { by: key }),
      call("iam:DeleteAccessKey", 40, { userName: "svc", accessKeyId: key.accessKeyId }),
    ],
    hit: "high",
  },
  {
    name: "a user that read secrets",
    events: [
      made,
      call("secretsmanager:GetSecretValue", 5, { secretId: "db" }, { by: user("tmp") }),
      gone(40),
    ],
    hit: "high",
    says: "secretsmanager:GetSecretValue",
  },
  {
    name: "a role that described instances",
    events: [
      call("iam:CreateRole", 1, { roleName: "Tmp" }),
      call("ec2:DescribeInstances", 5, null, { by: session("Tmp") }),
      call("iam:DeleteRole", 30, { roleName: "Tmp" }),
    ],
    hit: "medium",
  },
  {
    name: "a key that was only asked whose it is",
    events: [made, call("sts:GetCallerIdentity", 5, null, { by: user("tmp") }), gone(40)],
    hit: null,
  },
  {
    name: "a user whose calls were refused",
    events: [
      made,
      call("s3:GetObject", 5, null, { by: user("tmp"), errorCode: "AccessDenied" }),
      gone(40),
    ],
    hit: null,
  },
  { name: "a user that never acted", events: [made, gone(40)], hit: null },
  { name: "a user that lived longer", events: [made, acted, gone(75)], hit: null },
  { name: "an old user", events: [acted, gone(40)], hit: null },
];
