/** The cases that stand beside each detection, by its number. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { DetectionCase } from "../shared/analysis/detections/case.ts";

const folder = join(import.meta.dirname, "../shared/analysis/detections");

export async function readCases(): Promise<ReadonlyMap<string, readonly DetectionCase[]>> {
  const files = readdirSync(folder).filter((name) => name.endsWith(".cases.ts"));
  const pairs = await Promise.all(
    files.map(async (file) => {
      // A module is any until it is looked at.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      const { cases } = (await import(join(folder, file))) as {
        readonly cases: readonly DetectionCase[];
      };
      return [file.slice(0, 7).toUpperCase(), cases] as const;
    }),
  );
  return new Map(pairs);
}
