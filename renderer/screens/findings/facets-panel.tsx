/** Facets with counts: a tick writes a condition into the filter. */
import type { ReactNode } from "react";
import type { FacetCount, FindingQuery, Status } from "../../../shared/ipc/findings.ts";
import { statuses } from "../../../shared/ipc/findings.ts";
import type { Outcome } from "../../../shared/cloudtrail-event.ts";
import { useAsk } from "../../api.ts";
import { Facet } from "../../parts/facet.tsx";
import { pathLabel, techniqueLabel } from "../../parts/id-label.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { words as common } from "../../strings/index.ts";
import type { QueryField } from "./query-text.ts";
import { toggled, valuesOf } from "./query-text.ts";

export function FacetsPanel({
  query,
  onQuery,
}: {
  readonly query: FindingQuery;
  readonly onQuery: (next: FindingQuery) => void;
}) {
  const { value, isOld } = useAsk("findingFacets", [query]);
  if (value === undefined) return <div className="facets f-facets" />;
  const facet = (
    field: QueryField,
    items: readonly FacetCount[],
    look: {
      readonly mono?: boolean;
      readonly none?: string;
      readonly label?: (value: string) => ReactNode;
    } = {},
  ) => (
    <Facet
      title={words.fields[field]}
      items={items.map(({ value: one, count }) => ({
        value: one,
        count,
        ...(one === ""
          ? { label: <span className="ink3">{look.none ?? common.none}</span> }
          : look.label === undefined
            ? {}
            : { label: look.label(one) }),
      }))}
      chosen={valuesOf(query, field)}
      mono={look.mono ?? false}
      onToggle={(one) => onQuery(toggled(query, field, one ?? ""))}
    />
  );
  return (
    <div
      className={`facets f-facets scroll${isOld ? " is-old" : ""}`}
      role="region"
      aria-label={words.facets}
      tabIndex={0}
    >
      {facet(
        "status",
        statuses.map((status) => ({ value: status, count: value.statuses[status] })),
        { label: (one) => common.status[statusOf(one)] },
      )}
      {facet("outcome", value.outcomes, {
        label: outcomeLabel,
      })}
      {facet("path", value.paths, { none: words.noPath, label: pathLabel })}
      {facet("mitre", value.mitre, {
        none: words.noTechnique,
        label: techniqueLabel,
      })}
      {facet("actor", value.actors)}
      {facet("target", value.targets)}
      {facet("action", value.actions, { mono: true })}
      {facet("address", value.addresses, { mono: true })}
      {value.accounts.length > 1 ? facet("account", value.accounts, { mono: true }) : null}
      {facet("owner", value.owners, { none: words.noOwner })}
    </div>
  );
}

function outcomeLabel(value: string): ReactNode {
  return <OutcomeMark outcome={outcomeOf(value)} withWord />;
}

function statusOf(text: string): Status {
  return statuses.find((one) => one === text) ?? "open";
}

function outcomeOf(text: string): Outcome {
  return text === "denied" || text === "failed" ? text : "success";
}
