/** What a thing is related to at a moment, as columns from those who may use it to what it gives. */
import { nameOf, parseArn } from "../iam/arn.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import type { Principal as Trusted } from "../iam/policy-statement.ts";
import { serviceName } from "../iam/service-names.ts";
import { isAnything } from "../iam/wildcard.ts";
import type { EntityGraph, EntityKind, GraphEdge, GraphNode } from "../ipc/entities.ts";
import type {
  EntityState,
  GroupState,
  PolicyState,
  RoleState,
  UserState,
} from "../state/state-types.ts";
import { allRoles, asPrincipal, findGroupState, policyKeyOf } from "./account-index.ts";
import type { AccountIndex } from "./account-index.ts";

/** Nodes of a column; the others become one that counts them. */
const mostInColumn = 9;

interface Drawing {
  readonly nodes: Map<string, GraphNode>;
  readonly edges: Map<string, GraphEdge>;
}

/** Draws what is one and two steps away; at most some 45 nodes. */
export function graphOf(index: AccountIndex, thing: EntityState): EntityGraph {
  const drawing: Drawing = { nodes: new Map(), edges: new Map() };
  const { key } = thing;
  add(drawing, { ...thingNode(thing), column: 0 });
  switch (thing.kind) {
    case "user":
      drawUser(drawing, index, thing);
      break;
    case "group":
      for (const { value } of thing.users.items)
        left(drawing, node("user", value, -1), key, "member of");
      drawPolicies(drawing, thing, 1);
      break;
    case "role":
      drawTrust(drawing, index, thing, -1);
      for (const { value } of thing.instanceProfiles.items)
        left(drawing, node("instance-profile", value, -1), key, "carries");
      drawPolicies(drawing, thing, 1);
      break;
    case "policy":
      drawHolders(drawing, index, thing);
      break;
    case "instance-profile":
      for (const { value } of thing.instances.items)
        left(drawing, { ...plainNode("other", value.instanceId), column: -1 }, key, "uses");
      for (const { value } of thing.roles.items) {
        right(drawing, node("role", value, 1), key, "carries");
        const role = index.find(`role/${value}`);
        if (role?.kind === "role") drawPolicies(drawing, role, 2);
      }
      break;
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
    case "delegation-request":
      drawFederated(drawing, index, thing);
  }
  return folded(drawing, thing.key);
}

function drawUser(drawing: Drawing, index: AccountIndex, user: UserState): void {
  for (const { value } of user.accessKeys.items) {
    const id = `access-key/${value.id}`;
    const key: GraphNode = {
      id,
      key: id,
      kind: "access-key",
      name: value.id,
      count: null,
      column: -1,
    };
    left(drawing, key, user.key, "signs as");
  }
  drawPolicies(drawing, user, 1);
  for (const { value } of user.groups.items) {
    right(drawing, node("group", value, 1), user.key, "member of");
    const group = findGroupState(index, value);
    if (group !== null) drawPolicies(drawing, group, 2);
  }
  for (const role of allRoles(index)) {
    const names = trustedBy(role).some(
      ({ kind, value }) =>
        kind === "AWS" && parseArn(value)?.type === "user" && sameName(value, user.name),
    );
    if (names) right(drawing, node("role", role.name, 1), user.key, "may assume");
  }
}

/** Attached, inline and boundary, to the right of their holder. */
function drawPolicies(
  drawing: Drawing,
  holder: UserState | GroupState | RoleState,
  column: number,
): void {
  for (const { value } of holder.attached.items)
    right(drawing, policyNode(value, column), holder.key, "holds");
  for (const { value } of holder.inline.items) {
    const id = `${holder.key}/${value.name}`;
    const inline: GraphNode = {
      id,
      key: null,
      kind: "policy",
      name: value.name,
      count: null,
      column,
    };
    right(drawing, inline, holder.key, "inline");
  }
  if (holder.kind === "group" || !holder.boundary.known || holder.boundary.value === null) return;
  right(drawing, policyNode(holder.boundary.value, column), holder.key, "bounded by");
}

function drawHolders(drawing: Drawing, index: AccountIndex, policy: PolicyState): void {
  for (const { value } of policy.roles.items) {
    const holder = node("role", value, -1);
    left(drawing, holder, policy.key, "holds");
    const role = index.find(holder.id);
    if (role?.kind === "role") drawTrust(drawing, index, role, -2);
  }
  for (const { value } of policy.groups.items) {
    left(drawing, node("group", value, -1), policy.key, "holds");
    for (const member of findGroupState(index, value)?.users.items ?? [])
      left(drawing, node("user", member.value, -2), `group/${value}`, "member of");
  }
  for (const { value } of policy.users.items)
    left(drawing, node("user", value, -1), policy.key, "holds");
  for (const { value } of policy.boundaryOf.items) {
    const kind = value.startsWith("role/") ? "role" : "user";
    left(drawing, node(kind, value.slice(kind.length + 1), -1), policy.key, "bounded by");
  }
}

