import type { Draft } from "./draft.ts";
import { phase } from "./draft.ts";

type Placed = Draft["operations"][number];

/** A name is given back only after whoever has it now has given it up. */
export function namesInTurn(ordered: readonly Placed[]): readonly Placed[] {
  const waiting = ordered.filter(({ at }) => at === phase.rename);
  const inTurn: Placed[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex(
      (one) => !waiting.some((other) => other !== one && nameOf(other, "") === nameOf(one, "New")),
    );
    inTurn.push(...waiting.splice(Math.max(0, free), 1));
  }
  const first = ordered.findIndex(({ at }) => at === phase.rename);
  return first === -1
    ? ordered
    : [...ordered.slice(0, first), ...inTurn, ...ordered.slice(first + inTurn.length)];
}

/** The user or group that a renaming call takes, or with `New` the name that it gives. */
function nameOf({ operation: { api, input } }: Placed, prefix: "" | "New"): string | null {
  const name = input[`${prefix}${api === "iam:UpdateUser" ? "User" : "Group"}Name`];
  return typeof name === "string" ? `${api} ${name.toLowerCase()}` : null;
}
