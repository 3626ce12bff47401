import { Failure } from "../../shared/errors.ts";
import type { ActionEntry } from "../../shared/knowledge/entry.ts";
import { iamActions } from "../../shared/knowledge/iam-actions.ts";
import { techniqueName } from "../../shared/knowledge/mitre.ts";
import type { Options } from "./options.ts";
import type { World } from "./world.ts";

/** `trailproof explain`: what Trailproof knows about IAM actions. */
export async function explain(options: Options, world: World): Promise<void> {
  const [name] = options.words;
  const found = iamActions.filter(
    (a) => name === undefined || a.name.toLowerCase() === name.toLowerCase(),
  );
  if (found.length === 0)
    throw new Failure({
      code: "usage",
      detail: `${name ?? ""} is no IAM action that Trailproof knows. List: trailproof explain`,
    });
  if (options.json) world.out(`${JSON.stringify(found.map(asJson), null, 2)}\n`);
  else if (name === undefined)
    for (const { name: action, access, severity } of found)
      world.out(`${action.padEnd(46)} ${access.padEnd(5)}  ${severity}\n`);
  else for (const action of found) world.out(asText(action));
}

function asJson({ source, name, ...rest }: ActionEntry): unknown {
  return { eventSource: source, eventName: name, ...rest };
}

function asText(action: ActionEntry): string {
  const { inverse } = action;
  const techniques = action.mitre.map((id) => `${id} ${techniqueName(id) ?? ""}`.trim());
  const calls = inverse.calls.map((c) => `${c.api} (${c.when})`);
  return [
    `${action.name} (${action.source}), ${action.access}`,
    `  Severity   ${action.severity}: ${action.severityReason}`,
    `  Technique  ${techniques.join("; ") || "no technique"}`,
    `  Undo       ${inverse.possible}: ${calls.join("; ") || "no call"}`,
    ...inverse.lost.map((lost) => `  Lost       ${lost}`),
    ...(inverse.note === "" ? [] : [`  Note       ${inverse.note}`]),
    "",
  ].join("\n");
}
