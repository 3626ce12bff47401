import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const names = [
  "CreateUser",
  "AttachUserPolicy",
  "CreateAccessKey",
  "PutUserPolicy",
  "CreateLoginProfile",
];
const refused = (all: readonly string[]) =>
  all.map((name, i) => call(`iam:${name}`, i, null, { id: `d${i}`, errorCode: "AccessDenied" }));
const same = refused(Array.from({ length: 5 }, () => "AttachUserPolicy"));

export const cases: readonly DetectionCase[] = [
  {
    name: "five kinds refused",
    events: refused(names),
    hit: "medium",
    severity: "medium",
    says: "5 different kinds",
  },
  {
    name: "success after five refusals",
    events: [
      ...same,
      call("iam:AttachUserPolicy", 7, {
        userName: "x",
        policyArn: "arn:aws:iam::123456789012:policy/P",
      }),
    ],
    hit: "high",
  },
  { name: "one kind refused, over and over", events: same, hit: null },
  { name: "four kinds", events: refused(names.slice(0, 4)), hit: null },
  {
    name: "success of another kind",
    events: [...same, call("iam:TagUser", 7, { userName: "x", tags: [] })],
    hit: null,
  },
];
