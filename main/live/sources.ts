/** Which credentials there are on this machine, by name. Secrets are never read into an answer. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { LiveProfile, LiveProfileKind, LiveSources } from "../../shared/ipc/live.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** Lists the profiles of the shared files, and whether the environment holds a key. */
export function liveSources(environment: Environment): LiveSources {
  const files = sharedFiles(environment);
  const profiles = new Map<string, Map<string, string>>();
  const take = (path: string, nameOf: (section: string) => string | null): void => {
    for (const [section, settings] of sectionsOf(path)) {
      const name = nameOf(section);
      if (name === null) continue;
      const known = profiles.get(name) ?? new Map<string, string>();
      for (const [key, value] of settings) known.set(key, value);
      profiles.set(name, known);
    }
  };
  take(files.config, (section) =>
    section === "default" ? section : (/^profile\s+(.+)$/.exec(section)?.[1] ?? null),
  );
  take(files.credentials, (section) => section);
  return {
    profiles: [...profiles]
      .map(([name, settings]) => profileOf(name, settings))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    hasEnvironment: (environment["AWS_ACCESS_KEY_ID"] ?? "") !== "",
    files: [files.config, files.credentials],
  };
}

function sharedFiles(environment: Environment): {
  readonly config: string;
  readonly credentials: string;
} {
  return {
    config: environment["AWS_CONFIG_FILE"] ?? join(homedir(), ".aws", "config"),
    credentials:
      environment["AWS_SHARED_CREDENTIALS_FILE"] ?? join(homedir(), ".aws", "credentials"),
  };
}

/** Settings that may leave this module: all others (keys, tokens, command lines) are dropped while they are read. */
const shown: ReadonlySet<string> = new Set([
  "role_arn",
  "source_profile",
  "mfa_serial",
  "sso_session",
  "sso_account_id",
  "sso_role_name",
  "sso_start_url",
]);
const marks: ReadonlySet<string> = new Set([
  "aws_access_key_id",
  "credential_process",
  "web_identity_token_file",
  "login_session",
]);

/** The sections of an INI file; none where it can't be read: there is simply no profile then. */
function sectionsOf(path: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let current: Map<string, string> | null = null;
  for (const line of linesOf(path)) {
    const section = /^\s*\[\s*(.+?)\s*\]/.exec(line)?.[1];
    if (section !== undefined) {
      current = sections.get(section) ?? new Map<string, string>();
      sections.set(section, current);
      continue;
    }
    const [, key = "", value = ""] = /^([\w.-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (current === null) continue;
    if (shown.has(key)) current.set(key, value.slice(0, 400));
    else if (marks.has(key)) current.set(key, "");
  }
  return sections;
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split(/\r?\n/);
  } catch {
    return [];
  }
}

function profileOf(name: string, settings: ReadonlyMap<string, string>): LiveProfile {
  const kind = kindOf(settings);
  const sso = [settings.get("sso_account_id"), settings.get("sso_role_name")]
    .filter((one) => one !== undefined)
    .join(" ");
  return {
    name,
    kind,
    detail: kind === "sso" ? sso || null : (settings.get("role_arn") ?? null),
    mfa: settings.get("mfa_serial") ?? null,
  };
}

function kindOf(settings: ReadonlyMap<string, string>): LiveProfileKind {
  if (settings.has("web_identity_token_file")) return "web-identity";
  if (settings.has("role_arn")) return "role";
  if (settings.has("sso_account_id") || settings.has("sso_session")) return "sso";
  if (settings.has("credential_process")) return "process";
  if (settings.has("aws_access_key_id")) return "keys";
  return "unknown";
}
