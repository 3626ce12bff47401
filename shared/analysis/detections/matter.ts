import type { Spans } from "../../span.ts";

/** Names for the sentences on why something matters. */
export interface MatterNames {
  /** "role Deploy". */
  readonly target: Spans;
  readonly who: Spans;
  /** "account 123456789012", or "the account". */
  readonly account: Spans;
}

/** A short name of the risk and a sentence about it, by the number of a detection. */
export type MatterWords = Readonly<
  Record<string, readonly [risk: string, words: (of: MatterNames) => Spans]>
>;
