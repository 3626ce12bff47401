/** What stands on the report's cover: the engagement, which can be changed here. */
import { useState } from "react";
import type { Engagement } from "../../../shared/ipc/case.ts";
import { CallFailed, tell } from "../../api.ts";
import { Button } from "../../parts/controls.tsx";
import { EngagementFields } from "../../parts/engagement-fields.tsx";
import { reportWords as words } from "../../strings/report.ts";
import { useWho } from "../../settings.tsx";
import { useCase, useWork } from "../../work.tsx";

export function Cover() {
  const { engagement } = useCase();
  const { say } = useWork();
  const who = useWho();
  const [draft, setDraft] = useState<Engagement | null>(null);
  const [isSaving, setSaving] = useState(false);
  const save = async (): Promise<void> => {
    if (draft === null) return;
    setSaving(true);
    try {
      await tell("saveEngagement", draft, who);
      setDraft(null);
    } catch (error) {
      if (!(error instanceof CallFailed)) throw error;
      say(error.message, true);
    } finally {
      setSaving(false);
    }
  };
  return (
    <form
      className="report-cover"
      aria-label={words.engagement}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h2>{words.engagement}</h2>
      <p className="s12 ink2">{words.engagementHint}</p>
      <EngagementFields value={draft ?? engagement} onChange={setDraft} />
      {draft === null ? null : (
        <div className="report-draft">
          <p className="s12 ink2">{words.notSaved}</p>
          <div className="hstack">
            <Button type="submit" look="primary" disabled={isSaving}>
              {words.saveEngagement}
            </Button>
            <Button look="quiet" onClick={() => setDraft(null)}>
              {words.revert}
            </Button>
          </div>
        </div>
      )}
    </form>
  );
}
