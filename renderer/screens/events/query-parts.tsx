/** Tokens and complaints of the query bar. */
import type { QueryError, QueryToken } from "../../../shared/event-query/parse-query.ts";
import { Icon } from "../../parts/icons.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { eventWords as words } from "../../strings/events.ts";

/** A condition as a token: its words put it back into the field, its cross takes it away. */
export function QueryChip({
  token,
  onRemove,
  onEdit,
}: {
  readonly token: QueryToken;
  readonly onRemove: (token: QueryToken) => void;
  readonly onEdit: (token: QueryToken) => void;
}) {
  const { field, value, isNot } = token;
  const name = `${isNot ? "−" : ""}${field === null ? "" : `${field}:`}${visibleText(value)}`;
  return (
    <span className="token">
      <button
        type="button"
        className="evt-token"
        title={words.editToken(name)}
        onClick={() => onEdit(token)}
      >
        <span className="k">
          {isNot ? "−" : ""}
          {field}:
        </span>
        <span className="v">{visibleText(value)}</span>
      </button>
      <button
        type="button"
        className="x"
        aria-label={words.removeToken(name)}
        onClick={() => onRemove(token)}
      >
        <Icon name="close" small />
      </button>
    </span>
  );
}

/** What of a query is not understood, each with its place. */
export function QueryWrong({
  id,
  query,
  errors,
}: {
  readonly id: string;
  readonly query: string;
  readonly errors: readonly QueryError[];
}) {
  if (errors.length === 0) return null;
  return (
    <div className="evt-wrong" id={id} role="alert">
      {errors.map(({ start, end, sentence }) => (
        <p key={start}>
          <span className="mono">
            {visibleText(query.slice(0, start))}
            <mark>{visibleText(query.slice(start, end))}</mark>
            {visibleText(query.slice(end))}
          </span>{" "}
          {visibleText(sentence)}
        </p>
      ))}
    </div>
  );
}
