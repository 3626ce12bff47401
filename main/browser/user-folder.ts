/** Where the program keeps settings and logs on each system: the same folders that the desktop program uses. */
import { join } from "node:path";

export interface UserFolders {
  readonly data: string;
  readonly logs: string;
}

/** `home`: the person's own folder; `env` and `platform` as Node has them. */
export function userFolders(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
  home: string,
): UserFolders {
  if (platform === "win32") {
    const data = join(env["APPDATA"] ?? join(home, "AppData", "Roaming"), "trailproof");
    return { data, logs: join(data, "logs") };
  }
  if (platform === "darwin")
    return {
      data: join(home, "Library", "Application Support", "trailproof"),
      logs: join(home, "Library", "Logs", "trailproof"),
    };
  const data = join(env["XDG_CONFIG_HOME"] ?? join(home, ".config"), "trailproof");
  return { data, logs: join(data, "logs") };
}
