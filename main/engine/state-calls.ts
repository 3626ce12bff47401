/** The state of accounts at any moment. */
import type { StateLoading } from "../../shared/ipc/state.ts";
import { listEntities } from "../state/list-entities.ts";
import type { CaseStates } from "./case-states.ts";
import type { EngineHandlers } from "./protocol.ts";

type StateCalls = Pick<
  EngineHandlers,
  "stateLoading" | "listEntities" | "entityAt" | "entityHistory" | "accountStateAt"
>;

export function createStateCalls({ current, ask }: CaseStates): StateCalls {
  return {
    stateLoading: (): StateLoading => {
      const { progress, isReady } = current();
      return { ...progress, isReady };
    },
    listEntities: (query, sort, offset, limit) =>
      ask((questions) => listEntities(questions, query, sort, offset, limit)),
    entityAt: (account, key, moment) =>
      ask((questions) => questions.entityAt(account, key, moment)),
    entityHistory: (account, key, offset, limit) =>
      ask((questions) => questions.entityHistory(account, key, offset, limit)),
    accountStateAt: (account, moment) => ask((questions) => questions.accountAt(account, moment)),
  };
}
