import { severities, type Severity } from "../../severity.ts";
import type { Chart } from "../document.ts";
import { formatDuration, formatInstant, splitInstant } from "../format.ts";
import { severityWord } from "../print-spans.ts";
import { fit, label, line, pictureHeight, pictureWidth, shape, textWidth } from "./svg.ts";

type Course = Extract<Chart, { kind: "course" }>;
type Mark = Course["marks"][number];

/** One line of the picture: a mark, or the time that passed without one. */
type Item = { readonly mark: Mark; readonly lines: readonly string[] } | { readonly pause: number };

const linePitch = 16;
const markGap = 9;
const pauseHeight = 22;
const pauseFrom = 600;
const labelSize = 12.5;
const refWidth = 150;

/** A sign whose shape, not only its colour, tells the severity. */
function sign(severity: Severity, x: number, y: number): string {
  const place = `translate(${Math.round(x * 100) / 100} ${Math.round(y * 100) / 100})`;
  const look = { class: `f-${severity} mk`, transform: place };
  switch (severity) {
    case "critical":
      return shape("path", { ...look, d: "M0-7.5 7.5 0 0 7.5-7.5 0Z" });
    case "high":
      return shape("path", { ...look, d: "M0-6.8 7.2 5.6-7.2 5.6Z" });
    case "medium":
      return shape("path", { ...look, d: "M-5.4-5.4H5.4V5.4H-5.4Z" });
    case "low":
      return shape("circle", { ...look, r: 5.6 });
    case "info":
      return shape("circle", { ...look, r: 3.4 });
  }
}

/** A text in at most two lines of `width` units; what is left is cut with an ellipsis. */
function wrap(text: string, width: number): readonly string[] {
  if (textWidth(text, labelSize) <= width) return [text];
  const wordsLeft = text.split(" ");
  let first = "";
  while (wordsLeft.length > 1) {
    const next = first === "" ? (wordsLeft[0] ?? "") : `${first} ${wordsLeft[0] ?? ""}`;
    if (textWidth(next, labelSize) > width) break;
    first = next;
    wordsLeft.shift();
  }
  return first === ""
    ? [fit(text, width, labelSize)]
    : [first, fit(wordsLeft.join(" "), width, labelSize)];
}

function seconds(at: string): number {
  return Date.parse(at) / 1000;
}

function height(item: Item): number {
  return "mark" in item ? item.lines.length * linePitch + markGap : pauseHeight;
}

function stamp(at: string, severalDays: boolean): string {
  const parts = splitInstant(at);
  return parts === null ? at : severalDays ? `${parts.day} ${parts.time}` : parts.time;
}

/** The lines of all pictures: marks in order of time, with the pauses of ten minutes and more between them. */
function items(marks: readonly Mark[], textRoom: number): readonly Item[] {
  return marks.flatMap((mark, i): readonly Item[] => {
    const entry = { mark, lines: wrap(mark.label, textRoom) };
    const before = marks[i - 1];
    const pause = before === undefined ? 0 : seconds(mark.at) - seconds(before.at);
    return pause >= pauseFrom ? [{ pause }, entry] : [entry];
  });
}

/** Cuts lines into pictures that fit on a page. */
function pages(all: readonly Item[], room: number): readonly (readonly Item[])[] {
  const out: Item[][] = [[]];
  let used = 0;
  for (const item of all) {
    if (used + height(item) > room) {
      out.push([]);
      used = 0;
    }
    out.at(-1)?.push(item);
    used += height(item);
  }
  return out;
}

/** The true scale of time: where the marks lie between the first and the last instant. */
function scale(course: Course, marks: readonly Mark[]): string {
  const start = seconds(course.from);
  const length = seconds(course.to) - start;
  const [x1, x2, y] = [10, pictureWidth - 10, 22];
  const place = (at: string): number =>
    Math.min(x2, Math.max(x1, x1 + ((seconds(at) - start) / length) * (x2 - x1)));
  const ends =
    label(x1 - 10, y + 27, formatInstant(course.from), { class: "s", size: 11 }) +
    label(x2 + 10, y + 27, formatInstant(course.to), { class: "s", size: 11, anchor: "end" }) +
    label(pictureWidth / 2, y + 27, `${formatDuration(length)} to scale`, {
      class: "s",
      size: 11,
      anchor: "middle",
    });
  const placed = marks.filter((mark) => Number.isFinite(seconds(mark.at)));
  const worstLast = placed.toSorted(
    (a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity),
  );
  const signs = worstLast.map((mark) => sign(mark.severity, place(mark.at), y));
  return (
    line("ax", [x1, y, x2, y]) +
    line("ax", [x1, y - 7, x1, y + 7]) +
    line("ax", [x2, y - 7, x2, y + 7]) +
    signs.join("") +
    ends
  );
}

function drawItems(
  list: readonly Item[],
  from: number,
  timeRoom: number,
  severalDays: boolean,
): string {
  const x = timeRoom + 18;
  let y = from;
  let out = "";
  list.forEach((item, i) => {
    const middle = y + linePitch / 2;
    const next = list[i + 1];
    const end = y + height(item) + linePitch / 2;
    const isJoined = next !== undefined && "mark" in next;
    if ("mark" in item) {
      if (isJoined) out += line("ax", [x, middle, x, end]);
      out += label(timeRoom, middle + 4.5, stamp(item.mark.at, severalDays), {
        class: "s",
        anchor: "end",
        size: 12,
      });
      item.lines.forEach((text, k) => {
        out += label(x + 20, middle + 4.5 + k * linePitch, text, { size: labelSize });
      });
      out += label(
        pictureWidth,
        middle + 4.5,
        `${severityWord(item.mark.severity)}  ${fit(item.mark.ref, 60, 12)}`,
        { anchor: "end", bold: true },
      );
      out += sign(item.mark.severity, x, middle);
    } else {
      out += line("pz", [x, i === 0 ? y : y - linePitch / 2 - markGap, x, end], {
        "stroke-dasharray": "2 4",
      });
      out += label(x + 20, y + 12, `${formatDuration(item.pause)} later`, {
        class: "s",
        size: 11.5,
      });
    }
    y += height(item);
  });
  return out;
}

/** What happened when: a line to scale, then every mark with its time, words, severity and reference. One or more pictures. */
export function coursePictures(
  course: Course,
): readonly { readonly body: string; readonly height: number }[] {
  if (course.marks.length === 0) return [];
  const marks = course.marks.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const severalDays = new Set(marks.map((mark) => mark.at.slice(0, 10))).size > 1;
  const stamps = marks.map((mark) => textWidth(stamp(mark.at, severalDays), 12));
  const timeRoom = Math.min(160, Math.max(...stamps));
  const textRoom = pictureWidth - timeRoom - 38 - refWidth;
  const toScale = marks.length > 1 && seconds(course.to) > seconds(course.from);
  const top = toScale ? 66 : 4;
  return pages(items(marks, textRoom), pictureHeight - top).map((list, page) => {
    const from = page === 0 ? top : 4;
    const tall = list.reduce((sum, item) => sum + height(item), from);
    const head = page === 0 && toScale ? scale(course, marks) : "";
    return { body: head + drawItems(list, from, timeRoom, severalDays), height: tall };
  });
}
