/* oxlint-disable max-lines -- one table: all options of all commands */
/** The command line → a command with checked options. */
import { parseArgs } from "node:util";
import { messageOf } from "../../shared/errors.ts";
import type { PlanPrint } from "../../shared/ipc/plan.ts";
import type { Engagement } from "../../shared/report/case-facts.ts";
import type { Severity } from "../../shared/severity.ts";
import type { EventFilter } from "../../shared/event-filter.ts";
import { filterDefinitions, filterFlags, filterOf } from "./filter-options.ts";
import {
  checkFix,
  fixDefinitions,
  fixFlags,
  fixOptionsOf,
  namesFix,
  requestOf,
} from "./fix-options.ts";
import type { FixOptions } from "./fix-options.ts";
import { commandNames } from "./help.ts";
import {
  applyFlags,
  checkLive,
  liveDefinitions,
  liveOptionsOf,
  undoFlags,
} from "./live-options.ts";
import type { LiveOptions } from "./live-options.ts";
import {
  exportFormatOf,
  limitOf,
  portOf,
  usage,
  zonedTime,
  usualLimit,
  severityOf,
} from "./option-values.ts";
import type { ExportFormat } from "./option-values.ts";

export type Format = "html" | "json";

/** All options that any command takes, already checked. */
export interface Options {
  readonly words: readonly string[];
  readonly case: string | null;
  readonly out: string | null;
  readonly formats: readonly Format[];
  readonly exportFormat: ExportFormat;
  /** Which events. */
  readonly filter: EventFilter;
  /** Print the records themselves, too. */
  readonly raw: boolean;
  /** Most events to print, or values of each count. */
  readonly limit: number;
  /** The latest first. */
  readonly latest: boolean;
  /** Counts instead of events. */
  readonly summary: boolean;
  readonly engagement: Engagement;
  readonly severity: Severity;
  /** A finding's id (F-01) or null. */
  readonly finding: string | null;
  /** An eventID or null. */
  readonly event: string | null;
  /** An access key id, or null. */
  readonly session: string | null;
  /** UTC ISO time of a state, or null. */
  readonly at: string | null;
  /** Key of an entity (user/alice), or null. */
  readonly entity: string | null;
  readonly as: PlanPrint;
  /** What `trailproof apply` and `trailproof undo` are asked for. */
  readonly live: LiveOptions;
  /** What `trailproof fix` is asked for. */
  readonly fix: FixOptions;
  readonly json: boolean;
  readonly quiet: boolean;
  /** Files of public keys. */
  readonly keys: readonly string[];
  /** Whether keys that were imported with the evidence may be used. */
  readonly keysFromCase: boolean;
  /** `FILE` or `FILE:digest` each. */
  readonly heads: readonly string[];
  /** Hashes of last lines of the journal of live fixes, as they were noted. */
  readonly journalHeads: readonly string[];
  /** Use a browser, whatever else there is, and open it. */
  readonly browser: boolean;
  /** Only load the rules. */
  readonly check: boolean;
  /** Files and folders of the user's own rules. */
  readonly rules: readonly string[];
  /** A file with settings of rules to take over, and one to write those of the case to. */
  readonly settings: string | null;
  readonly saveSettings: string | null;
  /** Where the local host listens; null: not said. */
  readonly port: number | null;
  /** UTC ISO time at which snapshot files were made, as the user says; null: not said. */
  readonly takenAt: string | null;
}

const engagementFlags = ["client", "auditor", "reference", "classification"];

/** Which options a command takes. */
const accepted: Readonly<Record<string, readonly string[]>> = {
  audit: ["case", "out", "format", "rules", "settings", "taken-at", "quiet", ...engagementFlags],
  import: ["case", "rules", "settings", "taken-at", "json", "quiet"],
  findings: ["case", "severity", "json"],
  event: ["case", "json"],
  report: ["case", "out", "format", ...engagementFlags],
  plan: ["case", "finding", "event", "session", "actor", "from", "to", "account", "as", "out"],
  apply: applyFlags,
  undo: undoFlags,
  fix: fixFlags,
  explain: ["json"],
  verify: ["case", "keys", "keys-from-case", "head", "journal-head", "json", "quiet"],
  coverage: ["case", "json"],
  posture: ["case", "json"],
  state: ["case", "at", "entity", "account", "json"],
  events: ["case", "limit", "latest", "summary", "json", "quiet", ...filterFlags],
  export: ["case", "out", "format", "raw", "quiet", ...filterFlags],
  open: ["browser", "port"],
  rules: ["case", "settings", "save-settings", "check", "limit", "json", "quiet"],
};

