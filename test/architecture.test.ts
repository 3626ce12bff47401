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
  "shared/import/": [
    "shared/import/",
    "shared/snapshot/",
    "shared/cloudtrail-event.ts",
    "shared/outcome.ts",
  ],
  "shared/snapshot/": [
    "shared/snapshot/",
    "shared/iam/",
    "shared/import/event-time.ts",
    "shared/cloudtrail-event.ts",
  ],
  "shared/iam/": [
    "shared/iam/",
    "shared/cloudtrail-event.ts",
    "shared/finding.ts",
    "shared/severity.ts",
    "shared/span.ts",
  ],
  // What the window shows of the things of IAM, out of their states.
  "shared/entities/": [
    "shared/entities/",
    "shared/iam/",
    "shared/ipc/entities.ts",
    "shared/ipc/findings.ts",
    "shared/state/",
    "shared/remediation/plan.ts",
    "shared/cloudtrail-event.ts",
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
  // What log and snapshots say of an account: it knows neither findings nor how a plan is made, only the values of one.
  "shared/state/": [
    "shared/state/",
    "shared/remembered.ts",
    "shared/iam/",
    "shared/import/event-time.ts",
    "shared/snapshot/facts.ts",
    "shared/snapshot/kinds.ts",
    "shared/snapshot/moment.ts",
    "shared/remediation/plan.ts",
    "shared/cloudtrail-event.ts",
  ],
  // Findings carry plans, so the analysis may build them; it never knows how a report looks.
  "shared/analysis/": [
    "shared/analysis/",
    "shared/remembered.ts",
    "shared/iam/",
    "shared/import/event-use.ts",
    "shared/knowledge/",
    "shared/remediation/",
    "shared/state/",
    "shared/cloudtrail-event.ts",
    "shared/errors.ts",
    "shared/finding.ts",
    "shared/severity.ts",
    "shared/span.ts",
  ],
  // Facts of files and log → answers; it never knows how a report looks.
  "shared/posture/": [
    "shared/posture/",
    "shared/snapshot/",
    "shared/iam/",
    "shared/remediation/topic.ts",
    "shared/analysis/sign-in.ts",
    "shared/state/request.ts",
    "shared/import/event-time.ts",
    "shared/cloudtrail-event.ts",
    "shared/span.ts",
  ],
  // Plans for many events at once: what is, compared with what would be without them.
  "shared/undo/": [
    "shared/undo/",
    "shared/analysis/",
    "shared/iam/",
    "shared/knowledge/",
    "shared/remediation/",
    "shared/state/",
    "shared/cloudtrail-event.ts",
    "shared/span.ts",
  ],
  // Fixes beside the inverse: plans of their own from the state and what a person answers.
  "shared/fixes/": [
    "shared/fixes/",
    "shared/iam/",
    "shared/remediation/",
    "shared/state/",
    "shared/cloudtrail-event.ts",
    "shared/finding.ts",
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
    "shared/ipc/evidence.ts",
    "shared/cloudtrail-event.ts",
    "shared/iam/arn.ts",
    "shared/import/event-time.ts",
    "shared/span.ts",
  ],
  // What calls of IAM touch and leave, of what was read of a live account.
  "shared/live/": [
    "shared/live/",
    "shared/remediation/",
    "shared/state/",
    "shared/ipc/live.ts",
    "shared/cloudtrail-event.ts",
    "shared/span.ts",
  ],
  "shared/event-query/": ["shared/event-query/", "shared/event-filter.ts", "shared/severity.ts"],
  // Rules of users: they know records, and nothing of findings.
  "shared/sigma/": ["shared/sigma/", "shared/cloudtrail-event.ts"],
  // What they match, as findings.
  "shared/rule-findings/": [
    "shared/rule-findings/",
    "shared/sigma/rule-head.ts",
    "shared/analysis/",
    "shared/cloudtrail-event.ts",
    "shared/finding.ts",
    "shared/severity.ts",
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
  // Reads rules, asks the query; the only place of the YAML reader.
  "main/sigma/": ["main/sigma/", "main/db/query/", "shared/", "node:", "yaml"],
  "main/state/": ["main/state/", "main/db/", "main/snapshot/case-baselines.ts", "shared/", "node:"],
  "main/fixes/": ["main/fixes/", "main/state/", "main/db/", "shared/"],
  "main/rule-findings/": ["main/rule-findings/", "main/sigma/", "main/db/", "shared/", "node:"],
  "main/evidence/": ["main/evidence/", "main/import/", "main/db/", "shared/", "node:"],
  "main/import/": [
    "main/import/",
    "main/db/",
    "main/turns.ts",
    "shared/",
    "node:",
    "csv-parse",
    "hyparquet",
    "hyparquet-compressors",
    "tar-stream",
    "yauzl",
  ],
  // Reads kept text again, as the import did.
  "main/snapshot/": [
    "main/snapshot/",
    "main/db/",
    "main/import/",
    "main/turns.ts",
    "shared/",
    "node:",
  ],
  // The only place of the AWS SDK, which it loads when a person has asked for a connection.
  "main/live/": [
    "main/live/",
    "main/db/live-journal.ts",
    "main/db/open-case.ts",
    "shared/",
    "node:",
    "@aws-sdk/client-iam",
    "@aws-sdk/client-sts",
    "@aws-sdk/credential-providers",
  ],
  // What both hosts share: it knows neither windows nor HTTP, and of the engine its messages only.
  "main/host/": [
    "main/host/",
    "main/cli/visible.ts",
    "main/engine/protocol.ts",
    "main/import/discover.ts",
    "main/report/save-file.ts",
    "main/undo/plan-prints.ts",
    "shared/",
    "node:",
    "zod",
  ],
  "main/browser/": ["main/browser/", "main/host/", "shared/", "node:"],
  // The packed program answers to the command line, too.
  "main/desktop/": [
    "main/desktop/",
    "main/host/",
    "main/cli/run-command.ts",
    "main/cli/help.ts",
    "shared/",
    "node:",
    "electron",
    "zod",
  ],
  "main/desktop/preload/": ["shared/ipc.ts", "electron"],
  "renderer/": ["renderer/", "shared/", "react", "react-dom/", "@tanstack/react-query"],
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
    ["shared/sigma/detection.ts", `import { parse } from "yaml";`],
    ["shared/sigma/detection.ts", `import { writeFinding } from "../analysis/analyzer.ts";`],
    ["main/sigma/run-rules.ts", `import { listFindings } from "../db/findings.ts";`],
    ["main/cli/rules.ts", `import { parse } from "yaml";`],
    ["main/cli/apply.ts", `import { IAMClient } from "@aws-sdk/client-iam";`],
    ["main/engine/live-calls.ts", `const sdk = await import("@aws-sdk/client-sts");`],
    ["main/live/connect.ts", `import { NodeHttpHandler } from "@smithy/node-http-handler";`],
    ["main/cli/show.ts", `import { app } from "electron";`],
    ["main/desktop/main.ts", `import Database from "better-sqlite3";`],
    ["main/desktop/main.ts", `import { openCase } from "../db/open-case.ts";`],
    ["main/host/handlers.ts", `import { dialog } from "electron";`],
    ["main/host/handlers.ts", `import { importPaths } from "../import/import-files.ts";`],
    ["main/host/handlers.ts", `import { startServer } from "../browser/server.ts";`],
    ["main/browser/server.ts", `import { openCase } from "../db/open-case.ts";`],
    ["main/browser/server.ts", `import express from "express";`],
    ["main/desktop/preload/preload.ts", `import { readFileSync } from "node:fs";`],
    ["main/desktop/preload/preload.ts", `import { createHost } from "../../host/create-host.ts";`],
    ["renderer/app.tsx", `import { ipcRenderer } from "electron";`],
    ["renderer/app.tsx", `import { visible } from "../main/cli/visible.ts";`],
  ])("%s with %s", (file, text) => {
    expect(forbidden(file, importsOf(file, text))).toHaveLength(1);
  });
});

