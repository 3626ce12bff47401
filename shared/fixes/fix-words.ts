/** A fix in words: what stands at the head of its prints. */
import { joined, say, text } from "../span.ts";
import type { Spans } from "../span.ts";
import type { Fix, UndoKind } from "./fix.ts";

const undoWords: Readonly<Record<UndoKind, string>> = {
  none: "There is nothing to take back.",
  exact: "Its undo brings back all of it.",
  asks: "Its undo brings back all of it, with values that it asks for.",
  partial: "Its undo brings back what it can; what is lost, left out or not sure is said.",
  lost: "It can't be taken back.",
};

/** What a fix is, when not to use it, what it breaks, what is not known, and how it is taken back. */
export function aboutFix({
  title,
  purpose,
  notWhen,
  breaks,
  unknown,
  undoKind,
  isPrintOnly,
  permissions,
}: Fix): readonly Spans[] {
  return [
    say`${title}.`,
    purpose,
    ...notWhen.map((one) => say`Not when: ${one}`),
    ...breaks.map((one) => say`Breaks: ${one}`),
    ...unknown.map((one) => say`Not known: ${one}`),
    say`${text(undoWords[undoKind])}`,
    ...(isPrintOnly ? [say`Trailproof only prints this; it never makes these calls itself.`] : []),
    ...(permissions.plan.length > 0
      ? [say`Needs: ${joined(permissions.plan.map((one) => text(one)))}.`]
      : []),
  ];
}

/** What the undo of a fix is. */
export function aboutUndo({ title, undoKind, permissions }: Fix): readonly Spans[] {
  return [
    say`Takes back, once it was made: ${title}.`,
    say`${text(undoWords[undoKind])}`,
    ...(permissions.undo.length > 0
      ? [say`Needs: ${joined(permissions.undo.map((one) => text(one)))}.`]
      : []),
  ];
}
