/** The form of a new case. */
import { useState } from "react";
import type { RefObject } from "react";
import type { Engagement } from "../../../shared/ipc/case.ts";
import { noEngagement } from "../../../shared/ipc/case.ts";
import { Button, Kbd, Note } from "../../parts/controls.tsx";
import { EngagementFields } from "../../parts/engagement-fields.tsx";
import { visibleText } from "../../parts/log-text.tsx";
import { useWho } from "../../settings.tsx";
import { startWords as words } from "../../strings/start.ts";
import { useWork } from "../../work.tsx";
import type { Pending } from "./use-pending.ts";

export function NewCase({
  form,
  pending,
}: {
  readonly form: RefObject<HTMLFormElement | null>;
  readonly pending: Pending;
}) {
  const who = useWho();
  const { choose, createCase, importing } = useWork();
  const [said, setSaid] = useState<Engagement>(noEngagement);
  // The system's user until something else is typed.
  const engagement = said.auditor === null && who !== "" ? { ...said, auditor: who } : said;
  const [isTouched, setTouched] = useState(false);
  const value = isTouched ? said : engagement;
  const { start } = importing;

  const create = async (): Promise<void> => {
    const place = await choose("new-case", words.fileName(value.client, value.title));
    if (place === null) return;
    const isMade = await createCase(place.id, value);
    if (isMade && pending.id !== null) void start([pending.id]);
  };
  return (
    <form
      ref={form}
      className="start-form scroll"
      aria-label={words.newCase}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <div className="hstack start-title">
        <h1>{words.newCase}</h1>
        <span className="right hstack g1">
          <Kbd name="Mod+N" />
        </span>
      </div>
      <EngagementFields
        value={value}
        isShort
        onChange={(next) => {
          setTouched(true);
          setSaid(next);
        }}
      />
      {pending.id === null ? null : (
        <Note>
          {words.pending(
            pending.choice?.count ?? null,
            visibleText(pending.choice?.names[0] ?? ""),
          )}{" "}
          <button type="button" className="linkbtn" onClick={pending.drop}>
            {words.pendingDrop}
          </button>
        </Note>
      )}
      <div className="hstack">
        <Button type="submit" look="primary" size="l">
          {words.create}
        </Button>
        <span className="s12 ink3">{words.createHint}</span>
      </div>
      <p className="s12 ink3">{words.about}</p>
    </form>
  );
}
