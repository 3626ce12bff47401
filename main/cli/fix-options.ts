/** The options of `trailproof fix`. */
import { fixNames } from "../../shared/fixes/fix.ts";
import type { FixName, FixRequest, QuarantineBy } from "../../shared/fixes/fix.ts";
import { kindOf } from "../../shared/fixes/kinds.ts";
import type { EventFilter } from "../../shared/event-filter.ts";
import { usage } from "./option-values.ts";

/** For `parseArgs`; --role, --key and --account are those of events. */
export const fixDefinitions = {
  list: { type: "boolean" },
  undo: { type: "boolean" },
  user: { type: "string" },
  group: { type: "string" },
  policy: { type: "string" },
  provider: { type: "string" },
  trail: { type: "string" },
  by: { type: "string" },
  wait: { type: "string" },
  "keep-password": { type: "boolean" },
} as const;

/** Names of the options that say what a fix is of, and how; `trailproof apply --fix` takes them, too. */
export const fixOfFlags: readonly string[] = [
  ...Object.keys(fixDefinitions).filter((name) => name !== "list" && name !== "undo"),
  "role",
  "key",
  "account",
];

/** Names of all options of the command. */
export const fixFlags: readonly string[] = [
  "list",
  "undo",
  ...fixOfFlags,
  "case",
  "finding",
  "as",
  "out",
];

/** What is to be fixed, as it was named. */
export interface FixOptions {
  readonly list: boolean;
  /** The plan that takes the fix back instead. */
  readonly undo: boolean;
  readonly user: string | null;
  readonly group: string | null;
  /** ARN. */
  readonly policy: string | null;
  /** ARN. */
  readonly provider: string | null;
  readonly trail: string | null;
  readonly by: QuarantineBy | null;
  readonly waitDays: number | null;
  readonly keepPassword: boolean;
}

/** Reads them. @throws Failure (usage) that names the wrong one. */
export function fixOptionsOf(values: Readonly<Record<string, unknown>>): FixOptions {
  const text = (name: string): string | null => {
    const value = values[name];
    if (typeof value !== "string") return null;
    if (value === "") throw usage(`--${name} is empty.`);
    return value;
  };
  const by = text("by");
  if (by !== null && by !== "deny" && by !== "boundary")
    throw usage(`--by ${by}: a quarantine is made by deny or by boundary.`);
  const wait = text("wait");
  if (wait !== null && !/^\d{1,4}$/.test(wait))
    throw usage(`--wait ${wait}: use a number of days, such as 14; 0 is at once.`);
  return {
    list: values["list"] === true,
    undo: values["undo"] === true,
    user: text("user"),
    group: text("group"),
    policy: text("policy"),
    provider: text("provider"),
    trail: text("trail"),
    by,
    waitDays: wait === null ? null : Number(wait),
    keepPassword: values["keep-password"] === true,
  };
}

/** Checks that one fix is named, or a list is asked for. @throws Failure (usage) */
export function checkFix(
  words: readonly string[],
  { list }: FixOptions,
  finding: string | null,
  casePath: string | null,
): void {
  if (list && words.length > 0) throw usage("trailproof fix takes either a name or --list.");
  if (!list && (words.length !== 1 || fixNameOf(words[0] ?? "") === null))
    throw usage(`trailproof fix needs the name of one fix: ${fixNames.join(", ")}.`);
  if (!list && finding !== null)
    throw usage("--finding goes with --list: it lists the fixes that fit it.");
  if (casePath === null && (!list || finding !== null))
    throw usage("trailproof fix needs --case FILE.trailproof.");
}

/** The fix of a name; null: there is none. */
export function fixNameOf(word: string): FixName | null {
  return fixNames.find((name) => name === word) ?? null;
}

/**
 * The request that options make, but for the owner of a key: its target is then empty.
 * @throws Failure (usage) that says what the fix needs.
 */
