/**
 * Writes test/fixtures/oddities: small files as they lie in real folders, each with what the importer must answer
 * to it. Usage: `node build/make-oddities.ts`.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { broken } from "./oddities/broken.ts";
import { compressed } from "./oddities/compressed.ts";
import { containers } from "./oddities/containers.ts";
import { type Expected, type Oddity } from "./oddities/oddity.ts";
import { peculiarities } from "./oddities/peculiar.ts";
import { strangers } from "./oddities/strangers.ts";

/** The groups of the fixtures, in the order of their README. */
export function makeOddities(): readonly (readonly [string, readonly Oddity[]])[] {
  return [
    ["Shapes of sound files", containers()],
    ["Gzip", compressed()],
    ["Unusual records in sound files", peculiarities()],
    ["Broken files", broken()],
    ["No logs", strangers()],
  ];
}

function count(n: number | null): string {
  return n === null ? "open" : String(n);
}

function numbers(expected: Expected): string {
  const { records, events, problems, problemsAtLeast } = expected;
  if (expected.skipped === true) return "skipped";
  const duplicates = records === null || events === null ? null : records - events;
  const rows = problemsAtLeast === undefined ? count(problems) : `at least ${problemsAtLeast}`;
  const counts = `records ${count(records)}, events ${count(events)}, duplicates ${count(duplicates)}, problems ${rows}`;
  return expected.skipped === null ? `skipped or unreadable; ${counts}` : counts;
}

const introduction = `# Oddities

Small files as they lie in real folders of logs, and what the importer must answer to each. All data are synthetic.
Made by \`node build/make-oddities.ts\`; the numbers are also in \`expected.json\`.

The numbers hold for a file that is imported alone: *records* are CloudTrail records that could be read, *events* the
distinct ones, *duplicates* the difference, *problems* the rows in the list of problems. *Open* means that more than
one answer is right; the words say which. *Skipped* files are no logs: they are listed with what they were taken for
and are no problem. eventIDs differ between files except in \`twin-a.json\` and \`twin-b.json\`. This README and
\`expected.json\` are skipped too when the whole folder is imported.

A record of 5 MB belongs to this set but is made at test time: \`hugeRecord()\` of \`build/oddities/broken.ts\`.
`;

/** The README of the fixtures. */
export function oddityReadme(): string {
  const parts = makeOddities().map(([title, oddities]) => {
    const lines = oddities.map(
      ({ file, what, answer, expected }) =>
        `- \`${file}\`: ${what} **Answer:** ${answer} (${numbers(expected)})\n`,
    );
    return `\n## ${title}\n\n${lines.join("")}`;
  });
  return introduction + parts.join("");
}

/** The expected numbers by file name, as JSON text. */
export function oddityExpectations(): string {
  const all = makeOddities().flatMap(([, oddities]) => oddities);
  const lines = all.map(({ file, expected }) => `  "${file}": ${JSON.stringify(expected)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function writeOddities(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { file, bytes } of makeOddities().flatMap(([, oddities]) => oddities)) {
    writeFileSync(join(folder, file), bytes);
  }
  writeFileSync(join(folder, "README.md"), oddityReadme());
  writeFileSync(join(folder, "expected.json"), oddityExpectations());
}

if (import.meta.main) {
  writeOddities(join(import.meta.dirname, "../test/fixtures/oddities"));
}
