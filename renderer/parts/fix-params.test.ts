import { expect, test } from "vitest";
import type { PlanSubject } from "../../shared/ipc/plan.ts";
import { fixParams, fixRequest } from "./fix-params.ts";

const subjects: readonly PlanSubject[] = [
  { kind: "finding", id: "F-01" },
  { kind: "findings", ids: ["F-01", "F-12"] },
  { kind: "events", eventIds: ["a,b", 'quote"', "c#1"] },
  { kind: "session", accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
  { kind: "actor", actor: "arn:aws:iam::123456789012:user/a.lindqvist" },
  { kind: "window" },
];

test.each(subjects)("$kind goes through the address", (subject) => {
  const request = {
    subject,
    from: "2026-10-09T02:00:00Z",
    to: null,
    account: "123456789012",
  };
  expect(fixRequest(fixParams(request))).toEqual(request);
});

test.each([{}, { findings: "" }, { findings: "x" }, { events: "{" }, { events: "[]" }] as const)(
  "%j names nothing",
  (params) => {
    expect(fixRequest(params)).toBeNull();
  },
);