function drawTrust(drawing: Drawing, index: AccountIndex, role: RoleState, column: number): void {
  for (const principal of trustedBy(role))
    left(drawing, { ...trustedNode(index, principal), column }, role.key, "may assume");
}

/** Roles that trust an identity provider. */
function drawFederated(drawing: Drawing, index: AccountIndex, thing: EntityState): void {
  const arn = thing.key.slice(thing.key.indexOf("/") + 1).toLowerCase();
  for (const role of allRoles(index)) {
    if (
      trustedBy(role).some(({ kind, value }) => kind === "Federated" && value.toLowerCase() === arn)
    )
      right(drawing, node("role", role.name, 1), thing.key, "may assume");
  }
}

function trustedBy(role: RoleState): readonly Trusted[] {
  if (!role.trust.known) return [];
  return readPolicyDocument(role.trust.value)
    .statements.filter((s) => s.effect === "Allow")
    .flatMap((s) => s.principals ?? []);
}

function trustedNode(index: AccountIndex, { kind, value }: Trusted): Omit<GraphNode, "column"> {
  if (isAnything(value)) return plainNode("everybody", "*");
  if (kind === "Service")
    return plainNode("service", serviceName(value.split(".")[0] ?? "") ?? value);
  if (kind === "Federated") {
    const own = index.find(`oidc-provider/${value}`) ?? index.find(`saml-provider/${value}`);
    return own === null ? plainNode("other", nameOf(value)) : thingNode(own);
  }
  if (/^[0-9]{12}$/.test(value)) return plainNode("account", value);
  const arn = parseArn(value);
  if (arn === null) return plainNode("other", value);
  if (arn.resource === "root") return plainNode("account", arn.account);
  const isOwn = arn.account === index.account && (arn.type === "user" || arn.type === "role");
  const found = isOwn ? asPrincipal(index.find(`${arn.type}/${arn.name}`)) : null;
  if (found !== null) return thingNode(found);
  const as = arn.type === "role" || arn.type === "user" ? arn.type : "other";
  return { id: value, key: null, kind: as, name: arn.name, count: null };
}

function sameName(arn: string, name: string): boolean {
  return nameOf(arn).toLowerCase() === name.toLowerCase();
}

function thingNode(thing: EntityState): Omit<GraphNode, "column"> {
  return {
    id: thing.key.toLowerCase(),
    key: thing.key,
    kind: thing.kind,
    name: nameOf(thing.name),
    count: null,
  };
}

function plainNode(kind: GraphNode["kind"], name: string): Omit<GraphNode, "column"> {
  return { id: `${kind}:${name}`, key: null, kind, name, count: null };
}

function node(kind: EntityKind, name: string, column: number): GraphNode {
  const key = `${kind}/${name}`;
  return { id: key.toLowerCase(), key, kind, name, count: null, column };
}

function policyNode(arn: string, column: number): GraphNode {
  const key = policyKeyOf(arn);
  return { id: key.toLowerCase(), key, kind: "policy", name: nameOf(arn), count: null, column };
}

/** What is there already keeps its column. */
function add(drawing: Drawing, one: GraphNode): void {
  if (!drawing.nodes.has(one.id)) drawing.nodes.set(one.id, one);
}

function left(drawing: Drawing, one: GraphNode, to: string, label: string): void {
  add(drawing, one);
  connect(drawing, one.id, to.toLowerCase(), label);
}

function right(drawing: Drawing, one: GraphNode, from: string, label: string): void {
  add(drawing, one);
  connect(drawing, from.toLowerCase(), one.id, label);
}

function connect({ edges }: Drawing, from: string, to: string, label: string): void {
  if (from !== to) edges.set(`${from} ${to} ${label}`, { from, to, label });
}

/** Long columns keep their first nodes; the rest becomes one that counts, joined to what they were joined to. */
function folded({ nodes, edges }: Drawing, center: string): EntityGraph {
  const columns = Map.groupBy(nodes.values(), (one) => one.column);
  const become = new Map<string, string>();
  const kept: GraphNode[] = [];
  for (const [column, all] of columns) {
    const isLong = column !== 0 && all.length > mostInColumn + 1;
    kept.push(...(isLong ? all.slice(0, mostInColumn) : all));
    if (!isLong) continue;
    const id = `folded:${String(column)}`;
    const rest = all.slice(mostInColumn);
    for (const one of rest) become.set(one.id, id);
    kept.push({ id, key: null, kind: "folded", name: "", count: rest.length, column });
  }
  const drawn = new Map<string, GraphEdge>();
  for (const { from, to, label } of edges.values()) {
    const edge = { from: become.get(from) ?? from, to: become.get(to) ?? to, label };
    drawn.set(`${edge.from} ${edge.to}`, edge);
  }
  const first = kept.filter((one) => one.id === center.toLowerCase());
  return {
    nodes: [...first, ...kept.filter((one) => !first.includes(one))],
    edges: [...drawn.values()],
  };
}
