import type { Chart } from "../document.ts";
import { formatCount, formatShortDay, weekday } from "../format.ts";
import { label, line, pictureWidth, rect, textWidth } from "./svg.ts";

type Day = Extract<Chart, { kind: "days" }>["days"][number];

/** A column of the picture: one day, or several taken together when there are too many to draw. */
interface Column {
  readonly day: string;
  readonly days: number;
  readonly succeeded: number;
  readonly failed: number;
}

const left = 46;
const right = pictureWidth - 8;
const top = 24;
const base = 150;
const mostColumns = 130;
const widestColumn = 44;
const spans = [1, 7, 28, 91, 364];

/** Days taken together into as many columns as can be told apart: 1, 7, 28, 91 or 364 days each. */
export function groupDays(days: readonly Day[]): readonly Column[] {
  const span =
    spans.find((n) => days.length / n <= mostColumns) ?? Math.ceil(days.length / mostColumns);
  const columns: Column[] = [];
  for (let i = 0; i < days.length; i += span) {
    const group = days.slice(i, i + span);
    columns.push({
      day: group[0]?.day ?? "",
      days: group.length,
      succeeded: group.reduce((sum, day) => sum + day.succeeded, 0),
      failed: group.reduce((sum, day) => sum + day.failed, 0),
    });
  }
  return columns;
}

/** A step of 1, 2 or 5 times a power of ten with which the axis has at most five lines. */
export function axisStep(most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (most / (digit * power) <= 5) return digit * power;
  }
}

function axis(most: number, step: number): string {
  let out = "";
  for (let n = 0; n <= most; n += step) {
    const y = base - (n / most) * (base - top);
    out += line(n === 0 ? "ax" : "gr", [left, y, right, y]);
    out += label(left - 7, y + 4, formatCount(n), { class: "s", size: 11, anchor: "end" });
  }
  return out;
}

/** Indexes of the columns that carry their number: the highest, then others far enough from it. */
function peaks(columns: readonly Column[], pitch: number): ReadonlySet<number> {
  const order = columns
    .map((column, i) => ({ i, sum: column.succeeded + column.failed }))
    .filter(({ sum }) => sum > 0)
    .toSorted((a, b) => b.sum - a.sum || a.i - b.i);
  const chosen: number[] = [];
  for (const { i } of order) {
    if (chosen.length === 3) break;
    if (chosen.every((other) => Math.abs(other - i) * pitch >= 46)) chosen.push(i);
  }
  return new Set(chosen);
}

function dayLabel(column: Column, years: number): string {
  return years > 1 ? column.day : formatShortDay(column.day);
}

function legend(columns: readonly Column[], picture: number, weekends: boolean): string {
  const y = base + 44;
  const span = columns[0]?.days ?? 1;
  const unit = span === 1 ? "one column is one day (UTC)" : `one column is ${span} days (UTC)`;
  return (
    rect("bar", [left, y - 10, 12, 12]) +
    label(left + 18, y, "succeeded", { size: 11.5 }) +
    rect("", [left + 100, y - 10, 12, 12], { fill: `url(#hatch${picture})` }) +
    rect("ol", [left + 100, y - 10, 12, 12]) +
    label(left + 118, y, "denied or failed", { size: 11.5 }) +
    (weekends
      ? rect("we", [left + 232, y - 10, 12, 12]) + label(left + 250, y, "weekend", { size: 11.5 })
      : "") +
    label(right, y, unit, { class: "s", size: 11.5, anchor: "end" })
  );
}

/** Columns over days: what succeeded below, what failed above it, hatched. Returns the drawing and its height. */
export function dayColumns(
  days: readonly Day[],
  picture: number,
): { readonly body: string; readonly height: number } {
  const columns = groupDays(days);
  const sums = columns.map((column) => column.succeeded + column.failed);
  const highest = Math.max(1, ...sums);
  const step = axisStep(highest);
  const most = Math.ceil(highest / step) * step;
  const pitch = Math.min((right - left) / Math.max(1, columns.length), widestColumn);
  const width = pitch * (pitch > 4 ? 0.74 : 0.86);
  const years = new Set(days.map((day) => day.day.slice(0, 4))).size;
  const every = [1, 2, 7, 14, 28, 56].find((n) => n * pitch >= (years > 1 ? 106 : 60)) ?? 112;
  const numbered = peaks(columns, pitch);
  const weekends = columns.every((column) => column.days === 1) && pitch >= 5 && columns.length > 6;
  const high = (n: number): number => (n / most) * (base - top);
  let under = "";
  let over = "";
  columns.forEach((column, i) => {
    const slot = left + i * pitch;
    const x = slot + (pitch - width) / 2;
    const day = weekday(column.day);
    if (weekends && (day === 0 || day === 6)) under += rect("we", [slot, top, pitch, base - top]);
    const low = high(column.succeeded);
    const failed = high(column.failed);
    if (column.succeeded > 0) over += rect("bar", [x, base - low, width, low]);
    if (column.failed > 0) {
      const box = [x, base - low - failed, width, failed] as const;
      over += rect("pa", box) + rect("", box, { fill: `url(#hatch${picture})` }) + rect("ol", box);
    }
    const middle = x + width / 2;
    if (numbered.has(i)) {
      const sum = formatCount(column.succeeded + column.failed);
      over += label(middle, base - low - failed - 5, sum, {
        size: 11.5,
        anchor: "middle",
        bold: true,
      });
    }
    if (i % every !== 0) return;
    over += line("ax", [middle, base, middle, base + 4]);
    const words = dayLabel(column, years);
    const half = textWidth(words, 11) / 2;
    const place = Math.min(pictureWidth - half, Math.max(left + half, middle));
    over += label(place, base + 17, words, { class: "s", size: 11, anchor: "middle" });
  });
  const none = sums.every((sum) => sum === 0)
    ? label((left + right) / 2, 90, "none in these days", { class: "s", anchor: "middle" })
    : "";
  const body = under + axis(most, step) + over + none + legend(columns, picture, weekends);
  return { body, height: base + 52 };
}
