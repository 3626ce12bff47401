/** What a saved view of the events keeps, as text in the case. */

export interface View {
  readonly q: string;
  readonly descending: boolean;
  /** Empty: the usual ones. */
  readonly columns: readonly string[];
}

/** The text that is kept. */
export function viewText(view: View): string {
  return JSON.stringify(view);
}

/** Reads it back; what can't be read, as another version may have written it, is left out. */
export function readView(text: string): View {
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    value = null;
  }
  const member = (name: string): unknown =>
    typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  const [q, columns] = [member("q"), member("columns")];
  return {
    q: typeof q === "string" ? q : "",
    descending: member("descending") === true,
    columns: Array.isArray(columns)
      ? columns.filter((one): one is string => typeof one === "string")
      : [],
  };
}
