import { describe, expect, test } from "vitest";
import type { Audit, AuditProgress, Choice } from "../shared/ipc.ts";
import {
  auditSentence,
  choiceWords,
  periodWords,
  progressLine,
  rateOf,
  secondsLeft,
  shareRead,
  stageStanding,
} from "./words.ts";

const reading: AuditProgress = {
  stage: "reading",
  files: 40,
  filesTotal: 160,
  bytes: 250,
  bytesTotal: 1000,
  events: 12_345,
  seconds: 3,
};

const choice: Choice = { id: "c", kind: "folder", names: ["logs"], count: 1 };

const audit: Audit = {
  id: "a",
  choice,
  client: null,
  seconds: 3.2,
  totals: {
    files: 1200,
    skipped: 1,
    records: 4812,
    events: 4801,
    duplicates: 11,
    problems: 0,
    firstEvent: "2026-10-01T04:30:07Z",
    lastEvent: "2026-10-14T14:08:10Z",
  },
  findings: { critical: 1, high: 0, medium: 0, low: 0, info: 0 },
};

test.each<readonly [Partial<Choice>, string]>([
  [{}, "logs"],
  [{ kind: "files", names: ["a.json", "b.json"], count: 1201 }, "a.json and 1,200 more"],
  [{ kind: "case", names: ["a.trailproof"] }, "Case a.trailproof"],
])("%j is %s", (over, words) => expect(choiceWords({ ...choice, ...over })).toBe(words));

describe("progress", () => {
  test.each<readonly [AuditProgress | null, number, string]>([
    [null, 0, "Starting the engine, 0 s so far"],
    [{ ...reading, stage: "finding" }, 2, "Looking for files, 2 s so far"],
    [reading, 3, "12,345 records read, about 9 s left"],
    [{ ...reading, bytes: 1 }, 3, "12,345 records read, 3 s so far"],
    [{ ...reading, seconds: 600 }, 600, "12,345 records read, about 30 min left"],
    [
      { ...reading, stage: "comparing", files: 3, filesTotal: 9 },
      61,
      "Comparing repeated events: 3 of 9",
    ],
    [{ ...reading, stage: "analyzing" }, 61, "Analysing 12,345 records, 1 min 1 s so far"],
    [{ ...reading, stage: "writing", events: 1 }, 1, "Writing the report, 1 s so far"],
  ])("%j after %d s", (progress, elapsed, line) =>
    expect(progressLine(progress, elapsed)).toBe(line),
  );

  test.each<readonly [AuditProgress | null, number | null]>([
    [null, null],
    [{ ...reading, stage: "finding" }, null],
    [reading, 0.25],
    [{ ...reading, bytes: 1200 }, 1],
    [{ ...reading, bytesTotal: 0 }, null],
    [{ ...reading, stage: "analyzing" }, 1],
  ])("%j: share %d", (progress, share) => expect(shareRead(progress)).toBe(share));

  test("no pace and no time left are guessed in the first moment", () => {
    expect(rateOf({ ...reading, seconds: 0.1 })).toBeNull();
    expect(rateOf(reading)).toBe(4115);
    expect(secondsLeft({ ...reading, seconds: 0.5 })).toBeNull();
    expect(secondsLeft(reading)).toBe(9);
  });

  test.each([
    ["reading", null, "Under way"],
    ["reading", "finding", "Under way"],
    ["reading", "comparing", "Done"],
    ["analyzing", "comparing", "Waiting"],
    ["writing", "writing", "Under way"],
  ] as const)("%s while %s: %s", (stage, now, standing) =>
    expect(stageStanding(stage, now)).toBe(standing),
  );
});

test("a finished audit says everything that is no event too", () => {
  expect(auditSentence(audit)).toBe(
    "4,801 events from 1,200 files; 11 duplicates joined, 0 problems listed, 1 of the files skipped as no log. " +
      "The originals were read, not changed.",
  );
  expect(auditSentence({ ...audit, choice: { ...choice, kind: "case" } })).toContain(
    "The case was read as it is; nothing was imported.",
  );
});

test("the period is the events', or unknown", () => {
  expect(periodWords(audit)).toBe("2026-10-01 04:30:07 UTC to 2026-10-14 14:08:10 UTC");
  const totals = { ...audit.totals, firstEvent: null, lastEvent: null };
  expect(periodWords({ ...audit, totals })).toBe("Unknown: no event has a readable time");
});