/** Modules of Node that open a connection, or wait for one. */
const network = /^(node:)?(net|http|https|http2|tls|dgram|dns|inspector)(\/|$)/;
/** Globals that do, and the members of Node and Electron through which they could be had. */
const connecting =
  /\b(fetch|WebSocket|WebSocketStream|XMLHttpRequest|EventSource|WebTransport|RTCPeerConnection|sendBeacon|getBuiltinModule|createRequire|loadURL)\(/g;

/** The local browser host listens, and never calls; its page asks that host alone, as its policy sees to. */
const mayListen = (file: string, spec: string): boolean =>
  file.startsWith("main/browser/") && spec === "node:http";
const mayName: Readonly<Record<string, readonly string[]>> = {
  "renderer/browser-api.ts": ["fetch("],
  // Windows of the app, at addresses of its own scheme.
  "main/desktop/window.ts": ["loadURL("],
  "main/desktop/report-pages.ts": ["loadURL("],
};

function connections(file: string, text: string): readonly string[] {
  return [
    ...importsOf(file, text).filter((spec) => network.test(spec) && !mayListen(file, spec)),
    ...[...text.matchAll(connecting)]
      .map(([found]) => found)
      .filter((found) => mayName[file]?.includes(found) !== true),
  ].map((what) => `${file} -> ${what}`);
}

/** The SDK is loaded when a person has asked for a connection, and by no import before. */
const early = (file: string, text: string): readonly string[] =>
  parseSync(file, text)
    .module.staticImports.filter(
      (one) =>
        one.moduleRequest.value.startsWith("@aws-sdk/") &&
        (one.entries.length === 0 || one.entries.some(({ isType }) => !isType)),
    )
    .map((one) => `${file} -> ${one.moduleRequest.value}`);

test("the AWS SDK is loaded on demand alone", () => {
  expect(sources().flatMap((file) => early(file, readFileSync(file, "utf8")))).toEqual([]);
  expect(early("main/live/a.ts", `import { IAMClient } from "@aws-sdk/client-iam";`)).toHaveLength(
    1,
  );
  expect(early("main/live/a.ts", `import "@aws-sdk/client-iam";`)).toHaveLength(1);
  expect(early("main/live/a.ts", `import type { Tag } from "@aws-sdk/client-iam";`)).toEqual([]);
});

test("nothing can open a connection, and the browser host alone listens", () => {
  expect(sources().flatMap((file) => connections(file, readFileSync(file, "utf8")))).toEqual([]);
});

describe("connections are seen", () => {
  test.each([
    ["main/host/handlers.ts", `import { createServer } from "node:http";`],
    ["main/desktop/main.ts", `import { request } from "http";`],
    ["main/browser/server.ts", `import { connect } from "node:net";`],
    ["main/browser/server.ts", `import { request } from "node:https";`],
    ["main/browser/server.ts", `const x = await fetch("http://127.0.0.1/");`],
    ["main/import/inflate.ts", `const { get } = process.getBuiltinModule("node:http");`],
    ["renderer/app.tsx", `void fetch("/api/settings");`],
    ["renderer/browser-api.ts", `new WebSocket("ws://127.0.0.1/");`],
  ])("%s with %s", (file, text) => {
    expect(connections(file, text)).toHaveLength(1);
  });
});

test("the browser host makes no request and listens on the loopback address alone", () => {
  const files = sources().filter((file) => file.startsWith("main/browser/"));
  const named = files.flatMap((file) =>
    parseSync(file, readFileSync(file, "utf8"))
      .module.staticImports.filter(({ moduleRequest }) => moduleRequest.value === "node:http")
      .flatMap(({ entries }) => entries.filter(({ isType }) => !isType))
      .map(({ importName }) => importName.name),
  );
  expect(named).toEqual(["createServer"]);
  const listening = files.filter((file) => readFileSync(file, "utf8").includes(".listen("));
  expect(listening).toEqual(["main/browser/server.ts"]);
  expect(readFileSync("main/browser/server.ts", "utf8")).toContain(
    'server.listen({ port, host: "127.0.0.1" }',
  );
});
