/** Settings of rules from and to a file, for `--settings` and `--save-settings`. */
import { readFileSync, statSync } from "node:fs";
import { Failure, messageOf } from "../../shared/errors.ts";
import { formatCounted } from "../../shared/report/format.ts";
import type { ProfileEdit } from "../../shared/rule-profile.ts";
import { printProfile, readProfile } from "../../shared/rule-profile.ts";
import type { CaseDb } from "../db/open-case.ts";
import { editRules, readRuleSettings } from "../db/rule-settings.ts";
import { userName } from "../import/import-files.ts";
import { saveFile } from "../report/save-file.ts";
import type { World } from "./world.ts";

/** Largest file that is read, in bytes. */
const mostBytes = 16 * 1024 * 1024;

/** Who sets something on the command line: whoever runs it. */
export function handOf(world: World): { readonly at: string; readonly who: string } {
  return { at: new Date(world.now()).toISOString().replace(/\.\d+Z$/, "Z"), who: userName() };
}

/** Reads a file of settings. @throws Failure (path-unreadable, usage) */
export function readSettings(path: string): readonly ProfileEdit[] {
  let text: string;
  try {
    if (statSync(path).size > mostBytes) throw new Error(`it has more than ${mostBytes} bytes`);
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new Failure(
      { code: "path-unreadable", path, reason: messageOf(error) },
      { cause: error },
    );
  }
  const read = readProfile(text);
  if (typeof read === "string")
    throw new Failure({ code: "usage", detail: `${path} can't be used as settings: ${read}.` });
  return read;
}

/** Sets what a file says in a case, as one change that can be taken back. */
export function applySettings(db: CaseDb, edits: readonly ProfileEdit[], world: World): void {
  const record = editRules(db, handOf(world), edits);
  const rules = new Set(edits.map(({ rule }) => rule)).size;
  world.err.write(
    record === null
      ? `Settings of ${formatCounted(rules, "rule")}: as they were\n`
      : `Settings of ${formatCounted(rules, "rule")} taken over\n`,
  );
}

/** Writes what holds in a case to a file. */
export function saveSettings(db: CaseDb, path: string, world: World): void {
  const settings = readRuleSettings(db);
  saveFile(path, printProfile(settings));
  world.err.write(`Settings of ${formatCounted(settings.size, "rule")}: ${path}\n`);
}
