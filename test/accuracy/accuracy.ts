/**
 * Measures the detections on labelled stories and prints precision and recall of each. `npm run accuracy`; with
 * `-- --logs DIR` on labelled logs of others, `--findings` lists what is told at high and above, `--json` prints all as
 * JSON. Exit 1 where a target is missed, 2 for wrong usage.
 */
import { parseArgs } from "node:util";
import { explain, Failure } from "../../shared/errors.ts";
import { measure, shortfalls } from "./measure.ts";
import { seriousLines, tableLines } from "./table.ts";

const help = `Usage: npm run accuracy -- [options]

  --logs DIR   labelled logs instead of the project's own: labels.json in DIR leads from a path to
               its labels ({"a.json": ["IAM-011", "T1098.001"], "b/": {"rules": ["IAM-020"],
               "maybe": ["IAM-041"], "complete": true, "benign": true}}); where it does not name a
               file, the file's name does: an ATT&CK technique, a number of a detection, or a
               technique of Stratus Red Team
  --findings   also list every finding of severity high or above
  --json       one JSON document instead of the table
  --help       this text
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      logs: { type: "string" },
      findings: { type: "boolean" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) {
    process.stdout.write(help);
    return 0;
  }
  const parts = await measure(values.logs ?? null);
  const lines =
    values.json === true
      ? [JSON.stringify({ parts, shortfalls: shortfalls(parts) }, mapsAsObjects, 2)]
      : [...tableLines(parts), ...(values.findings === true ? seriousLines(parts) : [])];
  process.stdout.write(`${lines.join("\n")}\n`);
  return shortfalls(parts).length === 0 ? 0 : 1;
}

function mapsAsObjects(_key: string, value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries(value) : value;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Failure ? explain(error.error) : String(error)}\n`);
  process.exitCode = 2;
}
