import type { Block } from "./document.ts";
import { escapeCode, escapeHtml } from "./escape.ts";
import type { PrintContext } from "./print-context.ts";
import { printSpans } from "./print-spans.ts";

type CodeBlock = Extract<Block, { b: "code" }>;
type DiffBlock = Extract<Block, { b: "diff" }>;

/** Code of at most this many lines is kept on one page. */
const shortUpTo = 16;

/** Code, or a file that a command reads. Log text in it is shown with its hidden code points. */
export function printCode({ language, text, file }: CodeBlock): string {
  const name =
    file === undefined ? "" : `<p class="fn">File <b class="mono">${escapeCode(file)}</b></p>\n`;
  const short = text.split("\n").length <= shortUpTo ? " short" : "";
  return `${name}<pre tabindex="0" class="lang-${language}${short}"><code>${escapeCode(text)}</code></pre>\n`;
}

const signs = {
  "+": { row: "a", sign: "+", tag: "ins" },
  "-": { row: "d", sign: "−", tag: "del" },
  " ": { row: "s", sign: "", tag: "span" },
} as const;

/** The change of a document: each line has a sign of its own, colour only adds to it. */
export function printDiff({ caption, lines }: DiffBlock, context: PrintContext): string {
  const rows = lines.map(({ k, s }) => {
    const { row, sign, tag } = signs[k];
    return `<tr class="${row}"><td>${sign}</td><td><${tag}>${escapeCode(s)}</${tag}></td></tr>\n`;
  });
  const count = (kind: "+" | "-"): number => lines.filter((line) => line.k === kind).length;
  const sum = escapeHtml(`${count("-")} removed, ${count("+")} added`);
  return (
    `<div class="tw"><table class="diff"><caption>${printSpans(caption, context)} ` +
    `<span class="soft">(lines: ${sum})</span></caption><tbody>\n${rows.join("")}</tbody></table></div>\n`
  );
}
