/** A known way to turn some permissions into more of them. */
export interface EscalationPath {
  /** PE01 … PE50. */
  readonly id: string;
  /** Alternative sets of permissions. */
  readonly needs: readonly (readonly string[])[];
  /** What the holder can do with it: completes "Its holder can …". */
  readonly allows: string;
}

/** One row of the tables of paths; a set of permissions is written `iam:PassRole + ec2:RunInstances`. */
export function path(id: string, allows: string, ...needs: readonly string[]): EscalationPath {
  return { id, needs: needs.map((set) => set.split(" + ")), allows };
}
