/** The picture of relations: who may use it at the left, what it gives at the right; the same as a table. */
import { useId, useRef } from "react";
import type { EntityGraph, EntityRow, GraphNode } from "../../../shared/ipc/entities.ts";
import { Kbd } from "../../parts/controls.tsx";
import { Icon } from "../../parts/icons.tsx";
import { LogText, visibleText } from "../../parts/log-text.tsx";
import { useBoxWidth } from "../../parts/use-narrow.ts";
import { entitiesWords as words } from "../../strings/entities.ts";
import { layoutGraph, nodeHeight } from "./graph-layout.ts";
import type { PlacedNode } from "./graph-layout.ts";
import { kindIcon } from "../../parts/kind-icon.ts";
import { entityHref } from "../../location.ts";

interface Given {
  readonly row: EntityRow;
  readonly graph: EntityGraph;
  readonly at: string;
  readonly isTable: boolean;
  readonly onTable: (isTable: boolean) => void;
}

export function GraphTab({ row, graph, at, isTable, onTable }: Given) {
  const box = useRef<HTMLDivElement>(null);
  const width = useBoxWidth(box);
  if (graph.nodes.length < 2) return <p className="ink2">{words.noRelations}</p>;
  return (
    <>
      <div className="hstack n-sub">
        <h2>{words.tabGraph}</h2>
        <span className="right s12">
          <button type="button" className="linkbtn" onClick={() => onTable(!isTable)}>
            {isTable ? words.asPicture : words.asTable} <Kbd name="t" />
          </button>
        </span>
      </div>
      <div ref={box} className="n-graph">
        {isTable ? (
          <Table graph={graph} account={row.account} at={at} />
        ) : width === null ? null : (
          <Picture row={row} graph={graph} at={at} width={width} />
        )}
      </div>
    </>
  );
}

function nameOfNode(node: GraphNode): string {
  if (node.kind === "folded") return words.folded(node.count ?? 0);
  if (node.kind === "everybody") return words.everybody;
  if (node.kind === "account") return words.accountNode(node.name);
  return visibleText(node.name);
}

function Picture({
  row,
  graph,
  at,
  width,
}: Pick<Given, "row" | "graph" | "at"> & { readonly width: number }) {
  const arrow = useId();
  const layout = layoutGraph(graph, width);
  return (
    <svg
      width={layout.width}
      height={layout.height}
      role="group"
      aria-label={words.graphLabel(visibleText(row.name), graph.nodes.length - 1)}
    >
      <defs>
        <marker
          id={arrow}
          viewBox="0 0 8 8"
          refX={7}
          refY={4}
          markerWidth={8}
          markerHeight={8}
          orient="auto"
        >
          <path className="n-arrow" d="M0 0.5L7 4L0 7.5z" />
        </marker>
      </defs>
      {layout.edges.map(({ edge, path }) => (
        <path
          key={`${edge.from} ${edge.to}`}
          className="n-edge"
          d={path}
          markerEnd={`url(#${arrow})`}
        />
      ))}
      {layout.edges.map(({ edge, label, x, y }) =>
        label === "" ? null : (
          <text
            key={`${edge.from} ${edge.to}`}
            className="n-relation"
            x={x}
            y={y + 4}
            textAnchor="middle"
          >
            {label}
          </text>
        ),
      )}
      {layout.nodes.map((placed) => (
        <Node key={placed.node.id} placed={placed} account={row.account} at={at} />
      ))}
    </svg>
  );
}

function Node({
  placed: { node, x, y, width },
  account,
  at,
}: {
  readonly placed: PlacedNode;
  readonly account: string;
  readonly at: string;
}) {
  const said = nameOfNode(node);
  const clip = useId();
  const inner = (
    <>
      <rect
        className={`n-node${node.column === 0 ? " own" : ""}${node.kind === "everybody" ? " hot" : ""}`}
        width={width}
        height={nodeHeight}
        rx={4}
      />
      <svg x={7} y={5} width={16} height={16} className="n-node-icon">
        <Icon name={kindIcon(node.kind)} />
      </svg>
      <clipPath id={clip}>
        <rect x={0} y={0} width={width - 8} height={nodeHeight} />
      </clipPath>
      <text className="n-node-name" x={28} y={17} clipPath={`url(#${clip})`}>
        {said}
      </text>
      <title>{said}</title>
    </>
  );
  return (
    <g transform={`translate(${String(x)} ${String(y)})`}>
      {node.key === null || node.column === 0 ? (
        inner
      ) : (
        <a href={entityHref({ account, key: node.key }, at)} aria-label={said}>
          {inner}
        </a>
      )}
    </g>
  );
}

function Table({
  graph,
  account,
  at,
}: {
  readonly graph: EntityGraph;
  readonly account: string;
  readonly at: string;
}) {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const cell = (id: string) => {
    const node = nodes.get(id);
    if (node === undefined) return null;
    return (
      <span className="person">
        <Icon name={kindIcon(node.kind)} />
        {node.key === null || node.column === 0 ? (
          <LogText text={nameOfNode(node)} />
        ) : (
          <a href={entityHref({ account, key: node.key }, at)}>
            <LogText text={nameOfNode(node)} />
          </a>
        )}
      </span>
    );
  };
  return (
    <table className="tbl dense flush">
      <thead>
        <tr>
          <th>{words.from}</th>
          <th>{words.relation}</th>
          <th>{words.to}</th>
        </tr>
      </thead>
      <tbody>
        {graph.edges.map(({ from, to, label }) => (
          <tr key={`${from} ${to} ${label}`}>
            <td>{cell(from)}</td>
            <td className="ink2">{label}</td>
            <td>{cell(to)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
