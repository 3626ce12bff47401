/** Facets with counts: a tick keeps only what is ticked, Alt and a click or the minus key leaves a value out. */
import type { EventFilter, EventOutcome } from "../../../shared/event-filter.ts";
import {
  toggleExcluded,
  toggleValue,
  withoutField,
} from "../../../shared/event-query/edit-query.ts";
import type { FindingField } from "../../../shared/event-query/fields.ts";
import { listMembers } from "../../../shared/event-query/fields.ts";
import type { EventFacetName, EventSummaryAnswer } from "../../../shared/ipc/events.ts";
import { useAsk } from "../../api.ts";
import { Facet } from "../../parts/facet.tsx";
import { pathLabel, techniqueLabel } from "../../parts/id-label.tsx";
import { LogText } from "../../parts/log-text.tsx";
import { OutcomeMark } from "../../parts/outcome-mark.tsx";
import { Severity } from "../../parts/severity.tsx";
import { parseSeverity } from "../../../shared/severity.ts";
import { eventWords as words } from "../../strings/events.ts";
import { actorName, sourceName } from "./actor-words.ts";

/** Facets in their order, and how many values each shows at first. */
const shownFacets: readonly {
  readonly name: EventFacetName;
  readonly shown: number;
  readonly mono: boolean;
}[] = [
  { name: "severity", shown: 6, mono: false },
  { name: "path", shown: 4, mono: false },
  { name: "technique", shown: 4, mono: false },
  { name: "actor", shown: 6, mono: false },
  { name: "name", shown: 6, mono: true },
  { name: "source", shown: 5, mono: true },
  { name: "account", shown: 4, mono: true },
  { name: "region", shown: 4, mono: true },
  { name: "address", shown: 5, mono: true },
  { name: "error", shown: 5, mono: true },
];

/** Values that are asked for of each facet. */
export const facetValues = 100;

interface PaneProps {
  readonly filter: EventFilter;
  readonly onFilter: (filter: EventFilter) => void;
}

/** The pane with all facets. */
export function FacetPane({
  filter,
  onFilter,
  isKnown,
  isOld,
}: PaneProps & { readonly isKnown: boolean; readonly isOld: boolean }) {
  return (
    <div
      className={`pane sunken scroll facets evt-facets${isOld ? " is-old" : ""}`}
      role="region"
      aria-label={words.facetsLabel}
      tabIndex={-1}
    >
      <OutcomeFacet filter={filter} onFilter={onFilter} />
      {shownFacets.map((facet) => (
        <ValueFacet key={facet.name} {...facet} filter={filter} onFilter={onFilter} />
      ))}
      {isKnown ? <p className="ink3 s11 evt-facets-hint">{words.facetsHint}</p> : null}
    </div>
  );
}

function ValueFacet({
  name,
  shown,
  mono,
  filter,
  onFilter,
}: PaneProps & (typeof shownFacets)[number]) {
  // Counted as if this facet chose nothing: the others stay in sight beside what is ticked.
  const { value } = useAsk("eventSummary", [withoutField(filter, name), facetValues]);
  const member = listMembers[name];
  const facet = value?.facets[name];
  if (facet === undefined) return null;
  const chosen = filter[member] ?? [];
  const excluded = filter.exclude?.[member] ?? [];
  const used = [...chosen, ...excluded];
  // A case without findings, or without known paths, has nothing to choose from.
  if (hasFindings(name) && used.length === 0 && facet.top.every((one) => one.value === null))
    return null;
  const first = facet.top.slice(0, shown);
  // What is ticked or left out stays in sight, behind the most frequent values.
  const seen = new Set(first.map((one) => one.value));
  const pulled = used
    .filter((one) => !seen.has(one))
    .map((one) => facet.top.find(({ value: own }) => own === one) ?? { value: one, events: 0 });
  const isPulled = new Set(pulled.map((one) => one.value));
  const rest = facet.top.slice(shown).filter((one) => !isPulled.has(one.value));
  const items = [...first, ...pulled, ...rest].map((one) => ({
    value: one.value,
    count: one.events,
    ...labelOf(name, one.value),
  }));
  return (
    <Facet
      title={words.facets[name]}
      items={items}
      distinct={facet.distinct}
      chosen={chosen}
      excluded={excluded}
      mono={mono}
      shown={shown + pulled.length}
      onToggle={(one) =>
        onFilter(
          excluded.includes(one)
            ? toggleExcluded(filter, name, one)
            : toggleValue(filter, name, one),
        )
      }
      onExclude={(one) => onFilter(toggleExcluded(filter, name, one))}
    />
  );
}

