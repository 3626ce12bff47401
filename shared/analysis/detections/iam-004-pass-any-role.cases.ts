import type { JsonObject } from "../../cloudtrail-event.ts";
import { allow, call, documentText } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const put = (...statements: readonly JsonObject[]) =>
  call("iam:PutUserPolicy", 1, {
    userName: "x",
    policyName: "p",
    policyDocument: documentText(...statements),
  });

export const cases: readonly DetectionCase[] = [
  { name: "every role", events: [put(allow("iam:PassRole"))], hit: "high" },
  {
    name: "every role of the account",
    events: [put(allow("iam:PassRole", "arn:aws:iam::123456789012:role/*"))],
    hit: "high",
  },
  {
    name: "with a way to start something",
    events: [put(allow(["iam:PassRole", "ec2:RunInstances"]))],
    hit: "high",
    says: "ec2:RunInstances",
  },
  {
    name: "to one service",
    events: [
      put(
        allow("iam:PassRole", "*", {
          StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
        }),
      ),
    ],
    hit: null,
  },
  {
    name: "one role",
    events: [put(allow("iam:PassRole", "arn:aws:iam::123456789012:role/Web"))],
    hit: null,
  },
];
