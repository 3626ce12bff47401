/**
 * The names most like the one asked for, best first: those that contain it, then those that can be made from it with
 * the fewest changes of letters. Names that have little in common with it are left out.
 */
export function nearestNames(
  asked: string,
  names: readonly string[],
  most: number,
): readonly string[] {
  const wanted = asked.toLowerCase();
  return [...new Set(names)]
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .toSorted((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, most)
    .map(({ name }) => name);
}

/** Names that contain the wanted one, or the other way round, come before all that must be changed. */
function distanceOf(wanted: string, name: string): number {
  const shorter = Math.min(wanted.length, name.length);
  if (shorter >= 4 && (name.includes(wanted) || wanted.includes(name)))
    return Math.abs(name.length - wanted.length) / 100;
  return changes(wanted, name);
}

/** Letters to add, remove or exchange (Levenshtein). */
function changes(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const [kept = 0, above = 0, left = 0] = [row[j - 1], row[j], next[j - 1]];
      next.push(Math.min(kept + cost, above + 1, left + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