/** Whether a facet counts what findings say of events. */
function hasFindings(name: EventFacetName): name is FindingField {
  return name === "severity" || name === "technique" || name === "path";
}

/** What stands there instead of a value whose end or beginning all share. */
function labelOf(name: EventFacetName, value: string | null) {
  if (value === null)
    return hasFindings(name) ? { label: <span className="ink3">{words.noneOf[name]}</span> } : {};
  if (name === "technique") return { label: techniqueLabel(value) };
  if (name === "path") return { label: pathLabel(value) };
  if (name === "severity") {
    const severity = parseSeverity(value);
    return severity === null ? {} : { label: <Severity severity={severity} /> };
  }
  if (name === "actor") {
    const short = actorName(value) ?? value;
    return { label: <Shortened text={short} full={value} mono={false} /> };
  }
  if (name === "source") return { label: <Shortened text={sourceName(value)} full={value} mono /> };
  return {};
}

function Shortened({
  text,
  full,
  mono,
}: {
  readonly text: string;
  readonly full: string;
  readonly mono: boolean;
}) {
  return text === full ? (
    <LogText text={text} mono={mono} />
  ) : (
    <span className="cut" title={full}>
      <LogText text={text} mono={mono} />
    </span>
  );
}

type Part = "succeeded" | "denied" | "error";
const parts: readonly Part[] = ["succeeded", "denied", "error"];
const marks = { succeeded: "success", denied: "denied", error: "failed" } as const;

/** Which parts an outcome stands for. */
function partsOf(outcome: EventOutcome | undefined): readonly Part[] {
  if (outcome === undefined) return [];
  return outcome === "failed" ? ["denied", "error"] : [outcome];
}

/** The outcome of chosen parts; of those that none stands for, the one that was chosen last. */
function outcomeOf(chosen: readonly Part[], last: Part): EventOutcome | undefined {
  if (chosen.length === 0 || chosen.length === parts.length) return undefined;
  if (chosen.length === 1) return chosen[0];
  return chosen.includes("succeeded") ? last : "failed";
}

function OutcomeFacet({ filter, onFilter }: PaneProps) {
  const { outcome, ...rest } = filter;
  const { value } = useAsk("eventSummary", [rest, facetValues]);
  if (value === undefined) return null;
  const counts = countsOf(value);
  const chosen = partsOf(outcome);
  const set = (next: EventOutcome | undefined): void =>
    onFilter({ ...rest, ...(next === undefined ? {} : { outcome: next }) });
  const partOf = (text: string | null): Part => parts.find((one) => one === text) ?? "succeeded";
  return (
    <Facet
      title={words.outcome}
      items={parts.map((part) => ({
        value: part,
        count: counts[part],
        label: <OutcomeLabel part={part} />,
      }))}
      chosen={chosen}
      onToggle={(text) => {
        const part = partOf(text);
        const next = chosen.includes(part)
          ? chosen.filter((one) => one !== part)
          : [...chosen, part];
        set(outcomeOf(next, part));
      }}
      onExclude={(text) => set(partOf(text) === "succeeded" ? "failed" : "succeeded")}
    />
  );
}

function OutcomeLabel({ part }: { readonly part: Part }) {
  return part === "error" ? (
    <span className="cut">{words.outcomes.error}</span>
  ) : (
    <OutcomeMark outcome={marks[part]} withWord />
  );
}

function countsOf({ events, failed, denied }: EventSummaryAnswer): Readonly<Record<Part, number>> {
  return { succeeded: events - failed, denied, error: failed - denied };
}
