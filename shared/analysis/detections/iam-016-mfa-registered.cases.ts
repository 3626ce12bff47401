import { call, root, user } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const device = { userName: "t.brandt", serialNumber: "arn:aws:iam::123456789012:mfa/t.brandt" };
const enable = (more: Parameters<typeof call>[3]) => call("iam:EnableMFADevice", 1, device, more);
const temporary = { ...user("t.brandt"), accessKeyId: "ASIAEXAMPLE000000001" };

export const cases: readonly DetectionCase[] = [
  { name: "by another identity", events: [enable({})], hit: "high" },
  {
    name: "with temporary keys on the command line",
    events: [enable({ by: temporary })],
    hit: "high",
    says: "ASIAEXAMPLE000000001",
  },
  {
    name: "for root",
    events: [
      call(
        "iam:EnableMFADevice",
        1,
        { userName: "AWS ROOT USER", serialNumber: "s" },
        { by: root() },
      ),
    ],
    hit: "high",
  },
  {
    name: "by the user at the console",
    events: [enable({ by: temporary, more: { fromConsole: true } })],
    hit: null,
  },
  { name: "by the user with its key", events: [enable({ by: user("t.brandt") })], hit: null },
];
