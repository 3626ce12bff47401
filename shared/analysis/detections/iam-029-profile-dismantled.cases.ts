import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const run = call(
  "ec2:RunInstances",
  1,
  { iamInstanceProfile: { name: "Web" } },
  { response: { instancesSet: { items: [{ instanceId: "i-0a1b2c3d" }] } } },
);
const stop = call("ec2:TerminateInstances", 30, {
  instancesSet: { items: [{ instanceId: "i-0a1b2c3d" }] },
});
const take = call("iam:RemoveRoleFromInstanceProfile", 50, {
  instanceProfileName: "Web",
  roleName: "R",
});
const drop = call("iam:DeleteInstanceProfile", 60, { instanceProfileName: "Web" });

export const cases: readonly DetectionCase[] = [
  { name: "deleted while in use", events: [run, drop], hit: "high", says: "i-0a1b2c3d" },
  { name: "emptied while in use", events: [run, take], hit: "medium" },
  { name: "deleted after the instance ended", events: [run, stop, drop], hit: null },
  { name: "nothing known of its use", events: [drop], hit: null },
];
