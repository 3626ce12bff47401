import type { Identity } from "../../cloudtrail-event.ts";
import type { SessionStart } from "../sessions.ts";

/** What would show that a path was walked to its end. */
export type Ask =
  /** Calls signed with an access key. */
  | { readonly kind: "key"; readonly accessKeyId: string }
  /** Sessions of a role that are begun. */
  | { readonly kind: "role"; readonly role: string }
  /** Sessions of a role, or those of one of these names (an instance, a function). */
  | { readonly kind: "session"; readonly role: string | null; readonly names: readonly string[] };

/** A question to the case: it is looked for in all events, also those that rules don't see. */
export interface Watch {
  readonly id: number;
  readonly account: string | null;
  /** UTC ISO: later than this, and not later than that. */
  readonly after: string;
  readonly until: string;
  /** The address of the actor, null where it is none. */
  readonly ip: string | null;
  /** Names by which whoever took the steps can be met again (`originsOf`), and their addresses. */
  readonly callers: readonly string[];
  readonly ips: readonly string[];
  readonly ask: Ask;
}

/** A call that answers a watch. */
export interface Use {
  /** eventID. */
  readonly id: string;
  readonly at: string | null;
  readonly name: string;
  readonly source: string;
  readonly ip: string | null;
  readonly identity: Identity;
  /** How the session that signed it was begun, where the log holds that. */
  readonly start: SessionStart | null;
  /**
   * `call`: the first one with the key; `begun`: a session was begun, of each kind that can count the first one; `address`: the first call from the actor's own
   * address; `write`: the role's first change of IAM.
   */
  readonly how: "call" | "begun" | "address" | "write";
  /** Of `begun`: the same caller had not begun a session of the role before, as far as the log goes. */
  readonly isNew: boolean;
}

/** Answers by `Watch.id`, each in order of time. */
export type Uses = ReadonlyMap<number, readonly Use[]>;

/** No answers: the case was not asked. */
export const noUses: Uses = new Map();
