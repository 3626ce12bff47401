/** Log files as the validation of digests sees them. */
import type { LogFile } from "../../shared/digest/check-logs.ts";
import { say, text } from "../../shared/span.ts";
import type { KeptInput } from "../db/custody.ts";
import { createDamageReader, createDeliveredReader } from "../db/custody.ts";
import type { CaseDb } from "../db/open-case.ts";
import type { StoredCheck } from "./check-stored.ts";

/** Makes log files of what was read again: which hash counts, and what is to be said. */
export function createLogReader(
  db: CaseDb,
): (input: KeptInput, path: string, stored: StoredCheck) => LogFile {
  const damageOf = createDamageReader(db);
  const deliveredOf = createDeliveredReader(db);
  return (input, path, stored) => {
    const isUtf8 = input.encoding === "utf-8";
    const isEmpty = input.format.startsWith("empty file");
    const notes = damageOf(input.id).map((reason) => say`The import says: ${text(reason)}.`);
    const behind = stored.first === null ? 0 : behindEnd(stored, input, deliveredOf(input.id));
    if (behind > 0)
      notes.push(
        say`${text(String(behind))} bytes stand in the file behind the end of its first compressed part; no digest covers them. The case holds the file as it was delivered.`,
      );
    return {
      input: input.id,
      path,
      sha256: !isUtf8 ? null : isEmpty ? emptySha256 : stored.textSha256,
      why: isUtf8
        ? say`It bears the name of a log file, but its text is not in the case, so that it could not be compared.`
        : say`It is in UTF-16, which CloudTrail never writes: it was re-written after the delivery and can’t be compared. Fetch it again.`,
      firstMember: stored.first?.sha256 ?? null,
      asUtf8: isUtf8 ? null : stored.bareSha256,
      notes,
    };
  };
}

/** SHA-256 of nothing. */
const emptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

function behindEnd(stored: StoredCheck, input: KeptInput, own: Buffer | null): number {
  return Math.max(0, (own?.length ?? input.bytes) - (stored.first?.end ?? 0));
}
