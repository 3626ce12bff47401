import type { PostureCase } from "../test-files.ts";
import { json, status, trail, trails } from "../test-files.ts";

export const cases: readonly PostureCase[] = [
  { name: "all", files: [trails(trail("main")), status(true)], status: "pass" },
  {
    name: "one Region",
    files: [trails(trail("main", { IsMultiRegionTrail: false })), status(true)],
    status: "fail",
    affected: ["main"],
  },
  {
    name: "only writing",
    files: [
      trails(trail("main", { HasCustomEventSelectors: true })),
      status(true),
      json("s.json", {
        TrailARN: "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main",
        EventSelectors: [{ ReadWriteType: "WriteOnly", IncludeManagementEvents: true }],
      }),
    ],
    status: "fail",
  },
  {
    name: "advanced selectors",
    files: [
      trails(trail("main", { HasCustomEventSelectors: true })),
      status(true),
      json("s.json", {
        TrailARN: "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main",
        AdvancedEventSelectors: [
          { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        ],
      }),
    ],
    status: "pass",
  },
  {
    name: "advanced selectors for writing",
    files: [
      trails(trail("main", { HasCustomEventSelectors: true })),
      status(true),
      json("s.json", {
        TrailARN: "arn:aws:cloudtrail:eu-west-1:123456789012:trail/main",
        AdvancedEventSelectors: [
          {
            FieldSelectors: [
              { Field: "eventCategory", Equals: ["Management"] },
              { Field: "readOnly", Equals: ["false"] },
            ],
          },
        ],
      }),
    ],
    status: "fail",
  },
  {
    name: "selectors that are not here",
    files: [trails(trail("main", { HasCustomEventSelectors: true })), status(true)],
    status: "unknown",
  },
  {
    name: "a good one beside a bad one",
    files: [
      trails(trail("bad", { IsMultiRegionTrail: false }), trail("main")),
      status(true, "status-main.json"),
    ],
    status: "pass",
  },
];