const definitions = {
  case: { type: "string" },
  out: { type: "string" },
  format: { type: "string" },
  client: { type: "string" },
  auditor: { type: "string" },
  reference: { type: "string" },
  classification: { type: "string" },
  finding: { type: "string" },
  event: { type: "string" },
  session: { type: "string" },
  at: { type: "string" },
  entity: { type: "string" },
  as: { type: "string" },
  json: { type: "boolean" },
  quiet: { type: "boolean" },
  keys: { type: "string", multiple: true },
  "keys-from-case": { type: "boolean" },
  head: { type: "string", multiple: true },
  "journal-head": { type: "string", multiple: true },
  raw: { type: "boolean" },
  limit: { type: "string" },
  latest: { type: "boolean" },
  summary: { type: "boolean" },
  browser: { type: "boolean" },
  check: { type: "boolean" },
  rules: { type: "string", multiple: true },
  settings: { type: "string" },
  "save-settings": { type: "string" },
  port: { type: "string" },
  "taken-at": { type: "string" },
  ...filterDefinitions,
  ...liveDefinitions,
  ...fixDefinitions,
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
} as const;

export type Parsed =
  | { readonly kind: "help"; readonly command: string | null }
  | { readonly kind: "version" }
  | { readonly kind: "command"; readonly command: string; readonly options: Options };

/**
 * Reads the arguments after the program's name.
 * @throws Failure (usage) that names the wrong word.
 */
export function parseCommandLine(args: readonly string[]): Parsed {
  const { values, positionals } = parsed(args);
  const [command, ...words] = positionals;
  if (values.version === true) return { kind: "version" };
  if (values.help === true || command === undefined || command === "help")
    return { kind: "help", command: command === "help" ? (words[0] ?? null) : (command ?? null) };
  const allowed = accepted[command];
  if (allowed === undefined || !Object.hasOwn(accepted, command))
    throw usage(`There is no command "${command}". Commands: ${commandNames.join(", ")}.`);
  for (const name of Object.keys(values))
    if (!allowed.includes(name))
      throw usage(
        `trailproof ${command} has no option --${name}. See: trailproof ${command} --help`,
      );
  const options: Options = {
    words,
    case: filled("case", values.case),
    out: filled("out", values.out),
    formats: command === "export" ? [] : formatsOf(values.format),
    exportFormat: command === "export" ? exportFormatOf(values.format) : "csv",
    filter: filterOf(values),
    raw: values.raw === true,
    limit: limitOf(values.limit, usualLimit(command, values.summary === true)),
    latest: values.latest === true,
    summary: values.summary === true,
    engagement: {
      client: filled("client", values.client),
      auditor: filled("auditor", values.auditor),
      reference: filled("reference", values.reference),
      classification: filled("classification", values.classification) ?? "Confidential",
    },
    severity: command === "findings" ? severityOf(values.severity?.at(-1)) : "info",
    finding: filled("finding", values.finding),
    event: filled("event", values.event),
    session: filled("session", values.session),
    at: zonedTime("at", values.at),
    entity: filled("entity", values.entity),
    as: printOf(values.as),
    live: liveOptionsOf(values),
    fix: fixOptionsOf(values),
    json: values.json === true,
    quiet: values.quiet === true,
    keys: (values.keys ?? []).map((path) => filled("keys", path) ?? ""),
    keysFromCase: values["keys-from-case"] === true,
    journalHeads: (values["journal-head"] ?? []).map((hash) => {
      if (!/^[0-9a-f]{64}$/i.test(hash))
        throw usage(`--journal-head ${hash}: use the 64 hex digits that were noted.`);
      return hash;
    }),
    heads: (values.head ?? []).map((path) => filled("head", path) ?? ""),
    browser: values.browser === true,
    check: values.check === true,
    settings: filled("settings", values.settings),
    saveSettings: filled("save-settings", values["save-settings"]),
    rules: (values.rules ?? []).map((path) => filled("rules", path) ?? ""),
    port: portOf(values.port),
    takenAt: zonedTime("taken-at", values["taken-at"]),
  };
  checkWords(command, options);
  return { kind: "command", command, options };
}

