import type { Impact } from "../finding.ts";
import { num, say } from "../span.ts";
import { commonItems, compareCommon, startCommon } from "./common-words.ts";
import type { Common } from "./common-words.ts";
import { lowered } from "./phrases.ts";

const states = ["excluded", "possible", "shown"] as const;

interface OpenImpact {
  gravest: Impact;
  readonly first: Common<Impact>;
  members: number;
}

/** What the members of a series say about each risk, by the name of the risk. */
export interface OpenImpacts {
  readonly risks: Map<string, OpenImpact>;
  members: number;
}

/** The impacts of the first member. */
export function startImpacts(all: readonly Impact[]): OpenImpacts {
  const open: OpenImpacts = { risks: new Map(), members: 0 };
  takeImpacts(open, all);
  return open;
}

/** Takes in the impacts of a further member. */
export function takeImpacts(open: OpenImpacts, all: readonly Impact[]): void {
  open.members += 1;
  for (const impact of all) {
    const known = open.risks.get(impact.risk);
    if (known === undefined) {
      const first = startCommon([impact], (one) => one.text);
      open.risks.set(impact.risk, { gravest: impact, first, members: 1 });
      continue;
    }
    known.members += 1;
    compareCommon(known.first, [impact]);
    const isGraver = states.indexOf(impact.state) > states.indexOf(known.gravest.state);
    if (isGraver) known.gravest = impact;
  }
}

/** Each risk once: in common words where all members say the same, else as the gravest of them says it. */
export function joinImpacts({ risks, members }: OpenImpacts, n: number): readonly Impact[] {
  return [...risks.values()].flatMap(({ gravest, first, members: saying }) =>
    commonItems(first).map(({ item, words, isCommon }) =>
      isCommon && saying === members
        ? { ...item, text: words }
        : { ...gravest, text: say`For one of the ${num(n)}: ${lowered(gravest.text)}` },
    ),
  );
}
