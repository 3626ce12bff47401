/** The posture of a case as JSON, in the shape that scripts rely on. */
import { isoTime } from "../import/event-time.ts";
import type { Evidence } from "../posture/answer.ts";
import type { Posture } from "../posture/posture.ts";
import { commandsFor, formatsOf, missingKinds } from "../posture/words.ts";
import type { SnapshotKind } from "../snapshot/kinds.ts";
import { snapshotKinds } from "../snapshot/kinds.ts";
import { plain } from "../span.ts";

/** Spans become plain text, times UTC ISO. */
export function postureJson(posture: Posture, inputPath: (id: number) => string): unknown {
  const evidenceJson = (one: Evidence): unknown =>
    one.kind === "event"
      ? { event: one.id, eventName: one.name, time: timeOf(one.at) }
      : {
          file: inputPath(one.input),
          ...(one.pointer === ""
            ? {}
            : { place: one.pointer, page: one.page, offset: one.offset, length: one.length }),
          asOf: timeOf(one.at),
          basis: one.basis,
        };
  const checks = new Map(posture.checks.map((check) => [check.id, check]));
  return {
    counts: posture.counts,
    files: posture.files.map((file) => ({
      path: file.path,
      format: snapshotKinds[file.kind].format,
      accounts: file.accounts,
      accountBasis: file.basis,
      asOf: timeOf(file.moment.at),
      basis: file.moment.basis,
      notBefore: timeOf(file.moment.notBefore),
      statedBy: file.statedBy,
      entries: file.entries,
    })),
    checks: posture.results.map((result) => {
      const check = checks.get(result.check);
      return {
        account: result.account,
        check: result.check,
        title: check?.title ?? "",
        about: check?.about ?? "",
        status: result.status,
        why: plain(result.why),
        notes: result.notes.map((note) => plain(note)),
        topic: check?.topic ?? null,
        reference: check?.reference ?? null,
        evidence: result.evidence.map((one) => evidenceJson(one)),
        affectedCount: result.affectedCount,
        affected: result.affected.map((one) => ({
          type: one.type,
          name: one.name,
          arn: one.arn,
          why: plain(one.why),
          evidence: one.evidence.map((place) => evidenceJson(place)),
        })),
        ...(result.status === "unknown" && check !== undefined
          ? answersJson(missingKinds(check, posture.files, result.account))
          : {}),
      };
    }),
  };
}

function answersJson(kinds: readonly SnapshotKind[]): {
  readonly answeredBy: readonly string[];
  readonly commands: readonly string[];
} {
  return { answeredBy: formatsOf(kinds), commands: commandsFor(kinds) };
}

function timeOf(seconds: number | null): string | null {
  return seconds === null ? null : isoTime(seconds);
}
