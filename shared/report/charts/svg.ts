/**
 * SVG without style attributes, which the report's Content-Security-Policy forbids: classes of the sheet and
 * presentation attributes only. All pictures are 720 units wide.
 */
import type { Severity } from "../../severity.ts";
import { escapeAttribute, visible } from "../escape.ts";

/** Width of every picture, in its own units. */
export const pictureWidth = 720;
/** No picture is higher than this, so that it fits on an A4 page with its caption. */
export const pictureHeight = 860;

type Attribute = string | number;

/** A number for an attribute: at most two decimals. */
function short(value: Attribute): string {
  return typeof value === "number" ? String(Math.round(value * 100) / 100) : escapeAttribute(value);
}

/** An element; `content` is SVG. */
export function shape(
  tag: string,
  attributes: Readonly<Record<string, Attribute>>,
  content = "",
): string {
  const list = Object.entries(attributes).map(([name, value]) => ` ${name}="${short(value)}"`);
  return content === ""
    ? `<${tag}${list.join("")}/>`
    : `<${tag}${list.join("")}>${content}</${tag}>`;
}

/** A rectangle. */
export function rect(
  className: string,
  [x, y, width, height]: readonly [number, number, number, number],
  more: Readonly<Record<string, Attribute>> = {},
): string {
  return shape("rect", { class: className, x, y, width, height, ...more });
}

/** A line. */
export function line(
  className: string,
  [x1, y1, x2, y2]: readonly [number, number, number, number],
  more: Readonly<Record<string, Attribute>> = {},
): string {
  return shape("line", { class: className, x1, y1, x2, y2, ...more });
}

/** How a label stands: class of the sheet (`s` is soft), size and anchor. */
export interface LabelLook {
  readonly class?: string;
  readonly size?: number;
  readonly anchor?: "start" | "middle" | "end";
  readonly bold?: boolean;
}

/** A label; hidden code points are named, everything is escaped. */
export function label(x: number, y: number, text: string, look: LabelLook = {}): string {
  return shape(
    "text",
    {
      ...(look.class === undefined ? {} : { class: look.class }),
      x,
      y,
      "font-size": look.size ?? 12,
      ...(look.anchor === undefined ? {} : { "text-anchor": look.anchor }),
      ...(look.bold === true ? { "font-weight": 700 } : {}),
    },
    escapeAttribute(text),
  );
}

/** Rough width of a text in a sans-serif face: wide scripts count double. */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const char of visible(text)) {
    const code = char.codePointAt(0) ?? 0;
    ems +=
      code >= 0x1100
        ? 1.05
        : /[A-Z0-9@%&mwMW]/.test(char)
          ? 0.64
          : /[ .,:;il|'!]/.test(char)
            ? 0.3
            : 0.55;
  }
  return ems * size;
}

/** The text, cut with an ellipsis when it is wider than `width` units. The picture's description has it whole. */
export function fit(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const chars = Array.from(visible(text));
  while (chars.length > 1 && textWidth(`${chars.join("")}…`, size) > width) {
    chars.length = Math.min(chars.length - 1, Math.ceil(chars.length * 0.9));
  }
  return `${chars.join("")}…`;
}

/** Fill patterns of one picture: `hatch` (diagonal), `dots`, `cross`. Ids end in the picture's number. */
export function patterns(pictureNumber: number): string {
  const frame = { width: 5, height: 5, patternUnits: "userSpaceOnUse" };
  const hatch = line("hl", [0, 0, 0, 5]);
  return shape(
    "defs",
    {},
    shape(
      "pattern",
      { id: `hatch${pictureNumber}`, ...frame, patternTransform: "rotate(45)" },
      hatch,
    ) +
      shape(
        "pattern",
        { id: `dots${pictureNumber}`, ...frame },
        shape("circle", { class: "hd", cx: 2.5, cy: 2.5, r: 0.9 }),
      ) +
      shape("pattern", { id: `cross${pictureNumber}`, ...frame }, hatch + line("hl", [0, 0, 5, 0])),
  );
}

const overlays: Readonly<Record<Severity, string | null>> = {
  critical: null,
  high: "cross",
  medium: "hatch",
  low: null,
  info: "dots",
};

/** An area in the fill of a severity: colour, pattern and outline differ. */
export function severityArea(
  severity: Severity,
  box: readonly [number, number, number, number],
  pictureNumber: number,
): string {
  const overlay = overlays[severity];
  const pattern =
    overlay === null ? "" : rect("", box, { fill: `url(#${overlay}${pictureNumber})` });
  const dash = severity === "low" ? { "stroke-dasharray": "3 2" } : {};
  return rect(`f-${severity}`, box) + pattern + rect("ol", box, dash);
}

/** The picture. Its name is title and description together: that is what a PDF takes as alternative text. */
export function picture(
  height: number,
  words: { readonly number: number; readonly title: string; readonly description: string },
  body: string,
): string {
  const { number } = words;
  return (
    `<svg class="chart" viewBox="0 0 ${pictureWidth} ${short(height)}" role="img" ` +
    `aria-labelledby="t${number} d${number}">` +
    `<title id="t${number}">${escapeAttribute(words.title)}</title>` +
    `<desc id="d${number}">${escapeAttribute(words.description)}</desc>` +
    `${patterns(number)}${body}</svg>\n`
  );
}
