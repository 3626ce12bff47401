/** Dialogs of the frame: keys, about, engagement. */
import { useState } from "react";
import type { Engagement } from "../../shared/ipc/case.ts";
import { CallFailed, queries, tell } from "../api.ts";
import { useAllKeys } from "../keys.ts";
import { Button, Kbd, Note } from "../parts/controls.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { EngagementFields } from "../parts/engagement-fields.tsx";
import { useSettings, useWho } from "../settings.tsx";
import { frameWords as words } from "../strings/frame.ts";
import { words as common } from "../strings/index.ts";
import { useCase, useWork } from "../work.tsx";

/** The keys that act on this screen, by place. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const scopes = useAllKeys().filter(
    ({ name, keys }) => !name.startsWith("dialog") && Object.keys(keys).length > 0,
  );
  return (
    <Dialog title={words.commands.keys} look="wide" onClose={onClose}>
      <div className="keys-columns">
        {scopes.toReversed().map(({ name, keys }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl className="keys-list">
              {Object.entries(keys).map(([key, { label }]) => (
                <div key={key}>
                  <dt>
                    <Kbd name={key} />
                  </dt>
                  <dd>{label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

/** Versions and what the program is. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const { info } = useSettings();
  return (
    <Dialog title={words.about} onClose={onClose}>
      <p>{words.aboutText}</p>
      <dl className="kv about">
        <dt>{words.product}</dt>
        <dd>{info.version}</dd>
        {info.versions.map(({ name, version }) => [
          <dt key={`${name}-name`}>{name}</dt>,
          <dd key={name}>{version}</dd>,
        ])}
      </dl>
      <p className="ink3 s12">{words.licence}</p>
    </Dialog>
  );
}

/** What is said of the engagement; changes the open case. */
export function EngagementDialog({ onClose }: { readonly onClose: () => void }) {
  const { engagement } = useCase();
  const { say } = useWork();
  const who = useWho();
  const [draft, setDraft] = useState<Engagement>(engagement);
  const [error, setError] = useState<string | null>(null);
  const save = (): void =>
    void tell("saveEngagement", draft, who).then(
      (info) => {
        queries.setQueryData(["caseInfo"], info);
        say(words.engagementSaved);
        onClose();
      },
      (reason: unknown) => {
        if (!(reason instanceof CallFailed)) throw reason;
        setError(reason.message);
      },
    );
  return (
    <Dialog
      title={words.engagement}
      onClose={onClose}
      footer={
        <>
          <span className="right" />
          <Button size="l" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button size="l" look="primary" onClick={save}>
            {words.save}
          </Button>
        </>
      }
    >
      {error === null ? null : <Note kind="bad">{error}</Note>}
      <EngagementFields value={draft} onChange={setDraft} />
    </Dialog>
  );
}
