import type { Span, Spans } from "../span.ts";
import { plain } from "../span.ts";

const longest = 600;
const breaks = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;
/** Everything but letters, digits and the punctuation that names, paths, addresses and times are made of. */
const unsafeInName = /[^\p{L}\p{N} ._:/@=+,-]/gu;

/**
 * Spans as lines of a script comment, `# ` in front, broken between words. Log text can't leave the comment: line
 * breaks and control characters become spaces, and every other character that some shell gives a meaning (a pasted
 * comment is code in zsh) is shown as `_`. The exact value stands in the command below the comment.
 */
export function commentLines(spans: Spans, width = 86): readonly string[] {
  const words = spans
    .map(commentText)
    .join("")
    .replaceAll(breaks, " ")
    .toWellFormed()
    .split(" ")
    .filter((word) => word !== "");
  const lines: string[] = [];
  let line = "#";
  for (const word of words) {
    if (line !== "#" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = "#";
    }
    line += ` ${word}`;
  }
  if (line !== "#") lines.push(line);
  return lines;
}

function commentText(span: Span): string {
  switch (span.t) {
    case "strong":
    case "em":
    case "code":
      return span.of.map(commentText).join("");
    case "event":
      return shorten(`event ${span.id}`.replaceAll(breaks, " ").replaceAll(unsafeInName, "_"));
    case "log":
    case "time":
    case "ref":
      return shorten(plain([span]).replaceAll(breaks, " ").replaceAll(unsafeInName, "_"));
    case "text":
    case "ui":
    case "num":
    case "sev":
    case "unknown":
      return plain([span]);
  }
}

function shorten(words: string): string {
  return words.length <= longest ? words : `${words.slice(0, longest).toWellFormed()} and so on`;
}
