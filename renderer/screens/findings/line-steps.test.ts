import { describe, expect, test } from "vitest";
import type { FindingLine, FindingRow } from "../../../shared/ipc/findings.ts";
import { arrowStep, nextFinding } from "./line-steps.ts";

function finding(id: string, events: number, isUnfolded = false): FindingLine {
  const row: FindingRow = {
    id,
    severity: "low",
    outcome: "success",
    title: [],
    rule: "iam/ListUsers",
    eventName: "ListUsers",
    account: null,
    region: null,
    time: null,
    lastTime: null,
    actor: "",
    target: "",
    targetType: "",
    sourceIp: null,
    mitre: [],
    escalationPaths: [],
    events,
    status: "open",
    owner: null,
    notes: 0,
    checked: 0,
    checks: 0,
  };
  return { kind: "finding", row, isUnfolded };
}

function event(id: string, at: number, of: number): FindingLine {
  return {
    kind: "event",
    finding: id,
    at,
    of,
    event: {
      eventId: "",
      variant: 0,
      time: null,
      eventName: null,
      outcome: "success",
      errorCode: null,
      account: null,
      sourceIp: null,
      actor: null,
      target: null,
    },
    isSameDay: true,
  };
}

const group: FindingLine = {
  kind: "group",
  key: "user a",
  label: "user a",
  findings: 3,
  worst: "low",
  first: null,
  last: null,
  isFolded: false,
};

/** 0 group, 1 F-01, 2 F-02 of two events and unfolded, 3 and 4 its events, 5 group, 6 F-03 of three, folded. */
const list = [
  group,
  finding("F-01", 1),
  finding("F-02", 2, true),
  event("F-02", 0, 2),
  event("F-02", 1, 2),
  group,
  finding("F-03", 3),
];
const lines = { total: list.length, lineAt: (index: number) => list[index] };

describe("an arrow to the side", () => {
  test.each([
    ["right on a group opens it", 0, "right", { kind: "group", key: "user a", isFolded: false }],
    ["left on a group closes it", 0, "left", { kind: "group", key: "user a", isFolded: true }],
    ["right on a finding of one event does nothing", 1, "right", null],
    ["left on a finding of one event does nothing", 1, "left", null],
    ["right on an open finding goes in", 2, "right", { kind: "select", index: 3 }],
    [
      "left on an open finding closes it",
      2,
      "left",
      { kind: "finding", id: "F-02", isUnfolded: false },
    ],
    ["right on an event does nothing", 4, "right", null],
    ["left on an event goes to its finding", 4, "left", { kind: "select", index: 2 }],
    [
      "right on a closed finding opens it",
      6,
      "right",
      { kind: "finding", id: "F-03", isUnfolded: true },
    ],
    ["left on a closed finding does nothing", 6, "left", null],
    ["a line that is on its way", 7, "right", null],
  ] as const)("%s", (_, index, side, expected) => {
    expect(arrowStep(list[index], index, side)).toEqual(expected);
  });
});

describe("the next finding", () => {
  test.each([
    [null, 1, 1],
    [null, -1, 6],
    [0, 1, 1],
    [0, -1, null],
    [1, 1, 2],
    [1, -1, null],
    [2, 1, 6],
    [2, -1, 1],
    [3, 1, 6],
    [3, -1, 1],
    [4, 1, 6],
    [4, -1, 1],
    [5, 1, 6],
    [5, -1, 2],
    [6, 1, null],
    [6, -1, 2],
  ] as const)("from line %s by %s is on line %s", (index, by, expected) => {
    expect(nextFinding(lines, index, by)).toBe(expected);
  });
});
