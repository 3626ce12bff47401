import type { DiffLine } from "../finding.ts";
import type { PolicyDocument } from "./policy-document.ts";

/** Above this many line pairs the middle part is shown as replaced instead of being compared line by line. */
const maxCells = 4_000_000;

/** A document as lines: two-space JSON where it parses, as logged where it does not, none when absent. */
export function documentLines(document: PolicyDocument | null): readonly string[] {
  if (document === null || document.text === null) return [];
  const text = document.status === "ok" ? JSON.stringify(document.json, null, 2) : document.text;
  return text.split(/\r\n|\r|\n/);
}

/** A full line diff by longest common subsequence: removed lines stand before added ones. */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  return [
    ...before.slice(0, head).map((s) => line(" ", s)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map((s) => line(" ", s)),
  ];
}

/** Keeps `context` unchanged lines around each change; every longer run becomes one line that counts it. */
export function foldUnchanged(lines: readonly DiffLine[], context = 3): readonly DiffLine[] {
  const near = lines.map(() => false);
  lines.forEach((entry, i) => {
    if (entry.k === " ") return;
    for (let j = Math.max(0, i - context); j <= Math.min(lines.length - 1, i + context); j++) {
      near[j] = true;
    }
  });
  const out: DiffLine[] = [];
  for (let i = 0; i < lines.length; i++) {
    const entry = lines[i];
    if (entry === undefined) continue;
    let end = i;
    while (end < lines.length && near[end] === false) end++;
    // One hidden line would take as much room as the line that says so.
    if (end - i > 1) {
      out.push(line(" ", `… ${end - i} unchanged lines …`));
      i = end - 1;
    } else out.push(entry);
  }
  return out;
}

function middle(before: readonly string[], after: readonly string[]): DiffLine[] {
  const rows = before.length;
  const columns = after.length;
  if (rows === 0 || columns === 0 || rows * columns > maxCells) {
    return [...before.map((s) => line("-", s)), ...after.map((s) => line("+", s))];
  }
  const width = columns + 1;
  const common = new Uint16Array((rows + 1) * width);
  const cell = (r: number, c: number) => common[r * width + c] ?? 0;
  for (let r = rows - 1; r >= 0; r--) {
    for (let c = columns - 1; c >= 0; c--) {
      common[r * width + c] =
        before[r] === after[c] ? cell(r + 1, c + 1) + 1 : Math.max(cell(r + 1, c), cell(r, c + 1));
    }
  }
  const out: DiffLine[] = [];
  let r = 0;
  let c = 0;
  while (r < rows || c < columns) {
    const old = before[r];
    const fresh = after[c];
    if (old !== undefined && old === fresh) {
      out.push(line(" ", old));
      r++;
      c++;
    } else if (old !== undefined && (fresh === undefined || cell(r + 1, c) >= cell(r, c + 1))) {
      out.push(line("-", old));
      r++;
    } else if (fresh !== undefined) {
      out.push(line("+", fresh));
      c++;
    }
  }
  return out;
}

function line(k: DiffLine["k"], s: string): DiffLine {
  return { k, s };
}
