import { Failure } from "../../shared/errors.ts";
import { actionEntry } from "../../shared/knowledge/iam-actions.ts";
import type { Knowledge } from "../../shared/knowledge/knowledge.ts";
import { allKnowledge } from "../../shared/knowledge/knowledge.ts";
import { nearestNames } from "../../shared/knowledge/nearest-names.ts";
import type { Fact } from "../../shared/knowledge/sources.ts";
import type { Options } from "./options.ts";
import type { World } from "./world.ts";

/** `trailproof explain`: what Trailproof knows about IAM actions and events of other services. */
export async function explain(options: Options, world: World): Promise<void> {
  const [name] = options.words;
  const all = allKnowledge();
  const found = all.filter(
    ({ eventName }) => name === undefined || eventName.toLowerCase() === name.toLowerCase(),
  );
  if (found.length === 0) throw unknown(name ?? "", all);
  if (options.json) world.out(`${JSON.stringify(found.map(asJson), null, 2)}\n`);
  else if (name === undefined) for (const one of found) world.out(asLine(one));
  else world.out(found.map(asText).join("\n"));
}

function unknown(name: string, all: readonly Knowledge[]): Failure {
  const near = nearestNames(
    name,
    all.map(({ eventName }) => eventName),
    5,
  );
  const hint = near.length === 0 ? "" : ` Nearest: ${near.join(", ")}.`;
  return new Failure({
    code: "usage",
    detail: `${name} is no event that Trailproof knows.${hint} List: trailproof explain`,
  });
}

/** The entry as one object; actions of IAM with what identifies their target and with the calls that undo them. */
function asJson(known: Knowledge): unknown {
  const action = actionEntry(known.eventSource, known.eventName);
  const mitre = known.techniques.map(({ id }) => id);
  if (action === null) return { ...known, mitre };
  const { target, targetFields, done, inverse } = action;
  return { ...known, mitre, target, targetFields, done, inverse };
}

function asLine({ eventSource, eventName, access, severity }: Knowledge): string {
  return `${eventName.padEnd(52)} ${access.padEnd(5)}  ${severity.padEnd(8)}  ${eventSource}\n`;
}

function asText(known: Knowledge): string {
  const action = actionEntry(known.eventSource, known.eventName);
  const calls = action?.inverse.calls.map(({ api, when }) => `${api} (${when})`) ?? [];
  return [
    `${known.eventName} (${known.eventSource}), ${known.access}`,
    ...part("Does", [sourced(known.does)]),
    ...part("Matters", [sourced(known.matters)]),
    ...part("Severity", [`${known.severity}: ${known.severityReason}`]),
    ...part("Harmless", [sourced(known.benign)]),
    ...part("Follows", known.consequences.map(sourced)),
    ...part(
      "Technique",
      known.techniques.map(({ id, name, reason }) => `${id} ${name ?? ""}: ${reason}`),
    ),
    ...part("Undo", [known.undo]),
    ...part("Calls", calls),
    ...part("CloudTrail", known.caveats.map(sourced)),
    "",
  ].join("\n");
}

/** One line for each, the heading in front of the first. */
function part(heading: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, i) => `  ${(i === 0 ? heading : "").padEnd(10)} ${line}`);
}

function sourced({ text, source }: Fact): string {
  return `${text} [${source}]`;
}
