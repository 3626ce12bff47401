import {
  type Changes,
  eventId,
  concat,
  good,
  logText,
  makeRecord,
  makeRecords,
  odd,
  type Oddity,
  utf8,
} from "./oddity.ts";

const plainAnswer = "All records, no problem.";

function text(file: string, what: string, records: number, content: string): Oddity {
  return odd(file, what, plainAnswer, good(records), content);
}

function utf16(content: string, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(content.length * 2 + 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, littleEndian);
  for (let i = 0; i < content.length; i++) {
    view.setUint16(2 + i * 2, content.charCodeAt(i), littleEndian);
  }
  return bytes;
}

const line = (file: string, n: number): string => JSON.stringify(makeRecord(file, n));

function prefixed(file: string): string {
  return [1, 2, 3].map((n) => `2026-10-01T08:00:0${n}.000Z ${line(file, n)}\n`).join("");
}

function encoded(file: string, what: string, make: (content: string) => Uint8Array): Oddity {
  return odd(file, what, plainAnswer, good(2), make(logText(makeRecords(file, 2))));
}

function encodings(): readonly Oddity[] {
  const bom = Uint8Array.of(0xef, 0xbb, 0xbf);
  return [
    encoded("utf8-bom.json", "UTF-8 with a byte order mark.", (s) => concat(bom, utf8(s))),
    encoded(
      "utf16le-bom.json",
      "UTF-16, little endian, with a byte order mark, as PowerShell writes.",
      (s) => utf16(s, true),
    ),
    encoded("utf16be-bom.json", "UTF-16, big endian, with a byte order mark.", (s) =>
      utf16(s, false),
    ),
  ];
}

function twins(): readonly Oddity[] {
  const content = logText(makeRecords("twin.json", 2));
  const answer =
    "Alone: both records. In one folder with its twin: two duplicates, whichever file comes first.";
  const rest = { bytes: utf8(content), answer, expected: good(2) };
  return [
    { ...rest, file: "twin-a.json", what: "The same content as twin-b.json." },
    { ...rest, file: "twin-b.json", what: "The same content as twin-a.json." },
  ];
}

/** Two records that share an eventID and nothing more than they must. */
function conflict(file: string, what: string, changes: Changes): Oddity {
  const second = makeRecord(file, 2, { eventID: eventId(file, 1), ...changes });
  return odd(
    file,
    what,
    "Both kept and visibly marked as a conflict; never one silently in place of the other. Whether the mark is a row in the list of problems is left to the importer.",
    { records: 2, events: 2, problems: null },
    logText([makeRecord(file, 1), second]),
  );
}

/** Sound records in every shape of plain file. */
export function containers(): readonly Oddity[] {
  const [single, array, lines, pretty] = [
    "single-object.json",
    "bare-array.json",
    "one-event-a-line.ndjson",
    "pretty-printed.json",
  ] as const;
  const [glued, documents, carriage] = [
    "concatenated-records.json",
    "concatenated-documents.json",
    "crlf-lines.ndjson",
  ] as const;
  const two = [makeRecord(documents, 1), makeRecord(documents, 2)];
  return [
    text(single, "One record, no list around it.", 1, line(single, 1)),
    text(array, "A bare array of records.", 3, JSON.stringify(makeRecords(array, 3))),
    text(lines, "One record a line.", 3, `${[1, 2, 3].map((n) => line(lines, n)).join("\n")}\n`),
    text(
      carriage,
      "One record a line, lines ended with CR LF, an empty line between, none at the end.",
      3,
      [line(carriage, 1), line(carriage, 2), "", line(carriage, 3)].join("\r\n"),
    ),
    text(
      pretty,
      "Indented by a person or tool.",
      2,
      JSON.stringify({ Records: makeRecords(pretty, 2) }, null, 4),
    ),
    text(
      glued,
      "Records one after the other without separator, as Firehose writes.",
      3,
      [1, 2, 3].map((n) => line(glued, n)).join(""),
    ),
    text(
      documents,
      "Two whole log files one after the other.",
      2,
      two.map((record) => logText([record])).join(""),
    ),
    text(
      "log-prefix.log",
      "A time stamp before each record, as the export task of CloudWatch Logs writes.",
      3,
      prefixed("log-prefix.log"),
    ),
    ...encodings(),
    ...twins(),
    {
      file: "empty-records.json",
      bytes: utf8('{"Records":[]}'),
      what: "A valid log file without records, as CloudTrail delivers in quiet hours.",
      answer: "A log with no records, no problem.",
      expected: good(0),
    },
    {
      file: "reused-id-equal.json",
      bytes: utf8(logText([1, 1].map((n) => makeRecord("reused-id-equal.json", n)))),
      what: "The same record twice.",
      answer: "Two records, one event with two sources, one duplicate.",
      expected: { records: 2, events: 1, problems: 0 },
    },
    {
      file: "reused-id-other-order.json",
      bytes: utf8(
        logText([
          makeRecord("reused-id-other-order.json", 1),
          Object.fromEntries(
            Object.entries(makeRecord("reused-id-other-order.json", 1)).toReversed(),
          ),
        ]),
      ),
      what: "The same record twice, the members of the second in another order.",
      answer: "Equal content: one event, one duplicate.",
      expected: { records: 2, events: 1, problems: 0 },
    },
    conflict(
      "reused-id-same-second.json",
      "Two different records under one eventID, of the same second.",
      {
        eventTime: "2026-10-01T08:00:01Z",
      },
    ),
    conflict(
      "reused-id-different.json",
      "Two different records under one eventID, at different times.",
      {},
    ),
  ];
}
