/** What an event is kept for beside its row: rules read it, it tells who began a session, or neither. */
export type EventUse = "rules" | "session" | "none";

/**
 * Which events are kept for what, as data, so that parser threads need not load the rules. `named`: by
 * `eventSource eventName`. `unnamed`: an action of such a source that is not named is kept for the rules, unless its
 * name begins like one that only reads.
 */
export interface EventUses {
  readonly named: Readonly<Record<string, EventUse>>;
  readonly unnamed: Readonly<Record<string, readonly string[]>>;
}

/** The use of an event. */
export function useOfEvent(uses: EventUses, source: string, name: string): EventUse {
  const key = `${source} ${name}`;
  if (Object.hasOwn(uses.named, key)) return uses.named[key] ?? "none";
  const reads = Object.hasOwn(uses.unnamed, source) ? uses.unnamed[source] : undefined;
  if (reads === undefined) return "none";
  return reads.some((prefix) => name.startsWith(prefix)) ? "none" : "rules";
}
