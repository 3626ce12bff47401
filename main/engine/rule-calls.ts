/** Rules of the case: what they are, what people set for them, and the users' own. */
import { Failure } from "../../shared/errors.ts";
import { findingIdOf } from "../db/findings.ts";
import { removeRuleFiles } from "../db/rule-files.ts";
import { editRules } from "../db/rule-settings.ts";
import { addRules } from "../rule-findings/add-rules.ts";
import { askRules } from "../rule-findings/ask-rules.ts";
import type { RuleFile } from "../sigma/load-rules.ts";
import { readRuleFiles } from "../sigma/load-rules.ts";
import { EngineFailure, badRequest } from "./engine-failure.ts";
import type { EventColumns } from "./event-columns.ts";
import type { FindingTables } from "./finding-table.ts";
import { handNow } from "./hand-now.ts";
import { handChange } from "./hand-words.ts";
import type { EngineHandlers } from "./protocol.ts";
import { describeRule } from "./rule-detail.ts";
import { createOwnRules, listRules } from "./rule-list.ts";
import { readOnly, tryRules } from "./rule-try.ts";
import type { Session } from "./session.ts";
import type { Work } from "./work.ts";

type RuleCalls = Pick<
  EngineHandlers,
  | "rules"
  | "ruleDetail"
  | "editRules"
  | "addRulePaths"
  | "saveRule"
  | "removeRuleFiles"
  | "askRules"
  | "tryRule"
>;

/** Between two messages on how far it is, in milliseconds. */
const everyMs = 100;

export function createRuleCalls(
  session: Session,
  work: Work,
  tables: FindingTables,
  columns: EventColumns,
): RuleCalls {
  const ownRules = createOwnRules();
  let trying: AbortController | null = null;
  session.beforeClose(() => trying?.abort());

  const list: RuleCalls["rules"] = () => {
    const { db } = session.current();
    return listRules(db, ownRules(db), tables, session.program);
  };
  const add = async (files: readonly RuleFile[], who: string): Promise<{ added: number }> => {
    refuseDuringWork(work);
    const added = await session.write((db) => addRules(db, files, handNow(who)));
    if (added > 0) session.changed("rules");
    return { added };
  };

  return {
    rules: list,
    ruleDetail: async (name) => {
      const { db } = session.current();
      return describeRule(db, await list(), ownRules(db), name);
    },
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
      session.changed("rules");
      const { db } = session.current();
      return handChange(record, (key) => findingIdOf(db, key));
    },
    addRulePaths: (paths, who) => add(readRuleFiles(paths), who),
    saveRule: (given, text, who) => {
      const name = given.trim();
      if (!/\.ya?ml$/i.test(name)) throw badRequest("the name of a rule's file ends in .yml");
      return add([{ path: name, content: new TextEncoder().encode(text) }], who);
    },
    removeRuleFiles: async (files, who) => {
      refuseDuringWork(work);
      const removed = await session.write((db) => removeRuleFiles(db, files, handNow(who)));
      if (removed > 0) session.changed("rules");
      return { removed };
    },
    askRules: () =>
      work.run("rules", async (signal) => {
        const query = await columns.query();
        const { db } = session.current();
        let toldAt = -Infinity;
        try {
          const findings = await askRules(db, query, {
            program: session.program,
            signal,
            write: (write) => session.write(write),
            onProgress: (done, total) => {
              const now = performance.now();
              if (now - toldAt < everyMs && done < total) return;
              toldAt = now;
              session.tell("rulesProgress", { done, total });
            },
          });
          session.changed("rules");
          return { findings };
        } catch (error) {
          if (signal.aborted) throw new Failure({ code: "rules-cancelled" }, { cause: error });
          throw error;
        }
      }),
    tryRule: async (text, run) => {
      if (!run) return readOnly(text);
      trying?.abort();
      const own = new AbortController();
      trying = own;
      try {
        return await tryRules(text, await columns.query(), own.signal);
      } catch (error) {
        if (own.signal.aborted) throw new Failure({ code: "rules-cancelled" }, { cause: error });
        throw error;
      } finally {
        if (trying === own) trying = null;
      }
    },
  };
}

/** The rules must not change while they are asked, nor while an import will ask them. */
function refuseDuringWork(work: Work): void {
  const running = work.running();
  if (running === "rules" || running === "import")
    throw new EngineFailure({ code: "busy", with: running });
}
