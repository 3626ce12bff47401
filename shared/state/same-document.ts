/** Whether two policy documents say the same, as far as IAM itself writes them anew. */

/**
 * Whether two documents are the same JSON but for what IAM or a tool may have changed on the way: spaces, the order of
 * members and of values, one value for a list of one, numbers and truth values as texts, an account's number for the ARN of
 * its root. Where one names a principal by its unique id, that principal was deleted since, and IAM wrote the id itself:
 * nothing follows from such a difference.
 */
export function sameDocument(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  return hasUniqueId(a) !== hasUniqueId(b) || canonical(a) === canonical(b);
}

function hasUniqueId(text: string): boolean {
  return /"(?:AIDA|AROA)[A-Z0-9]{12,}"/.test(text);
}

function canonical(text: string): string {
  try {
    return JSON.stringify(plain(JSON.parse(text), ""));
  } catch {
    return text;
  }
}

/** `under`: the name of the member that the value is of. */
function plain(value: unknown, under: string): unknown {
  if (Array.isArray(value)) {
    const all = value.map((one: unknown) => plain(one, under));
    if (all.length === 1) return all[0];
    return all.map((one) => JSON.stringify(one)).toSorted();
  }
  if (typeof value === "object" && value !== null)
    return Object.entries(value)
      .map(([name, one]: readonly [string, unknown]) => [name, plain(one, name)] as const)
      .toSorted(([x], [y]) => (x < y ? -1 : 1));
  if (under === "AWS" && typeof value === "string" && /^\d{12}$/.test(value))
    return `arn:aws:iam::${value}:root`;
  if (under === "Principal" && value === "*") return [["AWS", "*"]];
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
}
