import { execFileSync } from "node:child_process";
import { defineConfig } from "vitest/config";

/**
 * Random examples come from the commit: each commit tries others, and a run of the same commit tries the same.
 * `TRAILPROOF_SEED=… npm test` takes another number.
 */
function seed(): string {
  const given = process.env["TRAILPROOF_SEED"];
  if (given !== undefined) return given;
  try {
    const commit = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" });
    return String(Number.parseInt(commit.slice(0, 7), 16));
  } catch {
    return "1";
  }
}

export default defineConfig({
  test: {
    include: ["{shared,main,renderer,test,build}/**/*.test.ts"],
    setupFiles: ["test/fixtures/random-seed.ts"],
    env: { TRAILPROOF_SEED: seed() },
    // Most of the long tests wait for another process: two at once keep a machine of two cores busy.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
