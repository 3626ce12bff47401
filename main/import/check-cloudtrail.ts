/** Refuses a case in which nothing had to do with CloudTrail: the wrong folder was named. */
import { Failure } from "../../shared/errors.ts";
import { isTraceOfCloudTrail, unknownWord } from "../../shared/import/recognize.ts";
import { caseTotals } from "../db/count-events.ts";
import type { CaseDb } from "../db/open-case.ts";
import { listInputs } from "../db/read-inputs.ts";

/**
 * Events, broken logs, digests, Insight events and notifications of new logs count as CloudTrail: a report says what
 * they are.
 * @throws Failure that names what the files were taken for.
 */
export function checkCloudTrail(db: CaseDb): void {
  const totals = caseTotals(db);
  if (totals.records > 0) return;
  const inputs = listInputs(db);
  // A file of unknown shape is a problem, but no sign of CloudTrail.
  if (inputs.some(({ problems, format }) => problems > 0 && !format.startsWith(unknownWord)))
    return;
  if (inputs.some(({ format }) => isTraceOfCloudTrail(format))) return;
  const formats = Map.groupBy(inputs, ({ format }) => format);
  const examples = [...formats]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, 4)
    .map(([format, all]) => `${all.length} × ${format}`);
  throw new Failure({ code: "no-cloudtrail", files: totals.files, examples });
}
