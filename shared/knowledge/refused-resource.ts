import { arnTarget } from "./arn-target.ts";
import type { TargetType } from "./entry.ts";

/** What a refused call was aimed at, as far as the error message says it. */
export interface RefusedResource {
  /** Null when the message does not tell the kind. */
  readonly type: TargetType | null;
  /** The name or ARN as written. */
  readonly id: string;
}

/** CloudTrail limits errorMessage to 1 KB; anything behind this many characters is ignored. */
const maxMessage = 4096;

const marker = " on resource: ";

/** How IAM writes the resource where it does not use an ARN, e.g. `user alice`, `instance profile web`. */
const kinds: readonly (readonly [string, TargetType])[] = [
  ["user ", "user"],
  ["group ", "group"],
  ["role ", "role"],
  ["policy ", "policy"],
  ["instance profile ", "instance-profile"],
];

/**
 * The resource of IAM's refusal `User: ARN is not authorized to perform: iam:ACTION on resource: RESOURCE …`. The
 * resource may be followed by `because …`, `with an explicit deny …` or nothing. Null when the message names no
 * single resource (`*`, `policy path /`, `…:user/`) or is of another form. Takes time linear in the message.
 */
export function refusedResource(errorMessage: string | null): RefusedResource | null {
  const message = (errorMessage ?? "").slice(0, maxMessage);
  const action = message.indexOf(" is not authorized to perform: ");
  if (action < 0) return null;
  const at = message.indexOf(marker, action);
  if (at < 0) return null;
  const rest = message.slice(at + marker.length);
  const kind = kinds.find(([words]) => rest.startsWith(words));
  // Names and ARNs of IAM hold no white space.
  const id = firstWord(kind === undefined ? rest : rest.slice(kind[0].length));
  if (
    id === "" ||
    id.includes("*") ||
    (kind !== undefined && rest.startsWith(`${kind[0]}path /`))
  ) {
    return null;
  }
  if (!id.startsWith("arn:")) return { type: kind?.[1] ?? null, id };
  const parsed = arnTarget(id);
  return parsed?.name === "" ? null : { type: parsed?.type ?? kind?.[1] ?? null, id };
}

function firstWord(s: string): string {
  return /^\S*/u.exec(s)?.[0] ?? "";
}
