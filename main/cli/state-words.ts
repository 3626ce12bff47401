/** The state of accounts and entities as lines of text. Texts from the log are made visible. */
import type {
  AccountState,
  By,
  CredentialState,
  EntityState,
  StateFact,
  StateLife,
  StateList,
} from "../../shared/state/state.ts";
import { basisWords, placeWords } from "../../shared/posture/words.ts";
import { visible } from "./visible.ts";

/** Where a record stands. */
export interface Place {
  readonly file: string;
  readonly record: number;
}

/** Events that lines cite by number. */
export interface Notes {
  /** e.g. [3]. */
  readonly cite: (by: By) => string;
  /** The list of them. */
  readonly print: () => string;
}

/** No event is cited yet. */
export function createNotes(placeOf: (id: string) => Place | null): Notes {
  const cited = new Map<string, { readonly by: By; readonly number: number }>();
  return {
    cite: (by) => {
      const known = cited.get(by.eventId) ?? { by, number: cited.size + 1 };
      cited.set(by.eventId, known);
      return `[${known.number}]`;
    },
    print: () =>
      [...cited.values()]
        .map(({ by: { eventId, at, actor, file }, number }) => {
          if (file !== undefined) {
            const inside = placeWords(file);
            const where = inside === "" ? "" : `, ${visible(inside)}`;
            return `[${number}] ${at ?? "time unknown"} ${visible(file.path)}${where}, SHA-256 ${file.sha256 ?? "unknown"}; its moment: ${basisWords[file.basis]}\n`;
          }
          const place = placeOf(eventId);
          const where = place === null ? "" : `, ${visible(place.file)}, record ${place.record}`;
          return `[${number}] ${at ?? "time unknown"} ${visible(eventId)}, by ${visible(actor)}${where}\n`;
        })
        .join(""),
  };
}

/** Whether something exists, and since when. */
export function lifeWords(life: StateLife, notes: Notes): string {
  const words =
    life.exists === null
      ? `may exist: ${life.why ?? "the log leaves it open"}`
      : life.exists
        ? "exists"
        : "does not exist";
  const created = life.created === null ? "" : `, created ${notes.cite(life.created)}`;
  const deleted = life.deleted === null ? "" : `, deleted ${notes.cite(life.deleted)}`;
  const first =
    life.created === null && life.firstSeen !== null
      ? `, first named ${notes.cite(life.firstSeen)}`
      : "";
  return `${words}${created}${deleted}${first}${backward(life)}${uncertain(life)}`;
}

function backward({ backward: is }: { readonly backward?: true }): string {
  return is === true ? ", inferred backward" : "";
}

function uncertain({ uncertain: ids }: { readonly uncertain?: readonly string[] }): string {
  return ids === undefined
    ? ""
    : `, uncertain: the log does not tell the order of ${ids.map((id) => visible(id)).join(", ")}`;
}

function fact<T>(
  name: string,
  told: StateFact<T>,
  notes: Notes,
  write: (value: T) => string,
): string {
  if (!told.known) {
    const by = told.by === undefined ? "" : ` ${notes.cite(told.by)}`;
    return `  ${name}: ${told.why}${by}`;
  }
  return `  ${name}: ${write(told.value)} ${notes.cite(told.by)}${backward(told)}${uncertain(told)}`;
}

function list<T>(
  name: string,
  told: StateList<T>,
  notes: Notes,
  write: (value: T) => string,
): readonly string[] {
  const end = told.complete
    ? told.completeBy === null
      ? ""
      : `, no others ${notes.cite(told.completeBy)}`
    : `, others ${told.why ?? "unknown"}`;
  const count = told.items.length === 0 ? "none known" : String(told.items.length);
  const head = told.complete && told.items.length === 0 ? "none" : count;
  return [
    `  ${name}: ${head}${end}`,
    ...told.items.map(
      (item) =>
        `    ${write(item.value)} ${notes.cite(item.by)}${backward(item)}${uncertain(item)}`,
    ),
    ...told.gone.map((item) => `    gone: ${write(item.value)} ${notes.cite(item.ended)}`),
  ];
}

const text = (value: string) => visible(value);
const orNone = (value: string | null) => (value === null ? "none" : visible(value));
const lines = (value: string) => visible(value.replaceAll(/\s*\n\s*/g, " "));

const onOff = (value: boolean) => (value ? "on" : "off");

function word(told: StateFact<string>): string {
  return told.known ? visible(told.value) : "unknown";
}

function documentWord(told: StateFact<string>): string {
  return told.known ? lines(told.value) : `document ${told.why}`;
}

function credential({ id, status, service }: CredentialState): string {
  return `${visible(id)}, ${word(status)}${service === null ? "" : `, ${word(service)}`}`;
}

