/** What a correlation reads of an event. `word` is how it calls the rule that matched the event. */
import type { JsonObject } from "../../shared/cloudtrail-event.ts";
import type { CorrelatedField, Correlation } from "../../shared/sigma/correlation-rule.ts";
import { numberOf, textsOf, valuesAt } from "../../shared/sigma/record-values.ts";

/** Most groups of one event: fields that are lists put it into several. */
const mostGroups = 16;

function fieldTexts(field: CorrelatedField, word: string, record: JsonObject): readonly string[] {
  const values = valuesAt(record, field.byRule?.get(word) ?? field.path);
  return [...new Set(values.flatMap((value) => textsOf(value)[0] ?? []))];
}

/** The groups of group-by to which an event belongs, as JSON; none where it lacks one of the fields. */
export function groupsOf(
  { groupBy }: Correlation,
  word: string,
  record: JsonObject,
): readonly string[] {
  return combinations(groupBy, word, record);
}

/** The values that value_* look at: texts of value_count, numbers of the others. */
export function valuesOf(
  { type, fields }: Correlation,
  word: string,
  record: JsonObject,
): readonly string[] {
  const [field] = fields;
  if (field === undefined) return [];
  if (type === "value_count") return combinations(fields, word, record);
  const values = valuesAt(record, field.byRule?.get(word) ?? field.path);
  return values.flatMap((value) => {
    const number = numberOf(value);
    return number === null ? [] : [String(number)];
  });
}

/** Every combination of the values of fields, as JSON; none where a field has none. */
function combinations(
  fields: readonly CorrelatedField[],
  word: string,
  record: JsonObject,
): readonly string[] {
  let rows: readonly (readonly string[])[] = [[]];
  for (const field of fields) {
    const texts = fieldTexts(field, word, record);
    rows = rows.flatMap((row) => texts.map((text) => [...row, text])).slice(0, mostGroups);
  }
  return rows.map((row) => JSON.stringify(row));
}
