/** What a rule asks of one event, compiled; and its answer for a record, or for what is known before it is read. */
import type { JsonObject } from "../cloudtrail-event.ts";
import type { FieldPath } from "./record-values.ts";
import { hasField, textsOf, valuesAt } from "./record-values.ts";
import type { ValueTest } from "./value-test.ts";

export type Test =
  | { readonly kind: "and" | "or"; readonly parts: readonly Test[] }
  | { readonly kind: "not"; readonly part: Test }
  | {
      readonly kind: "field";
      readonly path: FieldPath;
      readonly matches: ValueTest;
      /** The test looks at other fields, too. */
      readonly isRelative: boolean;
    }
  | { readonly kind: "exists"; readonly path: FieldPath; readonly wanted: boolean }
  /** Asked of the whole record. */
  | { readonly kind: "keyword"; readonly matches: ValueTest };

/** Whether a record is what the test asks for. @throws RangeError for a record nested beyond all measure. */
export function holdsFor(test: Test, record: JsonObject): boolean {
  switch (test.kind) {
    case "and":
      return test.parts.every((part) => holdsFor(part, record));
    case "or":
      return test.parts.some((part) => holdsFor(part, record));
    case "not":
      return !holdsFor(test.part, record);
    case "field":
      return test.matches(valuesAt(record, test.path), record);
    case "exists":
      return hasField(record, test.path) === test.wanted;
    case "keyword":
      return test.matches(wholeTexts(record), record);
  }
}

const wholes = new WeakMap<JsonObject, readonly string[]>();

/** The texts of a whole record; many keywords ask for them. */
function wholeTexts(record: JsonObject): readonly string[] {
  const known = wholes.get(record) ?? textsOf(record);
  wholes.set(record, known);
  return known;
}

/** What is known of an event before its record is read; null: nothing. */
export interface KnownFields {
  readonly eventSource: string | null;
  readonly eventName: string | null;
}

/** False: no record with these fields is what the test asks for. True: it may be. */
export function mayHold(test: Test, known: KnownFields): boolean {
  return foresee(test, known) !== false;
}

/** Null: it depends on the record. */
function foresee(test: Test, known: KnownFields): boolean | null {
  switch (test.kind) {
    case "and":
    case "or": {
      const decides = test.kind === "or";
      let isOpen = false;
      for (const part of test.parts) {
        const answer = foresee(part, known);
        if (answer === decides) return decides;
        isOpen ||= answer === null;
      }
      return isOpen ? null : !decides;
    }
    case "not": {
      const answer = foresee(test.part, known);
      return answer === null ? null : !answer;
    }
    case "field": {
      const [name] = test.path;
      if (test.path.length !== 1 || test.isRelative) return null;
      const value =
        name === "eventSource" ? known.eventSource : name === "eventName" ? known.eventName : null;
      return value === null ? null : test.matches([value], {});
    }
    case "exists":
    case "keyword":
      return null;
  }
}
