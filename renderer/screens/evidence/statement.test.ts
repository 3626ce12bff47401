import { expect, test } from "vitest";
import type { CaseInfo } from "../../../shared/ipc/case.ts";
import { noEngagement } from "../../../shared/ipc/case.ts";
import type { EvidenceSummary } from "../../../shared/ipc/evidence.ts";
import { statementOf } from "./statement.ts";

const info: CaseInfo = {
  name: "a.trailproof",
  folder: "/cases",
  bytes: 1,
  engagement: { ...noEngagement, client: "Example Retail GmbH", reference: "TP-1" },
  totals: {
    files: 3,
    skipped: 1,
    records: 12,
    events: 10,
    duplicates: 2,
    problems: 1,
    firstEvent: "2026-10-01T04:30:07Z",
    lastEvent: "2026-10-14T14:08:10Z",
  },
  findings: { critical: 0, high: 0, medium: 0, low: 0, info: 0 },
  switchedOff: 0,
  decided: 0,
  accounts: [],
  regions: 0,
  imports: 1,
  isUnfinished: false,
  isAnalyzed: true,
};
const evidence: EvidenceSummary = {
  counts: { files: 3, members: 0, hashed: 2, read: 1, skipped: 1, unreadable: 1, waiting: 0 },
  runs: [
    {
      startedAt: "2026-11-01T08:00:00Z",
      finishedAt: null,
      status: "running",
      host: "audit-1",
      user: "l.haas",
      program: "Trailproof 1.2.3",
      paths: ["/logs/a\u202Eb"],
    },
  ],
  setUp: [],
  digestFiles: 0,
  validation: null,
};

test("says what was read, by whom, with what, and what proves it; nothing turns its writing round", () => {
  expect(statementOf(info, evidence).split("\n")).toEqual([
    "Example Retail GmbH, TP-1",
    "Custody: 2 of 3 hashed. 1 unreadable, 1 skipped",
    "Records: 12 records = 10 events + 2 duplicates; 1 problem listed.",
    "Time covered: 2026-10-01 04:30 – 2026-10-14 14:08 UTC",
    "Digest files: None here.",
    "2026-11-01T08:00:00Z – –: Did not end, l.haas, audit-1, Trailproof 1.2.3: /logs/a⟨U+202E⟩b",
  ]);
});

test("says what digests prove once they were checked", () => {
  const validated = {
    ...evidence,
    digestFiles: 2,
    validation: {
      at: "2026-11-01T09:00:00Z",
      keys: ["ab"],
      evidenceKeys: [],
      digests: { valid: 1, missing: 1 },
      logs: { valid: 4 },
    },
  };
  expect(statementOf(info, validated)).toContain(
    "Digest files: 1 valid, 1 missing. Log files: 4 valid. 1 public key given, checked offline.",
  );
});
