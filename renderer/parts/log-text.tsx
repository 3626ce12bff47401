/** Text out of the evidence: what can't be seen or turns writing round is shown, long values fold. */
import { useState } from "react";
import type { ReactNode } from "react";
import { words } from "../strings/index.ts";

/** C0, C1, zero width, bidi and line separators: they would hide or reorder what stands there. */
const hidden =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** What a hidden character is called: its picture for controls, its code otherwise. */
function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

/** The text with names in place of hidden characters, for titles and the clipboard's label. */
export function visibleText(text: string): string {
  return text.replace(hidden, nameOf);
}

const foldAt = 500;

/** A value of the log. `cut`: where it is shortened when there is no room (by CSS at the end, by us elsewhere). */
export function LogText({
  text,
  cut = "end",
  mono = false,
  fold = true,
}: {
  readonly text: string;
  readonly cut?: "end" | "start" | "middle" | "none";
  readonly mono?: boolean;
  readonly fold?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const isLong = fold && cut === "none" && text.length > foldAt;
  const shown = isLong && !isOpen ? text.slice(0, foldAt) : text;
  const pieces = shownText(shown);
  const className = `${mono ? "mono " : ""}${cut === "none" ? "logtext wrapany" : `logtext cut${cut === "start" ? " from-start" : ""}`}`;
  return (
    <span className={className} title={cut === "none" ? undefined : visibleText(text)} dir="auto">
      {cut === "middle" ? middle(text) : cut === "start" ? <bdi dir="ltr">{pieces}</bdi> : pieces}
      {isLong ? (
        <button type="button" className="btn s quiet" onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.foldText : words.unfoldText(text.length)}
        </button>
      ) : null}
    </span>
  );
}

function middle(text: string): string {
  const seen = visibleText(text);
  return seen.length > 20 ? `${seen.slice(0, 8)}…${seen.slice(-5)}` : seen;
}

/** Plain runs and chips for hidden characters, for text that is shown in a way of its own. */
export function shownText(text: string): ReactNode {
  if (!hidden.test(text)) return text;
  hidden.lastIndex = 0;
  const out = [];
  let at = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > at) out.push(text.slice(at, match.index));
    out.push(
      <span key={match.index} className="hiddenchar">
        {nameOf(match[0])}
      </span>,
    );
    at = match.index + match[0].length;
  }
  out.push(text.slice(at));
  return out;
}
