/** Callers as people call them: the names in an ARN, not the ARN. */
import type { IconName } from "../../parts/icons.tsx";

const arnForm = /^arn:[\w-]*:(iam|sts):[^:]*:(\d*):([\w-]+)(?:\/(.*))?$/s;

/**
 * A short name of the caller that rows show: a user's name, `role/session` of an assumed role, else the text as it is.
 * Null stays null.
 */
export function actorName(actor: string | null): string | null {
  if (actor === null) return null;
  const match = arnForm.exec(actor);
  if (match === null) return actor;
  const [, , account = "", kind = "", path = ""] = match;
  if (kind === "root") return `root ${account}`;
  if (kind === "assumed-role" || kind === "federated-user") return path === "" ? actor : path;
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === "" ? actor : name;
}

const icons: Readonly<Record<string, IconName>> = {
  IAMUser: "user",
  Root: "key",
  AssumedRole: "role",
  Role: "role",
  FederatedUser: "user",
  WebIdentityUser: "user",
  SAMLUser: "user",
  IdentityCenterUser: "user",
  AWSService: "service",
  AWSAccount: "case",
};

/** The drawing for a kind of caller (userIdentity.type). */
export function actorIcon(type: string | null): IconName {
  return (type === null ? undefined : icons[type]) ?? "help";
}

/** eventSource without the end that all share: `iam`. */
export function sourceName(source: string): string {
  return source.replace(/\.amazonaws\.com$/, "");
}
