/** How it is taken back: one plan in its prints, that leaves alone what others changed since. */
import { useEffect, useState } from "react";
import type { FindingDetail } from "../../../shared/ipc/findings.ts";
import type { PlanRequest } from "../../../shared/ipc/plan.ts";
import { useAsk } from "../../api.ts";
import { CertaintyChip, PlanView } from "../../parts/plan-view.tsx";
import { planWords as words } from "../../strings/plan.ts";
import { Section } from "./section.tsx";

/** Who steps through findings quickly does not ask for each of their plans. */
const settledMs = 400;

export function DetailUndo({ detail }: { readonly detail: FindingDetail }) {
  const { id } = detail.row;
  const isSettled = useSettledOn(id);
  const request: PlanRequest = {
    subject: { kind: "finding", id },
    from: null,
    to: null,
    account: null,
  };
  const asked = useAsk("planFor", [request], { enabled: isSettled, keep: false });
  // Until the plan from the whole case is there, and where nothing was changed, the finding's own one stands.
  const answer = asked.value ?? null;
  const plan = answer?.plan ?? detail.finding.plan;
  return (
    <Section
      name="undo"
      note={asked.isLoading ? words.looking : words.operations(plan.operations.length)}
      right={plan.operations.length === 0 ? undefined : <CertaintyChip plan={plan} />}
    >
      <PlanView
        plan={plan}
        prints={answer?.prints ?? detail.prints}
        {...(answer === null ? {} : { request })}
      />
    </Section>
  );
}

/** Whether the same thing has been shown for a moment. */
function useSettledOn(id: string): boolean {
  const [settled, setSettled] = useState<string | null>(null);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(id), settledMs);
    return () => window.clearTimeout(timer);
  }, [id]);
  return settled === id;
}
