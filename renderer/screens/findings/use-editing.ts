/** Changes by hand from this screen: who makes them, what the status bar says of them. */
import { useCallback } from "react";
import type { FindingSubject, HandEdit } from "../../../shared/ipc/findings.ts";
import { tell } from "../../api.ts";
import { useWho } from "../../settings.tsx";
import { findingsWords as words } from "../../strings/findings.ts";
import { useWork } from "../../work.tsx";

/** Makes a change, and says so; a failure is said too. */
export type Edit = (subject: FindingSubject, edit: HandEdit) => void;

export function useEditing(): Edit {
  const { say } = useWork();
  const who = useWho();
  return useCallback(
    (subject, edit) => {
      tell("editFindings", subject, edit, who).then(
        ({ id, label }) => say(id === 0 ? words.nothingChanged : words.changed(label)),
        (error: unknown) => say(error instanceof Error ? error.message : String(error), true),
      );
    },
    [say, who],
  );
}