function parsed(
  args: readonly string[],
): ReturnType<typeof parseArgs<{ options: typeof definitions; allowPositionals: true }>> {
  try {
    return parseArgs({
      args: [...args],
      options: definitions,
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw usage(messageOf(error));
  }
}

/** Commands about a whole case. */
const wordless: ReadonlySet<string> = new Set([
  "findings",
  "report",
  "plan",
  "apply",
  "undo",
  "events",
  "export",
  "verify",
  "coverage",
  "posture",
  "state",
]);

/** Commands that need no case. */
const caseless: ReadonlySet<string> = new Set(["audit", "explain", "fix", "open", "rules"]);

function checkWords(command: string, options: Options): void {
  const { words, case: casePath, check, out, formats, exportFormat } = options;
  const needsPaths = command === "audit" || command === "import";
  if (needsPaths && words.length === 0)
    throw usage(`trailproof ${command} needs a file or folder with CloudTrail logs.`);
  if (command === "rules" && words.length === 0 && (check || casePath === null))
    throw usage("trailproof rules needs a file or folder with Sigma rules.");
  if (command === "rules" && (casePath === null) !== check)
    throw usage("trailproof rules needs --case FILE.trailproof or --check, one of them.");
  if (command === "event" && words.length !== 1) throw usage("trailproof event needs one eventID.");
  if (wordless.has(command) && words.length > 0)
    throw usage(`trailproof ${command} takes no "${words[0] ?? ""}"; name the case with --case.`);
  if (command === "plan") checkPlan(options);
  if (command === "apply" || command === "undo") checkApply(command, options);
  if (command === "fix") checkFix(words, options.fix, options.finding, casePath);
  if (command === "explain" && words.length > 1)
    throw usage("trailproof explain takes one eventName.");
  if (command === "open" && words.length > 1) throw usage("trailproof open takes one case file.");
  if (casePath === null && !caseless.has(command))
    throw usage(`trailproof ${command} needs --case FILE.trailproof.`);
  if (command === "export" && out === "-" && exportFormat === "parquet")
    throw usage("A Parquet file can't go to standard output; name a file with --out.");
  if (out === "-" && formats.length > 1) throw usage("--out - takes one format only.");
}

/** A plan is about one thing, or about all between two times. */
function checkPlan({ finding, event, session, filter }: Options): void {
  const { actors = [], accounts = [], from, to } = filter;
  if (actors.length > 1 || accounts.length > 1)
    throw usage("trailproof plan takes one --actor and one --account.");
  const named = [finding, event, session, actors[0] ?? null].filter((one) => one !== null);
  const isWindow = from !== undefined || to !== undefined;
  if (named.length > 1 || (named.length === 0 && !isWindow))
    throw usage(
      "trailproof plan needs --finding ID, --event EVENTID, --session KEY, --actor NAME, or --from and --to, one of them.",
    );
  if (isWindow && (finding !== null || event !== null))
    throw usage("--from and --to go with --session or --actor, or stand alone.");
}

function checkApply(command: string, options: Options): void {
  const { finding, event, session, filter, live } = options;
  const isWindow = filter.from !== undefined || filter.to !== undefined;
  const named = [finding, event, session, filter.actors?.[0] ?? null].filter((one) => one !== null);
  const count = Math.max(named.length, isWindow ? 1 : 0);
  checkLive(command, live, count);
  if (count > 0) checkPlan(options);
  if (command === "undo") return;
  if (live.fix !== null) requestOf(live.fix, options.fix, filter);
  else if (namesFix(options.fix, filter))
    throw usage("trailproof apply takes what a fix is of with --fix NAME only.");
}

function filled(name: string, value: string | undefined): string | null {
  if (value === undefined) return null;
  if (value === "") throw usage(`--${name} is empty.`);
  return value;
}

function printOf(word: string | undefined): PlanPrint {
  if (word === undefined) return "cli";
  if (word === "console" || word === "cli" || word === "powershell") return word;
  if (word === "python" || word === "json") return word;
  throw usage(`--as ${word}: use console, cli, powershell, python or json.`);
}

function formatsOf(list: string | undefined): readonly Format[] {
  if (list === undefined) return ["html"];
  const formats = new Set<Format>();
  for (const word of list.split(",").map((w) => w.trim().toLowerCase())) {
    if (word !== "html" && word !== "json")
      throw usage(`--format ${word}: this version writes html and json.`);
    formats.add(word);
  }
  return [...formats];
}
