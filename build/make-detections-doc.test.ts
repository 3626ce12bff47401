import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { detectionsDoc } from "./make-detections-doc.ts";

test("docs/detections.md is what the code says", async () => {
  const written = readFileSync(join(import.meta.dirname, "../docs/detections.md"), "utf8");
  expect(written).toBe(await detectionsDoc());
});
