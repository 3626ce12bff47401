import type { Chart } from "../document.ts";
import { formatCount, formatShortDay } from "../format.ts";
import { fit, label, line, pictureWidth, rect } from "./svg.ts";

type Coverage = Extract<Chart, { kind: "coverage" }>;

/** A square: how many of its days have events. A square is more than one day when there are too many to draw. */
interface Square {
  readonly days: number;
  readonly covered: number;
}

const left = 190;
const right = pictureWidth - 134;
const top = 22;
const mostSquares = 100;
const widest = 20;
const spans = [1, 7, 28, 91];

/** Squares of one row: 1, 7, 28 or 91 days each. */
export function squares(events: readonly number[], span: number): readonly Square[] {
  const out: Square[] = [];
  for (let i = 0; i < events.length; i += span) {
    const group = events.slice(i, i + span);
    out.push({ days: group.length, covered: group.filter((n) => n > 0).length });
  }
  return out;
}

/** Days in one square, so that at most 100 squares stand in a row. */
export function squareSpan(days: number): number {
  return spans.find((span) => days / span <= mostSquares) ?? Math.ceil(days / mostSquares);
}

function square(
  { days, covered }: Square,
  box: readonly [number, number, number, number],
  picture: number,
): string {
  if (covered === days) return rect("ok", box);
  const [x, y, width, height] = box;
  const hatch = covered === 0 ? rect("", box, { fill: `url(#hatch${picture})` }) : "";
  const sign =
    width >= 7
      ? label(x + width / 2, y + height / 2 + 4.3, "!", { size: 12, anchor: "middle", bold: true })
      : "";
  return rect("gapfill", box) + hatch + rect("ol", box) + sign;
}

function legend(y: number, span: number, picture: number): string {
  const one = span === 1;
  const some = one
    ? ""
    : rect("gapfill", [left + 130, y - 10, 12, 12]) +
      rect("ol", [left + 130, y - 10, 12, 12]) +
      label(left + 147, y, "! some days without", { size: 11.5 });
  const x = one ? left + 130 : left + 268;
  return (
    rect("ok", [left, y - 10, 12, 12]) +
    label(left + 17, y, one ? "has events" : "events on all days", { size: 11.5 }) +
    some +
    square({ days: 1, covered: 0 }, [x, y - 10, 12, 12], picture) +
    label(x + 17, y, "no event in the files", { size: 11.5 }) +
    label(pictureWidth, y, one ? "one square is one day" : `one square is ${span} days`, {
      class: "s",
      size: 11.5,
      anchor: "end",
    })
  );
}

/** A row for each account and Region, a square for each day; days without events are hatched and marked "!". */
export function coverageSquares(
  days: readonly string[],
  rows: Coverage["rows"],
  picture: number,
): { readonly body: string; readonly height: number } {
  const span = squareSpan(days.length);
  const count = Math.ceil(days.length / span);
  const pitch = Math.min((right - left) / Math.max(1, count), widest);
  const gap = pitch > 6 ? 1.5 : 0.5;
  const rowPitch = rows.length > 16 ? 17 : 24;
  const years = new Set(days.map((day) => day.slice(0, 4))).size;
  const every = [1, 2, 7, 14, 28, 56].find((n) => n * pitch >= (years > 1 ? 74 : 48)) ?? 112;
  let body = "";
  for (let i = 0; i < count; i += every) {
    const day = days[i * span] ?? "";
    const x = left + i * pitch;
    body += label(x, 13, years > 1 ? day : formatShortDay(day), { class: "s", size: 11 });
    body += line("ax", [x, 16, x, top]);
  }
  rows.forEach((row, r) => {
    const y = top + 2 + r * rowPitch;
    const height = rowPitch - 4;
    body += label(left - 10, y + height / 2 + 4, fit(row.label, left - 12, 11.5), {
      size: 11.5,
      anchor: "end",
    });
    squares(row.events, span).forEach((one, i) => {
      body += square(one, [left + i * pitch, y, pitch - gap, height], picture);
    });
    const covered = row.events.filter((n) => n > 0).length;
    const sum = formatCount(row.events.reduce((a, b) => a + b, 0));
    body += label(pictureWidth, y + height / 2 + 4, `${covered} of ${days.length} d · ${sum}`, {
      class: "s",
      size: 10.5,
      anchor: "end",
    });
  });
  const bottom = top + rows.length * rowPitch + 18;
  return { body: body + legend(bottom, span, picture), height: bottom + 8 };
}
