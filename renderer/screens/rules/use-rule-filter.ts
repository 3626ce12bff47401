/** The filter, the order and the chosen rule, kept in the address. */
import { useParams } from "../../location.ts";
import type { FacetName, RuleFilter, RuleSort } from "./rule-filter.ts";
import { facetNames, sorts } from "./rule-filter.ts";

export interface RulePlace {
  readonly filter: RuleFilter;
  readonly sort: { readonly id: RuleSort; readonly descending: boolean } | null;
  /** The name of the chosen rule. */
  readonly rule: string | null;
  readonly setText: (text: string) => void;
  readonly toggle: (facet: FacetName, value: string) => void;
  readonly setSort: (id: string) => void;
  readonly choose: (rule: string | null) => void;
  readonly clear: () => void;
}

/** Sorts that begin with the highest value. */
const downFirst: ReadonlySet<RuleSort> = new Set(["severity", "fired"]);

/** Stands for a value that is none. */
const none = "-";

function listOf(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(",").map((one) => (one === none ? "" : one));
}

export function useRulePlace(): RulePlace {
  const [params, change] = useParams();
  const filter: RuleFilter = {
    text: params["q"] ?? "",
    kind: listOf(params["kind"]),
    state: listOf(params["state"]),
    severity: listOf(params["severity"]),
    service: listOf(params["service"]),
    mitre: listOf(params["mitre"]),
  };
  const [sortName, down] = (params["sort"] ?? "").split("-");
  const id = sorts.find((one) => one === sortName);
  const sort = id === undefined ? null : { id, descending: down === "down" };
  return {
    filter,
    sort,
    rule: params["rule"] ?? null,
    setText: (q) => change({ q }),
    toggle: (facet, value) => {
      const now = filter[facet];
      const next = now.includes(value) ? now.filter((one) => one !== value) : [...now, value];
      change({ [facet]: next.map((one) => (one === "" ? none : one)).join(",") });
    },
    setSort: (wanted) => {
      const next = sorts.find((one) => one === wanted);
      if (next === undefined) return;
      const isSame = sort?.id === next;
      const descending = isSame ? !sort.descending : downFirst.has(next);
      change({ sort: `${next}${descending ? "-down" : ""}` });
    },
    choose: (rule) => change({ rule }),
    clear: () => change({ q: null, ...Object.fromEntries(facetNames.map((one) => [one, null])) }),
  };
}
