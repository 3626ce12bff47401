/** What the pass over all events must know of actions, actors, clients and errors. */
import { clientFamily, isScanner, isServiceAddress } from "../../shared/analysis/client.ts";
import { isBusyClient, listsIdentities, readsByName } from "../../shared/analysis/glance.ts";
import { outcomeOf } from "../../shared/outcome.ts";
import type { ActorNumbers } from "./light-events.ts";
import type { StoredWords } from "./stored-words.ts";

/** Bits of an action: it lists identities, takes a role on, reads. */
export const action = { listing: 1, assume: 2, reads: 4 } as const;

/** Bits of an agent: its reads mean nothing; it is the console or a browser. */
export const trait = { known: 1, quiet: 2, console: 4 } as const;

/** What is known of the numbers of the dictionaries; each is looked up once. */
export interface Traits {
  readonly action: (id: number) => number;
  readonly agent: (id: number) => number;
  readonly isDenied: (error: number) => boolean;
  readonly isService: (actor: number) => boolean;
  readonly isServiceAddress: (ip: number) => boolean;
}

/** Makes them over the dictionaries of a case. */
export function createTraits(words: StoredWords, actors: ActorNumbers): Traits {
  const denied = byNumber((id) => yes(outcomeOf(words.text(id), null) === "denied"));
  const isServiceType = byNumber((id) => yes(words.text(id) === "AWSService"));
  const isLinked = byNumber((id) =>
    yes(words.text(id)?.includes(":role/aws-service-role/") ?? false),
  );
  const service = byNumber((id) => {
    const { type, invokedBy, issuerArn } = actors(id);
    return isServiceType(type) | yes(invokedBy !== 0) | isLinked(issuerArn);
  });
  const address = byNumber((id) => yes(isServiceAddress(words.text(id))));
  return {
    action: byNumber((id) => {
      const { source, name } = words.action(id);
      const isAssume = source === "sts.amazonaws.com" && name.startsWith("AssumeRole");
      return (
        (listsIdentities(source, name) ? action.listing : 0) |
        (isAssume ? action.assume : 0) |
        (readsByName(source, name) ? action.reads : 0)
      );
    }),
    agent: byNumber((id) => {
      const agent = words.text(id);
      if (agent === null) return 0;
      const isConsole = ["console", "browser"].includes(clientFamily(agent));
      return (
        (isBusyClient(agent) || isScanner(agent) ? trait.quiet : 0) |
        (isConsole ? trait.console : 0)
      );
    }),
    isDenied: (id) => isYes(denied(id)),
    isService: (id) => isYes(service(id)),
    isServiceAddress: (id) => isYes(address(id)),
  };
}

/** A function of a number, with small answers, that remembers all of them. */
export function byNumber(read: (id: number) => number): (id: number) => number {
  let known = new Uint8Array(1024);
  return (id) => {
    if (id >= known.length) {
      const wider = new Uint8Array(Math.max(id + 1, known.length * 2));
      wider.set(known);
      known = wider;
    }
    const found = known[id] ?? 0;
    if (found !== 0) return found >> 1;
    const value = read(id);
    known[id] = (value << 1) | trait.known;
    return value;
  };
}

function isYes(bits: number): boolean {
  return (bits & trait.quiet) !== 0;
}

function yes(is: boolean): number {
  return is ? trait.quiet : 0;
}
