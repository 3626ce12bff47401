/** The things that fixes are about. */
import { cite, log, say } from "../span.ts";
import type { LogKind, Spans } from "../span.ts";
import type {
  EntityState,
  GroupState,
  OtherState,
  PolicyState,
  RoleState,
  StateFact,
  UserState,
} from "../state/state-types.ts";
import type { NoFix } from "./fix.ts";
import type { Known } from "./known.ts";

/** The name in a key such as `user/alice`; null: it is a key of another kind, or empty. */
export function nameIn(target: string, kind: string): string | null {
  const name = target.startsWith(`${kind}/`) ? target.slice(kind.length + 1) : "";
  return name === "" ? null : name;
}

export function userOf(known: Known, name: string): UserState | null {
  const found = known.entity(`user/${name}`);
  return found?.kind === "user" ? found : null;
}

export function roleOf(known: Known, name: string): RoleState | null {
  const found = known.entity(`role/${name}`);
  return found?.kind === "role" ? found : null;
}

export function groupOf(known: Known, name: string): GroupState | null {
  const found = known.entity(`group/${name}`);
  return found?.kind === "group" ? found : null;
}

export function policyOf(known: Known, arn: string): PolicyState | null {
  const found = known.entity(`policy/${arn}`);
  return found?.kind === "policy" ? found : null;
}

/** `key`: oidc-provider/ARN or saml-provider/ARN. */
export function providerOf(known: Known, key: string): OtherState | null {
  const found = known.entity(key);
  return found?.kind === "oidc-provider" || found?.kind === "saml-provider" ? found : null;
}

/** Why nothing is planned for a thing that was deleted. */
export function goneAlready({ name, life }: EntityState): NoFix {
  const by = life.deleted;
  return {
    refused:
      by === null
        ? say`There is no ${log(name)}.`
        : say`${log(name)} was deleted ${cite(by.eventId)}.`,
  };
}

/** What to say where it is not sure that a thing is there. */
export function unsureOf(state: EntityState | null, name: string, kind: LogKind): readonly Spans[] {
  if (state === null)
    return [
      say`No event of IAM names ${log(name, kind)}: look whether the name is right. All that it holds is unknown.`,
    ];
  return state.life.exists === true && state.life.uncertain === undefined
    ? []
    : [
        say`It is not sure that ${log(name, kind)} is there: ${{ t: "text", s: state.life.why ?? "events of one second leave it open" }}.`,
      ];
}

/** Roles that IAM Identity Center makes of permission sets begin so. */
const reserved = "AWSReservedSSO_";

/** Why a role can't be changed by anybody but AWS; null: it can. */
export function untouchable(name: string, state: UserState | RoleState | null): NoFix | null {
  if (name.startsWith(reserved))
    return {
      refused: say`${log(name, "role")} belongs to IAM Identity Center, and IAM refuses changes of it: disable the person there and end the sessions, or put an inline policy that denies everything into the permission set.`,
    };
  return isServiceLinked(state)
    ? {
        refused: say`${log(name, "role")} is linked to a service of AWS: nobody else can change it.`,
      }
    : null;
}

function isServiceLinked(state: UserState | RoleState | null): boolean {
  if (state?.kind !== "role") return false;
  if (state.servicePrincipal?.known === true) return true;
  return state.path.known && state.path.value.startsWith("/aws-service-role/");
}

/** The partition of AWS that a thing is in, from its ARN. */
export function partitionOf(state: { readonly arn: StateFact<string> } | null): string {
  const arn = state?.arn;
  return (arn?.known === true ? /^arn:([a-z0-9-]+):/.exec(arn.value)?.[1] : undefined) ?? "aws";
}
