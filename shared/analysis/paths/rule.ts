import { field, textField } from "../../cloudtrail-event.ts";
import type { CloudTrailEvent, Json } from "../../cloudtrail-event.ts";
import type { Severity } from "../../severity.ts";
import type { Spans } from "../../span.ts";
import type { AccountFacts } from "../../state/account-facts.ts";
import { listOf } from "../../state/request.ts";
import type { Ask } from "./use.ts";

/** What the steps of a path have in common. */
export interface Thing {
  /** In lower case, unique in an account: `role/deploy`. */
  readonly key: string;
  readonly type: string;
  readonly id: string;
  /** For the middle of a sentence. */
  readonly label: Spans;
}

/** What a step says of its event. */
export interface Told {
  readonly thing: Thing;
  /** Completes "user alice …". */
  readonly did: Spans;
  /** What would show the use of it; counts where it is said last. */
  readonly ask?: Ask | null;
}

/** What a step may look at: its event, and the log up to it. */
export interface Where {
  readonly event: CloudTrailEvent;
  readonly account: AccountFacts;
  /** The role of a thing, as an earlier call named it. */
  readonly roleOf: (thing: string) => string | null;
}

/** A call that a path takes. */
export interface StepRule {
  /** `service:eventName`. */
  readonly event: string;
  /** Nothing: this event is no such step. */
  readonly read: (where: Where) => readonly Told[];
}

/** The steps of a path in their order. */
export interface PathRule {
  /** The path, then those that can't be told from it. */
  readonly ids: readonly string[];
  /**
   * `key`, `role`: ends in the use of what `ask` names; `sign-in`: in its last step; `passed`, `existing`: in what a
   * service then does.
   */
  readonly kind: "key" | "role" | "sign-in" | "passed" | "existing";
  readonly steps: readonly StepRule[];
  /** What it is worth without any use; absent: nothing. */
  readonly alone?: Severity;
}

/** A member deep in requestParameters or responseElements; lists give their first element. */
export function deep(from: Json | null, path: string): Json | undefined {
  let at: Json | undefined = from ?? undefined;
  for (const name of path.split(".")) {
    const next = field(at, name);
    const first = listOf(next)[0];
    at = first ?? next;
  }
  return at;
}

/** The first text among some members, e.g. `role`, `jobUpdate.role`. */
export function firstText(from: Json | null, ...paths: readonly string[]): string | null {
  for (const path of paths) {
    const cut = path.lastIndexOf(".");
    const owner = cut === -1 ? (from ?? undefined) : deep(from, path.slice(0, cut));
    const value = textField(owner, path.slice(cut + 1));
    if (value !== null) return value;
  }
  return null;
}
