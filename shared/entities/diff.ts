/** Two documents of a thing against each other, as the window shows it. */
import { accessWords } from "../iam/access-words.ts";
import { diffLines, documentLines } from "../iam/line-diff.ts";
import { diffPolicies } from "../iam/policy-diff.ts";
import { readPolicyDocument } from "../iam/policy-document.ts";
import type { Statement } from "../iam/policy-statement.ts";
import { principalList } from "../iam/principal-words.ts";
import type { DocumentVersion, EntityDiff } from "../ipc/entities.ts";
import { say, text } from "../span.ts";
import type { Spans } from "../span.ts";

/** Compares two versions; null stands for no document at all. */
export function diffVersions(
  before: DocumentVersion | null,
  after: DocumentVersion | null,
): EntityDiff {
  const old = before === null ? null : readPolicyDocument(before.text ?? undefined);
  const fresh = after === null ? null : readPolicyDocument(after.text ?? undefined);
  const problem = problemOf(old, before) ?? problemOf(fresh, after);
  if (problem !== null) {
    const lines = diffLines(documentLines(old), documentLines(fresh));
    return { gained: [], lost: [], same: [], isComplete: true, problem, lines };
  }
  const diff = diffPolicies(old, fresh);
  const line = ({ text: said, instead }: (typeof diff.gained)[number]) => ({ text: said, instead });
  return {
    gained: diff.gained.map((change) => line(change)),
    lost: diff.lost.map((change) => line(change)),
    same: diff.statements.flatMap(({ after: one, isSame }) =>
      isSame && one !== null ? [sentence(one)] : [],
    ),
    isComplete: diff.isComplete,
    problem: null,
    lines: diff.lines,
  };
}

function problemOf(
  document: ReturnType<typeof readPolicyDocument> | null,
  version: DocumentVersion | null,
): string | null {
  if (document === null || version === null || document.status === "ok") return null;
  if (version.text === null) {
    return `The document of ${wordOf(version)} is not in the evidence, so what changed in meaning is not known.`;
  }
  return `The document of ${wordOf(version)} could not be read as a policy. ${document.problem ?? ""}`.trim();
}

function wordOf({ label, from }: DocumentVersion): string {
  if (/^v\d+$/.test(label)) return label;
  return from === null ? "the beginning" : from;
}

function sentence(statement: Statement): Spans {
  const { effect, principals } = statement;
  const who = principals === null ? [] : say` (${principalList(principals)})`;
  return say`${text(effect === "Allow" ? "May" : "Denied to")} ${accessWords(statement, null)}${who}`;
}
