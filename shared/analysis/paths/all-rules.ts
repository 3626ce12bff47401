import { identityRules } from "./identity-rules.ts";
import type { PathRule } from "./rule.ts";
import { serviceRules, variants } from "./service-rules.ts";

const rules: readonly PathRule[] = [...identityRules, ...serviceRules];

/** A step of a rule. */
export interface Place {
  readonly rule: PathRule;
  readonly number: number;
  readonly step: number;
}

/** The steps that an event can be, by `eventSource eventName`. */
const places = new Map<string, readonly Place[]>();
const none: readonly Place[] = [];
rules.forEach((rule, number) =>
  rule.steps.forEach(({ event }, step) => {
    const [service = "", name = ""] = event.split(":");
    const key = `${service}.amazonaws.com ${name}`;
    const known = places.get(key) ?? [];
    places.set(
      key,
      [...known, { rule, number, step }].toSorted((a, b) => b.step - a.step),
    );
  }),
);

/** The steps that an event can be, the later ones first: a call must not be two steps of one path. */
export function placesOf(source: string, name: string): readonly Place[] {
  return places.get(`${source} ${name}`) ?? none;
}

/** The events that paths look at, as `service:eventName`; the import keeps them. */
export const pathEvents: readonly string[] = [
  ...new Set([
    ...rules.flatMap(({ steps }) => steps.map(({ event }) => event)),
    ...variants.map(({ after }) => after),
  ]),
];
