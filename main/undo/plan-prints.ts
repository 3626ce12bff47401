/** A plan in all of its prints. */
import type { PlanPrints } from "../../shared/ipc/findings.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import type { PlanPrint } from "../../shared/ipc/plan.ts";
import { remarks } from "../../shared/remediation/plan-comments.ts";
import { planJson } from "../../shared/report/print-case-json.ts";
import { plain } from "../../shared/span.ts";
import { visible } from "../cli/visible.ts";
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

/** What a print is called as a file. */
export const planFileNames: Readonly<Record<PlanPrint, string>> = {
  cli: "plan.sh",
  powershell: "plan.ps1",
  python: "plan.py",
  console: "plan.txt",
  json: "plan.json",
};

/** One print, and the files that it reads. */
export interface PrintedPlan {
  readonly text: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** Prints a plan in one way. */
export function printPlan(given: Plan, as: PlanPrint): PrintedPlan {
  const { account } = given;
  switch (as) {
    case "json":
      return { text: `${JSON.stringify(planJson(given), null, 2)}\n`, files: [] };
    case "python":
      return { text: printPython(given, { account }), files: [] };
    case "console":
      return { text: consoleText(given), files: [] };
    case "cli": {
      const { script, files } = printCli(given, { account });
      return { text: script, files };
    }
    case "powershell": {
      const { script, files } = printPowershell(given, { account });
      return { text: script, files };
    }
  }
}

/** The steps in the console, and behind them what is to be done by hand, what stays and what is lost. */
function consoleText(given: Plan): string {
  const steps = printConsole(given).map((step, i) => `${i + 1}. ${visible(plain(step))}\n`);
  const beside = remarks(given).map((one) => `\n${visible(plain(one))}\n`);
  return [...steps, ...beside].join("");
}
