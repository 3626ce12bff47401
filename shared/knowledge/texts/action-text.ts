import type { Fact, Written } from "../sources.ts";
import { toFact } from "../sources.ts";

/** As it is written down for one action. */
export interface WrittenText {
  /** What the call does. */
  readonly does: Written;
  /** Why an auditor cares. */
  readonly matters: Written;
  /** What of it is harmless, and how that looks. */
  readonly benign: Written;
  /** What really follows from it; reads have none. */
  readonly consequences?: readonly Written[];
  /** The reason for each technique of the entry, by its id. */
  readonly technique: Readonly<Record<string, string>>;
  /** What CloudTrail omits or shows differently in this action; what holds for several is in common-caveats.ts. */
  readonly caveats?: readonly Written[];
}

/** The text of one action, each fact with its source. */
export interface ActionText {
  readonly does: Fact;
  readonly matters: Fact;
  readonly benign: Fact;
  readonly consequences: readonly Fact[];
  /** The reason for each technique. */
  readonly techniques: readonly { readonly id: string; readonly reason: string }[];
  readonly caveats: readonly Fact[];
}

/** Actions by name. */
export type WrittenTexts = Readonly<Record<string, WrittenText>>;

/** Gives the facts of an action their sources. */
export function toActionText(name: string, written: WrittenText): ActionText {
  const fact = (one: Written): Fact => toFact(one, `IAM API Reference, ${name}`);
  return {
    does: fact(written.does),
    matters: fact(written.matters),
    benign: fact(written.benign),
    consequences: (written.consequences ?? []).map(fact),
    techniques: Object.entries(written.technique).map(([id, reason]) => ({ id, reason })),
    caveats: (written.caveats ?? []).map(fact),
  };
}
