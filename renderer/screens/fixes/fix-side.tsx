/** A fix beside its choice: when not to use it, what it breaks, what is unknown, and its plan. */
import type { Fix } from "../../../shared/ipc/fixes.ts";
import type { Asked } from "../../api.ts";
import type { FixAnswer } from "../../../shared/ipc/fixes.ts";
import { Button, Note } from "../../parts/controls.tsx";
import { SpansText } from "../../parts/spans-text.tsx";
import { words as common } from "../../strings/index.ts";
import { liveWords as words } from "../../strings/live.ts";
import { PlanParts, Section, Sentences } from "./plan-side.tsx";
import type { ChangeWizard, Wizard } from "./wizard.ts";

export function FixSide({
  asked,
  wizard,
  change,
}: {
  readonly asked: Asked<FixAnswer>;
  readonly wizard: Wizard;
  readonly change: ChangeWizard;
}) {
  const { value, error } = asked;
  if (error !== null)
    return (
      <Section title={words.plan}>
        <Note kind="bad">{error}</Note>
        <Button onClick={asked.again}>{common.tryAgain}</Button>
      </Section>
    );
  if (value === undefined)
    return (
      <Section title={words.plan}>
        <p className="s12 ink3" aria-busy="true">
          {words.planning}
        </p>
      </Section>
    );
  if (!value.ok)
    return (
      <Section title={words.plan}>
        <Note>
          <SpansText spans={value.refused} />
        </Note>
      </Section>
    );
  return <Planned fix={value.fix} wizard={wizard} change={change} />;
}

function Planned({
  fix,
  wizard,
  change,
}: {
  readonly fix: Fix;
  readonly wizard: Wizard;
  readonly change: ChangeWizard;
}) {
  return (
    <>
      <PlanParts plan={fix.plan} accounts={[]} wizard={wizard} change={change} />
      <Section title={words.wayBack}>
        <p className="s12 ink2">{words.fixUndo[fix.undoKind]}</p>
      </Section>
      <Sentences title={words.notWhen} items={fix.notWhen} />
      <Sentences title={words.breaks} items={fix.breaks} />
      <Sentences title={words.unknowns} items={fix.unknown} />
    </>
  );
}
