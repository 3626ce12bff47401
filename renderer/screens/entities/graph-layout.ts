/** Where the nodes of the picture of relations stand. Pure; pixels. */
import type { EntityGraph, GraphEdge, GraphNode } from "../../../shared/ipc/entities.ts";

export const nodeHeight = 26;
const rowHeight = 34;
const headRoom = 12;

export interface PlacedNode {
  readonly node: GraphNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

export interface PlacedEdge {
  readonly edge: GraphEdge;
  /** An SVG path from the right edge of one node to the left edge of another, or between neighbours of a column. */
  readonly path: string;
  /** Its label and where it stands; empty where a label beside it says it for several edges. */
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Least room of a column and of the edges beside it, with their words. */
const leastNode = 140;
const leastGap = 96;

/** Columns side by side, each centred; wider than `room` where there are many columns. */
export function layoutGraph(graph: EntityGraph, room: number): GraphLayout {
  const columns = [...new Set(graph.nodes.map(({ column }) => column))].toSorted((a, b) => a - b);
  const count = Math.max(1, columns.length);
  const width = Math.max(room, count * leastNode + (count - 1) * leastGap);
  const share = (width - (count - 1) * leastGap) / count;
  const nodeWidth = Math.min(240, share);
  const gap = count === 1 ? 0 : (width - count * nodeWidth) / (count - 1);
  const most = Math.max(
    1,
    ...columns.map((column) => graph.nodes.filter((n) => n.column === column).length),
  );
  const height = headRoom * 2 + most * rowHeight;
  const nodes = columns.flatMap((column, i): readonly PlacedNode[] => {
    const own = graph.nodes.filter((node) => node.column === column);
    const top = (height - own.length * rowHeight) / 2 + (rowHeight - nodeHeight) / 2;
    return own.map((node, row) => ({
      node,
      x: count === 1 ? (width - nodeWidth) / 2 : i * (nodeWidth + gap),
      y: top + row * rowHeight,
      width: nodeWidth,
    }));
  });
  const at = new Map(nodes.map((placed) => [placed.node.id, placed]));
  const edges = graph.edges.flatMap((edge): readonly PlacedEdge[] => {
    const from = at.get(edge.from);
    const to = at.get(edge.to);
    return from === undefined || to === undefined ? [] : [drawEdge(edge, from, to)];
  });
  return { nodes, edges: labelled(edges), width, height };
}

/** Edges that say the same of one node, between the same columns, share one label in their middle. */
function labelled(edges: readonly PlacedEdge[]): readonly PlacedEdge[] {
  const groups = [
    ...Map.groupBy(edges, ({ edge, x }) => `${edge.label} ${edge.to} ${String(x)}`).values(),
  ];
  const fans = [
    ...Map.groupBy(groups, ([first]) =>
      first === undefined ? "" : `${first.edge.label} ${first.edge.from} ${String(first.x)}`,
    ).values(),
  ];
  return fans.flatMap((fan) => {
    // One node to several others of a column, or several to one.
    const all = fan.length > 1 && fan.every((group) => group.length === 1) ? [fan.flat()] : fan;
    return all.flatMap((group) => {
      const y = group.reduce((sum, one) => sum + one.y, 0) / group.length;
      return group.map((one, i) => (i === 0 ? { ...one, y } : { ...one, label: "" }));
    });
  });
}

function drawEdge(edge: GraphEdge, from: PlacedNode, to: PlacedNode): PlacedEdge {
  const y1 = from.y + nodeHeight / 2;
  const y2 = to.y + nodeHeight / 2;
  const isBack = to.x <= from.x;
  const x1 = isBack ? from.x : from.x + from.width;
  const x2 = isBack ? to.x + to.width : to.x;
  const middle = (x1 + x2) / 2;
  const path =
    from.x === to.x
      ? `M${String(x1)} ${String(y1)}h-12V${String(y2)}h12`
      : `M${String(x1)} ${String(y1)}C${String(middle)} ${String(y1)} ${String(middle)} ${String(y2)} ${String(x2)} ${String(y2)}`;
  // Edges part at their beginnings: a label lies on fewer of them there.
  return { edge, path, label: edge.label, x: x1 + (x2 - x1) * 0.4, y: (y1 + y2) / 2 };
}
