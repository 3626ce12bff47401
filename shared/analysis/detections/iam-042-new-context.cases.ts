import { call } from "../test-events.ts";
import type { DetectionCase } from "./case.ts";

const before = (n: number, days: number, ip: (i: number) => string = () => "192.0.2.23") =>
  Array.from({ length: n }, (_, i) =>
    call(
      "iam:TagUser",
      (i * days * 24 * 60) / n,
      { userName: "x", tags: [] },
      { id: `b${i}`, sourceIp: ip(i) },
    ),
  );
const change = (more = {}, name = "iam:CreateUser") =>
  call(name, 12 * 24 * 60, { userName: "x" }, more);
/** Five calls a working day, between 02:00 and 08:00 UTC. */
const office = Array.from({ length: 40 }, (_, i) =>
  call(
    "iam:TagUser",
    Math.floor(i / 4) * 24 * 60 + (i % 4) * 110,
    { userName: "x", tags: [] },
    { id: `o${i}` },
  ),
);
const far = { sourceIp: "203.0.113.77" };

export const cases: readonly DetectionCase[] = [
  {
    name: "a new network",
    events: [...before(30, 10), change(far)],
    hit: "medium",
    severity: "medium",
    says: "203.0.113.0/24",
  },
  {
    name: "a new network and client",
    events: [...before(30, 10), change({ ...far, userAgent: "Boto3/1.34" })],
    hit: "medium",
    severity: "high",
    says: "Boto3",
  },
  {
    name: "an hour at which the actor sleeps",
    events: [...office, change({ at: 12 * 24 * 60 + 13 * 60 })],
    hit: "low",
    severity: "medium",
    says: "between 02:00 and 08:00 UTC",
  },
  {
    name: "a new network at such an hour",
    events: [...office, change({ ...far, at: 12 * 24 * 60 + 13 * 60 })],
    hit: "medium",
    severity: "high",
  },
  {
    name: "one key in two networks",
    events: [
      ...before(30, 10),
      call("iam:TagUser", 12 * 24 * 60 - 20, { userName: "x", tags: [] }, { id: "near" }),
      change(far),
    ],
    hit: "high",
    says: "20 min",
  },
  {
    name: "an hour near the usual ones",
    events: [...office, change({ at: 12 * 24 * 60 + 7 * 60 })],
    hit: null,
  },
  {
    name: "another address of the network",
    events: [...before(30, 10), change({ sourceIp: "192.0.2.99" })],
    hit: null,
  },
  {
    name: "another version of the client",
    events: [...before(30, 10), change({ userAgent: "aws-cli/2.17.0" })],
    hit: null,
  },
  { name: "too few calls", events: [...before(10, 10), change(far)], hit: null },
  {
    name: "too short a time",
    events: [...before(30, 2), call("iam:CreateUser", 3 * 24 * 60, { userName: "x" }, far)],
    hit: null,
  },
  {
    name: "an actor of many networks",
    events: [...before(30, 10, (i) => `198.51.${i}.1`), change(far)],
    hit: null,
  },
  {
    name: "a service's address",
    events: [...before(30, 10), change({ sourceIp: "cloudformation.amazonaws.com" })],
    hit: null,
  },
  {
    name: "a small change",
    events: [...before(30, 10), change({ ...far, request: { groupName: "G" } }, "iam:CreateGroup")],
    hit: null,
  },
];
