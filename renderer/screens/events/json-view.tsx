/** JSON with colours, folding and search. */
import { useMemo, useRef, useState } from "react";
import type { ReactNode } from "react";
import { jsonLines, visibleLines } from "../../../shared/json-lines.ts";
import type { JsonLine } from "../../../shared/json-lines.ts";
import { CopyButton, piecesOf } from "../../parts/code.tsx";
import { Button } from "../../parts/controls.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { LineList } from "../../parts/line-list.tsx";
import type { LineListHandle } from "../../parts/line-list.tsx";
import { eventWords as words } from "../../strings/events.ts";

/** Characters of a line that are shown until a person asks for all. */
const longLine = 500;

/** `text`: JSON as it was logged. `tools`: what stands beside the search. */
export function JsonView({
  text,
  label,
  tools,
}: {
  readonly text: string;
  readonly label: string;
  readonly tools?: ReactNode;
}) {
  const lines = useMemo(() => jsonLines(text), [text]);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const [unfoldedText, setUnfoldedText] = useState<ReadonlySet<number>>(new Set());
  const [needle, setNeedle] = useState("");
  const [hit, setHit] = useState(0);
  const list = useRef<LineListHandle>(null);
  const seen = useMemo(() => visibleLines(lines, folded), [lines, folded]);
  const hits = useMemo(() => hitsIn(lines, needle), [lines, needle]);

  const foldAll = (): void =>
    setFolded(
      new Set(lines.flatMap(({ end, depth }, i) => (end !== null && depth > 0 ? [i] : []))),
    );
  /** Shows a hit; what is folded around it opens. */
  const goTo = (next: number): void => {
    if (hits.length === 0) return;
    const at = (next + hits.length) % hits.length;
    setHit(at);
    const target = hits[at] ?? 0;
    const open = new Set(
      [...folded].filter((i) => !(i < target && target <= (lines[i]?.end ?? -1))),
    );
    setFolded(open);
    list.current?.show(visibleLines(lines, open).indexOf(target));
  };

  const line = (index: number): ReactNode => {
    const number = seen[index] ?? 0;
    const one = lines[number];
    if (one === undefined) return null;
    const isFolded = folded.has(number);
    return (
      <Line
        key={number}
        number={number}
        line={one}
        isFolded={isFolded}
        isHit={hits[hit] === number}
        needle={needle}
        isLong={!unfoldedText.has(number) && one.text.length > longLine}
        onLong={() => setUnfoldedText(new Set([...unfoldedText, number]))}
        onFold={() => {
          const next = new Set(folded);
          if (!next.delete(number)) next.add(number);
          setFolded(next);
        }}
      />
    );
  };

  return (
    <div className="evt-json">
      <div className="evt-tools">
        <input
          className="input evt-search"
          type="search"
          value={needle}
          aria-label={words.search}
          placeholder={words.search}
          spellCheck={false}
          onChange={({ target }) => {
            setNeedle(target.value);
            setHit(0);
            const [first] = hitsIn(lines, target.value);
            if (first !== undefined) list.current?.show(visibleLines(lines, folded).indexOf(first));
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              goTo(event.shiftKey ? hit - 1 : hit + 1);
            } else if (event.key === "Escape" && needle !== "") {
              event.stopPropagation();
              setNeedle("");
            }
          }}
        />
        {needle === "" ? null : (
          <>
            <span className="ink3 s11 nowrap" aria-live="polite">
              {hits.length === 0 ? words.noHits : words.searchHits(hit + 1, hits.length)}
            </span>
            <Button
              size="s"
              look="quiet"
              icon="up"
              label={words.previous}
              onClick={() => goTo(hit - 1)}
            />
            <Button
              size="s"
              look="quiet"
              icon="down"
              label={words.next}
              onClick={() => goTo(hit + 1)}
            />
          </>
        )}
        <span className="right hstack g1">
          {tools}
          <Button
            size="s"
            look="quiet"
            onClick={() => (folded.size === 0 ? foldAll() : setFolded(new Set()))}
          >
            {folded.size === 0 ? words.foldAll : words.unfoldAll}
          </Button>
          <CopyButton
            text={() => lines.map(({ depth, text: one }) => "  ".repeat(depth) + one).join("\n")}
          />
        </span>
      </div>
      <LineList label={label} lines={seen.length} renderLine={line} ref={list} />
    </div>
  );
}

/** The lines that hold a text, in any case. */
function hitsIn(lines: readonly JsonLine[], needle: string): readonly number[] {
  const wanted = needle.toLowerCase();
  return wanted === ""
    ? []
    : lines.flatMap(({ text }, i) => (text.toLowerCase().includes(wanted) ? [i] : []));
}

function Line({
  number,
  line,
  isFolded,
  isHit,
  needle,
  isLong,
  onLong,
  onFold,
}: {
  readonly number: number;
  readonly line: JsonLine;
  readonly isFolded: boolean;
  readonly isHit: boolean;
  readonly needle: string;
  readonly isLong: boolean;
  readonly onLong: () => void;
  readonly onFold: () => void;
}) {
  const { depth, end } = line;
  const text = isLong ? line.text.slice(0, longLine) : line.text;
  return (
    <div className={`ln${isHit ? " hl" : ""}`}>
      <span className="no">{number + 1}</span>
      {end === null ? (
        <span className="evt-fold" />
      ) : (
        <button
          type="button"
          className="evt-fold"
          aria-label={isFolded ? words.unfold : words.fold}
          aria-expanded={!isFolded}
          tabIndex={-1}
          onClick={onFold}
        >
          {isFolded ? "▸" : "▾"}
        </button>
      )}
      {"  ".repeat(depth)}
      {piecesOf(text, "json").map((piece, at) => (
        // Pieces of a line never change their order.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={at} className={piece.kind}>
          <Marked text={visibleText(piece.text)} needle={needle} />
        </span>
      ))}
      {isLong ? (
        <button type="button" className="linkbtn" onClick={onLong}>
          {words.longText(line.text.length)}
        </button>
      ) : null}
      {isFolded && end !== null ? (
        <span className="ink3"> … {words.hiddenLines(end - number - 1)}</span>
      ) : null}
    </div>
  );
}

function Marked({ text, needle }: { readonly text: string; readonly needle: string }) {
  if (needle === "") return text;
  const out: ReactNode[] = [];
  const wanted = needle.toLowerCase();
  const low = text.toLowerCase();
  let at = 0;
  for (let hit = low.indexOf(wanted); hit >= 0; hit = low.indexOf(wanted, at)) {
    out.push(text.slice(at, hit), <mark key={hit}>{text.slice(hit, hit + wanted.length)}</mark>);
    at = hit + wanted.length;
  }
  out.push(text.slice(at));
  return out;
}
