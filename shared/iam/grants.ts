import { bindingCondition } from "./conditions.ts";
import type { Condition, Statement } from "./policy-statement.ts";
import { isAnything, matchesAction, matchesPattern } from "./wildcard.ts";

/** That a document allows an action on things in general, not just on named ones. */
export interface Grant {
  readonly statement: Statement;
  /** The action pattern that allows it, or null when it is left over by a NotAction. */
  readonly pattern: string | null;
  /** The first condition that really narrows it. */
  readonly bound: Condition | null;
}

/** A name nobody has: what matches it matches every name. */
const anyName = "\u0001";

/**
 * The widest Allow of an action on every resource of its kind, or null. Grants on named resources, on the caller's
 * own user (`${aws:username}`), or taken back by an unconditional Deny don't count. A Deny with conditions does not
 * take it back: whether it applies depends on the call.
 */
export function generalGrant(statements: readonly Statement[], action: string): Grant | null {
  if (
    statements.some((s) => s.effect === "Deny" && s.conditions.length === 0 && covers(s, action))
  ) {
    return null;
  }
  const grants = statements
    .filter((s) => s.effect === "Allow" && covers(s, action))
    .map((statement) => ({
      statement,
      pattern: statement.actions?.find((p) => matchesAction(p, action)) ?? null,
      bound: bindingCondition(statement.conditions),
    }));
  return grants.find((g) => g.bound === null) ?? grants[0] ?? null;
}

/** Whether a statement is about an action and about every resource of the action's kind. */
function covers(statement: Statement, action: string): boolean {
  return isAbout(statement, action) && reachesAll(statement, action);
}

/** Whether a statement's Action or NotAction takes in an action. */
export function isAbout(statement: Statement, action: string): boolean {
  if (statement.actions !== null) return statement.actions.some((p) => matchesAction(p, action));
  if (statement.notActions === null) return false;
  return !statement.notActions.some((p) => matchesAction(p, action));
}

function reachesAll(statement: Statement, action: string): boolean {
  if (statement.resources !== null) return statement.resources.some((r) => isGeneral(r, action));
  // Everything but a few named things is still everything else.
  if (statement.notResources !== null) {
    return !statement.notResources.some((r) => isGeneral(r, action));
  }
  return statement.principals !== null || statement.notPrincipals !== null;
}

/** Whether a resource pattern takes in every resource that an action can name. */
export function isGeneral(pattern: string, action: string): boolean {
  if (isAnything(pattern)) return true;
  const parts = pattern.split(":");
  const service = action.slice(0, action.indexOf(":")).toLowerCase();
  if (parts.length < 6) return matchesPattern(pattern, `arn:aws:${service}::${anyName}:${anyName}`);
  if (!matchesPattern(parts[2] ?? "", service)) return false;
  const resource = parts.slice(5).join(":");
  if (isAnything(resource)) return true;
  if (service === "iam") return matchesPattern(resource, `${iamKind(action)}/${anyName}`);
  if (service === "s3") return matchesPattern(resource, `${anyName}/${anyName}`);
  const open = resource.search(/[*?]/);
  const head = open === -1 ? resource : resource.slice(0, open);
  return isAnything(resource.slice(head.length)) && /^[A-Za-z-]+[:/]$/.test(head);
}

/** The resource type that an IAM action names (service authorization reference for IAM). */
function iamKind(action: string): string {
  const name = action.slice(action.indexOf(":") + 1).toLowerCase();
  if (name.includes("group")) return "group";
  if (name.includes("instanceprofile")) return "instance-profile";
  if (name.includes("role")) return "role";
  if (name.includes("policyversion") || name === "createpolicy" || name === "deletepolicy")
    return "policy";
  if (name.includes("samlprovider")) return "saml-provider";
  if (name.includes("openidconnect")) return "oidc-provider";
  return "user";
}
