/** The conditions of the filter, the severities with their counts, groups and columns. */
import type { FindingGroup, FindingQuery } from "../../../shared/ipc/findings.ts";
import { severities } from "../../../shared/severity.ts";
import { useAsk } from "../../api.ts";
import { Button } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { Menu } from "../../parts/menu.tsx";
import { Severity } from "../../parts/severity.tsx";
import { formatCount } from "../../../shared/report/format.ts";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import { printToken, toggled, tokensOf, withoutToken } from "./query-text.ts";
import type { ColumnId } from "./columns.tsx";
import { columnChoices } from "./columns.tsx";

/** The conditions of the filter, each with a button that takes it away; on a line of its own. */
export function QueryTokens({
  query,
  onQuery,
}: {
  readonly query: FindingQuery;
  readonly onQuery: (next: FindingQuery) => void;
}) {
  const tokens = tokensOf(query);
  if (tokens.length === 0) return null;
  return (
    <div className="f-tokens" role="group" aria-label={words.filter}>
      {tokens.map((token) => {
        const shown = visibleText(printToken(token));
        return (
          <span className="token" key={shown}>
            <span className="k">{token.field}:</span>
            <span className="v cut" title={visibleText(token.value)}>
              {token.value === "" ? common.none : visibleText(token.value)}
            </span>
            <button
              type="button"
              className="x"
              aria-label={words.removeToken(shown)}
              title={words.removeToken(shown)}
              onClick={() => onQuery(withoutToken(query, token))}
            >
              <Icon name="close" small />
            </button>
          </span>
        );
      })}
      <button type="button" className="linkbtn s12" onClick={() => onQuery({})}>
        {words.clearFilter}
      </button>
    </div>
  );
}

/** One button for each severity with what matches but for the choice of severities. */
export function SeverityButtons({
  query,
  onQuery,
}: {
  readonly query: FindingQuery;
  readonly onQuery: (next: FindingQuery) => void;
}) {
  const { value } = useAsk("findingFacets", [query]);
  const chosen = query.severities ?? [];
  return (
    <div className="seg sevseg" role="group" aria-label={words.severityShown}>
      {severities.map((severity) => (
        <button
          key={severity}
          type="button"
          aria-pressed={chosen.length === 0 || chosen.includes(severity)}
          aria-label={words.severityCount(
            common.severity[severity],
            value?.severities[severity] ?? 0,
          )}
          onClick={() => onQuery(toggled(query, "severity", severity))}
        >
          <Severity severity={severity} look="glyph" />
          {value === undefined ? "" : formatCount(value.severities[severity])}
        </button>
      ))}
    </div>
  );
}

/** Facets on and off, groups, columns. */
export function ListTools({
  group,
  onGroup,
  onFoldAll,
  facets,
  onFacets,
  columns,
  onColumns,
}: {
  readonly group: FindingGroup;
  readonly onGroup: (next: FindingGroup) => void;
  readonly onFoldAll: (isFolded: boolean) => void;
  readonly facets: boolean;
  readonly onFacets: (open: boolean) => void;
  readonly columns: readonly ColumnId[];
  readonly onColumns: (next: readonly ColumnId[]) => void;
}) {
  const groups = Object.keys(words.groups).filter(
    (one): one is FindingGroup => one in words.groups,
  );
  return (
    <span className="hstack g1">
      <Button
        size="s"
        look="quiet"
        icon="filter"
        label={facets ? words.hideFacets : words.showFacets}
        pressed={facets}
        onClick={() => onFacets(!facets)}
      />
      <Menu
        className="btn s quiet icon"
        label={words.group(words.groups[group])}
        align="end"
        items={[
          ...groups.map((one) => ({
            id: one,
            label: words.groups[one],
            checked: one === group,
            run: () => onGroup(one),
          })),
          ...(group === "none"
            ? []
            : [
                { id: "fold", label: words.foldAll, divided: true, run: () => onFoldAll(true) },
                { id: "unfold", label: words.unfoldAll, run: () => onFoldAll(false) },
              ]),
        ]}
      >
        <Icon name="table" />
      </Menu>
      <Menu
        className="btn s quiet icon"
        label={words.columns}
        align="end"
        keepOpen
        items={columnChoices.map((one) => ({
          id: one,
          label: words.columnNames[one],
          checked: columns.includes(one),
          run: () =>
            onColumns(columnChoices.filter((each) => (each === one) !== columns.includes(each))),
        }))}
      >
        <Icon name="columns" />
      </Menu>
    </span>
  );
}