/** Everything known of an entity. */
export function entityLines(e: EntityState, notes: Notes): readonly string[] {
  const life = `  ${lifeWords(e.life, notes)}`;
  switch (e.kind) {
    case "user":
      return [
        life,
        fact("id", e.id, notes, text),
        fact("path", e.path, notes, text),
        fact("boundary", e.boundary, notes, orNone),
        ...list("attached policies", e.attached, notes, text),
        ...list(
          "inline policies",
          e.inline,
          notes,
          (i) => `${visible(i.name)}: ${documentWord(i.document)}`,
        ),
        ...list("groups", e.groups, notes, text),
        fact("login profile", e.loginProfile, notes, (v) => (v === null ? "none" : "there is one")),
        ...list("access keys", e.accessKeys, notes, credential),
        ...list("MFA devices", e.mfaDevices, notes, text),
        ...list("SSH keys", e.sshKeys, notes, credential),
        ...list("signing certificates", e.signingCertificates, notes, credential),
        ...list("service-specific credentials", e.serviceCredentials, notes, credential),
        ...list("tags", e.tags, notes, (t) => visible(`${t.key}=${t.value}`)),
      ];
    case "group":
      return [
        life,
        fact("id", e.id, notes, text),
        fact("path", e.path, notes, text),
        ...list("users", e.users, notes, text),
        ...list("attached policies", e.attached, notes, text),
        ...list(
          "inline policies",
          e.inline,
          notes,
          (i) => `${visible(i.name)}: ${documentWord(i.document)}`,
        ),
      ];
    case "role":
      return [
        life,
        fact("id", e.id, notes, text),
        fact("path", e.path, notes, text),
        fact("description", e.description, notes, orNone),
        fact("longest session in seconds", e.maxSessionDuration, notes, String),
        fact("trust policy", e.trust, notes, lines),
        fact("boundary", e.boundary, notes, orNone),
        ...list("attached policies", e.attached, notes, text),
        ...list(
          "inline policies",
          e.inline,
          notes,
          (i) => `${visible(i.name)}: ${documentWord(i.document)}`,
        ),
        ...list("instance profiles", e.instanceProfiles, notes, text),
        ...list("tags", e.tags, notes, (t) => visible(`${t.key}=${t.value}`)),
      ];
    case "policy":
      return [
        life,
        fact("id", e.id, notes, text),
        fact("description", e.description, notes, orNone),
        fact("default version", e.defaultVersion, notes, text),
        ...list(
          "versions",
          e.versions,
          notes,
          (v) => `${visible(v.id)}: ${documentWord(v.document)}`,
        ),
        ...list("attached to users", e.users, notes, text),
        ...list("attached to groups", e.groups, notes, text),
        ...list("attached to roles", e.roles, notes, text),
        ...list("boundary of", e.boundaryOf, notes, text),
        ...list("tags", e.tags, notes, (t) => visible(`${t.key}=${t.value}`)),
      ];
    case "instance-profile":
      return [
        life,
        fact("id", e.id, notes, text),
        fact("path", e.path, notes, text),
        ...list("roles", e.roles, notes, text),
        ...list("EC2 instances", e.instances, notes, (i) => visible(i.instanceId)),
        ...list("tags", e.tags, notes, (t) => visible(`${t.key}=${t.value}`)),
      ];
    case "saml-provider":
    case "oidc-provider":
    case "server-certificate":
    case "mfa-device":
    case "delegation-request":
      return [
        life,
        ...Object.entries(e.values).map(([name, told]) =>
          fact(name, told, notes, (v) =>
            v === null ? "none" : lines(typeof v === "string" ? v : JSON.stringify(v)),
          ),
        ),
        ...list("tags", e.tags, notes, (t) => visible(`${t.key}=${t.value}`)),
      ];
  }
}

/** The settings of an account that events tell, and its root user. */
export function settingsLines({ settings, root }: AccountState, notes: Notes): readonly string[] {
  return [
    fact("account alias", settings.alias, notes, orNone),
    fact("password policy", settings.passwordPolicy, notes, (v) =>
      v === null ? "none" : visible(JSON.stringify(v)),
    ),
    fact(
      "STS token version of the global endpoint",
      settings.globalEndpointTokenVersion,
      notes,
      text,
    ),
    fact("outbound web identity federation", settings.outboundWebIdentityFederation, notes, onOff),
    fact(
      "central management of root credentials",
      settings.organizationRootCredentials,
      notes,
      onOff,
    ),
    fact("privileged root sessions", settings.organizationRootSessions, notes, onOff),
    ...list("root access keys", root.accessKeys, notes, credential),
    ...list("root MFA devices", root.mfaDevices, notes, text),
  ].filter((line) => !line.endsWith("no event of this log tells it"));
}
