import { type CloudTrailEvent, field, type Json, textField } from "../cloudtrail-event.ts";
import type { Target } from "../finding.ts";
import { log, type LogKind, type Spans, text, type Unknown } from "../span.ts";
import { arnTarget } from "./arn-target.ts";
import type { ActionEntry, TargetType } from "./entry.ts";
import { refusedResource } from "./refused-resource.ts";
import { targetWord } from "./target-words.ts";

/** What the console writes as userName when root manages its own MFA devices. */
const rootUserName = "AWS ROOT USER";

/** Whether a call is about the root user: it names root, or names nobody and root made it. */
export function concernsRootUser(event: CloudTrailEvent): boolean {
  const user = textField(event.request ?? undefined, "userName");
  return user === rootUserName || (user === null && event.identity.type === "Root");
}

const logKinds: Partial<Readonly<Record<TargetType, LogKind>>> = {
  "access-key": "key",
  account: "account",
  group: "group",
  "login-profile": "user",
  policy: "policy",
  role: "role",
  user: "user",
};

/** Things whose title also says whose they are. */
const owned: readonly TargetType[] = [
  "access-key",
  "mfa",
  "service-credential",
  "signing-cert",
  "ssh-key",
];

/** Things known by an id that AWS gave, not by a name that people gave. */
const withId: readonly TargetType[] = ["account", "delegation", "organization", ...owned];

interface Found {
  readonly type: TargetType;
  readonly id: string;
  readonly isRoot: boolean;
}

/**
 * What an event acted on. The fields of the entry are tried in their order; a name left out of the request means the
 * caller itself only where IAM defines it so (a path into the identity) and the call was not refused. A refused call
 * has no requestParameters: its target comes from the error message. Never guesses: the id is null, and the label
 * says so, when the record does not name the target. Without an entry only the error message and nothing else is
 * read, and the type may be `unknown`.
 */
export function resolveTarget(entry: ActionEntry | null, event: CloudTrailEvent): Target {
  const found = entry === null ? null : byFields(entry, event);
  if (found !== null) return targetOf(found, event);
  const refused = event.request === null ? byRefusal(entry, event) : null;
  if (refused !== null) return targetOf(refused, event);
  if (entry?.target === "account" && event.account !== null) {
    return targetOf({ type: "account", id: event.account, isRoot: false }, event);
  }
  const type = entry?.target ?? null;
  return { type: type ?? "unknown", id: null, label: unnamed(type, event) };
}

function byFields(entry: ActionEntry, event: CloudTrailEvent): Found | null {
  for (const path of entry.targetFields) {
    const found = path.startsWith("identity.")
      ? byIdentity(entry, event)
      : foundId(entry.target, valueAt(path, event));
    if (found !== null) return found;
  }
  return null;
}

function foundId(type: TargetType, id: string | null): Found | null {
  if (id === null) return null;
  return { type: arnTarget(id)?.type ?? type, id, isRoot: id === rootUserName };
}

/** IAM takes the user of the credentials when a request names none; root's userName would be the account alias. */
function byIdentity(entry: ActionEntry, event: CloudTrailEvent): Found | null {
  const onlySelf = entry.targetFields.length === 1;
  if (event.outcome === "denied" && !onlySelf) return null;
  const { type, userName, arn } = event.identity;
  if (type === "Root") return { type: entry.target, id: arn ?? rootUserName, isRoot: true };
  return type === "IAMUser" ? foundId(entry.target, userName) : null;
}

function byRefusal(entry: ActionEntry | null, event: CloudTrailEvent): Found | null {
  if (event.outcome !== "denied") return null;
  const resource = refusedResource(event.errorMessage);
  if (resource === null) return null;
  if (entry === null) {
    return resource.type === null ? null : { type: resource.type, id: resource.id, isRoot: false };
  }
  const isAnyIdentity = entry.target === "account" && entry.targetFields.length > 0;
  const type = isAnyIdentity ? resource.type : entry.target;
  // A refusal can name another thing than the target, e.g. the user for an access key.
  const fits =
    resource.type === null || resource.type === type || isUserOf(entry.target, resource.type);
  return type !== null && fits ? { type, id: resource.id, isRoot: false } : null;
}

function isUserOf(target: TargetType, resource: TargetType): boolean {
  return target === "login-profile" && resource === "user";
}

function valueAt(path: string, event: CloudTrailEvent): string | null {
  const [head, ...rest] = path.split(".");
  const last = rest.pop();
  if (last === undefined) return null;
  let at: Json | undefined = head === "request" ? event.request : event.response;
  for (const name of rest) at = field(at, name);
  return textField(at, last);
}

function targetOf(found: Found, event: CloudTrailEvent): Target {
  return { type: found.type, id: found.id, label: [...named(found), ...owner(found.type, event)] };
}

function named({ type, id, isRoot }: Found): Spans {
  const word = targetWord(type);
  if (isRoot) return [text(type === "user" ? "Root user" : `${word} of the root user`)];
  const shown = arnTarget(id)?.name ?? id;
  return [
    text(type === "login-profile" ? `${word} of user ` : `${word} `),
    log(shown === "" ? id : shown, logKinds[type] ?? "other"),
  ];
}

function owner(type: TargetType, event: CloudTrailEvent): Spans {
  if (!owned.includes(type)) return [];
  const name = textField(event.request ?? undefined, "userName") ?? refusedUser(event);
  if (name === null) return [];
  return name === rootUserName
    ? [text(" of the root user")]
    : [text(" of user "), log(name, "user")];
}

function refusedUser(event: CloudTrailEvent): string | null {
  if (event.request !== null || event.outcome !== "denied") return null;
  const resource = refusedResource(event.errorMessage);
  return resource?.type === "user" ? (arnTarget(resource.id)?.name ?? resource.id) : null;
}

function unnamed(type: TargetType | null, event: CloudTrailEvent): Spans {
  const why: Unknown =
    field(event.request ?? undefined, "omitted") === true ? "truncated-by-aws" : "not-in-log";
  if (type === null) return [text("Target ("), { t: "unknown", why }, text(")")];
  const what = withId.includes(type) ? "id" : "name";
  return [
    text(`${targetWord(type)} (${what} `),
    { t: "unknown", why },
    text(")"),
    ...owner(type, event),
  ];
}
