import { describe, expect, test } from "vitest";
import type { Reason } from "../../../shared/finding.ts";
import { sumSeverity } from "../../../shared/analysis/severity-sum.ts";
import { ledgerOf } from "./ledger.ts";

function reasons(...values: readonly Reason["value"][]): readonly Reason[] {
  return values.map((value) => ({ text: [], value, kind: "detection" }));
}

describe("the ledger adds up as the analysis does", () => {
  test.each<[readonly Reason[], number, number, number]>([
    [reasons("medium"), 3, 0, 0],
    [reasons("medium", "high", "+1"), 4, 1, 1],
    [reasons("critical", "+1", "+1"), 5, 2, 1],
    [reasons("low", "-2", "-1", "-1"), 2, -4, -2],
    [reasons(), 1, 0, 0],
  ])("%#", (list, highest, sum, held) => {
    expect(ledgerOf(list)).toMatchObject({ highest, sum, held, result: sumSeverity(list) });
  });
});
