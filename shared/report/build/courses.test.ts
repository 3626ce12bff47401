import { expect, test } from "vitest";
import { finding, numberedFindings } from "../../../test/fixtures/case-facts.ts";
import { cite, log, say } from "../../span.ts";
import { coursesOf } from "./courses.ts";

const at = (time: string, more: object = {}) =>
  finding({
    eventName: "PutRolePolicy",
    severity: "high",
    events: [time],
    time: `2026-10-09T${time}Z`,
    ...more,
  });
const by = (name: string, kind: "user" | "role" = "user") =>
  ({
    label: say`${log(name, kind)}`,
    arn: null,
    confidence: "medium",
    why: say`${cite("x")}`,
  }) as const;

test.each<[string, readonly ReturnType<typeof finding>[], readonly string[]]>([
  ["two by one user", [at("01:00:00"), at("06:59:59")], ["F-01 F-02"]],
  ["more than six hours apart", [at("01:00:00"), at("07:00:01")], []],
  ["a chain of gaps", [at("01:00:00"), at("06:00:00"), at("11:00:00")], ["F-01 F-02 F-03"]],
  [
    "two users, one address, within the hour",
    [at("01:00:00"), at("01:59:00", { actor: by("other") })],
    ["F-01 F-02"],
  ],
  ["two users, one address, later", [at("01:00:00"), at("02:01:00", { actor: by("other") })], []],
  [
    "a service name is no address",
    [
      at("01:00:00", { sourceIp: "cloudformation.amazonaws.com" }),
      at("01:01:00", { actor: by("other"), sourceIp: "cloudformation.amazonaws.com" }),
    ],
    [],
  ],
  ["medium ones make no course", [at("01:00:00", { severity: "medium" }), at("01:01:00")], []],
  ["refused ones make no course", [at("01:00:00", { outcome: "denied" }), at("01:01:00")], []],
  ["without a time", [at("01:00:00", { time: null }), at("01:01:00")], []],
  [
    "the weightiest first",
    [
      at("01:00:00", { actor: by("a"), sourceIp: null }),
      at("01:01:00", { actor: by("a"), sourceIp: null }),
      at("01:00:00", { actor: by("b"), severity: "critical", sourceIp: null }),
      at("01:01:00", { actor: by("b"), sourceIp: null }),
    ],
    ["F-03 F-04", "F-01 F-02"],
  ],
])("course of events: %s", (_, list, expected) => {
  const courses = coursesOf(numberedFindings(list));
  expect(courses.map((course) => course.findings.map(({ id }) => id).join(" "))).toEqual(expected);
});
