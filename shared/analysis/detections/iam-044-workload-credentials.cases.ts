import { call, session } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const instance = session("Web", "i-0a1b2c3d4e5f60718");
const make = (name: string, by: ReturnType<typeof session>, more = {}) =>
  call(name, 20000, { userName: "x", groupName: "G" }, { by, ...more });
const before = Array.from({ length: 25 }, (_, i) =>
  call("iam:TagRole", i * 600, { roleName: "R", tags: [] }, { id: `b${i}`, by: instance }),
);

export const cases: readonly DetectionCase[] = [
  {
    name: "a user made by an instance",
    events: [make("iam:CreateUser", instance)],
    hit: "critical",
    severity: "critical",
  },
  {
    name: "a group made by an instance",
    events: [make("iam:CreateGroup", instance)],
    hit: "high",
    severity: "high",
  },
  {
    name: "by a function",
    events: [
      make("iam:CreateGroup", session("F", "f"), {
        more: { scope: { issuerType: "AWS::Lambda::Function" } },
      }),
    ],
    hit: "high",
  },
  {
    name: "automation with a history",
    events: [...before, make("iam:CreateGroup", instance)],
    hit: "low",
  },
  {
    name: "a session with an ordinary name",
    events: [make("iam:CreateUser", session("Deploy", "ci-7f"))],
    hit: null,
  },
  {
    name: "by a service with the role",
    events: [make("iam:CreateUser", { ...instance, invokedBy: "cloudformation.amazonaws.com" })],
    hit: null,
  },
];
