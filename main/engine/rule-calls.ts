/** Rules of the case, and what people set for them. */
import { findingIdOf } from "../db/findings.ts";
import { editRules, readRuleSettings } from "../db/rule-settings.ts";
import { handNow } from "./hand-now.ts";
import { handChange } from "./hand-words.ts";
import type { EngineHandlers } from "./protocol.ts";
import type { Session } from "./session.ts";

type RuleCalls = Pick<EngineHandlers, "ruleSettings" | "editRules">;

export function createRuleCalls(session: Session): RuleCalls {
  return {
    ruleSettings: () => [...readRuleSettings(session.current().db).values()],
    editRules: async (rules, edit, who) => {
      const hand = handNow(who);
      const record = await session.write((db) =>
        editRules(
          db,
          hand,
          [...new Set(rules)].map((rule) => ({ rule, edit })),
        ),
      );
      if (record === null) return { id: 0, ...hand, label: "Nothing to change", isUndone: false };
      session.changed("edited");
      const { db } = session.current();
      return handChange(record, (key) => findingIdOf(db, key));
    },
  };
}
