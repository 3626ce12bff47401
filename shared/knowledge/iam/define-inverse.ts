import type { Inverse, InverseCall, ValueSource } from "../entry.ts";

interface Remarks {
  /** What can't come back, as phrases. */
  readonly lost?: readonly string[];
  /** Advice in whole sentences. */
  readonly note?: string;
}

/** One undoing call; `when` says in words under which condition it is needed. */
export function call(
  api: string,
  params: Readonly<Record<string, ValueSource>>,
  when = "always",
): InverseCall {
  return { api, params, when };
}

/** The calls restore what the action changed. */
export function reversible(calls: readonly InverseCall[], remarks: Remarks = {}): Inverse {
  return { possible: "yes", calls, ...complete(remarks) };
}

/** The calls restore the working state, but something is lost. */
export function partlyReversible(calls: readonly InverseCall[], remarks: Remarks): Inverse {
  return { possible: "partial", calls, ...complete(remarks) };
}

/** No call restores what was there; the calls given replace it or contain the damage. */
export function irreversible(calls: readonly InverseCall[], remarks: Remarks): Inverse {
  return { possible: "no", calls, ...complete(remarks) };
}

/** The action left no state behind. */
export function nothingToUndo(note: string): Inverse {
  return { possible: "none", calls: [], lost: [], note };
}

function complete(remarks: Remarks): { readonly lost: readonly string[]; readonly note: string } {
  return { lost: remarks.lost ?? [], note: remarks.note ?? "" };
}
