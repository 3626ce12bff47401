/** Finds the things of an account at a moment by their keys. */
import type {
  EntityState,
  GroupState,
  PolicyState,
  RoleState,
  UserState,
} from "../state/state-types.ts";

/** An account at a moment; things are worked out when they are asked for. */
export interface AccountIndex {
  readonly account: string;
  /** First event of the account; null: none has a time. */
  readonly firstAt: string | null;
  /** A thing by its key, whatever the spelling; null: nothing proves anything of it. */
  readonly find: (key: string) => EntityState | null;
  /** Keys of the things of a kind that the evidence names; null: too many to look through. */
  readonly keysOf: (
    kind: "role" | "user" | "oidc-provider" | "saml-provider",
  ) => readonly string[] | null;
}

/** A thing that has permissions. */
export type Principal = UserState | GroupState | RoleState;

/** The key of a policy. */
export function policyKeyOf(arn: string): string {
  return `policy/${arn}`;
}

/** A managed policy; null: no event names it. */
export function findPolicyState(index: AccountIndex, arn: string): PolicyState | null {
  const found = index.find(policyKeyOf(arn));
  return found?.kind === "policy" ? found : null;
}

/** A group; null: no event names it. */
export function findGroupState(index: AccountIndex, name: string): GroupState | null {
  const found = index.find(`group/${name}`);
  return found?.kind === "group" ? found : null;
}

/** All roles that the evidence names; none where there are too many to look through. */
export function allRoles(index: AccountIndex): readonly RoleState[] {
  return (index.keysOf("role") ?? []).flatMap((key) => {
    const found = index.find(key);
    return found?.kind === "role" ? [found] : [];
  });
}

/** A user, group or role; null for everything else. */
export function asPrincipal(thing: EntityState | null): Principal | null {
  return thing?.kind === "user" || thing?.kind === "group" || thing?.kind === "role" ? thing : null;
}
