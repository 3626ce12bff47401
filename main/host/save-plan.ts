/** Writes a plan where a person chose, with the files that its script reads beside it. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { Failure } from "../../shared/errors.ts";
import type { PlanPrint } from "../../shared/ipc/plan.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { saveFile } from "../report/save-file.ts";
import { planFileNames, printPlan } from "../undo/plan-prints.ts";
import type { SavePlace } from "./shell.ts";

/** The extension of a print, without its dot. */
export function planExtension(print: PlanPrint): string {
  return extname(planFileNames[print]).slice(1);
}

/**
 * Writes one print and what it reads. Returns the bytes of the print. @throws Failure when another file has the name
 * of one that the script reads, or when the folder can't be written.
 */
export function writePlan(plan: Plan, print: PlanPrint, { path, mayReplace }: SavePlace): number {
  const { text, files } = printPlan(plan, print);
  for (const file of files) {
    const beside = join(dirname(path), file.name);
    const isThere = existsSync(beside);
    if (isThere && readFileSync(beside, "utf8") !== file.text)
      throw new Failure({ code: "plan-exists", path: beside });
    if (!isThere) saveFile(beside, file.text);
  }
  saveFile(path, text, mayReplace);
  return Buffer.byteLength(text);
}
