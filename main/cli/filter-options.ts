/** The options that choose events: the same for every command that takes them. */
import { Failure } from "../../shared/errors.ts";
import { parseEventTime } from "../../shared/import/event-time.ts";
import type { EventFilter } from "../../shared/event-filter.ts";
import { heldValue, isListField, listMembers } from "../../shared/event-query/fields.ts";
import { parseSeverity } from "../../shared/severity.ts";

/** For `parseArgs`. */
export const filterDefinitions = {
  from: { type: "string" },
  to: { type: "string" },
  source: { type: "string", multiple: true },
  name: { type: "string", multiple: true },
  actor: { type: "string", multiple: true },
  role: { type: "string", multiple: true },
  account: { type: "string", multiple: true },
  region: { type: "string", multiple: true },
  address: { type: "string", multiple: true },
  key: { type: "string", multiple: true },
  agent: { type: "string", multiple: true },
  error: { type: "string", multiple: true },
  severity: { type: "string", multiple: true },
  technique: { type: "string", multiple: true },
  path: { type: "string", multiple: true },
  failed: { type: "boolean" },
  succeeded: { type: "boolean" },
  read: { type: "boolean" },
  write: { type: "boolean" },
  relevant: { type: "boolean" },
  text: { type: "string" },
} as const;

/** Their names, without dashes. */
export const filterFlags: readonly string[] = Object.keys(filterDefinitions);

/** For the help of a command. */
export const filterHelp = `Which events (all, unless you say otherwise; all conditions hold together)
  --from TIME --to TIME    UTC: from this time on, before that one, e.g. 2026-10-01 or 2026-10-01T14:00:00Z
  --name --source --account --region --address --key --agent --error VALUE
                           exactly this value; several times: any of them
  --actor NAME             the caller as the column actor shows it, mostly its ARN
  --role ARN               sessions of this role
  --severity WORD          worst finding about the event, else the worst that cites it: critical, high, medium, low, info
                           or none; several times: any of them
  --technique, --path ID   MITRE ATT&CK technique, or path of pathfinding.cloud, of such findings: T1098, iam-001, none
  --text TEXT              stands in a name, ARN, key, address, user agent, account, Region or error code
  --failed, --succeeded    --read, --write    --relevant (what the findings are made from)`;

/**
 * Reads the options that choose events.
 * @throws Failure (usage) that names the wrong one.
 */
export function filterOf(values: Readonly<Record<string, unknown>>): EventFilter {
  const from = timeOf("from", values["from"]);
  const to = timeOf("to", values["to"]);
  if (from !== null && to !== null && from >= to)
    throw usage("--to is not later than --from: no event can be between them.");
  const outcome = oneOf(values, "failed", "succeeded");
  const access = oneOf(values, "read", "write");
  const { text } = values;
  return {
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(outcome === null ? {} : { outcome }),
    ...(access === null ? {} : { access }),
    ...(values["relevant"] === true ? { relevant: true } : {}),
    ...(typeof text === "string" ? { text: filled("text", text) } : {}),
    ...Object.fromEntries(
      Object.entries(listMembers).flatMap(([flag, member]) => {
        const given = values[flag];
        return Array.isArray(given)
          ? [[member, given.map((one) => wantedOf(flag, filled(flag, String(one))))]]
          : [];
      }),
    ),
  };
}

/** What a filter wants: of findings, `none` is a value too. */
function wantedOf(flag: string, value: string): string | null {
  const ofFinding = flag === "severity" || flag === "technique" || flag === "path";
  if (!ofFinding || !isListField(flag)) return value;
  if (value === "none") return null;
  if (flag === "severity" && parseSeverity(value) === null)
    throw usage(`--severity ${value}: use critical, high, medium, low or info.`);
  return heldValue(flag, value);
}

function oneOf<A extends string, B extends string>(
  values: Readonly<Record<string, unknown>>,
  a: A,
  b: B,
): A | B | null {
  if (values[a] === true && values[b] === true)
    throw usage(`--${a} and --${b} exclude each other.`);
  return values[a] === true ? a : values[b] === true ? b : null;
}

function timeOf(name: string, value: unknown): number | null {
  if (typeof value !== "string") return null;
  const text = /^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value;
  const t = parseEventTime(text);
  if (t === null)
    throw usage(`--${name} ${value}: write a time as 2026-10-01 or 2026-10-01T14:00:00Z (UTC).`);
  return t;
}

function filled(name: string, value: string): string {
  if (value === "") throw usage(`--${name} is empty.`);
  return value;
}

function usage(detail: string): Failure {
  return new Failure({ code: "usage", detail });
}
