/** Makes reports beside other work: a large one in a thread of its own. */
import { Worker } from "node:worker_threads";
import { buildReport } from "../../shared/report/build-report.ts";
import type { CaseFacts } from "../../shared/report/case-facts.ts";
import { printHtml } from "../../shared/report/print-html.ts";

/** Fewer findings are printed before a thread has loaded its sources. */
const fewFindings = 200;

/** The report as one HTML file. `few`: with fewer findings it is made at once. */
export async function printReport(facts: CaseFacts, few = fewFindings): Promise<string> {
  if (facts.findings.length < few) return printHtml(buildReport(facts));
  const worker = new Worker(new URL("./report-thread.ts", import.meta.url));
  // It ends by itself when it has answered.
  return new Promise<string>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("the thread of the report ended early")));
    worker.postMessage(facts);
  });
}
