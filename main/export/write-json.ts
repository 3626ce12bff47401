/** Events as a log file of CloudTrail: the original records, byte for byte. */
import type { ExportedEvent } from "./event-columns.ts";
import type { EventPrinter } from "./export-events.ts";

const separator = Buffer.from(",\n");

/** Makes the printer of `{"Records":[…]}`. */
export function createJsonPrinter(): EventPrinter {
  let isFirst = true;
  return {
    begin: () => Buffer.from('{"Records":[\n'),
    event: ({ raw }: ExportedEvent) => {
      const bytes = isFirst ? Buffer.from(raw) : Buffer.concat([separator, raw]);
      isFirst = false;
      return bytes;
    },
    end: () => Buffer.from("\n]}\n"),
  };
}
