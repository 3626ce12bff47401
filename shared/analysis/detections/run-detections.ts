import type { Reason } from "../../finding.ts";
import { text } from "../../span.ts";
import type { Depth, Situation } from "../situation.ts";
import type { Detection } from "./detection.ts";
import { detections } from "./index.ts";

/** The detections of each event, by source and name; those of every IAM change apart. */
const byEvent = new Map<string, Detection[]>();
const ofEveryChange: Detection[] = [];

for (const one of detections) {
  for (const event of one.events) {
    if (event === "iam:*") {
      ofEveryChange.push(one);
      continue;
    }
    const [service = "", name = ""] = event.split(":");
    const key = `${service}.amazonaws.com ${name}`;
    byEvent.set(key, [...(byEvent.get(key) ?? []), one]);
  }
}

const none: readonly Detection[] = [];
const known = new Map<string, Map<string, readonly Detection[]>>();

/** The detections that look at an event. */
export function detectionsOf(source: string, name: string): readonly Detection[] {
  const found = known.get(source)?.get(name);
  if (found !== undefined) return found;
  const own = byEvent.get(`${source} ${name}`) ?? none;
  const all =
    source === "iam.amazonaws.com"
      ? detections.filter((one) => own.includes(one) || ofEveryChange.includes(one))
      : own;
  if (all.length === 0) return none;
  const names = known.get(source) ?? new Map<string, readonly Detection[]>();
  known.set(source, names);
  // Names of the log fill this table: it stays small.
  if (names.size < 4096) names.set(name, all);
  return all;
}

const detected = new WeakMap<Situation, readonly Depth[]>();

/** What all detections say about an event, each line of the sum under its number; each is asked once. */
export function detect(situation: Situation): readonly Depth[] {
  const said = detected.get(situation);
  if (said !== undefined) return said;
  const all = askAll(situation);
  detected.set(situation, all);
  return all;
}

/** Whether a detection proposes a severity for an event. */
export function isDetected(situation: Situation): boolean {
  return detect(situation).some(({ reasons = [] }) =>
    reasons.some(({ kind }) => kind === "detection"),
  );
}

function askAll(situation: Situation): readonly Depth[] {
  const { source, name, outcome } = situation.event;
  const out: Depth[] = [];
  for (const one of detectionsOf(source, name)) {
    if (one.check === undefined || (outcome !== "success" && one.refused !== true)) continue;
    const depth = guarded(one, situation, one.check);
    if (depth !== null) out.push(labelled(one, depth));
  }
  return out;
}

/** The modifiers that detections add, after all checks. */
export function modify(situation: Situation, reasons: readonly Reason[]): readonly Reason[] {
  const { source, name, outcome } = situation.event;
  const out: Reason[] = [];
  for (const one of detectionsOf(source, name)) {
    const { modify: ask, id } = one;
    if (ask === undefined || (outcome !== "success" && one.refused !== true)) continue;
    const depth = guarded(one, situation, (s) => ({ reasons: ask(s, reasons) }));
    for (const reason of depth?.reasons ?? []) out.push({ ...reason, rule: id });
  }
  return out;
}

/** A detection that breaks is noted, and the others go on. */
function guarded(
  one: Detection,
  situation: Situation,
  check: (situation: Situation) => Depth | null,
): Depth | null {
  try {
    return check(situation);
  } catch (error) {
    situation.faults.push({ rule: one.id, error });
    return null;
  }
}

/** A hit under the number of its detection, with the techniques, what else it can be, and what is to be done. */
function labelled(one: Detection, depth: Depth): Depth {
  const reasons = (depth.reasons ?? []).map((reason) => ({ ...reason, rule: one.id }));
  const proposed = reasons.filter(({ kind }) => kind === "detection");
  if (proposed.length === 0) return { ...depth, reasons };
  return {
    ...depth,
    reasons,
    mitre: [...(depth.mitre ?? []), ...one.mitre.map(([id]) => id)],
    benign: depth.benign ?? one.benign.map((words) => [text(words)]),
    done: depth.done ?? one.respond.map((words) => [text(words)]),
  };
}
