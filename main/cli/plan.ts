/** `trailproof plan`: what takes a finding back, in one of its four prints. */
import { Failure } from "../../shared/errors.ts";
import type { Plan } from "../../shared/remediation/plan.ts";
import { printCli } from "../../shared/remediation/print-cli.ts";
import { printConsole } from "../../shared/remediation/print-console.ts";
import { printPython } from "../../shared/remediation/print-python.ts";
import { planJson } from "../../shared/report/print-case-json.ts";
import { plain } from "../../shared/span.ts";
import { listFindings } from "../db/findings.ts";
import type { Options, PlanPrint } from "./options.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** Prints the plan of one finding. */
export async function plan(options: Options, world: World): Promise<void> {
  await withCase(required(options.case), false, (db) => {
    const { finding: wanted, event } = options;
    const found = listFindings(db, "info").find(({ id, finding }) =>
      event === null ? id === wanted?.toUpperCase() : finding.events.includes(event),
    );
    if (found === undefined)
      throw event === null
        ? new Failure({ code: "finding-missing", id: wanted ?? "" })
        : new Failure({ code: "event-missing", id: event });
    world.out(printed(found.finding.plan, options.as));
  });
}

function printed(given: Plan, as: PlanPrint): string {
  switch (as) {
    case "json":
      return `${JSON.stringify(planJson(given), null, 2)}\n`;
    case "python":
      return printPython(given, { account: given.account });
    case "console":
      return printConsole(given)
        .map((step, i) => `${i + 1}. ${visible(plain(step))}\n`)
        .join("");
    case "cli": {
      const { script, files } = printCli(given, { account: given.account });
      return (
        script + files.map(({ name, text }) => `\n# File ${name}:\n${commented(text)}`).join("")
      );
    }
  }
}

/** A file behind the script, as comments, so that the whole output is still a script. */
function commented(text: string): string {
  return text
    .split("\n")
    .map((line) => `# ${line}\n`)
    .join("");
}
