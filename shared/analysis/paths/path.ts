/** A published way to more rights in AWS, and what of it a log can show. */
export interface KnownPath {
  /** Its id at pathfinding.cloud, e.g. iam-012. */
  readonly id: string;
  /** Permissions that it takes. */
  readonly needs: readonly string[];
  /** What was done, as a title without subject: "Role opened, then taken on". */
  readonly title: string;
  /** `self`: told by the finding of the one call; `steps`: a finding of its own over all its steps. */
  readonly told: "self" | "steps";
  /** How it is recognized, one or more sentences. */
  readonly seen: string;
  /** What of it CloudTrail does not show; null: nothing that matters here. */
  readonly limit: string | null;
  /** MITRE ATT&CK technique ids. */
  readonly mitre: readonly string[];
}

/** One row of the tables of paths; permissions are written `iam:PassRole + ec2:RunInstances`. */
export function knownPath(
  id: string,
  needs: string,
  title: string,
  seen: string,
  more: Partial<Pick<KnownPath, "told" | "limit" | "mitre">> = {},
): KnownPath {
  return {
    id,
    needs: needs.split(" + "),
    title,
    told: more.told ?? "steps",
    seen,
    limit: more.limit ?? null,
    mitre: more.mitre ?? ["T1098.003", "T1548.005"],
  };
}
