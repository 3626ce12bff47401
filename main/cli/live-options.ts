/** The options of `trailproof apply` and `trailproof undo`. */
import { readFileSync } from "node:fs";
import { Failure, messageOf } from "../../shared/errors.ts";
import type { FixName } from "../../shared/fixes/fix.ts";
import { fixNameOf, fixOfFlags } from "./fix-options.ts";
import { usage } from "./option-values.ts";

/** For `parseArgs`. */
export const liveDefinitions = {
  plan: { type: "string" },
  fix: { type: "string" },
  profile: { type: "string" },
  environment: { type: "boolean" },
  "mfa-code": { type: "string" },
  "endpoint-url": { type: "string" },
  "yes-account": { type: "string" },
  confirm: { type: "string" },
  "leave-out": { type: "string" },
  overwrite: { type: "string" },
  answer: { type: "string", multiple: true },
  "dry-run": { type: "boolean" },
  resume: { type: "string" },
  close: { type: "string" },
  journal: { type: "string" },
  live: { type: "string" },
} as const;

const shared = [
  "case",
  "profile",
  "environment",
  "mfa-code",
  "endpoint-url",
  "yes-account",
  "confirm",
  "leave-out",
  "overwrite",
  "answer",
  "dry-run",
  "live",
  "out",
  "json",
  "quiet",
] as const;

/** Which options `apply` takes. */
export const applyFlags: readonly string[] = [
  ...shared,
  "plan",
  "fix",
  ...fixOfFlags,
  "finding",
  "event",
  "session",
  "actor",
  "from",
  "to",
  "resume",
  "close",
];

/** Which options `undo` takes. */
export const undoFlags: readonly string[] = [...shared, "journal"];

export interface LiveOptions {
  /** A saved plan. */
  readonly plan: string | null;
  /** A fix, of what the options of `trailproof fix` name. */
  readonly fix: FixName | null;
  readonly profile: string | null;
  readonly environment: boolean;
  readonly mfaCode: string | null;
  readonly endpoint: string | null;
  /** The account id, typed as the approval. */
  readonly account: string | null;
  /** Numbers of steps. */
  readonly confirmed: readonly number[];
  readonly leftOut: readonly number[];
  readonly overwritten: readonly number[];
  /** By the name of the question; files are read. */
  readonly answers: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
  /** Numbers of runs. */
  readonly resume: number | null;
  readonly close: number | null;
  readonly journal: number | null;
  /** To what the switch of the case is set; null: it stays. */
  readonly live: boolean | null;
}

/** Reads them. @throws Failure (usage) */
export function liveOptionsOf(values: Readonly<Record<string, unknown>>): LiveOptions {
  const text = (name: string): string | null => {
    const value = values[name];
    if (value === "") throw usage(`--${name} is empty.`);
    return typeof value === "string" ? value : null;
  };
  const live = text("live");
  if (live !== null && live !== "on" && live !== "off")
    throw usage(`--live ${live}: use on or off.`);
  return {
    plan: text("plan"),
    fix: fixOf(text("fix")),
    profile: text("profile"),
    environment: values["environment"] === true,
    mfaCode: text("mfa-code"),
    endpoint: text("endpoint-url"),
    account: text("yes-account"),
    confirmed: numbers("confirm", text("confirm")),
    leftOut: numbers("leave-out", text("leave-out")),
    overwritten: numbers("overwrite", text("overwrite")),
    answers: answersOf(values["answer"]),
    dryRun: values["dry-run"] === true,
    resume: runOf("resume", text("resume")),
    close: runOf("close", text("close")),
    journal: runOf("journal", text("journal")),
    live: live === null ? null : live === "on",
  };
}

/** How many plans are named. @throws Failure (usage) where it is not one, and nothing else is to be done. */
export function checkLive(command: string, live: LiveOptions, named: number): void {
  if (command === "undo") return;
  const own = [live.plan, live.fix, live.resume, live.close].filter((one) => one !== null);
  const all = named + own.length;
  if (all > 1 || (all === 0 && live.live === null))
    throw usage(
      "trailproof apply needs --plan FILE, --fix NAME, --finding ID, --event EVENTID, --session KEY, --actor NAME, or --from and --to, one of them; or --resume N or --close N.",
    );
}

/** @throws Failure (usage) where there is no fix of the name */
function fixOf(word: string | null): FixName | null {
  const name = word === null ? null : fixNameOf(word);
  if (word !== null && name === null)
    throw usage(`--fix ${word}: there is no such fix. See: trailproof fix --list`);
  return name;
}

/** `1,3-5` → 1, 3, 4, 5. */
function numbers(option: string, list: string | null): readonly number[] {
  if (list === null) return [];
  return list.split(",").flatMap((word) => {
    const found = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(word);
    if (found === null) throw usage(`--${option} ${list}: use numbers of steps, e.g. 1,3-5.`);
    const first = Number(found[1]);
    const last = Number(found[2] ?? first);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  });
}

function runOf(option: string, word: string | null): number | null {
  if (word === null) return null;
  if (!/^[1-9]\d{0,5}$/.test(word)) throw usage(`--${option} ${word}: use the number of a run.`);
  return Number(word);
}

/** `NAME=VALUE` or `NAME=@FILE`: secrets are best kept off the command line. */
function answersOf(given: unknown): Readonly<Record<string, string>> {
  const words: readonly unknown[] = Array.isArray(given) ? given : [];
  return Object.fromEntries(
    words.map((word) => {
      const [, name = "", value = ""] = /^([A-Z0-9_]+)=(.*)$/s.exec(String(word)) ?? [];
      if (name === "") throw usage("--answer: use NAME=VALUE, or NAME=@FILE.");
      return [name, value.startsWith("@") ? fileText(value.slice(1)) : value] as const;
    }),
  );
}

function fileText(path: string): string {
  try {
    return readFileSync(path, "utf8").replace(/[\r\n]+$/, "");
  } catch (error) {
    throw new Failure(
      { code: "path-unreadable", path, reason: messageOf(error) },
      { cause: error },
    );
  }
}
