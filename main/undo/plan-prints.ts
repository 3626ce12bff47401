/** A plan in all of its prints. */
import type { PlanPrints } from "../../shared/ipc/findings.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { documentFiles } from "../../shared/remediation/document-files.ts";
import { printCli } from "../../shared/remediation/print-cli.ts";
import { printConsole } from "../../shared/remediation/print-console.ts";
import { printPowershell } from "../../shared/remediation/print-powershell.ts";
import { printPython } from "../../shared/remediation/print-python.ts";

/** Prints a plan for its account. */
export function printsOf(plan: Plan): PlanPrints {
  const { account } = plan;
  // One set of files for both scripts, so that a name means one content.
  const files = documentFiles();
  const shell = printCli(plan, { account, files });
  const powershell = printPowershell(plan, { account, files });
  return {
    console: printConsole(plan),
    cli: shell.script,
    powershell: powershell.script,
    files: files.all(),
    python: printPython(plan, { account }),
  };
}
