/** The last names of a caller's ARN: `role/audit-fix`, `user/alice`. */
export function callerName(arn: string): string {
  const [kind = "", ...path] = arn.split(":").slice(5).join(":").split("/");
  // The name of a session follows that of its role; users and roles stand behind their paths.
  if (kind === "assumed-role") return `role/${path[0] ?? ""}`;
  const name = path.at(-1);
  return name === undefined ? (kind === "" ? arn : kind) : `${kind}/${name}`;
}
