import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";

/**
 * Who may import whom. A folder that is not listed may not exist; the longest prefix decides. Entries that end in `/`
 * or `:` allow what is below, others one module.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "shared/": ["shared/"],
  "shared/import/": ["shared/import/", "shared/cloudtrail-event.ts", "shared/outcome.ts"],
  "shared/iam/": [
    "shared/iam/",
    "shared/cloudtrail-event.ts",
    "shared/finding.ts",
    "shared/span.ts",
  ],
  "shared/knowledge/": [
    "shared/knowledge/",
    "shared/iam/",
    "shared/cloudtrail-event.ts",
    "shared/finding.ts",
    "shared/severity.ts",
    "shared/span.ts",
  ],
  "shared/remediation/": [
    "shared/remediation/",
    "shared/knowledge/",
    "shared/iam/",
    "shared/cloudtrail-event.ts",
    "shared/span.ts",
  ],
  // Findings carry plans, so the analysis may build them; it never knows how a report looks.
  "shared/analysis/": [
    "shared/analysis/",
    "shared/iam/",
    "shared/import/event-use.ts",
    "shared/knowledge/",
    "shared/remediation/",
    "shared/cloudtrail-event.ts",
    "shared/errors.ts",
    "shared/finding.ts",
    "shared/severity.ts",
    "shared/span.ts",
  ],
  "shared/digest/": [
    "shared/digest/",
    "shared/cloudtrail-event.ts",
    "shared/import/event-time.ts",
    "shared/span.ts",
  ],
  "shared/coverage/": [
    "shared/coverage/",
    "shared/cloudtrail-event.ts",
    "shared/iam/arn.ts",
    "shared/import/event-time.ts",
    "shared/span.ts",
  ],
  "shared/report/": ["shared/"],
  "main/": ["main/", "shared/", "node:"],
  "main/db/": ["main/db/", "main/import/", "shared/", "node:", "better-sqlite3"],
  "main/db/query/": ["main/db/", "main/import/", "shared/", "node:"],
  // Formats only: what an export holds is asked of the query.
  "main/export/": [
    "main/export/",
    "main/db/query/",
    "main/part-file.ts",
    "shared/",
    "node:",
    "hyparquet-writer",
  ],
  "main/evidence/": ["main/evidence/", "main/import/", "main/db/", "shared/", "node:"],
  "main/import/": [
    "main/import/",
    "main/db/",
    "shared/",
    "node:",
    "csv-parse",
    "hyparquet",
    "hyparquet-compressors",
    "tar-stream",
    "yauzl",
  ],
  "main/desktop/": ["main/", "shared/", "node:", "electron", "zod"],
  "main/desktop/preload/": ["shared/ipc.ts", "electron"],
  "renderer/": ["renderer/", "shared/", "react", "react-dom/"],
};

const tops = ["main", "renderer", "shared"];

function forbidden(file: string, imports: readonly string[]): readonly string[] {
  const from = Object.keys(allowed)
    .filter((prefix) => file.startsWith(prefix))
    .toSorted((a, b) => b.length - a.length)[0];
  if (from === undefined) return [`${file} is in no known folder`];
  return imports
    .map((spec) => (spec.startsWith(".") ? join(dirname(file), spec) : spec))
    .filter((to) => !allowed[from]!.some((p) => to === p || (/[/:]$/.test(p) && to.startsWith(p))))
    .map((to) => `${file} -> ${to}`);
}

function importsOf(file: string, text: string): readonly string[] {
  const { module } = parseSync(file, text);
  return [
    ...module.staticImports.map((i) => i.moduleRequest.value),
    ...module.staticExports.flatMap((e) =>
      e.entries.flatMap((x) => (x.moduleRequest ? [x.moduleRequest.value] : [])),
    ),
    ...module.dynamicImports.map((i) =>
      text.slice(i.moduleRequest.start + 1, i.moduleRequest.end - 1),
    ),
  ];
}

function sources(): readonly string[] {
  return tops.flatMap((top) =>
    readdirSync(top, { recursive: true, encoding: "utf8" })
      .map((name) => join(top, name))
      .filter(
        (file) =>
          /\.tsx?$/.test(file) &&
          !/\.(test|cases)\.tsx?$/.test(file) &&
          !file.endsWith("test-events.ts"),
      ),
  );
}

test("imports follow the house rules", () => {
  const files = sources();
  expect(files.length).toBeGreaterThan(100);
  expect(
    files.flatMap((file) => forbidden(file, importsOf(file, readFileSync(file, "utf8")))),
  ).toEqual([]);
});

describe("the rules catch", () => {
  test.each([
    ["shared/report/build-report.ts", `import { readFileSync } from "node:fs";`],
    ["shared/import/sniff.ts", `import x from "better-sqlite3";`],
    ["shared/analysis/analyzer.ts", `import { printHtml } from "../report/print-html.ts";`],
    [
      "shared/knowledge/classify.ts",
      `import { inversePlan } from "../remediation/inverse-plan.ts";`,
    ],
    ["shared/import/sniff.ts", `export { x } from "../report/format.ts";`],
    ["shared/iam/arn.ts", `const x = await import("../analysis/analyzer.ts");`],
    ["main/cli/show.ts", `import Database from "better-sqlite3";`],
    ["main/import/inflate.ts", `import { commands } from "../cli/commands.ts";`],
    ["shared/digest/digest.ts", `import { createHash } from "node:crypto";`],
    ["main/evidence/verify-case.ts", `import { verify } from "../cli/verify.ts";`],
    ["main/db/findings.ts", `import https from "https";`],
    ["main/db/query/answer.ts", `import Database from "better-sqlite3";`],
    ["main/export/write-csv.ts", `import { allSegments } from "../db/segments.ts";`],
    ["main/cli/show.ts", `import { app } from "electron";`],
    ["main/desktop/engine.ts", `import Database from "better-sqlite3";`],
    ["main/desktop/preload/preload.ts", `import { readFileSync } from "node:fs";`],
    ["main/desktop/preload/preload.ts", `import { createAudits } from "../audits.ts";`],
    ["renderer/app.tsx", `import { ipcRenderer } from "electron";`],
    ["renderer/app.tsx", `import { visible } from "../main/cli/visible.ts";`],
  ])("%s with %s", (file, text) => {
    expect(forbidden(file, importsOf(file, text))).toHaveLength(1);
  });
});

test("nothing that can open a connection is imported", () => {
  const network = /^node:(net|http|https|http2|tls|dgram|dns|inspector)(\/|$)/;
  const found = sources().flatMap((file) =>
    importsOf(file, readFileSync(file, "utf8"))
      .filter((spec) => network.test(spec))
      .map((spec) => `${file} -> ${spec}`),
  );
  expect(found).toEqual([]);
  for (const file of sources())
    expect(
      /\b(fetch|WebSocket|XMLHttpRequest|EventSource)\(/.test(readFileSync(file, "utf8")),
      file,
    ).toBe(false);
});
