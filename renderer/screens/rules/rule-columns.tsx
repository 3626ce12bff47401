/** Columns of the list of rules. */
import type { RuleRow } from "../../../shared/ipc/rules.ts";
import { formatCount } from "../../../shared/report/format.ts";
import { LogText } from "../../parts/log-text.tsx";
import { Severity } from "../../parts/severity.tsx";
import type { Column } from "../../parts/virtual-table.tsx";
import { words as common } from "../../strings/index.ts";
import { rulesWords as words } from "../../strings/rules.ts";
import { severityNow } from "./rule-filter.ts";

const all: readonly Column<RuleRow>[] = [
  {
    id: "severity",
    head: words.heads.severity,
    width: 52,
    sort: true,
    cell: (row) => {
      const severity = severityNow(row);
      return severity === null ? null : <Severity severity={severity} look="glyph" />;
    },
  },
  {
    id: "name",
    head: words.heads.name,
    grow: 3,
    least: 150,
    sort: true,
    cell: (row) => <RuleName row={row} />,
  },
  {
    id: "title",
    head: words.heads.title,
    grow: 4,
    least: 140,
    sort: true,
    cell: (row) => (
      <span className="ink2">{row.kind === "detection" ? row.title : words.kinds[row.kind]}</span>
    ),
  },
  {
    id: "service",
    head: words.heads.service,
    width: 116,
    sort: true,
    cell: ({ services }) => <span className="mono cut">{services.join(", ")}</span>,
  },
  {
    id: "fired",
    head: words.heads.fired,
    width: 64,
    align: "end",
    sort: true,
    cell: ({ fired }) => (fired === 0 ? "" : formatCount(fired)),
  },
  {
    id: "state",
    head: words.heads.state,
    width: 118,
    sort: true,
    cell: (row) => <StateWord row={row} />,
  },
];

/** What stands out of a rule's state: off, set, not loaded; else nothing. */
export function StateWord({ row }: { readonly row: RuleRow }) {
  const { setting, state } = row;
  if (setting !== null && setting.off !== null) return <span className="s12">{words.off}</span>;
  if (setting !== null && setting.severity !== null)
    return <span className="s12">{words.setTo(common.severity[setting.severity.to])}</span>;
  return state === "works" ? null : <span className="s12 ink3">{words.states[state]}</span>;
}

/** Without room for titles they stand behind the names of detections, which say nothing by themselves. */
const titled: Column<RuleRow> = {
  id: "name",
  head: words.heads.name,
  grow: 1,
  least: 160,
  sort: true,
  cell: (row) =>
    row.kind === "detection" ? (
      <>
        <span className="mono">{row.name}</span> <span className="ink2">{row.title}</span>
      </>
    ) : (
      <RuleName row={row} />
    ),
};

/** Those that fit into a width: service goes first, then the title. */
export function ruleColumns(width: number | null): readonly Column<RuleRow>[] {
  const room = width ?? Infinity;
  const fitting = all.filter(({ id }) => id !== "service" || room >= 640);
  if (room >= 560) return fitting;
  return fitting.flatMap((one) => (one.id === "title" ? [] : one.id === "name" ? [titled] : [one]));
}

function RuleName({ row }: { readonly row: RuleRow }) {
  return <LogText text={row.kind === "sigma" ? row.title : row.name} mono={row.kind !== "sigma"} />;
}