export function requestOf(name: FixName, given: FixOptions, filter: EventFilter): FixRequest {
  const { user, group, policy, provider, trail } = given;
  const [role = null] = filter.roles ?? [];
  const [key = null] = filter.accessKeys ?? [];
  const [account = null] = filter.accounts ?? [];
  const { takes } = kindOf(name);
  const takesItem = takes.includes("policy-arn");
  const named = [
    ...(user === null ? [] : [["user", `user/${user}`] as const]),
    ...(role === null ? [] : [["role", `role/${nameOf(role)}`] as const]),
    ...(group === null ? [] : [["group", `group/${group}`] as const]),
    ...(policy === null || takesItem ? [] : [["policy", `policy/${policy}`] as const]),
    ...(provider === null ? [] : [["provider", `${providerKind(provider)}/${provider}`] as const]),
    ...(trail === null ? [] : [["trail", `trail/${trail}`] as const]),
  ];
  const [wrong] = named.filter(([kind]) => !takes.includes(kind));
  if (wrong !== undefined) throw usage(`trailproof fix ${name} takes no --${wrong[0]}.`);
  if (named.length > 1)
    throw usage(`trailproof fix ${name} is for one thing: name one of ${optionsOf(name)}.`);
  const isOfAccount = takes.includes("account");
  const isOfKey = takes.includes("key");
  if (isOfKey && key === null) throw usage(`trailproof fix ${name} needs --key ID.`);
  if (!isOfKey && key !== null) throw usage(`trailproof fix ${name} takes no --key.`);
  if (takesItem && policy === null) throw usage(`trailproof fix ${name} needs --policy ARN.`);
  if (named.length === 0 && !isOfAccount && !isOfKey)
    throw usage(`trailproof fix ${name} needs ${optionsOf(name)}.`);
  if (given.by !== null && name !== "quarantine") throw usage("--by goes with quarantine.");
  if (given.waitDays !== null && name !== "delete-key") throw usage("--wait goes with delete-key.");
  if (given.keepPassword && name !== "reset-password")
    throw usage("--keep-password goes with reset-password.");
  return {
    name,
    account,
    target: named[0]?.[1] ?? (isOfAccount ? "account/" : ""),
    item: isOfKey ? key : takesItem ? policy : null,
    by: given.by,
    waitDays: given.waitDays,
    keepPassword: given.keepPassword ? true : null,
    rules: null,
    at: null,
  };
}

/** Whether anything is named that only a fix takes. */
export function namesFix(
  { user, group, policy, provider, trail, by, waitDays, keepPassword }: FixOptions,
  { roles, accessKeys }: EventFilter,
): boolean {
  const own = [
    user,
    group,
    policy,
    provider,
    trail,
    by,
    waitDays,
    roles ?? null,
    accessKeys ?? null,
  ];
  return keepPassword || own.some((one) => one !== null);
}

/** The options that name what a fix is for, e.g. "--user NAME or --role NAME". */
export function optionsOf(name: FixName): string {
  const words = {
    user: "--user NAME",
    role: "--role NAME",
    group: "--group NAME",
    policy: "--policy ARN",
    provider: "--provider ARN",
    trail: "--trail NAME",
    account: "",
    key: "--key ID",
    "policy-arn": "--policy ARN",
  } as const;
  const { takes } = kindOf(name);
  const isOfKey = takes.includes("key");
  const items = takes
    .filter((one) => one === "key" || one === "policy-arn")
    .map((one) => words[one]);
  const things = takes
    .filter((one) => one !== "key" && one !== "policy-arn" && words[one] !== "")
    .map((one) => words[one]);
  if (isOfKey) return `${items.join(" ")} [${things.join(" or ")}]`;
  return [things.join(" or "), ...items].filter((one) => one !== "").join(" with ");
}

/** A role may be named by its ARN, as in filters. */
function nameOf(role: string): string {
  return role.startsWith("arn:") ? role.slice(role.lastIndexOf("/") + 1) : role;
}

function providerKind(arn: string): "oidc-provider" | "saml-provider" {
  if (arn.includes(":oidc-provider/")) return "oidc-provider";
  if (arn.includes(":saml-provider/")) return "saml-provider";
  throw usage(`--provider ${arn}: use the ARN of an OIDC or SAML provider.`);
}
