import { identityPaths } from "./escalation-identity.ts";
import type { EscalationPath } from "./escalation-path.ts";
import { servicePaths } from "./escalation-services.ts";

/**
 * Published privilege-escalation methods of IAM as sets of permissions (the research of Rhino Security Labs and of
 * pathfinding.cloud, regrouped and renumbered).
 */
export const escalationPaths: readonly EscalationPath[] = [...identityPaths, ...servicePaths];
