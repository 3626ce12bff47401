/** Where results go, and how they are written. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { buildReport } from "../../shared/report/build-report.ts";
import type { CaseFacts } from "../../shared/report/case-facts.ts";
import { printCaseJson } from "../../shared/report/print-case-json.ts";
import { printHtml } from "../../shared/report/print-html.ts";
import type { CaseDb } from "../db/open-case.ts";
import { listInputs } from "../db/read-inputs.ts";
import { shownPath } from "../import/file-names.ts";
import { gatherFacts } from "../report/gather-facts.ts";
import { checkWritable, saveFile } from "../report/save-file.ts";
import type { Format, Options } from "./options.ts";
import type { World } from "./world.ts";
import { program } from "./world.ts";

/** A format and where it goes. */
export interface Target {
  readonly format: Format;
  /** `-` is standard output. */
  readonly path: string;
}

/** Where each format goes; everything that can be checked before the work is checked here. */
export function targetsOf(options: Options): readonly Target[] {
  const { out } = options;
  const isFolder =
    out !== null &&
    out !== "-" &&
    (out.endsWith("/") || (existsSync(out) && statSync(out).isDirectory()));
  const targets = options.formats.map((format) => {
    const name = `trailproof-report.${format}`;
    if (out === null) return { format, path: name };
    if (isFolder) return { format, path: join(out, name) };
    if (options.formats.length === 1) return { format, path: out };
    return {
      format,
      path: out.endsWith(`.${format}`) ? out : `${out.replace(/\.(html|json)$/, "")}.${format}`,
    };
  });
  for (const { path } of targets) if (path !== "-") checkWritable(path);
  return targets;
}

/** Writes every format to its place; says where on standard error. Gives back what the reports say. */
export function writeReports(
  db: CaseDb,
  path: string,
  options: Options,
  targets: readonly Target[],
  world: World,
): CaseFacts {
  const facts = gatherFacts(db, path, program(world), options.engagement);
  for (const target of targets) {
    const text =
      target.format === "json" ? jsonOf(facts, db, world) : printHtml(buildReport(facts));
    if (target.path === "-") world.out(text);
    else {
      saveFile(target.path, text);
      world.err.write(`Report: ${target.path}\n`);
    }
  }
  return facts;
}

/** The case as one JSON document. */
export function caseJson(db: CaseDb, path: string, options: Options, world: World): string {
  return jsonOf(gatherFacts(db, path, program(world), options.engagement), db, world);
}

function jsonOf(facts: CaseFacts, db: CaseDb, world: World): string {
  const paths = new Map(listInputs(db).map((input) => [input.id, shownPath(input)]));
  return printCaseJson(facts, world.version, (id) => paths.get(id) ?? "");
}
