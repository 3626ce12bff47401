/** The query as tokens, and a field that suggests fields and values. */
import { useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import type { KeyboardEvent, Ref } from "react";
import { mergeFilters } from "../../../shared/event-query/edit-query.ts";
import type { QueryError, QueryToken } from "../../../shared/event-query/parse-query.ts";
import { parseQuery } from "../../../shared/event-query/parse-query.ts";
import type { Suggestion } from "../../../shared/event-query/suggest.ts";
import { suggest } from "../../../shared/event-query/suggest.ts";
import type { EventSummaryAnswer } from "../../../shared/ipc/events.ts";
import { Kbd } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { eventWords as words } from "../../strings/events.ts";
import type { QueryState } from "./query-state.ts";
import { QueryChip, QueryWrong } from "./query-parts.tsx";
import { SuggestionList } from "./suggestion-list.tsx";
import { useKnownValues } from "./use-known-values.ts";

export interface QueryBarHandle {
  readonly focus: () => void;
}

/** Enter adds what is typed, Backspace at the beginning takes the last token off. `onLeave`: out, into the list. */
export function QueryBar({
  state,
  summary,
  onLeave,
  ref,
}: {
  readonly state: QueryState;
  /** The facets on the screen; undefined: not known yet. */
  readonly summary: EventSummaryAnswer | undefined;
  readonly onLeave: () => void;
  readonly ref: Ref<QueryBarHandle>;
}) {
  const [text, setText] = useState("");
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState<number | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [wrong, setWrong] = useState<readonly QueryError[]>([]);
  const input = useRef<HTMLInputElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }));
  const { tokens, errors } = state.parsed;
  const known = useKnownValues(summary, text, caret);
  const suggestions = suggest(text, caret, known);
  const items = isOpen ? suggestions.items : [];

  // What is typed stays in sight, however many tokens stand before it.
  const count = tokens.length;
  useEffect(() => {
    if (count > 0) input.current?.scrollIntoView({ block: "nearest" });
  }, [count]);

  const type = (next: string, position = next.length): void => {
    setText(next);
    setCaret(position);
    setAt(null);
    setOpen(true);
    setWrong([]);
  };

  /** Adds a query; what is wrong with it is told, and it stays in the field. */
  const add = (query: string): void => {
    const parsed = parseQuery(query);
    setWrong(parsed.errors);
    if (parsed.errors.length > 0) return;
    state.setFilter(mergeFilters(state.filter, parsed.filter));
    setText("");
    setCaret(0);
    setAt(null);
  };

  const take = ({ text: piece, value, field }: Suggestion): void => {
    const next = `${text.slice(0, suggestions.start)}${piece}${text.slice(suggestions.end)}`;
    if (value === null || field === "text") type(next, suggestions.start + piece.length);
    else add(next);
    input.current?.focus();
  };

  const without = (token: QueryToken): string =>
    [state.text.slice(0, token.start), state.text.slice(token.end)]
      .map((part) => part.trim())
      .join(" ")
      .trim();
  const remove = (token: QueryToken): void => {
    state.setText(without(token));
    input.current?.focus();
  };
  const edit = (token: QueryToken): void => {
    state.setText(without(token));
    type(state.text.slice(token.start, token.end));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const last = tokens.at(-1);
    const chosen = at === null ? undefined : items[at];
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        setOpen(true);
        if (items.length > 0) setAt(stepped(at, items.length, event.key === "ArrowDown"));
        return;
      case "Enter":
        event.preventDefault();
        if (chosen !== undefined) take(chosen);
        else if (text.trim() === "") onLeave();
        else add(text);
        return;
      case "Tab":
        if (chosen === undefined || event.shiftKey) return;
        event.preventDefault();
        take(chosen);
        return;
      case "Escape":
        event.preventDefault();
        event.stopPropagation();
        if (isOpen && items.length > 0 && text !== "") setOpen(false);
        else if (text !== "") type("");
        else onLeave();
        return;
      case "Backspace":
        if (text !== "" || last === undefined) return;
        event.preventDefault();
        state.setText(without(last));
    }
  };

  return (
    <div
      className="evt-bar"
      onBlur={(event) => {
        if (event.relatedTarget instanceof Node && box.current?.contains(event.relatedTarget))
          return;
        setOpen(false);
      }}
    >
      <div
        className="evt-query"
        role="group"
        aria-label={words.query}
        ref={box}
        onPointerDown={(event) => {
          if (event.target === event.currentTarget) {
            event.preventDefault();
            input.current?.focus();
          }
        }}
      >
        <Icon name="search" />
        {tokens.map((token) => (
          <QueryChip key={token.start} token={token} onRemove={remove} onEdit={edit} />
        ))}
        <input
          ref={input}
          value={text}
          role="combobox"
          aria-label={words.queryInput}
          aria-expanded={items.length > 0}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={
            at === null || at >= items.length ? undefined : `${id}-${String(at)}`
          }
          aria-invalid={wrong.length > 0}
          aria-describedby={wrong.length > 0 ? `${id}-wrong` : undefined}
          placeholder={tokens.length === 0 || isOpen ? words.queryHint : ""}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) =>
            type(target.value, target.selectionStart ?? target.value.length)
          }
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart ?? 0)}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
        />
        {state.text === "" ? (
          <Kbd name="/" />
        ) : (
          <button
            type="button"
            className="evt-clear"
            aria-label={words.clearQuery}
            title={words.clearQuery}
            onClick={() => {
              state.setText("");
              input.current?.focus();
            }}
          >
            <Icon name="close" small />
          </button>
        )}
      </div>
      <SuggestionList id={id} items={items} at={at} onTake={take} onPoint={setAt} />
      <QueryWrong id={`${id}-wrong`} query={text} errors={wrong} />
      {errors.length > 0 && wrong.length === 0 ? (
        <QueryWrong id={`${id}-address`} query={state.text} errors={errors} />
      ) : null}
    </div>
  );
}

/** The next choice; none stands before the first and behind the last. */
function stepped(at: number | null, count: number, isDown: boolean): number | null {
  const next = (at ?? (isDown ? -1 : count)) + (isDown ? 1 : -1);
  return next < 0 || next >= count ? null : next;
}
