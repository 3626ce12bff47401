/** `trailproof export`: all events of a case, or those that are asked for, as one file. */
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../shared/errors.ts";
import { formatCount, formatCounted } from "../../shared/report/format.ts";
import { openEventQuery } from "../db/query/open-query.ts";
import { listInputs } from "../db/read-inputs.ts";
import { createStatusReader } from "../db/validation.ts";
import type { EventPrinter } from "../export/export-events.ts";
import { exportEvents } from "../export/export-events.ts";
import type { Output } from "../export/output.ts";
import { checkFree, openOutputFile } from "../export/output.ts";
import { createCsvPrinter } from "../export/write-csv.ts";
import { createJsonPrinter } from "../export/write-json.ts";
import { shownPath } from "../import/file-names.ts";
import type { Options } from "./options.ts";
import { createTextLine } from "./progress.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { program, required } from "./world.ts";

/** Writes the events; how many and where goes to standard error. */
export async function exportCommand(options: Options, world: World): Promise<void> {
  const casePath = required(options.case);
  const target = targetOf(options);
  if (target !== null) checkFree(target);
  const line = createTextLine(world.err, () => performance.now(), options.quiet);
  try {
    const events = await withCase(casePath, false, async (db) => {
      const query = await openEventQuery(db, casePath, {
        signal: world.signal,
        onProgress: (rows, total) =>
          line.show(() => `Loading: ${formatCount(rows)} of ${formatCount(total)} events`),
      });
      const files = new Map(listInputs(db).map((input) => [input.id, shownPath(input)]));
      const printer = await printerOf(options, world);
      return exportEvents(query, printer, outputOf(target, world), {
        filter: options.filter,
        fileName: (input) => files.get(input) ?? "",
        digestStatus: createStatusReader(db),
        onProgress: (done, total) =>
          line.show(() => `Writing: ${formatCount(done)} of ${formatCount(total)} events`),
        signal: world.signal,
      });
    });
    line.clear();
    const place = target === null ? "" : `: ${target}`;
    world.err.write(`${formatCounted(events, "event")} exported${place}\n`);
  } catch (error) {
    if (world.signal.aborted) throw new Failure({ code: "export-cancelled" }, { cause: error });
    throw error;
  } finally {
    line.clear();
  }
}

/** The file to write, or null for standard output. */
function targetOf({ out, exportFormat }: Options): string | null {
  if (out === "-") return null;
  const name = `trailproof-events.${exportFormat}`;
  if (out === null) return name;
  const isFolder = out.endsWith("/") || (existsSync(out) && statSync(out).isDirectory());
  return isFolder ? join(out, name) : out;
}

function outputOf(target: string | null, world: World): Output {
  if (target !== null) return openOutputFile(target);
  return { write: world.write, finish: () => undefined, abandon: () => undefined };
}

async function printerOf({ exportFormat, raw }: Options, world: World): Promise<EventPrinter> {
  switch (exportFormat) {
    case "json":
      return createJsonPrinter();
    case "csv":
      return createCsvPrinter(raw);
    case "parquet": {
      // The library takes a tenth of a second to load: not for every command.
      const { createParquetPrinter } = await import("../export/write-parquet.ts");
      return createParquetPrinter(program(world), (records) =>
        world.err.write(
          `${formatCounted(records, "record")} hold bytes that are no UTF-8; they are replaced in the column raw. ` +
            "--format json keeps them.\n",
        ),
      );
    }
  }
}
