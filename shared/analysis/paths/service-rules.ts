import { codeRules } from "./code-rules.ts";
import { machineRules } from "./machine-rules.ts";
import type { PathRule } from "./rule.ts";

/** Paths through services. */
export const serviceRules: readonly PathRule[] = [...codeRules, ...machineRules];

/** Paths that are another one after a further call of the same actor. */
export const variants: readonly {
  readonly id: string;
  readonly of: string;
  readonly after: string;
  /** Completes "user alice …". */
  readonly did: string;
}[] = [
  { id: "ecs-001", of: "ecs-003", after: "ecs:CreateCluster", did: "made a cluster" },
  { id: "ecs-002", of: "ecs-004", after: "ecs:CreateCluster", did: "made a cluster" },
];
