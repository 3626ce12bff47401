/** Changes of rules from this screen: who makes them, what the status bar says of them. */
import { useCallback } from "react";
import type { RuleEdit } from "../../../shared/ipc/rules.ts";
import { tell } from "../../api.ts";
import { useWho } from "../../settings.tsx";
import { rulesWords as words } from "../../strings/rules.ts";
import { useWork } from "../../work.tsx";

/** Makes a change, and says so; a failure is said too. */
export type EditRule = (rule: string, edit: RuleEdit) => void;

export function useRuleEdit(): EditRule {
  const { say } = useWork();
  const who = useWho();
  return useCallback(
    (rule, edit) => {
      tell("editRules", [rule], edit, who).then(
        ({ id, label }) => say(id === 0 ? words.nothingChanged : words.changed(label)),
        (error: unknown) => say(error instanceof Error ? error.message : String(error), true),
      );
    },
    [say, who],
  );
}
