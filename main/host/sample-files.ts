/** The sample that comes with the program, and where cases for trials go. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../shared/errors.ts";

export interface SampleFiles {
  /** The folder with its logs. @throws Failure (path-missing) when it was not installed. */
  readonly logs: () => string;
  /** A path in the folder for trials that no file has; the folder is made. */
  readonly newCase: () => string;
}

/** `logs`: the sample's folder. `folder`: the user's data folder. */
export function createSampleFiles(logs: string, folder: string): SampleFiles {
  return {
    logs: () => {
      if (!existsSync(logs)) throw new Failure({ code: "path-missing", path: logs });
      return logs;
    },
    newCase: () => {
      const trials = join(folder, "trials");
      mkdirSync(trials, { recursive: true, mode: 0o700 });
      for (let number = 1; ; number++) {
        const path = join(trials, `Sample${number === 1 ? "" : ` ${number}`}.trailproof`);
        if (!existsSync(path)) return path;
      }
    },
  };
}
