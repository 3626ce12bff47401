/** A thread that makes a report out of the facts of a case. Knows nothing of its file. */
import { parentPort } from "node:worker_threads";
import { buildReport } from "../../shared/report/build-report.ts";
import type { CaseFacts } from "../../shared/report/case-facts.ts";
import { printHtml } from "../../shared/report/print-html.ts";

const port = parentPort;
if (port === null) throw new Error("report-thread runs as a worker thread only");
port.once("message", (facts: CaseFacts) => port.postMessage(printHtml(buildReport(facts))));
