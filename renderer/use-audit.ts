import { useEffect, useReducer, useState } from "react";
import { explainCall } from "../shared/ipc.ts";
import type { ChoiceKind, Choice, ProgramInfo } from "../shared/ipc.ts";
import { api, on } from "./api.ts";
import { firstState, nextState } from "./screen-state.ts";
import type { ScreenState } from "./screen-state.ts";

/** What a person can do, and what they see of it. */
export interface AuditControls {
  readonly state: ScreenState;
  readonly info: ProgramInfo | null;
  readonly client: string;
  readonly setClient: (name: string) => void;
  readonly choose: (kind: ChoiceKind) => Promise<void>;
  readonly start: (choice: Choice) => Promise<void>;
  readonly cancel: () => Promise<void>;
  readonly openReport: (auditId: string) => Promise<void>;
  readonly saveReport: (auditId: string) => Promise<void>;
  readonly leave: () => void;
}

/** Connects the screens with the program. */
export function useAudit(): AuditControls {
  const [state, dispatch] = useReducer(nextState, firstState);
  const [info, setInfo] = useState<ProgramInfo | null>(null);
  const [client, setClient] = useState("");

  useEffect(() => {
    const stops = [
      on.auditProgress((progress) => dispatch({ type: "progressed", progress })),
      on.caseOffered((choice) => dispatch({ type: "chosen", choice })),
    ];
    void api.programInfo().then((reply) => {
      if (!reply.ok) return dispatch({ type: "noticed", notice: explainCall(reply.error) });
      setInfo(reply.value);
      if (reply.value.offered !== null) dispatch({ type: "chosen", choice: reply.value.offered });
    });
    return () => stops.forEach((stop) => stop());
  }, []);

  return {
    state,
    info,
    client,
    setClient,
    choose: async (kind) => {
      const reply = await api.chooseLogs(kind);
      if (!reply.ok) dispatch({ type: "noticed", notice: explainCall(reply.error) });
      else if (reply.value !== null) dispatch({ type: "chosen", choice: reply.value });
    },
    start: async (choice) => {
      dispatch({ type: "started", choice });
      const name = client.trim();
      const reply = await api.startAudit(choice.id, name === "" ? null : name);
      if (reply.ok) return dispatch({ type: "finished", audit: reply.value });
      const type = reply.error.code === "cancelled" ? "cancelled" : "failed";
      dispatch({ type, reason: explainCall(reply.error) });
    },
    cancel: async () => {
      await api.cancelAudit();
    },
    openReport: async (auditId) => {
      const reply = await api.openReport(auditId);
      if (!reply.ok) dispatch({ type: "noticed", notice: explainCall(reply.error) });
    },
    saveReport: async (auditId) => {
      const reply = await api.saveReport(auditId);
      if (!reply.ok) dispatch({ type: "noticed", notice: explainCall(reply.error) });
      else if (reply.value !== null)
        dispatch({ type: "noticed", notice: `The report was saved as ${reply.value}.` });
    },
    leave: () => dispatch({ type: "left" }),
  };
}
