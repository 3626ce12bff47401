/**
 * Writes the bundled sample: a small firm's CloudTrail archive of two weeks, fully synthetic, the same bytes of
 * JSON at every run. Usage: `node build/make-sample.ts`.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { administration } from "./sample-story/administration.ts";
import { automation } from "./sample-story/automation.ts";
import { background } from "./sample-story/background.ts";
import { deliver, digestFile, type SampleFile } from "./sample-story/deliver.ts";
import { foundations } from "./sample-story/foundations.ts";
import { night } from "./sample-story/night.ts";
import { utc } from "./sample-story/record.ts";
import { setUp } from "./sample-story/set-up.ts";

const readme = `A sample archive for Trailproof
===============================

Two weeks of AWS CloudTrail logs (1 to 14 October 2026, UTC) of a small firm
that does not exist. Everything in it is invented: people, names, keys, calls.
Account numbers, access keys and addresses are those reserved for documentation.

AWSLogs/ has the layout of a CloudTrail bucket: log files of the Regions
us-east-1 (with IAM) and eu-central-1, and one digest file. The digest stands
alone, without its neighbours and public key, so that it proves nothing here;
the hashes of log files in it are true.

set-up-of-123456789012.tar.gz holds what AWS answered about the account at the
end of these weeks: credential report, users with roles and policies, password
policy, summary and trails. The answers about the trail's status and its event
selectors are missing.

Import the whole folder. This text is no log and will be skipped, with a word
about it.

The archive is made by build/make-sample.ts.
`;

/**
 * The files of the sample, paths relative to its folder with `/`, sorted. Log files and digest are given inflated;
 * on disk they are gzipped. Pure: every call gives the same files.
 */
export function makeSample(): readonly SampleFile[] {
  const records = [foundations, administration, automation, night, background].flatMap((chapter) =>
    chapter(),
  );
  const logs = deliver(records);
  const hour = [utc("2026-10-09 01:04:31"), utc("2026-10-09 02:04:31")] as const;
  const digest = digestFile(logs, "us-east-1", ...hour);
  const files = logs.map(({ path, text }) => ({ path, text }));
  return [...files, digest, setUp(), { path: "README.txt", text: readme }].toSorted((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function writeSample(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of makeSample()) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, path.endsWith(".gz") ? gzipSync(text, { level: 9 }) : text);
  }
}

if (import.meta.main) writeSample(join(import.meta.dirname, "sample"));
