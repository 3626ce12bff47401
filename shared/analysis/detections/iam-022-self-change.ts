import type { Reason } from "../../finding.ts";
import { cite, say, text } from "../../span.ts";
import { trustBy } from "../depth/opened-trust.ts";
import { writtenBy } from "../depth/written.ts";
import { ownThing, rightsEvents } from "../self.ts";
import { modifier } from "../situation.ts";
import type { Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { hit } from "./detection.ts";

const what = {
  user: "its own user",
  group: "a group it belongs to",
  role: "its own role",
  policy: "a policy it holds",
} as const;

/** Detections that show wider rights. */
const widening: ReadonlySet<string> = new Set([
  "IAM-001",
  "IAM-002",
  "IAM-004",
  "IAM-005",
  "IAM-006",
  "IAM-007",
  "IAM-010",
  "IAM-023",
  "IAM-024",
  "IAM-025",
]);

/** IAM-022: whoever changes its own rights. */
export const selfChange: Detection = {
  id: "IAM-022",
  title: "Actor changed its own privileges",
  about:
    "The actor changes the rights of its own user or role, of a group it belongs to by the log, or of a policy it holds by the log; where another detection shows that they become wider, the sum goes up by one.",
  events: Object.keys(rightsEvents).map((name) => `iam:${name}`),
  severity: "high",
  mitre: [
    ["T1098.003", "The actor gives rights to itself."],
    ["T1548.005", "Nobody else had a say in it."],
  ],
  benign: [
    "An administrator of identities who edits a group that it belongs to, or a deployment role that manages itself.",
  ],
  respond: [
    "Change confirmed by a second administrator, or taken back with other credentials than the actor's",
  ],
  check: (situation) => {
    const own = ownThing(situation);
    if (own === null) return null;
    const c = writtenBy(situation)?.c ?? trustBy(situation)?.c ?? null;
    const isNarrow =
      c !== null &&
      c.earlier.state === "known" &&
      c.comparison !== null &&
      c.comparison.complete &&
      !c.comparison.widened;
    if (isNarrow) {
      return hit("low", say`The actor narrowed the rights of ${text(what[own])}.`);
    }
    const isWaiting = c !== null && !c.inForce;
    return hit(
      isWaiting ? "medium" : "high",
      isWaiting
        ? say`The change concerns ${text(what[own])}, but is not in force yet.`
        : say`The change concerns the actor itself: the rights of ${text(what[own])}.`,
      { mitre: situation.event.name === "PutRolePolicy" ? ["T1548.005"] : [] },
    );
  },
  modify: (situation, reasons) => {
    const own = ownThing(situation);
    if (own === null || !isWider(situation)) return [];
    return reasons.some(isWidening)
      ? [
          modifier(
            "+1",
            say`The actor changed the rights of ${text(what[own])} ${cite(situation.event.id)}.`,
          ),
        ]
      : [];
  },
};

/** Whether a line of the sum shows that rights become much wider. */
function isWidening({ rule, kind, value }: Reason): boolean {
  if (kind !== "detection" || rule === undefined || !widening.has(rule)) return false;
  return value === "high" || value === "critical";
}

function isWider(situation: Situation): boolean {
  const c = writtenBy(situation)?.c ?? null;
  return c === null || c.inForce;
}
