/** Code and JSON: coloured, with line numbers, and a copy button at its head. */
import { useState } from "react";
import { tell } from "../api.ts";
import { shownText } from "./log-text.tsx";
import { words } from "../strings/index.ts";
import { Button } from "./controls.tsx";

/** A button that copies and says that it did. */
export function CopyButton({
  text,
  label,
}: {
  readonly text: string | (() => string);
  readonly label?: string;
}) {
  const [isCopied, setCopied] = useState(false);
  return (
    <Button
      size="s"
      icon={isCopied ? "check" : "copy"}
      {...(label === undefined ? {} : { label })}
      onClick={() =>
        void tell("copyText", typeof text === "string" ? text : text()).then(() => {
          setCopied(true);
          window.setTimeout(() => setCopied(false), 1500);
        })
      }
    >
      {isCopied ? words.copied : words.copy}
    </Button>
  );
}

type Kind = "k" | "s" | "n" | "c" | "";

/** Keys, texts, numbers and words of JSON. */
const json = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(true|false|null)\b|-?\b\d[\d.eE+-]*/g;
/** Comments, texts and options of shell and Python. */
const script = /(^|\s)(#[^\n]*)|('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(\s)(--[a-z][\w-]*)/g;

/** Cuts a line into coloured pieces. */
export function piecesOf(
  line: string,
  language: "json" | "shell" | "python",
): readonly { readonly kind: Kind; readonly text: string }[] {
  const out: { kind: Kind; text: string }[] = [];
  let at = 0;
  const add = (kind: Kind, start: number, text: string): void => {
    if (start > at) out.push({ kind: "", text: line.slice(at, start) });
    out.push({ kind, text });
    at = start + text.length;
  };
  if (language === "json")
    for (const match of line.matchAll(json)) {
      const [all, quoted, colon] = match;
      if (quoted === undefined) add("n", match.index, all);
      else add(colon === undefined ? "s" : "k", match.index, quoted);
    }
  else
    for (const match of line.matchAll(script)) {
      const [all, , comment, quoted, , option] = match;
      const text = comment ?? quoted ?? option ?? all;
      add(
        comment === undefined ? (quoted === undefined ? "k" : "s") : "c",
        match.index + all.length - text.length,
        text,
      );
      if (comment !== undefined) break;
    }
  if (at < line.length) out.push({ kind: "", text: line.slice(at) });
  return out;
}

/** Code in lines. `numbers`: with line numbers. */
export function Code({
  text,
  language,
  label,
  numbers = false,
  wrap = true,
}: {
  readonly text: string;
  readonly language: "json" | "shell" | "python";
  readonly label: string;
  readonly numbers?: boolean;
  readonly wrap?: boolean;
}) {
  return (
    <div className={`code${wrap ? " wrap" : ""}`} tabIndex={0} role="region" aria-label={label}>
      {text
        .replace(/\n$/, "")
        .split("\n")
        .map((line, i) => (
          // Lines never change their order.
          // oxlint-disable-next-line react/no-array-index-key
          <span className="ln" key={i}>
            {numbers ? <span className="no">{i + 1}</span> : null}
            {piecesOf(line, language).map((piece, at) => (
              // oxlint-disable-next-line react/no-array-index-key
              <span key={at} className={piece.kind}>
                {shownText(piece.text)}
              </span>
            ))}
            {"\n"}
          </span>
        ))}
    </div>
  );
}
