import { call, trustText, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const rename = (newUserName: string, more = {}) =>
  call("iam:UpdateUser", 60, { userName: "svc", newUserName }, more);
const role = call("iam:CreateRole", 1, {
  roleName: "R",
  assumeRolePolicyDocument: trustText({ Service: "ec2.amazonaws.com" }),
});
const duration = (maxSessionDuration: number) =>
  call("iam:UpdateRole", 60, { roleName: "R", maxSessionDuration });

export const cases: readonly DetectionCase[] = [
  { name: "another name", events: [rename("service-1")], hit: "low" },
  {
    name: "a name like a service's",
    events: [rename("aws-config-agent")],
    hit: "medium",
    severity: "medium",
  },
  {
    name: "a name like another user's",
    events: [
      call("iam:CreateUser", 1, { userName: "m.kessler" }),
      call("iam:CreateUser", 2, { userName: "kessler.admin" }),
      rename("kessler"),
    ],
    hit: "medium",
  },
  { name: "the own name", events: [rename("x", { by: user("svc") })], hit: "high" },
  {
    name: "longer sessions",
    events: [role, duration(43200)],
    hit: "low",
    says: "43200 seconds instead of 3600",
  },
  {
    name: "tokens for all Regions",
    events: [
      call("iam:SetSecurityTokenServicePreferences", 1, { globalEndpointTokenVersion: "v2Token" }),
    ],
    hit: "low",
  },
  { name: "shorter sessions", events: [role, duration(1800)], hit: null },
  { name: "nothing known of before", events: [duration(43200)], hit: null },
  {
    name: "a description",
    events: [call("iam:UpdateRole", 60, { roleName: "R", description: "x" })],
    hit: null,
  },
];
