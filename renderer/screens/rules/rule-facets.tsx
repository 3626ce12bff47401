/** Facets of the rules with counts. */
import type { ReactNode } from "react";
import type { RuleRow } from "../../../shared/ipc/rules.ts";
import { ruleKinds } from "../../../shared/ipc/rules.ts";
import { techniqueName } from "../../../shared/knowledge/mitre.ts";
import { severities } from "../../../shared/severity.ts";
import { Facet } from "../../parts/facet.tsx";
import { Severity } from "../../parts/severity.tsx";
import { words as common } from "../../strings/index.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import type { FacetName } from "./rule-filter.ts";
import { facetCounts } from "./rule-filter.ts";
import type { RulePlace } from "./use-rule-filter.ts";

export function RuleFacets({
  rows,
  place,
}: {
  readonly rows: readonly RuleRow[];
  readonly place: RulePlace;
}) {
  const facet = (name: FacetName, label?: (value: string) => ReactNode, shown = 8) => (
    <Facet
      title={words.fields[name]}
      items={facetCounts(rows, place.filter, name).map(({ value, count }) => ({
        value,
        count,
        ...(label === undefined ? {} : { label: label(value) }),
      }))}
      chosen={place.filter[name]}
      mono={label === undefined}
      shown={shown}
      onToggle={(value) => place.toggle(name, value ?? "")}
    />
  );
  return (
    <div className="facets f-facets scroll" role="region" aria-label={words.facets} tabIndex={0}>
      {facet("kind", kindWord)}
      {facet("state", stateWord)}
      {facet("severity", severityWord)}
      {facet("mitre", (id) => (
        <span className="cut" title={techniqueName(id) ?? undefined}>
          <span className="mono">{id}</span> {techniqueName(id) ?? ""}
        </span>
      ))}
      {facet("service", (one) =>
        one === "" ? (
          <span className="ink3">{words.anyService}</span>
        ) : (
          <span className="mono">{one}</span>
        ),
      )}
    </div>
  );
}

function kindWord(value: string): string {
  const kind = ruleKinds.find((one) => one === value);
  return kind === undefined ? value : words.kinds[kind];
}

const stateWords: Readonly<Record<string, string>> = { ...words.states, ...words.more };

function stateWord(value: string): string {
  return stateWords[value] ?? value;
}

function severityWord(value: string): ReactNode {
  const severity = severities.find((one) => one === value);
  if (severity === undefined) return <span className="ink3">{common.none}</span>;
  return <Severity severity={severity} />;
}
