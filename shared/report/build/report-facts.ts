import type { Severity } from "../../severity.ts";
import type { CaseFacts, NumberedFinding } from "../case-facts.ts";
import { coursesOf } from "./courses.ts";
import type { Course } from "./courses.ts";
import { periodOf } from "./period.ts";
import type { Period } from "./period.ts";
import { collectRecords } from "./records.ts";
import type { Records } from "./records.ts";

/** The facts of a case with everything that several sections count, worked out once. */
export interface ReportFacts {
  readonly facts: CaseFacts;
  readonly period: Period;
  /** Accounts that events or findings name, in order. */
  readonly accounts: readonly string[];
  readonly severities: Readonly<Record<Severity, number>>;
  /** IAM changes that succeeded, and those that were denied or failed. */
  readonly changes: {
    readonly succeeded: number;
    readonly failed: number;
    /** Those of `succeeded` that stand on no day of the period. */
    readonly undated: number;
  };
  readonly courses: readonly Course[];
  readonly records: Records;
}

/** How many findings there are of each severity. */
export function countSeverities(
  findings: readonly NumberedFinding[],
): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { finding } of findings) counts[finding.severity] += 1;
  return counts;
}

/** Sum of one member over rows. */
export function sumOf<Row>(rows: readonly Row[], count: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + count(row), 0);
}

function distinct(values: readonly (string | null)[]): readonly string[] {
  return [...new Set(values.map((value) => value ?? ""))]
    .filter((value) => value !== "")
    .toSorted();
}

/** Works out what the sections share. */
export function reportFacts(facts: CaseFacts): ReportFacts {
  const period = periodOf(facts.days);
  const days = new Set(period.days);
  return {
    facts,
    period,
    accounts: distinct([
      ...facts.days.map((day) => day.account),
      ...facts.changeDays.map((day) => day.account),
      ...facts.findings.map(({ finding }) => finding.account),
    ]),
    severities: countSeverities(facts.findings),
    changes: {
      succeeded: sumOf(facts.changeDays, (day) => day.succeeded),
      failed: sumOf(facts.changeDays, (day) => day.failed),
      undated: sumOf(facts.changeDays, ({ day, succeeded }) => (days.has(day) ? 0 : succeeded)),
    },
    courses: coursesOf(facts.findings),
    records: collectRecords(facts),
  };
}
