/** Commands that show what is in a case. */
import { Failure } from "../../shared/errors.ts";
import { findingJson } from "../../shared/report/print-case-json.ts";
import { formatCounted } from "../../shared/report/format.ts";
import { plain } from "../../shared/span.ts";
import { countSwitchedOff, listFindings } from "../db/findings.ts";
import { findEvents } from "../db/read-events.ts";
import { createInputFinder } from "../db/custody.ts";
import { shownPath } from "../import/file-names.ts";
import type { Options } from "./options.ts";
import { visible } from "./visible.ts";
import { withCase } from "./with-case.ts";
import type { World } from "./world.ts";
import { required } from "./world.ts";

/** `trailproof findings`: one line each, or JSON. */
export async function findings(options: Options, world: World): Promise<void> {
  await withCase(required(options.case), false, (db) => {
    const list = listFindings(db, options.severity);
    const off = countSwitchedOff(db);
    if (off > 0)
      world.err.write(
        `${formatCounted(off, "finding")} of rules that are switched off left out; the report names the rules.\n`,
      );
    if (options.json) {
      world.out(
        `${JSON.stringify(
          list.map(({ id, finding }) => findingJson(id, finding)),
          null,
          2,
        )}\n`,
      );
      return;
    }
    for (const { id, finding } of list)
      world.out(
        `${id}  ${finding.severity.padEnd(8)}  ${finding.time ?? "time unknown        "}  ` +
          `${finding.outcome === "success" ? "changed" : finding.outcome.padEnd(7)}  ${visible(plain(finding.title))}\n`,
      );
    if (list.length === 0) world.err.write("No finding of this severity is in the case.\n");
  });
}

/** `trailproof event`: the record as it stands in the file. */
export async function event(options: Options, world: World): Promise<void> {
  const path = required(options.case);
  await withCase(path, false, (db) => {
    const id = options.words[0] ?? "";
    const found = findEvents(db, path)(id);
    if (found.length === 0) throw new Failure({ code: "event-missing", id });
    const inputOf = createInputFinder(db);
    const places = found.map((one) => ({
      ...one,
      sources: one.sources.map(({ input, record, offset, length, item }) => {
        const file = inputOf(input);
        return {
          path: file === null ? "" : shownPath(file),
          sha256: file?.sha256 ?? null,
          record,
          offset,
          length,
          ...(item === undefined ? {} : { item }),
        };
      }),
      raw: one.raw.toString("utf8"),
    }));
    if (options.json) {
      world.out(`${JSON.stringify(places, null, 2)}\n`);
      return;
    }
    for (const one of places) {
      for (const { path: file, record, offset, length, item } of one.sources) {
        // Rows of a Parquet file have no bytes of their own.
        const bytes = length === 0 ? "" : `, byte ${offset}, ${length} bytes`;
        const wrapper = item === undefined ? "" : `, row or value ${item}`;
        world.err.write(`${visible(file)}: record ${record}${wrapper}${bytes}\n`);
      }
      world.out(`${one.raw}\n`);
    }
  });
}
