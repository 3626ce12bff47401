/** What the handlers of an engine share: the case that is open, and how to tell the host something. */
import type { Events } from "../../shared/ipc.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { EngineEvent } from "./protocol.ts";

/** An open case. */
export interface OpenCase {
  readonly db: CaseDb;
  readonly path: string;
  /** Counts up with each change of what the case holds: answers that were made before it are old. */
  readonly revision: () => number;
}

export interface Session {
  /** @throws EngineFailure (no-case) when none is open. */
  readonly current: () => OpenCase;
  readonly isOpen: () => boolean;
  readonly tell: <E extends EngineEvent>(name: E, payload: Events[E]) => void;
  /** To be called after the case was changed; tells the window too. */
  readonly changed: (what: Events["caseChanged"]["what"]) => void;
  /** Name and version, as custody and report write them. */
  readonly program: string;
}
