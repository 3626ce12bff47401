import { expect, test } from "vitest";
import type { GraphNode } from "../../../shared/ipc/entities.ts";
import { layoutGraph, nodeHeight } from "./graph-layout.ts";

const node = (id: string, column: number): GraphNode => ({
  id,
  key: null,
  kind: "role",
  name: id,
  count: null,
  column,
});

test("columns stand from left to right, and no nodes lie on each other", () => {
  const nodes = [node("me", 0), node("a", -1), node("b", -1), node("c", 2)];
  const edges = [
    { from: "a", to: "me", label: "may assume" },
    { from: "me", to: "c", label: "holds" },
    { from: "me", to: "not there", label: "holds" },
  ];
  const layout = layoutGraph({ nodes, edges }, 900);
  const x = (id: string) => layout.nodes.find((one) => one.node.id === id)?.x ?? -1;
  expect(x("a")).toBeLessThan(x("me"));
  expect(x("me")).toBeLessThan(x("c"));
  const [a, b] = ["a", "b"].map((id) => layout.nodes.find((one) => one.node.id === id)?.y ?? 0);
  expect(Math.abs((a ?? 0) - (b ?? 0))).toBeGreaterThanOrEqual(nodeHeight);
  expect(layout.edges).toHaveLength(2);
  for (const one of layout.nodes) expect(one.x + one.width).toBeLessThanOrEqual(layout.width);
});

test("one node alone stands in the middle", () => {
  const { nodes, width } = layoutGraph({ nodes: [node("me", 0)], edges: [] }, 500);
  expect((nodes[0]?.x ?? 0) + (nodes[0]?.width ?? 0) / 2).toBe(width / 2);
});
