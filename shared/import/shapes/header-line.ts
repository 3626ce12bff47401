/** The first line of a table: its delimiter and names. */

const delimiters = [",", ";", "\t", "|"] as const;

/** The delimiter that stands most often outside quotes in a header. */
export function delimiterOf(line: string): string {
  let best = ",";
  let most = 0;
  for (const delimiter of delimiters) {
    const count = headerCells(line, delimiter).length;
    if (count > most) {
      best = delimiter;
      most = count;
    }
  }
  return best;
}

/** The cells of a line, quotes taken off. */
export function headerCells(line: string, delimiter: string): readonly string[] {
  const cells: string[] = [];
  let cell = "";
  let inQuotes = false;
  for (const c of line.replace(/\r$/, "")) {
    if (c === '"') inQuotes = !inQuotes;
    else if (c === delimiter && !inQuotes) {
      cells.push(cell.trim());
      cell = "";
    } else cell += c;
  }
  cells.push(cell.trim());
  return cells;
}
