/** A plan in all of its prints. */
import type { PlanPrints } from "../../shared/ipc/findings.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import type { PlanPrint } from "../../shared/ipc/plan.ts";
import { remarks } from "../../shared/remediation/plan-comments.ts";
import { planJson } from "../../shared/report/print-case-json.ts";
import { plain } from "../../shared/span.ts";
import type { Spans } from "../../shared/span.ts";
import { visible } from "../cli/visible.ts";
import { documentFiles } from "../../shared/remediation/document-files.ts";
import { printCli } from "../../shared/remediation/print-cli.ts";
import { printConsole } from "../../shared/remediation/print-console.ts";
import { printPowershell } from "../../shared/remediation/print-powershell.ts";
import { printPython } from "../../shared/remediation/print-python.ts";

/** Prints a plan for its account. `about`: what it is, where it is not one that takes changes of the log back. */
export function printsOf(plan: Plan, about?: readonly Spans[]): PlanPrints {
  const { account } = plan;
  // One set of files for both scripts, so that a name means one content.
  const files = documentFiles();
  const options = { account, ...(about === undefined ? {} : { about }) };
  const shell = printCli(plan, { ...options, files });
  const powershell = printPowershell(plan, { ...options, files });
  return {
    console: printConsole(plan),
    cli: shell.script,
    powershell: powershell.script,
    files: files.all(),
    python: printPython(plan, options),
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

/** Prints a plan in one way. `about`: as in `printsOf`. */
export function printPlan(given: Plan, as: PlanPrint, about?: readonly Spans[]): PrintedPlan {
  const { account } = given;
  const options = { account, ...(about === undefined ? {} : { about }) };
  switch (as) {
    case "json":
      return { text: `${JSON.stringify(planJson(given), null, 2)}\n`, files: [] };
    case "python":
      return { text: printPython(given, options), files: [] };
    case "console":
      return { text: consoleText(given, about), files: [] };
    case "cli": {
      const { script, files } = printCli(given, options);
      return { text: script, files };
    }
    case "powershell": {
      const { script, files } = printPowershell(given, options);
      return { text: script, files };
    }
  }
}

/** The steps in the console, and behind them what is to be done by hand, what stays and what is lost. */
function consoleText(given: Plan, about: readonly Spans[] = []): string {
  const steps = printConsole(given).map((step, i) => `${i + 1}. ${visible(plain(step))}\n`);
  const beside = remarks(given).map((one) => `\n${visible(plain(one))}\n`);
  const first = about.map((one) => `${visible(plain(one))}\n\n`);
  return [...first, ...steps, ...beside].join("");
}
