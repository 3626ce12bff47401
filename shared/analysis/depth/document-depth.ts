import type { DocumentChange } from "../../finding.ts";
import { diffLines, documentLines, foldUnchanged } from "../../iam/line-diff.ts";
import type { Difference } from "../../iam/policy-compare.ts";
import { joined, log, num, say, text } from "../../span.ts";
import type { Spans } from "../../span.ts";
import { cites, denied, patterns, some } from "../phrases.ts";
import type { Depth, NotKnown } from "../situation.ts";
import { documentReasons } from "./document-reasons.ts";
import type { DocumentCase } from "./document-reasons.ts";

/**
 * What every event that writes a permission document has in common: the change as a diff, what it adds and takes
 * away, the reasons it gives for the severity, and what of it could not be read. `what` names the place of the
 * document in the middle of a sentence.
 */
export function documentDepth(c: DocumentCase, what: Spans): Depth {
  return {
    happened: [...reading(c), ...compared(c), ...duplicates(c)],
    reasons: documentReasons(c),
    change: change(c, what),
    unknown: unknown(c),
    context: c.earlier.state === "unknown" ? [] : c.earlier.by,
  };
}

/** The diff of a document change, or null when there is nothing to show. */
export function change({ after, earlier }: DocumentCase, what: Spans): DocumentChange | null {
  if (after.text === null) return null;
  const before = earlier.state === "known" ? earlier.document : null;
  const lines = foldUnchanged(diffLines(documentLines(before), documentLines(after)));
  const from = {
    known: say`before ${cites(earlier.state === "known" ? earlier.by : [])} and after`,
    none: say`before (none, by the log) and after`,
    unknown: say`as written; the earlier document is ${{ t: "unknown", why: "before-first-event" }}`,
  }[earlier.state];
  return { caption: say`${what}: ${from}`, lines };
}

function reading(c: DocumentCase): readonly Spans[] {
  const { reading: r, after } = c;
  if (after.status !== "ok") return [];
  const sentences: Spans[] = [];
  if (r.wildcardResources.length > 0 || r.wildcardActions.length > 0) {
    const actions =
      r.wildcardActions.length === 0
        ? []
        : say`wildcards in the actions ${patterns(r.wildcardActions.map((w) => w.pattern))}`;
    const resources =
      r.wildcardResources.length === 0
        ? []
        : say`every resource (${{ t: "code", of: [text("*")] }}) in ${
            r.wildcardResources.length === 1
              ? say`statement ${num(r.wildcardResources[0] ?? 1)}`
              : say`${num(r.wildcardResources.length)} statements`
          }`;
    const and = actions.length > 0 && resources.length > 0 ? say` and ` : [];
    sentences.push(say`The document uses ${actions}${and}${resources}.`);
  }
  if (r.denies.length > 0) {
    sentences.push(
      say`It denies ${some(
        r.denies.map((s) => denied(s)),
        3,
      )}.`,
    );
  }
  return sentences;
}

function compared(c: DocumentCase): readonly Spans[] {
  const { comparison: diff, earlier } = c;
  if (earlier.state === "none") {
    if (earlier.by.length === 0) return [];
    return [say`There was no such document before, by the log ${cites(earlier.by)}.`];
  }
  if (earlier.state === "unknown" || diff === null) return [];
  const isSame =
    diff.granted.length + diff.ungranted.length + diff.deniesGone.length + diff.deniesNew.length ===
    0;
  const incomplete = diff.complete
    ? []
    : [say`The documents are too large to be compared in full; the diff is complete.`];
  if (isSame && diff.complete) {
    return [say`It allows and denies the same as the earlier document ${cites(earlier.by)}.`];
  }
  return [
    ...list(say`New against the earlier document ${cites(earlier.by)}`, diff.granted),
    ...list(say`No longer allowed`, diff.ungranted),
    ...list(say`Newly denied`, diff.deniesNew),
    ...incomplete,
  ];
}

function list(intro: Spans, all: readonly Difference[]): readonly Spans[] {
  if (all.length === 0) return [];
  const how = {
    action: [],
    resource: say` on more resources`,
    condition: say` under fewer conditions`,
  };
  const kinds = ["action", "resource", "condition"] as const;
  const parts = kinds.flatMap((kind) => {
    const of = all.filter((d) => d.what === kind);
    if (of.length === 0) return [];
    const named = of.flatMap((d) => (d.action === null ? [] : [d.action]));
    const rest = of.length > named.length ? [say`everything but the listed exceptions`] : [];
    const names = named.length === 0 ? [] : [patterns(named)];
    return [say`${some([...names, ...rest])}${how[kind]}`];
  });
  return [say`${intro}: ${joined(parts, "; ")}.`];
}

function duplicates({ after }: DocumentCase): readonly Spans[] {
  if (after.duplicateKeys.length === 0) return [];
  const keys = some(after.duplicateKeys.map((key) => log(key)));
  return [
    say`The JSON names ${keys} more than once in one object. This reading takes the last; other readers may differ.`,
  ];
}

function unknown({ after, earlier }: DocumentCase): readonly NotKnown[] {
  const notes: NotKnown[] = [];
  if (after.status === "truncated") {
    notes.push({ what: say`What the new document allows.`, why: "truncated-by-aws" });
  } else if (after.status === "unparseable") {
    const why = after.problem === null ? [] : say` ${text(after.problem)}`;
    notes.push({
      what: say`What the new document allows: its text is no policy document that could be read.${why}`,
      why: "not-in-log",
    });
  } else if (after.status === "absent") {
    notes.push({ what: say`What the new document allows.`, why: "not-recorded" });
  }
  if (earlier.state === "unknown") {
    notes.push({ what: say`What stood there before.`, why: "before-first-event" });
  }
  return notes;
}
