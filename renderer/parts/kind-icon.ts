/** The drawing of a kind. */
import type { GraphNode } from "../../shared/ipc/entities.ts";
import type { IconName } from "./icons.tsx";

const icons: Readonly<Record<GraphNode["kind"], IconName>> = {
  policy: "policy",
  role: "role",
  group: "group",
  user: "user",
  "instance-profile": "service",
  "access-key": "key",
  "saml-provider": "entities",
  "oidc-provider": "entities",
  "server-certificate": "note",
  "mfa-device": "key",
  "delegation-request": "note",
  account: "case",
  service: "service",
  everybody: "group",
  other: "entities",
  folded: "more",
};

export function kindIcon(kind: GraphNode["kind"]): IconName {
  return icons[kind];
}
