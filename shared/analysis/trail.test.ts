import { describe, expect, test } from "vitest";
import type { JsonObject } from "../cloudtrail-event.ts";
import { analyse, lastFinding, makeEvent, words } from "./test-events.ts";

type Parts = Parameters<typeof makeEvent>[1];
function trail(name: string, request: JsonObject | null, more: Parts = {}) {
  return makeEvent(name, {
    source: "cloudtrail.amazonaws.com",
    region: "eu-central-1",
    id: name,
    request,
    ...more,
  });
}
const management = { field: "eventCategory", equals: ["Management"] };

describe("severity", () => {
  test.each<[string, ReturnType<typeof trail>, string, string]>([
    ["stopped", trail("StopLogging", { name: "t" }), "critical", "Trail t stopped recording"],
    [
      "stopped by ARN",
      trail("StopLogging", { name: "arn:aws:cloudtrail:eu-central-1:123456789012:trail/t" }),
      "critical",
      "Trail t stopped recording",
    ],
    [
      "stopped by a service",
      trail("StopLogging", { name: "t" }, { by: { invokedBy: "cloudformation.amazonaws.com" } }),
      "critical",
      "stopped recording",
    ],
    ["deleted", trail("DeleteTrail", { name: "t" }), "critical", "Trail t deleted"],
    [
      "one Region only",
      trail("UpdateTrail", { name: "t", isMultiRegionTrail: false }),
      "critical",
      "Switched off for the trail: isMultiRegionTrail",
    ],
    [
      "another bucket",
      trail("UpdateTrail", { name: "t", s3BucketName: "b" }),
      "high",
      "the bucket b",
    ],
    [
      "a harmless update",
      trail("UpdateTrail", { name: "t", isMultiRegionTrail: true }),
      "medium",
      "had its settings changed",
    ],
    [
      "no management events",
      trail("PutEventSelectors", {
        trailName: "t",
        eventSelectors: [{ includeManagementEvents: false, readWriteType: "All" }],
      }),
      "critical",
      "No selector records all management events",
    ],
    [
      "reads only",
      trail("PutEventSelectors", {
        trailName: "t",
        eventSelectors: [{ includeManagementEvents: true, readWriteType: "ReadOnly" }],
      }),
      "critical",
      "No selector",
    ],
    [
      "an excluded source",
      trail("PutEventSelectors", {
        trailName: "t",
        eventSelectors: [
          { readWriteType: "All", excludeManagementEventSources: ["kms.amazonaws.com"] },
        ],
      }),
      "critical",
      "No selector",
    ],
    [
      "all management events",
      trail("PutEventSelectors", {
        trailName: "t",
        eventSelectors: [{ readWriteType: "All", includeManagementEvents: true }],
      }),
      "medium",
      "selectors replaced",
    ],
    [
      "advanced selectors of data only",
      trail("PutEventSelectors", {
        trailName: "t",
        advancedEventSelectors: [
          { fieldSelectors: [{ field: "eventCategory", equals: ["Data"] }] },
        ],
      }),
      "critical",
      "No selector",
    ],
    [
      "advanced selectors of management",
      trail("PutEventSelectors", {
        trailName: "t",
        advancedEventSelectors: [{ fieldSelectors: [management] }],
      }),
      "medium",
      "selectors replaced",
    ],
    [
      "denied",
      trail("StopLogging", null, { errorCode: "AccessDenied" }),
      "medium",
      "Nothing changed",
    ],
  ])("%s", (_, event, severity, says) => {
    const finding = lastFinding([event]);
    expect(words(finding)).toContain(says);
    expect(finding.severity).toBe(severity);
    expect(finding.rule).toBe(`cloudtrail/${event.name}`);
  });
});

describe("a stop", () => {
  const stop = trail("StopLogging", { name: "t" });
  test.each<[string, Parts & { name: string }, boolean]>([
    ["ends with the start of the same trail", { name: "t" }, true],
    [
      "is named by name here and by ARN there",
      { name: "arn:aws:cloudtrail:eu-central-1:123456789012:trail/t" },
      true,
    ],
    ["is not ended by another trail", { name: "u" }, false],
    ["is not ended in another Region", { name: "t", region: "us-east-1" }, false],
    ["is not ended by a refused start", { name: "t", errorCode: "AccessDenied" }, false],
  ])("%s", (_, { name, ...more }, isEnded) => {
    const start = trail("StartLogging", { name }, { at: 47, ...more });
    const [finding, ...rest] = analyse([stop, start]);
    expect(rest).toEqual([]);
    expect(words(finding!).includes("47 min later, the trail was started again")).toBe(isEnded);
    expect(finding!.plan.operations.map((o) => o.api)).toEqual(
      isEnded ? [] : ["cloudtrail:StartLogging"],
    );
  });
});

test.each([
  [4, "medium"],
  [47, "critical"],
] as const)("a stop of %i minutes is %s", (minutes, severity) => {
  const stop = trail("StopLogging", { name: "t" });
  const [finding] = analyse([stop, trail("StartLogging", { name: "t" }, { at: minutes })]);
  expect(finding?.severity).toBe(severity);
});

describe("the call that starts it again", () => {
  const arn = (region: string) => `arn:aws:cloudtrail:${region}:123456789012:trail/t`;
  test.each<[string, string, string, string | undefined]>([
    ["is made where the stop was", "t", "eu-central-1", "eu-central-1"],
    ["is made where the trail is at home", arn("us-west-2"), "us-east-1", "us-west-2"],
    ["asks where the record names no Region", "t", "; rm -rf /", undefined],
    ["asks where the ARN names no Region", arn("--profile"), "eu-west-1", undefined],
  ])("%s", (_, name, region, where) => {
    const { plan } = lastFinding([trail("StopLogging", { name }, { region })]);
    for (const call of [...plan.operations, ...plan.verify]) expect(call.region).toBe(where);
    expect(plan.operations).toHaveLength(1);
    expect(plan.manual).toEqual([]);
  });
});
