/** Where keys lead from a line of the list, and what they open. Pure. */
import type { FindingLine } from "../../../shared/ipc/findings.ts";

/** What an arrow to the side does; null: nothing. */
export type ArrowStep =
  | { readonly kind: "group"; readonly key: string; readonly isFolded: boolean }
  | { readonly kind: "finding"; readonly id: string; readonly isUnfolded: boolean }
  | { readonly kind: "select"; readonly index: number }
  | null;

/** Right opens a line, then goes into it; Left closes it, or goes from an event to its finding. */
export function arrowStep(
  line: FindingLine | undefined,
  index: number,
  side: "left" | "right",
): ArrowStep {
  if (line === undefined) return null;
  const isRight = side === "right";
  if (line.kind === "group") return { kind: "group", key: line.key, isFolded: !isRight };
  if (line.kind === "event") return isRight ? null : { kind: "select", index: index - line.at - 1 };
  if (line.row.events < 2) return null;
  if (line.isUnfolded && isRight) return { kind: "select", index: index + 1 };
  return line.isUnfolded === isRight
    ? null
    : { kind: "finding", id: line.row.id, isUnfolded: isRight };
}

/** The line of the finding before or after the one that a line belongs to; null: there is none. */
export function nextFinding(
  lines: {
    readonly total: number;
    readonly lineAt: (index: number) => FindingLine | undefined;
  },
  index: number | null,
  by: 1 | -1,
): number | null {
  let next = index === null ? (by > 0 ? 0 : lines.total - 1) : index;
  let line = index === null ? undefined : lines.lineAt(next);
  if (index !== null) {
    if (line?.kind === "event") next += by > 0 ? line.of - line.at : -line.at - 2;
    else if (line?.kind === "finding" && line.isUnfolded && by > 0) next += line.row.events + 1;
    else next += by;
  }
  // From below, the events of an unfolded finding come before its own line.
  for (; next >= 0 && next < lines.total;) {
    line = lines.lineAt(next);
    if (line?.kind === "group") next += by;
    else if (line?.kind === "event") next += by > 0 ? line.of - line.at : -line.at - 1;
    else return next;
  }
  return null;
}
