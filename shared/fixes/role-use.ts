/** Who uses a role, as far as the log tells: what a fix of it stops. */
import { readPolicyDocument } from "../iam/policy-document.ts";
import { cite, joined, log, say } from "../span.ts";
import type { Spans } from "../span.ts";
import type { RoleState } from "../state/state-types.ts";
import { isSure } from "./known.ts";
import { sureItems } from "./remove-parts.ts";

/** `breaks`: who is let in by its trust policy, and which instance profiles hold it. `unknown`: what of it the log does not tell. */
export interface RoleUse {
  readonly breaks: readonly Spans[];
  readonly unknown: readonly Spans[];
}

/** Null: no event names the role. */
export function roleUse(role: RoleState | null, name: string): RoleUse {
  const label = log(name, "role");
  const trust = role?.trust;
  const profiles = role === null ? [] : sureItems(role.instanceProfiles);
  const admitted = trust?.known === true ? admittedBy(trust.value) : null;
  return {
    breaks: [
      ...(admitted !== null && admitted.length > 0 && trust?.known === true
        ? [
            say`Its trust policy lets in ${joined(admitted.map((one) => log(one)))} ${cite(trust.by.eventId)}: what they do as ${label} is refused.`,
          ]
        : []),
      ...(profiles.length > 0
        ? [
            say`${joined(profiles.map(({ value }) => log(value)))} ${{ t: "text", s: profiles.length === 1 ? "is an instance profile that holds" : "are instance profiles that hold" }} ${label}: what runs on their instances is refused.`,
          ]
        : []),
    ],
    unknown: [
      ...(trust !== undefined && isSure(trust) && admitted !== null
        ? []
        : [
            say`Who may assume ${label} is not sure from the log: services, pipelines or people may use it. Look first (aws iam get-role, and RoleLastUsed in it).`,
          ]),
      ...(role?.instanceProfiles.complete === true
        ? []
        : [
            say`The log does not show all instance profiles that hold ${label}: look first (aws iam list-instance-profiles-for-role).`,
          ]),
    ],
  };
}

/** The principals that a trust policy lets in, each once; null: it can't be read. */
function admittedBy(text: string): readonly string[] | null {
  const { status, statements } = readPolicyDocument(text);
  if (status !== "ok") return null;
  const allows = statements.filter(({ effect }) => effect === "Allow");
  return [
    ...new Set(
      allows.flatMap(({ principals, notPrincipals }) => [
        ...(principals ?? []).map(({ value }) => value),
        ...(notPrincipals === null ? [] : ["*"]),
      ]),
    ),
  ];
}
