/** The field of the filter: conditions and words, with suggestions for what is being typed. */
import { useEffect, useId, useRef, useState } from "react";
import type { Ref } from "react";
import type { FindingQuery } from "../../../shared/ipc/findings.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { useAsk } from "../../api.ts";
import { Kbd } from "../../parts/controls.tsx";
import { Suggestions } from "../../parts/suggestions.tsx";
import { Icon } from "../../parts/icons.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import {
  isUnfinished,
  parseQuery,
  printToken,
  toggled,
  tokensOf,
  withoutToken,
} from "./query-text.ts";
import type { Suggestion } from "./suggest.ts";
import { completed, finishedPart, suggest } from "./suggest.ts";

/** Time to go on typing before the list follows. */
const pauseMs = 150;

export function QueryBar({
  query,
  onQuery,
  field,
}: {
  readonly query: FindingQuery;
  readonly onQuery: (next: FindingQuery) => void;
  readonly field: Ref<HTMLInputElement>;
}) {
  const given = query.text ?? "";
  const [typed, setTyped] = useState(given);
  const [followed, setFollowed] = useState(given);
  const timer = useRef(0);
  // The words were changed from elsewhere (a view, the palette): what is typed follows.
  if (given !== followed) {
    setFollowed(given);
    setTyped(given);
  }
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const { text: _text, ...conditions } = query;
  const apply = (text: string): void => {
    window.clearTimeout(timer.current);
    const read = parseQuery(text);
    const { text: free = "", ...added } = read;
    const merged = tokensOf(added).reduce((now, token) => {
      if (token.field === "time") return { ...now, ...timesOf(added) };
      const has = tokensOf(now).some((one) => printToken(one) === printToken(token));
      return has ? now : toggled(now, token.field, token.value);
    }, conditions as FindingQuery);
    setFollowed(free);
    setTyped(free);
    onQuery(free === "" ? merged : { ...merged, text: free });
  };
  const type = (text: string): void => {
    setTyped(text);
    window.clearTimeout(timer.current);
    const isOpen = isUnfinished(text);
    timer.current = window.setTimeout(() => {
      const finished = isOpen ? finishedPart(text) : text;
      if (!isOpen && tokensOf(parseQuery(finished)).length > 0) {
        apply(finished);
        return;
      }
      const free = finished.trim();
      setFollowed(free);
      onQuery(free === "" ? conditions : { ...conditions, text: free });
    }, pauseMs);
  };
  const tokens = tokensOf(query);
  const [hasFocus, setFocus] = useState(false);
  const [isClosed, setClosed] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const facets = useAsk("findingFacets", [query], { enabled: hasFocus }).value;
  const items = hasFocus && !isClosed ? suggest(typed, facets) : [];
  const take = (item: Suggestion): void => {
    const next = completed(typed, item);
    setAt(null);
    // A field waits for its value.
    if (item.count === null) type(next);
    else apply(next);
  };
  const step = (by: 1 | -1): void => {
    const next = (at ?? (by > 0 ? -1 : items.length)) + by;
    setAt(next < 0 || next >= items.length ? null : next);
  };
  const chosen = at === null ? undefined : items[at];
  return (
    <div className="input grow querybar">
      <Icon name="search" />
      <input
        ref={field}
        value={typed}
        aria-label={words.filterLabel}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${String(at)}`}
        onFocus={() => setFocus(true)}
        onBlur={() => setFocus(false)}
        placeholder={tokens.length === 0 ? words.filterHint : ""}
        maxLength={900}
        spellCheck={false}
        onChange={(event) => {
          setClosed(false);
          setAt(null);
          type(event.target.value);
        }}
        onKeyDown={(event) => {
          if (items.length > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
            event.preventDefault();
            step(event.key === "ArrowDown" ? 1 : -1);
          } else if (chosen !== undefined && (event.key === "Enter" || event.key === "Tab")) {
            event.preventDefault();
            take(chosen);
          } else if (event.key === "Escape" && items.length > 0) {
            event.preventDefault();
            setClosed(true);
          } else if (event.key === "Enter") {
            event.preventDefault();
            apply(typed);
          } else if (event.key === "Backspace" && typed === "") {
            const last = tokens.at(-1);
            if (last !== undefined) onQuery(withoutToken(query, last));
          } else if (event.key === "Escape") {
            event.preventDefault();
            document.querySelector<HTMLElement>(".f-list [role=grid]")?.focus();
          }
        }}
      />
      <Kbd name="/" />
      <Suggestions
        id={id}
        label={words.suggestions}
        className="f-suggest"
        items={items.map(({ text, count }) => ({
          text,
          note: count === null ? "" : formatCount(count),
        }))}
        at={at}
        onTake={(i) => {
          const item = items[i];
          if (item !== undefined) take(item);
        }}
        onPoint={setAt}
      />
    </div>
  );
}

function timesOf({ from, to }: FindingQuery): Pick<FindingQuery, "from" | "to"> {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
